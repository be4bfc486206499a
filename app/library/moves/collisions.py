"""Addresses that two pages or files would share after a move."""

from collections.abc import Iterator, Mapping

from app.library.addresses import clean_path
from app.library.link_context import old_paths
from app.library.moves.relocation import Relocation
from app.site.paths import slug_of


def collision(relocation: Relocation) -> str | None:
    """Return what would have the same address as something that moves; None if nothing would."""
    return next(_collisions(relocation), None)


def _collisions(relocation: Relocation) -> Iterator[str]:
    before, after = relocation.before, relocation.after
    owners = {slug_of(target.path): file for file, target in after.pages.items()}
    for old in before.pages:
        new = relocation.new_name(old)
        if new in after.pages or new not in after.documents:
            continue
        path = after.documents[new].path
        owner = owners.get(slug_of(path))
        if owner is not None:
            mover = new if old in relocation.names else owner
            other = owner if old in relocation.names else new
            yield (
                f"{mover} would have the address {path}, which {other} has. "
                "Choose another name, or give one of the two a permalink of its own."
            )
    aliases = _aliases(relocation)
    assets = {asset.path.rstrip("/"): asset.file for asset in after.build.context.published.assets}
    for old, new in relocation.names.items():
        target, former = after.pages.get(new), before.pages.get(old)
        if target is None or former is None or target.path == former.path:
            continue
        if (other := aliases.get(slug_of(target.path), new)) != new:
            yield (
                f"{new} would have the address {target.path}, which is an old address of {other}. "
                "Take it out of its old addresses, or choose another name."
            )
        if (asset := assets.get(target.path.rstrip("/"))) is not None:
            yield f"{new} would have the address {target.path}, which the file {asset} has."
    paths: dict[str, str] = {}
    moved = set(relocation.names.values())
    for item in after.tree.assets:
        first = paths.setdefault(item.path, item.file)
        if first != item.file and {first, item.file} & moved:
            yield f"{item.file} would have the address {item.path}, which {first} has."


def _aliases(relocation: Relocation) -> Mapping[str, str]:
    """Return by slug the document that has an old address."""
    return {
        slug_of(clean_path(alias)): file
        for file, document in relocation.after.documents.items()
        if file in relocation.after.pages
        for alias in old_paths(document)
    }

"""Links to files that are beside a document in the tree, and not beside its page on the website."""

import posixpath
from typing import Final
from urllib.parse import quote, unquote

from app.dialects.layout_facts import Use
from app.library.links import LinkResolver, ResolvedLink, base_of, split_address
from app.problems import shorten
from app.records import LinkTarget
from app.site.paths import composed

# Of a picture, by whether the built page certainly shows none.
_CODES: Final = {True: "missing-image", False: "uncertain-image"}


def misplaced_file(
    link: ResolvedLink, href: str, origin: LinkTarget, resolver: LinkResolver, use: Use
) -> tuple[str, str, str] | None:
    """Return what is wrong with a relative address that the tree resolves and browsers do not.

    That is so only if the layouts leave such addresses as they are written.
    """
    layouts = resolver.layouts
    is_certain = use in layouts.as_written
    # A link has no code for what may be wrong.
    is_reported = is_certain or (use == "image" and use in layouts.maybe_as_written)
    asset = link.asset
    if not is_reported or asset is None or link.status != "asset":  # as nearly all
        return None
    path, _ = split_address(href)
    if path.startswith("/"):
        return None
    # The path of a page is no address: its signs are what they are.
    asked = composed(posixpath.normpath(posixpath.join(base_of(origin.path), unquote(path))))
    address = quote(asked)
    if resolver.is_unserved(address) or resolver.addresses.find(address) is not None:
        return None
    name = "link" if use == "link" else "picture"
    message = f'the {name} "{shorten(href, 80)}" leads to {shorten(asked, 80)}, where nothing is'
    hint = f"Write {shorten(posixpath.relpath(asset.path, base_of(origin.path)))}"
    folder, file = posixpath.split(origin.file)
    stem, suffix = posixpath.splitext(file)
    if posixpath.dirname(asset.file) == folder:
        hint = f"{hint}, or make the page a bundle: {shorten(stem)}/index{suffix}"
    code = "broken-link" if use == "link" else _CODES[is_certain]
    return code, message, f"{hint}."

"""Front matter that the configuration gives to scopes of files."""

from collections.abc import Iterable, Mapping

from app.dialects.jekyll.configuration import Default
from app.dialects.mappings import merged
from app.front_matter import Value
from app.site.globs import scope_glob
from app.site.patterns import PatternError


def defaults_for(
    defaults: Iterable[Default], path: str, kind: str, collections_dir: str
) -> Mapping[str, Value]:
    """Return the values for a file of this path and kind; those of the narrower scope win.

    Mappings are merged. `kind` is the file's collection, or `pages`.
    """
    values: Mapping[str, Value] = {}
    last: Default | None = None
    for default in defaults:
        if not _applies(default, path, kind, collections_dir):
            continue
        if last is None or _precedes(last, default):
            values = merged(values, default.values, nulls=False)
            last = default
        else:
            values = merged(default.values, values, nulls=False)
    return values


def _applies(default: Default, path: str, kind: str, collections_dir: str) -> bool:
    if default.type is not None and default.type != kind:
        return False
    scope = default.path
    beside = f"{collections_dir}/" if collections_dir else ""
    if "*" not in scope:
        return path.startswith(scope.removeprefix(beside))
    whole = f"{beside}{path}" if beside and scope.startswith(beside) else path
    try:
        return scope_glob(scope).is_in(whole)
    except PatternError:
        # Reported with the configuration.
        return False


def _precedes(old: Default, new: Default) -> bool:
    if len(new.path) != len(old.path):
        return len(new.path) >= len(old.path)
    return new.type is not None or old.type is None

"""Front matter that the configuration gives to whole scopes of files."""

from collections.abc import Iterable, Mapping

from app.dialects.jekyll.configuration import Default
from app.front_matter import Scalar, Value
from app.site.globs import scope_glob
from app.site.patterns import PatternError


def defaults_for(
    defaults: Iterable[Default], path: str, kind: str, collections_dir: str
) -> Mapping[str, Value]:
    """The values for a file of this path and kind; those of the narrower scope win.

    Mappings are merged. `kind` is the file's collection, or `pages`.
    """
    found: Mapping[str, Value] = {}
    last: Default | None = None
    for default in defaults:
        if not _takes(default, path, kind, collections_dir):
            continue
        if last is None or _precedes(last, default):
            found = merged(found, default.values)
            last = default
        else:
            found = merged(default.values, found)
    return found


def merged(under: Mapping[str, Value], over: Mapping[str, Value]) -> Mapping[str, Value]:
    """Both mappings in one; where both have a key, the second's value, mappings again merged.

    A null stands over nothing.
    """
    made = dict(under)
    for key, value in over.items():
        below = made.get(key)
        if below is not None and isinstance(value, Scalar) and value.value is None:
            continue
        if isinstance(below, Mapping) and isinstance(value, Mapping):
            made[key] = merged(below, value)
        else:
            made[key] = value
    return made


def _takes(default: Default, path: str, kind: str, collections_dir: str) -> bool:
    if default.type is not None and default.type != kind:
        return False
    scope = default.path
    if not scope:
        return True
    beside = f"{collections_dir}/" if collections_dir else ""
    if "*" in scope:
        whole = f"{beside}{path}" if beside and scope.startswith(beside) else path
        try:
            return scope_glob(scope).is_in(whole)
        except PatternError:
            return False
    return path.startswith(scope.removeprefix(beside) if beside else scope)


def _precedes(old: Default, new: Default) -> bool:
    if len(new.path) != len(old.path):
        return len(new.path) >= len(old.path)
    return new.type is not None or old.type is None

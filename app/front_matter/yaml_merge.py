"""The merge key of YAML (https://yaml.org/type/merge.html), which 1.2 no longer has."""

from app.front_matter.values import KeyPath, Mark, Scalar, Value


def merge(
    value: Value,
    inside: dict[KeyPath, Mark],
    values: dict[str, Value],
    marks: dict[KeyPath, Mark],
    path: KeyPath,
) -> bool:
    """Adds the keys of a mapping, or of the mappings of a list, that are not in `values` yet.

    `inside` has the marks of the value, which stands at `<<` under the path of `values`. False
    if there is anything else than mappings; that is left out.
    """
    listed = isinstance(value, tuple)
    sources = value if isinstance(value, tuple) else (value,)
    depth = len(path) + (2 if listed else 1)
    added: set[KeyPath] = set()
    sound = True
    for index, source in enumerate(sources):
        if isinstance(source, str | Scalar | tuple):
            sound = False
            continue
        for key, item in source.items():
            if key not in values:
                values[key] = item
                added.add((*path, "<<", index, key) if listed else (*path, "<<", key))
    for inner, mark in inside.items():
        if inner[: depth + 1] in added:
            marks[path + inner[depth:]] = mark
    return sound

"""Unknown keys inside known mappings, such as `address`: they are kept in `params`."""

from collections.abc import Mapping
from typing import Any, Final

from pydantic import BaseModel

from app.front_matter import NO_MARK, FrontMatter, KeyPath, Value, plain
from app.problems import Fault
from app.regex import regex
from app.suggestions import most_like

# What templates of other systems read from a menu's entry.
_HARMLESS: Final[Mapping[str, frozenset[str]]] = {
    "menus": frozenset({"pre", "post", "params", "url", "pageRef", "pageref"}),
    "exceptions": frozenset({"closed"}),
}
# Mappings to which themes add keys of their own.
_OPEN: Final = frozenset({"image"})
_DIGITS: Final = regex(r"[0-9]+\Z")


def without_unknown_keys(
    front_matter: FrontMatter, parts: Mapping[str, type[BaseModel]]
) -> tuple[FrontMatter, Mapping[str, Any], tuple[Fault, ...]]:
    """Return front matter without what cannot be read, the unknown keys for `params`, and faults.

    `parts` are the models of mappings. Coordinates that a decimal comma cuts in two
    (`{latitude: 40,0139}`) are removed as a whole.
    """
    params: dict[str, Any] = {}
    faults: list[Fault] = []
    values = front_matter.values
    for field, model in parts.items():
        if field not in values:
            continue
        value = values[field]
        if not isinstance(value, Mapping | tuple):
            continue
        if field == "geo" and isinstance(value, Mapping) and any(map(_DIGITS.match, value)):
            values = {key: item for key, item in values.items() if key != field}
            mark = front_matter.marks.get((field,), NO_MARK)
            message = "geo has decimal commas, which divide its numbers"
            hint = "Write the numbers with points, such as 40.0139."
            faults.append(Fault(mark.value, "invalid-value", message, hint))
            continue
        for path, mapping in _mappings(field, value):
            known = frozenset(model.model_fields)
            for key, item in mapping.items():
                if key in known:
                    continue
                if field != "exceptions":
                    _put(params, (*path, key), plain(item))
                if field in _OPEN or key in _HARMLESS.get(field, ()):
                    continue
                if field == "exceptions" and mapping.keys().isdisjoint(("opens", "closes")):
                    continue  # the whole entry is reported
                mark = front_matter.marks.get((*path, key), NO_MARK)
                faults.append(Fault(mark.key, "unknown-key", *_message(path, key, known)))
    if values is not front_matter.values:
        front_matter = front_matter._replace(values=values)
    return front_matter, params, tuple(faults)


def _mappings(
    field: str, value: Mapping[str, Value] | tuple[Value, ...]
) -> list[tuple[KeyPath, Mapping[str, Value]]]:
    """Return the mappings with fixed keys in a field's value, and their paths."""
    if isinstance(value, tuple):
        # Other fields with a list have names in it, or are reported as a whole.
        items = enumerate(value) if field == "exceptions" else ()
        return [((field, index), item) for index, item in items if isinstance(item, Mapping)]
    if field == "menus":
        return [((field, name), item) for name, item in value.items() if isinstance(item, Mapping)]
    return [((field,), value)]


def _put(params: dict[str, Any], path: KeyPath, value: object) -> None:
    for step in path[:-1]:
        params = params.setdefault(str(step), {})
    params[str(path[-1])] = value


def _message(path: KeyPath, key: str, known: frozenset[str]) -> tuple[str, str]:
    where = ".".join(map(str, path))
    best = most_like(key, sorted(known))
    hint = f'Did you mean "{best[0]}"?' if best else f"Known are {', '.join(sorted(known))}."
    return f'"{key}" is not a known key of {where}', hint

"""`markup.goldmark.parser` of the configuration: options of the Markdown parser.

Specification: https://gohugo.io/configuration/markup/#goldmark.
"""

from collections.abc import Iterable, Mapping
from typing import Final, Literal, TypeAlias

from app.dialects.mappings import mapping_of
from app.front_matter import FrontMatter, KeyPath, Scalar, Value, is_null, source_text
from app.problems import Fault

IdType: TypeAlias = Literal["github", "github-ascii", "blackfriday"]

_PARSER: Final = ("markup", "goldmark", "parser")
_FLAGS: Final = (
    ("attribute", "title"),
    ("attribute", "block"),
    ("autoHeadingID",),
    ("autoDefinitionTermID",),
)
# Texts that Hugo's decoder, or YAML 1.1, reads as booleans.
_TRUE: Final = frozenset({"1", "t", "true", "yes", "on"})
_FALSE: Final = frozenset({"", "0", "f", "false", "no", "off"})


def id_type(values: Mapping[str, Value]) -> IdType:
    """Return the rule for heading ids of the whole configuration."""
    for key in ("autoidtype", "autoheadingidtype"):
        match _value_at(values, (*_PARSER, key)):
            case "github-ascii":
                return "github-ascii"
            case "blackfriday":
                return "blackfriday"
    return "github"


def parser_options(values: Mapping[str, Value]) -> tuple[tuple[str, str], ...]:
    """Return the flags of the whole configuration, whose keys are in lower case."""
    options: list[tuple[str, str]] = []
    for flag in _FLAGS:
        value = _value_at(values, (*_PARSER, *flag))
        is_set = _truth(value) if value is not None else None
        if is_set is not None:
            options.append((".".join(flag), "true" if is_set else "false"))
    return tuple(options)


def option_faults(front_matter: FrontMatter, under: Mapping[str, Value]) -> Iterable[Fault]:
    """Return the values of one file that have the wrong type.

    `under` is where the file's keys are in the whole configuration; empty for a whole one.
    """
    if under and under != {_PARSER[0]: {}}:
        return
    above = _PARSER[:1] if under else ()
    seen: set[KeyPath] = set()
    for flag in _FLAGS:
        names = (*_PARSER, *flag)[len(above) :]
        value: Value = front_matter.values
        path: KeyPath = ()
        for name in names:
            if not isinstance(value, Mapping):
                break
            key = next((key for key in value if key.lower() == name.lower()), None)
            if key is None:
                break
            value, path = value[key], (*path, key)
        is_whole = len(path) == len(names)
        if path in seen or (isinstance(value, Mapping) and not is_whole):
            continue
        if is_null(value) or (is_whole and _truth(value) is not None):
            continue
        seen.add(path)
        name = ".".join((*above, *names[: len(path)]))
        expected = "true or false" if is_whole else "a table of keys"
        message = f"{name} must be {expected}, not {_described(value)}"
        hint = "Write true or false." if is_whole else "Write its keys below it, or remove it."
        yield Fault(front_matter.marks[path].value, "invalid-value", message, hint)


def _value_at(values: Mapping[str, Value], path: Iterable[str]) -> Value | None:
    """Return the value at this path of keys."""
    value: Value | None = values
    for key in path:
        value = mapping_of(value).get(key.lower())
    return value


def _truth(value: Value) -> bool | None:
    """Return the boolean that Hugo decodes the value to; None if it is none."""
    if isinstance(value, Scalar) and isinstance(value.value, int | float):
        return bool(value.value)
    if isinstance(value, str):
        text = value.strip().lower()
        return True if text in _TRUE else False if text in _FALSE else None
    return None


def _described(value: Value) -> str:
    if isinstance(value, Mapping):
        return "a table"
    text = source_text(value)
    return "a list" if text is None else f'"{text}"'

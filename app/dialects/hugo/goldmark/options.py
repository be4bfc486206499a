"""`markup.goldmark.parser` of the configuration: options of the Markdown parser.

Specification: https://gohugo.io/configuration/markup/#goldmark.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final, Literal, NamedTuple, TypeAlias, get_args

from app.front_matter import FrontMatter, KeyPath, Scalar, Value, is_null, source_text
from app.problems import Fault

IdType: TypeAlias = Literal["github", "github-ascii", "blackfriday"]

_PARSER: Final = ("markup", "goldmark", "parser")
# A boolean here has no effect. It was an option once.
_WAS_FLAG: Final = (*_PARSER, "attribute")
_ID_TYPES: Final = ("autoidtype", "autoheadingidtype")
# Hugo's names of the flags.
_FLAGS: Final[Mapping[str, KeyPath]] = {
    "title_attributes": (*_PARSER, "attribute", "title"),
    "block_attributes": (*_PARSER, "attribute", "block"),
    "heading_ids": (*_PARSER, "autoHeadingID"),
    "term_ids": (*_PARSER, "autoDefinitionTermID"),
}
# Texts that Hugo's decoder, or YAML 1.1, reads as booleans.
_TRUE: Final = frozenset({"1", "t", "true", "yes", "on"})
_FALSE: Final = frozenset({"", "0", "f", "false", "no", "off"})


class GoldmarkOptions(NamedTuple):
    """Hugo's `markup.goldmark.parser`, with its defaults.

    `title_attributes` allows attributes at the end of a heading, `block_attributes` below any
    block. `heading_ids` and `term_ids` give ids to headings and terms without one; `id_type` is
    the rule for those of headings. With `has_emoji`, which is `enableEmoji`, names of emoji are
    replaced by them.
    """

    title_attributes: bool = True
    block_attributes: bool = False
    heading_ids: bool = True
    term_ids: bool = False
    id_type: IdType = "github"
    has_emoji: bool = False

    @classmethod
    def of(cls, values: Mapping[str, Value]) -> "GoldmarkOptions":
        """Return the options of the whole configuration, whose keys are in lower case."""
        options: dict[str, Any] = {}
        for name, names in _FLAGS.items():
            path, value = _value_at(values, names)
            if len(path) == len(names) and (flag := _truth(value)) is not None:
                options[name] = flag
        for key in _ID_TYPES:
            path, value = _value_at(values, (*_PARSER, key))
            if path[-1:] == (key,) and value in get_args(IdType)[1:]:
                options.setdefault("id_type", value)
        return cls(**options, has_emoji=_truth(values.get("enableemoji", "")) is True)


DEFAULT_OPTIONS: Final = GoldmarkOptions()


def option_faults(front_matter: FrontMatter) -> Iterable[Fault]:
    """Return the values of a part of the configuration that have the wrong type."""
    seen: set[KeyPath] = set()
    for names in _FLAGS.values():
        path, value = _value_at(front_matter.values, names)
        is_whole = len(path) == len(names)
        if path in seen or (isinstance(value, Mapping) and not is_whole):
            continue
        is_flag = is_whole or path == _WAS_FLAG
        if is_null(value) or (is_flag and _truth(value) is not None):
            continue
        seen.add(path)
        name = ".".join(map(str, names[: len(path)]))
        expected = "true or false" if is_whole else "a table of keys"
        message = f"{name} must be {expected}, not {_described(value)}"
        hint = "Write true or false." if is_whole else "Write its keys below it, or remove it."
        yield Fault(front_matter.marks[path].value, "invalid-value", message, hint)


def _value_at(values: Mapping[str, Value], names: KeyPath) -> tuple[KeyPath, Value]:
    """Return the value at these keys, or the deepest above it that there is, and its path."""
    value: Value = values
    path: KeyPath = ()
    for name in names:
        key = str(name).lower()
        if not isinstance(value, Mapping) or key not in value:
            break
        value, path = value[key], (*path, key)
    return path, value


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

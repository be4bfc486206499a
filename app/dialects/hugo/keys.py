"""Hugo's keys of front matter, in any case, and those of the records."""

from collections.abc import Mapping
from typing import Final

from app.front_matter import FrontMatter, Scalar, Value, source_text

# Hugo's keys, which may be in any case, and the records'.
_SAME: Final = (
    *("title", "description", "draft", "slug", "url", "weight", "aliases", "menu"),
    *("menus", "tags", "categories", "type", "layout", "date"),
)
OURS: Final[Mapping[str, str]] = {
    **{key: key for key in _SAME},
    "lastmod": "updated",
    "expirydate": "expiry_date",
    "publishdate": "publish_date",
}
BUILDS: Final = ("build", "_build")
# The texts that Go reads as booleans.
_TRUE: Final = frozenset({"1", "t", "T", "TRUE", "true", "True"})
_FALSE: Final = frozenset({"0", "f", "F", "FALSE", "false", "False"})
_LOWERED: Final = frozenset({*BUILDS, "cascade", "headless"})


def set_draft(values: dict[str, Value]) -> None:
    """Set `draft` to the boolean that it is for Hugo, and take out a `published` that is one.

    Without `draft` a page is one if `published` is false. Any other value of that is a date.
    """
    draft = _boolean(values["draft"]) if "draft" in values else None
    if draft is not None:
        values["draft"] = Scalar(draft, str(draft).lower())
    for key in [key for key in values if key.lower() == "published"]:
        published = _boolean(values[key])
        if published is not None:
            del values[key]
            values.setdefault("draft", Scalar(not published, str(not published).lower()))


def _boolean(value: Value) -> bool | None:
    """Return the boolean that Hugo reads a value as; None if it reads none."""
    if isinstance(value, Scalar) and (value.value is None or isinstance(value.value, bool | int)):
        return bool(value.value)
    text = source_text(value)
    return text not in _FALSE if text in _TRUE | _FALSE else None


def respelled(front_matter: FrontMatter) -> FrontMatter:
    """Return front matter with Hugo's keys under the records' names."""
    values: dict[str, Value] = {}
    names: dict[str, str] = {}
    for key, value in front_matter.values.items():
        lowered = key.lower()
        name = lowered if lowered in _LOWERED else OURS.get(lowered, key)
        if name in values or (name != key and name in front_matter.values):
            # Both stay, so that the typed fields report them as two spellings of one key.
            name = key
        values[name] = value
        if name != key:
            names[key] = name
    if not names:
        return front_matter
    marks = {
        ((names.get(str(path[0]), path[0]), *path[1:]) if path else path): mark
        for path, mark in front_matter.marks.items()
    }
    written = {name: key for key, name in names.items()}
    return front_matter._replace(values=values, marks=marks, names=written)

"""Menus of Hugo's configuration → menus of a site file."""

from collections.abc import Mapping
from typing import Final

from app.front_matter import FrontMatter, KeyPath, Mark, Value, source_text

_TAKEN: Final[Mapping[str, str]] = {
    "name": "title",
    "title": "title",
    "url": "path",
    "pageref": "path",
    "weight": "weight",
    "identifier": "identifier",
    "parent": "parent",
}
# Which comes first where several say the same.
_ORDER: Final = ("name", "title", "pageref", "url", "weight", "identifier", "parent")


def read_menus(
    found: FrontMatter,
    way: KeyPath,
    written: Value | None,
    language: str | None,
    prefix: str = "",
) -> FrontMatter | None:
    """The menus that are written at a place of a file; None where there are none.

    `prefix` is that of the paths of the language's pages.
    """
    if not isinstance(written, Mapping):
        return None
    marks: dict[KeyPath, Mark] = {("menus",): Mark(0, 0)}
    menus: dict[str, Value] = {}
    for name, entries in written.items():
        if not isinstance(entries, tuple):
            continue
        made: list[Value] = []
        for number, entry in enumerate(entries):
            if isinstance(entry, Mapping):
                place: KeyPath = ("menus", name, len(made))
                mark = found.marks.get((*way, name, number), Mark(0, 0))
                marks[place] = mark
                made.append(_entry(entry, place, mark, marks, language, prefix))
        menus[name] = tuple(made)
    return FrontMatter(found.format, {"menus": menus}, marks, 0) if menus else None


def _entry(
    entry: Mapping[str, Value],
    place: KeyPath,
    mark: Mark,
    marks: dict[KeyPath, Mark],
    language: str | None,
    prefix: str,
) -> Mapping[str, Value]:
    lowered = {key.lower(): value for key, value in entry.items()}
    said: dict[str, Value] = {}
    for key in _ORDER:
        value = lowered.get(key)
        ours = _TAKEN[key]
        if value is not None and ours not in said and source_text(value) is not None:
            said[ours] = value
            marks[(*place, ours)] = mark
    path = said.get("path")
    page = source_text(lowered["pageref"]) if "pageref" in lowered else None
    if page is not None and path is not None:
        said["page"] = page
        said["path"] = f"{prefix}/{page.lstrip('/')}"
        marks[(*place, "page")] = mark
    # One without a name is named by its page, else by what there is.
    said.setdefault("title", "" if page else said.get("identifier", path or ""))
    if language is not None:
        said["language"] = language
    return said

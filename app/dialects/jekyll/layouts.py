"""Ids that layouts compute for the pages that they show."""

from collections.abc import Iterator, Mapping
from posixpath import splitext
from typing import Final, NamedTuple

from app.dialects.jekyll.configuration import JekyllConfiguration
from app.dialects.layout_anchors import ComputedAnchor
from app.files.text import SourceText
from app.regex import regex

_ID: Final = regex(
    r"\bid\s*=\s*(?P<quote>[\"'])(?P<start>[^\"'<>{}\s]*)\{\{[^<>\n]{0,300}\}\}"
    r"(?P<end>[^\"'<>{}\s]*)(?P=quote)"
)
_INCLUDE: Final = regex(r"\{%-?\s*include(?:_cached)?\s+(?P<name>[\w./-]+)")
# In the front matter of a layout.
_LAYOUT: Final = regex(r"\A---\s*\n(?:(?!---)[^\n]*\n)*?layout:[ \t]*[\"']?(?P<name>[\w./-]+)")


class _Template(NamedTuple):
    """The ids that a template computes, and the names of those that it shows or is shown in."""

    ids: frozenset[ComputedAnchor]
    others: tuple[tuple[str, str], ...]


def computed_anchors(
    configuration: JekyllConfiguration, texts: Mapping[str, SourceText]
) -> Mapping[str, frozenset[ComputedAnchor]]:
    """Return by the name of a layout the ids that it computes, with its includes and its layout.

    `texts` are the tree's layouts, includes and other texts, by file.
    """
    layouts, includes = f"{configuration.layouts_dir}/", f"{configuration.includes_dir}/"
    templates: dict[tuple[str, str], _Template] = {}
    for file, source in texts.items():
        if file.startswith(layouts):
            templates["layout", splitext(file.removeprefix(layouts))[0]] = _read(source.text)
        elif file.startswith(includes):
            templates["include", file.removeprefix(includes)] = _read(source.text)
    found: dict[str, frozenset[ComputedAnchor]] = {}
    for kind, name in templates:
        if kind == "layout":
            used = _used((kind, name), templates)
            found[name] = frozenset[ComputedAnchor]().union(*(item.ids for item in used))
    return {name: ids for name, ids in found.items() if ids}


def _read(text: str) -> _Template:
    ids = frozenset(ComputedAnchor(match["start"], match["end"]) for match in _ID.finditer(text))
    others = [("include", match["name"]) for match in _INCLUDE.finditer(text)]
    if (layout := _LAYOUT.match(text)) is not None:
        others.append(("layout", layout["name"]))
    return _Template(ids, tuple(dict.fromkeys(others)))


def _used(
    first: tuple[str, str], templates: Mapping[tuple[str, str], _Template]
) -> Iterator[_Template]:
    """Yield a template and all that it uses, each once."""
    waiting, known = [first], {first}
    while waiting:
        template = templates.get(waiting.pop())
        if template is None:
            continue
        yield template
        new = [name for name in template.others if name not in known]
        known.update(new)
        waiting += new

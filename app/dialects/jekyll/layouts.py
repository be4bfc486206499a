"""Ids that layouts compute for the pages that they show."""

from collections.abc import Mapping
from posixpath import splitext
from typing import Final, NamedTuple

from app.dialects.jekyll.configuration import JekyllConfiguration
from app.dialects.jekyll.listings import has_theme
from app.dialects.layout_anchors import ANY_ANCHOR, AnchorsByLayout, ComputedAnchor
from app.files.text import SourceText
from app.regex import regex

_ID: Final = regex(
    r"\bid\s*=\s*(?P<quote>[\"'])(?P<start>[^\"'<>{}\s]*)\{\{[^<>\n]{0,300}\}\}"
    r"(?P<end>[^\"'<>{}\s]*)(?P=quote)"
)
INCLUDE: Final = regex(r"\{%-?\s*include(?:_cached)?\s+(?P<name>[\w./-]+)")
# Layouts of themes that show the text of a page in a frame, and compute no ids.
_FRAMES: Final = frozenset(
    ("", "base", "compress", "default", "home", "none", "page", "post", "single", "splash")
)


class _Template(NamedTuple):
    """The ids that a template computes, and the names of its includes."""

    ids: frozenset[ComputedAnchor]
    includes: tuple[str, ...]


def computed_anchors(
    configuration: JekyllConfiguration, texts: Mapping[str, SourceText], layouts: frozenset[str]
) -> AnchorsByLayout:
    """Return by the name of a layout the ids that it computes, with its includes.

    The layout around it does not count: that is the frame of all pages. `texts` are the tree's
    layouts, includes and other texts, by file. Of `layouts` those that only a theme may have, and
    that are more than a frame, may compute any id.
    """
    folder = f"{configuration.includes_dir}/"
    includes = {
        file.removeprefix(folder): _read(source.text)
        for file, source in texts.items()
        if file.startswith(folder)
    }
    folder = f"{configuration.layouts_dir}/"
    templates = {
        splitext(file.removeprefix(folder))[0]: _ids(_read(source.text), includes)
        for file, source in texts.items()
        if file.startswith(folder)
    }
    elsewhere = layouts - templates.keys() - _FRAMES if has_theme(configuration) else ()
    return {
        **{name: ids for name, ids in templates.items() if ids},
        **dict.fromkeys(elsewhere, frozenset({ANY_ANCHOR})),
    }


def _read(text: str) -> _Template:
    ids = frozenset(ComputedAnchor(match["start"], match["end"]) for match in _ID.finditer(text))
    names = dict.fromkeys(match["name"] for match in INCLUDE.finditer(text))
    return _Template(ids, tuple(names))


def _ids(template: _Template, includes: Mapping[str, _Template]) -> frozenset[ComputedAnchor]:
    """Return the ids that a template and all its includes compute."""
    ids, waiting, known = set(template.ids), list(template.includes), set(template.includes)
    while waiting:
        included = includes.get(waiting.pop())
        if included is not None:
            ids |= included.ids
            new = [name for name in included.includes if name not in known]
            known.update(new)
            waiting += new
    return frozenset(ids)

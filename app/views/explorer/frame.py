"""The frame of every page of the explorer: the site, its counts and problems, the menu."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import quote, urlsplit

from app.library.library import Library
from app.problems import Problem, Severity, count
from app.regex import regex

_PLACEHOLDER: Final = regex(r"\{(?:file|line|column)\}")


class EditorLinks(NamedTuple):
    """How files are opened in an editor; `template` is None if they are not."""

    template: str | None
    content: Path

    def to(self, file: str, line: int | None = None, column: int | None = None) -> str | None:
        """Return the address that opens a file of the content folder at a place."""
        if self.template is None or file == ".":
            return None
        path = (self.content / file).absolute().as_posix()
        values = {"{file}": quote(path), "{line}": str(line or 1), "{column}": str(column or 1)}
        return _PLACEHOLDER.sub(lambda match: values[match[0]], self.template)


class Entry(NamedTuple):
    """An entry of the explorer's menu; `number` is shown beside it if it is not None."""

    name: str
    path: str
    title: str
    number: int | None


class Frame(NamedTuple):
    """The parts that all pages share. `root` is the prefix of all addresses."""

    root: str
    title: str
    version: str
    entries: Sequence[Entry]
    errors: int
    warnings: int
    hints: int
    is_watching: bool
    is_refused: bool
    editor: EditorLinks


class Options(NamedTuple):
    """The settings of the explorer, and the request's part in them."""

    root: str
    editor_url: str | None
    is_watching: bool
    is_refused: bool


def frame_of(library: Library, problems: Sequence[Problem], options: Options) -> Frame:
    """Return the frame of a library whose folder has these problems."""
    counts: Mapping[str, int] = library.counts
    entries = (
        Entry("overview", "", "Overview", None),
        Entry("pages", "/pages", "Pages", counts["pages"]),
        Entry("conditions", "/conditions", "Conditions", counts["conditions"]),
        Entry("offices", "/offices", "Offices", counts["locations"]),
        Entry("menus", "/menus", "Menus", counts["menus"]),
        Entry("redirects", "/redirects", "Redirects", None),
        Entry("graph", "/graph", "Graph", None),
        Entry("problems", "/problems", "Problems", len(problems)),
    )
    return Frame(
        options.root,
        _title(library),
        library.version,
        entries,
        count(problems, Severity.ERROR),
        count(problems, Severity.WARNING),
        count(problems, Severity.HINT),
        options.is_watching,
        options.is_refused,
        EditorLinks(options.editor_url, library.content),
    )


def _title(library: Library) -> str:
    """Return the title of a site, else its host, else the name of its folder."""
    host = urlsplit(library.site.base_url or "").hostname
    return library.site.title or host or library.content.absolute().name or "Content"

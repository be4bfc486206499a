"""What is wrong with the content, where, and what an editor can do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple


class Severity(StrEnum):
    """How much a problem matters: an error stops `serve`, a warning is never clean."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class Code(NamedTuple):
    """A kind of problem: its severity and what it means, as the README's table tells it."""

    severity: Severity
    meaning: str


_E, _W, _H = Severity.ERROR, Severity.WARNING, Severity.HINT

CODES: Final = MappingProxyType(
    {
        "not-text": Code(_E, "the file is not UTF-8 text"),
        "unreadable": Code(_E, "the file cannot be read"),
        "file-too-large": Code(_E, "the document is larger than 5 MiB"),
        "symlink-outside": Code(_E, "a symbolic link leads out of the content folder"),
        "symlink-loop": Code(_E, "a symbolic link leads back to itself or to nothing"),
        "front-matter-syntax": Code(_E, "the front matter does not parse"),
        "front-matter-unclosed": Code(_E, "the front matter has no closing line"),
        "front-matter-not-mapping": Code(_E, "the front matter is no mapping of keys to values"),
        "duplicate-key": Code(_E, "a key stands twice; the first value is served"),
        "alias-bomb": Code(_E, "YAML aliases expand to more than 10,000 values"),
        "invalid-value": Code(_E, "a value or a list entry is of the wrong type; null is served"),
        "invalid-slug": Code(_E, "a slug or path that no address can have; it is not used"),
        "duplicate-path": Code(_E, "two documents have one path; the first by file name keeps it"),
        "redirect-loop": Code(_E, "redirects lead back to where they began"),
        "unknown-reference": Code(_E, "a reference names no record"),
        "unreadable-data": Code(_E, "a file of data for templates does not parse"),
        "nested-too-deep": Code(_E, "blocks, spans, values or menus nest deeper than 100 levels"),
        "broken-link": Code(_W, "an internal link leads nowhere"),
        "unsafe-link": Code(_W, "a URL of a scheme that may run code; served empty"),
        "missing-anchor": Code(_W, "the page linked to has no such anchor"),
        "other-language": Code(_W, "a link to a file leads to a page in another language"),
        "missing-image": Code(_W, "a picture is not in the content folder"),
        "not-followed": Code(_W, "a redirect of another system that is not followed here"),
        "unreadable-image": Code(_W, "a picture is truncated or of no known format"),
        "unsafe-svg": Code(_W, "an SVG picture holds script; it is served so that none runs"),
        "mojibake": Code(_W, "UTF-8 once read as Windows-1252; repaired for readers"),
        "misspelt-key": Code(_W, "a key that looks like a misspelt known one"),
        "shared-slug": Code(_W, "two records of a kind want one slug; both take their page's"),
        "unpublished-reference": Code(_W, "a reference names a page that is not shown now"),
        "cascade-contradiction": Code(
            _W, "cascades of a list say of the same pages one thing and another; the first counts"
        ),
        "never-shown": Code(_W, "a page expires before it is published"),
        "empty-language": Code(_W, "the site has a language that no document is written in"),
        "orphan": Code(_W, "no menu, page or record leads to this page"),
        "changed-slug": Code(_W, "a slug was rewritten to be an address"),
        "removed-html": Code(_W, "raw HTML that the sanitiser does not let through"),
        "liquid-syntax": Code(_W, "a Liquid tag or output that does not parse; it renders nothing"),
        "liquid-unknown-tag": Code(_W, "a Liquid tag that there is none of; it renders nothing"),
        "liquid-unknown-filter": Code(
            _W, "a Liquid filter that there is none of; what it stands in renders nothing"
        ),
        "liquid-value": Code(_W, "a Liquid filter or tag cannot take a value; it renders nothing"),
        "liquid-include": Code(_W, "there is no such file to include"),
        "liquid-reference": Code(_W, "a link or post_url names no document"),
        "liquid-limit": Code(
            _W, "a template asks for more than it may; what it rendered before is served"
        ),
        "shortcode-syntax": Code(
            _W, "a shortcode that does not parse; what can be read of it is served"
        ),
        "shortcode-argument": Code(
            _W, "a shortcode of Hugo's own lacks a value that it needs; it is served as any other"
        ),
        "folder-like-document": Code(
            _W, "a folder is named like a document; it is read as a folder"
        ),
        "not-served": Code(_H, "neither a document nor a file type that is served"),
        "redirected-link": Code(_H, "a link goes through a redirect"),
        "near-duplicate": Code(_H, "two conditions have names that are nearly equal"),
        "stale-review": Code(_H, "a page was last reviewed more than a year ago"),
    }
)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake, at its place.

    `line` and `column` count from 1 in the file as it stands, front matter included, columns in
    Unicode characters. `file` is relative to the content folder, with forward slashes.
    """

    file: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""

    @property
    def severity(self) -> Severity:
        """The severity that the code has."""
        return CODES[self.code].severity

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}"
        told = f"{place}: {self.severity}[{self.code}]: {self.message}."
        whole = f"{told} {self.hint}" if self.hint else told
        # What a file holds may not break the line or speak to the terminal.
        return "".join(each if each.isprintable() else ascii(each)[1:-1] for each in whole)


class Fault(NamedTuple):
    """A mistake at an offset of a text, before it is known which file and line that is."""

    offset: int
    code: str
    message: str
    hint: str = ""


def shorten(text: str, length: int = 60) -> str:
    """Return the text on one line, cut to at most so many characters, for a message."""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[: length - 1]}…"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, such as "1 error" or "2 errors"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def count(problems: Iterable[Problem], severity: Severity) -> int:
    """How many of the problems have this severity."""
    return sum(problem.severity is severity for problem in problems)

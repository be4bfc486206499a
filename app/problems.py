"""Problems of the content: the place, what is wrong, and what an editor can do about it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple


class Severity(StrEnum):
    """Weight of a problem: an error stops `serve`, a warning fails `check --fail-on warning`."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class ProblemKind(NamedTuple):
    """A kind of problem: its severity and its meaning, which `docs/problems.md` repeats."""

    severity: Severity
    meaning: str


_E, _W, _H = Severity.ERROR, Severity.WARNING, Severity.HINT

CODES: Final = MappingProxyType(
    {
        "not-text": ProblemKind(_E, "the file is not UTF-8 text"),
        "unreadable": ProblemKind(_E, "the file cannot be read"),
        "internal-error": ProblemKind(_E, "a defect of the service; the file is not served"),
        "file-too-large": ProblemKind(
            _E,
            "the document is larger than 5 MiB, its front matter has 150,000 values, or its body "
            "150,000 parts (items, links, texts); such a body is served empty",
        ),
        "symlink-outside": ProblemKind(_E, "a symbolic link leads out of the content folder"),
        "symlink-loop": ProblemKind(
            _E,
            "a symbolic link leads to itself, to a folder that it is in, to one that 8 other links"
            " lead to, or to nothing",
        ),
        "byte-order-mark": ProblemKind(
            _W, "a mark before the front matter, because of which Jekyll publishes the file raw"
        ),
        "front-matter-syntax": ProblemKind(_E, "the front matter does not parse"),
        "skipped-front-matter": ProblemKind(
            _W, "front matter that Jekyll cannot read; the page is served without it, as there"
        ),
        "front-matter-unclosed": ProblemKind(_E, "the front matter has no closing line"),
        "front-matter-not-mapping": ProblemKind(
            _E, "the front matter is not a mapping of keys to values"
        ),
        "duplicate-key": ProblemKind(_E, "a key occurs twice; the first value is served"),
        "repeated-key": ProblemKind(
            _W, "a key occurs twice in a Jekyll or Hugo tree; the last value is served, as there"
        ),
        "alias-bomb": ProblemKind(
            _E, "YAML aliases expand to more than 10,000 values, or 1,000,000 characters"
        ),
        "invalid-value": ProblemKind(_E, "a value is of the wrong type; null is served"),
        "unfit-value": ProblemKind(
            _W,
            "a value that Jekyll or Hugo accepts in its own tree is of the wrong type here; "
            "null is served",
        ),
        "invalid-entry": ProblemKind(_W, "an entry of a list does not fit; it is left out"),
        "invalid-slug": ProblemKind(_E, "a slug or path that cannot be an address; it is not used"),
        "duplicate-path": ProblemKind(
            _E, "two documents have the same path; the first by file name keeps it"
        ),
        "shared-path": ProblemKind(
            _W, "two documents of another system's tree have the same path; one is served, as there"
        ),
        "redirect-loop": ProblemKind(_E, "redirects lead back to where they start"),
        "unknown-reference": ProblemKind(_E, "a reference names no record"),
        "unreadable-data": ProblemKind(_E, "a data file for templates does not parse"),
        "unread-data": ProblemKind(_W, "the rest of a data file, which Jekyll does not read"),
        "nested-too-deep": ProblemKind(
            _E, "blocks, spans, values or menus are nested more than 100 levels deep"
        ),
        "broken-link": ProblemKind(
            _W,
            "an internal link leads nowhere, or a link has no address or https:// twice",
        ),
        "unsafe-link": ProblemKind(
            _W, "a URL of a scheme that may run code or does not exist; an empty one is served"
        ),
        "wrong-case": ProblemKind(
            _W, "a link or picture differs from its page or file in capital letters"
        ),
        "missing-anchor": ProblemKind(_W, "the linked page has no such anchor"),
        "other-language": ProblemKind(_W, "a link to a file leads to a page in another language"),
        "missing-image": ProblemKind(_W, "a picture is not in the content folder"),
        "missing-submodule": ProblemKind(
            _W, "a folder of the website is a submodule of git whose files are not here"
        ),
        "lfs-pointer": ProblemKind(
            _W, "static files are pointers of Git LFS, whose files are not here"
        ),
        "not-followed": ProblemKind(_W, "a redirect of another system that is not followed here"),
        "unreadable-image": ProblemKind(
            _W, "a picture is cut off, too large or of an unknown format"
        ),
        "unsafe-svg": ProblemKind(
            _W, "an SVG picture contains script; it is served in a way that none runs"
        ),
        "mojibake": ProblemKind(
            _W, "UTF-8 text was decoded as Windows-1252; it is served repaired"
        ),
        "unparsed-value": ProblemKind(
            _W, "a value does not have the form that `fields` names; it stays under its own key"
        ),
        "uncertain-place": ProblemKind(
            _W, "a map shows no place for certain; no coordinates are served"
        ),
        "unknown-country": ProblemKind(_W, "a country is not known; null is served"),
        "unknown-number": ProblemKind(
            _W, "a telephone number cannot be placed; its text is served, and what can be dialled"
        ),
        "never-open": ProblemKind(_W, "the opening hours are never open"),
        "foreign-key": ProblemKind(_W, "a key of another system is read as a known one"),
        "unknown-key": ProblemKind(
            _W,
            "an unknown key inside a known mapping; it stays in params, "
            "in the site file without effect",
        ),
        "misspelt-key": ProblemKind(_W, "an unknown key that looks like a misspelt known one"),
        "unknown-parent": ProblemKind(
            _W,
            "the parent of a menu entry in a Jekyll tree is no entry of the menu, or in a Hugo "
            "tree stands below it",
        ),
        "menu-name": ProblemKind(_W, "Hugo reads `menu: false` as a menu with the name false"),
        "shared-slug": ProblemKind(
            _W, "two records of one kind have the same slug; both take their page's"
        ),
        "unpublished-reference": ProblemKind(
            _W, "a reference names a page that is not published now"
        ),
        "cascade-contradiction": ProblemKind(
            _W, "cascades of a list give the same pages different values; the first counts"
        ),
        "never-shown": ProblemKind(_W, "a page expires before it is published"),
        "no-documents": ProblemKind(_W, "the content folder has no document"),
        "site-in-subfolder": ProblemKind(
            _W, "a folder of the content holds a whole site of its own; name that folder"
        ),
        "empty-language": ProblemKind(_W, "no document is written in a language of the site"),
        "changed-slug": ProblemKind(_W, "a slug or permalink was rewritten to be an address"),
        "stray-markdown": ProblemKind(
            _W, "Markdown that is not read as such: readers see its signs"
        ),
        "merge-conflict": ProblemKind(
            _W, "a conflict of git was left: both versions of a text are shown"
        ),
        "cut-row": ProblemKind(_W, "a row of a table has more cells than its head; they are lost"),
        "late-front-matter": ProblemKind(
            _W, "blank characters stand before the front matter, so it is not read"
        ),
        "removed-html": ProblemKind(_W, "raw HTML was removed with what it shows"),
        "liquid-syntax": ProblemKind(
            _W, "a Liquid tag or output does not parse; it renders nothing"
        ),
        "liquid-unknown-tag": ProblemKind(_W, "a Liquid tag is unknown; it renders nothing"),
        "liquid-unknown-filter": ProblemKind(
            _W, "a Liquid filter is unknown; its input is not changed"
        ),
        "liquid-value": ProblemKind(
            _W, "a Liquid filter or tag cannot take a value; it renders nothing"
        ),
        "liquid-include": ProblemKind(_W, "the file to include does not exist"),
        "liquid-reference": ProblemKind(_W, "a link or post_url tag names no document"),
        "liquid-limit": ProblemKind(
            _W, "a template exceeds a limit; what it rendered before is served"
        ),
        "shortcode-syntax": ProblemKind(
            _W, "a shortcode does not parse; the part that can be read is served"
        ),
        "shortcode-argument": ProblemKind(
            _W, "a shortcode of Hugo's own lacks a required value; it is served like any other"
        ),
        "folder-like-document": ProblemKind(
            _W, "a folder has the name of a document; it is read as a folder"
        ),
        "orphan": ProblemKind(_H, "no menu, page or record leads to this page"),
        "data-link": ProblemKind(
            _H, "addresses of links hold files (`data:`); they are not served"
        ),
        "dropped-html": ProblemKind(
            _H, "tags or attributes that have no effect here are not served"
        ),
        "not-served": ProblemKind(_H, "a file is neither a document nor of a type that is served"),
        "missing-route": ProblemKind(
            _H, "links lead below a path where the content has nothing: another program may"
        ),
        "sample-page": ProblemKind(
            _H, "a page shows samples of a theme; what is wrong with it is not listed"
        ),
        "other-system": ProblemKind(
            _H,
            "the tree is of a system whose rules are not known; read by those of another",
        ),
        "uncertain-anchor": ProblemKind(
            _H, "the linked page has no such anchor, unless a part that is not known here makes it"
        ),
        "uncertain-image": ProblemKind(
            _H, "a picture is not in the content folder, but the system of the tree may have it"
        ),
        "uncertain-argument": ProblemKind(
            _H,
            "a shortcode lacks what Hugo's own needs, but a theme that is not here may replace it",
        ),
        "misspelt-parent": ProblemKind(
            _H, "the parent of a menu entry in a Hugo tree is nearly the name of another entry"
        ),
        "undrawn-menu": ProblemKind(
            _H, "an entry of a menu that no template of a Hugo tree draws leads nowhere"
        ),
        "uncertain-file": ProblemKind(
            _H, "a linked file is not in the content folder, but the system of the tree may have it"
        ),
        "uncertain-markdown": ProblemKind(
            _H, "Markdown that the system of the tree may read, and other parsers show as signs"
        ),
        "not-names": ProblemKind(
            _H, "mappings stand under `tags` or `categories`; they are kept in params"
        ),
        "unused-image": ProblemKind(
            _H, "a picture that nothing shows cannot be read, or contains script"
        ),
        "unknown-scheme": ProblemKind(
            _H, "a URL of a scheme that browsers do not open; it is not served"
        ),
        "redirected-link": ProblemKind(_H, "a link goes through a redirect"),
        "near-duplicate": ProblemKind(_H, "two conditions have nearly equal names"),
        "maybe-conditions": ProblemKind(
            _H, "a list may name conditions, but its label does not say so"
        ),
        "liquid-plugin": ProblemKind(
            _H, "a tag or filter of a Jekyll plugin, which does not run here"
        ),
        "liquid-ignored": ProblemKind(
            _H, "Jekyll ignores a filter of a Liquid loop or attribute; readers may not see it"
        ),
        "draft-problem": ProblemKind(
            _H, "an error or a warning in a draft that the site never shows"
        ),
        "theme-include": ProblemKind(
            _H, "the file to include is not here: it may be in the theme, which is not read"
        ),
        "stale-review": ProblemKind(_H, "a page was last reviewed more than a year ago"),
    }
)


# Errors of what a tree's own generator accepts, and what they are in its tree.
_IN_GENERATORS_TREE: Final[Mapping[str, str]] = {
    "duplicate-key": "repeated-key",
    "invalid-value": "unfit-value",
}


def code_in_generators_tree(code: str) -> str:
    """Return the code of a problem in a Jekyll or Hugo tree."""
    return _IN_GENERATORS_TREE.get(code, code)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A mistake in a file.

    `line` and `column` count from 1 in the file, front matter included, columns in Unicode
    characters. `file` is relative to the content folder, with forward slashes.
    """

    file: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""

    @property
    def severity(self) -> Severity:
        """The severity of the code."""
        return CODES[self.code].severity

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}"
        line = f"{place}: {self.severity}[{self.code}]: {self.message}. {self.hint}".rstrip()
        # Text from a file must not break the line or send codes to the terminal.
        if line.isprintable():
            return line
        return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in line)


class Fault(NamedTuple):
    """A mistake at an offset of a text; `LocatedText.problem` adds the file and line."""

    offset: int
    code: str
    message: str
    hint: str = ""


def shorten(text: str, length: int = 60) -> str:
    """Return the text for a message: on one line, cut to `length`, lone surrogates escaped."""
    line = " ".join(text.split()).encode("utf-8", "backslashreplace").decode()
    return line if len(line) <= length else f"{line[: length - 1]}…"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, such as "1 error" or "2 errors"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def count(problems: Iterable[Problem], severity: Severity) -> int:
    """Return how many of the problems have this severity."""
    return sum(problem.severity is severity for problem in problems)


def summary(problems: Sequence[Problem]) -> str:
    """Return the number of problems of each severity."""
    return ", ".join(counted(count(problems, severity), severity.value) for severity in Severity)


class CodeCount(NamedTuple):
    """The problems of one code: how many, in how many files, and what to do about most of them."""

    severity: Severity
    code: str
    number: int
    files: int
    remedy: str


def count_codes(problems: Iterable[Problem]) -> list[CodeCount]:
    """Return the counts of all codes that occur, the most severe and most frequent first."""
    numbers: Counter[str] = Counter()
    files: dict[str, set[str]] = {}
    hints: dict[str, Counter[str]] = {}
    for problem in problems:
        numbers[problem.code] += 1
        files.setdefault(problem.code, set()).add(problem.file)
        hints.setdefault(problem.code, Counter())[problem.hint] += 1
    counts = [
        CodeCount(
            CODES[code].severity, code, number, len(files[code]), hints[code].most_common(1)[0][0]
        )
        for code, number in numbers.items()
    ]
    severities = list(Severity)
    return sorted(counts, key=lambda row: (severities.index(row.severity), -row.number, row.code))


def table(counts: Sequence[CodeCount], labels: Mapping[Severity, str] | None = None) -> list[str]:
    """Return one line for each code; `labels` are shown in place of the severities."""
    width = max((len(row.code) for row in counts), default=0)
    return [
        f"{(labels or {}).get(row.severity, f'{row.severity.value:<7}')} {row.code:<{width}} "
        f"{row.number:>6,} in {counted(row.files, 'file'):<11} {row.remedy}".rstrip()
        for row in counts
    ]

"""The labelled lists in a document's front matter, as page builders keep what a page shows."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Final, NamedTuple

from app.files.character_references import unescape
from app.files.text import LocatedText
from app.front_matter import FrontMatter, KeyPath, Value, nearest, source_text
from app.markdown import COMMONMARK, HTML, BodyList, Policy
from app.markdown.labels import is_short, leading_sentence, names_by_comma, names_on_line
from app.markdown.references import NOWHERE
from app.regex import regex

# Keys of a mapping whose text heads the rest of it, and those that name an entry of a list.
_TITLES: Final = regex(
    r"(?:title|heading|headline|header|label|name|question|titre|nom|titel|t[ií]tulo|nombre)$",
    re.IGNORECASE,
)
# Keys of a mapping that is an entry of a list, if it has no title: its text.
_TEXTS: Final = regex(r"(?:text|texto|texte|item|value|valor|valeur|wert)$", re.IGNORECASE)
# Keys with one of these words hold no content of the page.
_NO_CONTENT: Final = frozenset(
    {
        "nav", "navigation", "menu", "menus", "sidebar", "footer", "breadcrumbs", "seo", "meta",
        "metadata", "keywords", "tags", "taxonomy", "categories", "schema", "optimization",
    }
)  # fmt: skip
# Words of keys that say no more of a value than that it has several parts. The page's title is the
# label where there are no others.
_SAYS_NOTHING: Final = frozenset(
    {"list", "lists", "items", "points", "bullets", "entries", "elements", "liste", "lista"}
)
_CAPITAL: Final = regex(r"(?<=[a-zà-ÿ])(?=[A-Z])")
_SEPARATORS: Final = regex(r"[\s_.-]+")
# The slug of another page, and one that may be of a single word.
_SLUG: Final = regex(r"[a-z0-9]+(?:-[a-z0-9]+)+")
_SLUG_OR_WORD: Final = regex(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# A text with marks of a list in it.
_LISTED: Final = regex(
    r"^[ \t]*+(?:[-*+•–—]|\d{1,2}[.)])\s|<li\b|<br\s*/?>\s*[•–—-]", re.IGNORECASE | re.MULTILINE
)
# The kinds of lists in a text that are read; headings and bold lines may be of anything.
_READ: Final = frozenset({"list", "line", "terms", "table"})
# In a text of several lines, or of HTML.
_SEVERAL: Final = regex("[\n<]")
_TAG: Final = regex(r"<[^<>]{1,200}>")
_FEWEST_LINES: Final = 3
# Signs of Markdown and HTML that a name has not.
_MARKED: Final = regex(r"[<|#]|\*\*|\]\(")
_LINE_END: Final = regex(r"\n|<br\s*/?>", re.IGNORECASE)
_DASHES: Final = "-\u2013\u2014\u2022\u00b7"
_LONGEST_TITLE: Final = 160
_LONGEST_NAME: Final = 160
# A longer text is no line of names by comma.
_LONGEST_LINE: Final = 500
_LONGEST_TEXT: Final = 50_000
# Deeper collections are no content of a page.
_DEEPEST: Final = 8


class _Place(NamedTuple):
    """A value of front matter: its path of keys, and the labels that reach it, nearest first."""

    path: KeyPath
    labels: tuple[str, ...]


def data_lists(
    front_matter: FrontMatter,
    keys: Sequence[str],
    source: LocatedText,
    policy: Policy | None,
) -> tuple[BodyList, ...]:
    """Return the lists under these keys of front matter, the nearest label first.

    Labels are the keys themselves in words ("conditions treated"), and titles beside a list. Lists
    in a text of Markdown or HTML have the labels in it too. Lists of slugs are of a kind of their
    own.
    """
    reader = _Reader(front_matter, source, policy)
    title = source_text(front_matter.values.get("title", ""))
    sentence: tuple[str, ...] = ()
    for key in keys:
        if _is_content(key):
            value = front_matter.values[key]
            label = _label_of(key) or title or _in_words(key)
            reader.read(value, _Place((key,), (*sentence, label)))
            sentence = tuple(_leading(value))
    return tuple(reader.lists)


class _Reader:
    def __init__(
        self, front_matter: FrontMatter, source: LocatedText, policy: Policy | None
    ) -> None:
        self.lists: list[BodyList] = []
        self._marks = front_matter.marks
        self._source = source
        self._policy = policy

    def read(self, value: Value, place: _Place) -> None:
        """Add the lists of a value."""
        if len(place.path) > _DEEPEST:
            return
        if isinstance(value, str):
            self._read_text(value, place)
        elif isinstance(value, Mapping):
            self._read_mapping(value, place)
        elif isinstance(value, tuple):
            self._read_entries(value, place)

    def _read_mapping(self, values: Mapping[str, Value], place: _Place) -> None:
        titles = tuple(_titles(values))
        sentence: tuple[str, ...] = ()
        for key, value in values.items():
            if not _is_content(key):
                continue
            label = _label_of(key)
            labels = (*sentence, *([label] if label else ()), *titles, *place.labels)
            self.read(value, _Place((*place.path, key), labels))
            sentence = tuple(_leading(value)) if not _TITLES.search(key) else ()

    def _read_entries(self, values: Sequence[Value], place: _Place) -> None:
        names = [(index, name) for index, value in enumerate(values) if (name := _name_of(value))]
        if len(names) == len(values) > 1:
            texts = tuple([name for _, name in names])
            lines = self._lines([(*place.path, index) for index, _ in names])
            self.lists.append(BodyList("data", place.labels, False, texts, (), lines))
        elif slugs := _slugs(values):
            lines = self._lines([(*place.path, index) for index in range(len(slugs))])
            self.lists.append(BodyList("slugs", place.labels, False, slugs, (), lines))
        for index, value in enumerate(values):
            if not isinstance(value, str):
                self.read(value, _Place((*place.path, index), place.labels))

    def _read_text(self, text: str, place: _Place) -> None:
        if len(text) > _LONGEST_TEXT:
            return
        is_title = _TITLES.search(str(place.path[-1])) is not None
        is_short = len(text) <= _LONGEST_LINE and _SEVERAL.search(text.strip()) is None
        if is_short and not is_title and self._read_line(text, place):
            return
        if names := _short_lines(text):
            lines = self._lines([place.path] * len(names))
            self.lists.append(BodyList("data", place.labels, False, names, (), lines))
            return
        if _LISTED.search(text) is None and not _may_hold_line(text):
            return
        flavour = HTML if text.lstrip().startswith("<") else COMMONMARK
        facts = flavour.parse(text, self._policy).facts(NOWHERE, 0, self._policy)
        for each in facts.lists:
            if each.kind in _READ:
                lines = self._lines([place.path] * len(each.texts))
                labels = (*each.labels, *place.labels)
                self.lists.append(each._replace(kind="data", labels=labels, links=(), lines=lines))

    def _read_line(self, text: str, place: _Place) -> bool:
        """Add the names of a text that is a line of several, with or without a label before them.

        Return False if it is none.
        """
        label, names = names_on_line(text) or ("", names_by_comma(text))
        if names:
            labels = (label, *place.labels) if label else place.labels
            lines = self._lines([place.path] * len(names))
            self.lists.append(BodyList("data", labels, False, names, (), lines))
        return bool(names)

    def _lines(self, paths: Sequence[KeyPath]) -> tuple[int, ...]:
        """Return the lines of values; one whose place is unknown has that of what holds it."""
        known = (nearest(path, self._marks) for path in paths)
        return tuple(self._source.lines([self._marks[path].value if path else 0 for path in known]))


def _may_hold_line(text: str) -> bool:
    """Return True if a text may hold names after a label, or a table."""
    return (": " in text and "," in text) or "|" in text


def _short_lines(text: str) -> tuple[str, ...]:
    """Return the lines of a text that are names: several short ones alone, or with dashes typed.

    Further lines may stand below those with dashes, which `<br>` parts. Returns () if there are
    none; a list of Markdown is not read here.
    """
    is_html = "<br" in text
    lines = [_without_tags(line) for line in _LINE_END.split(text)] if is_html else text.split("\n")
    lines = [line.strip() for line in lines if line.strip()]
    if is_html:
        lines = [line.lstrip(_DASHES).strip() for line in takewhile(_begins_with_dash, lines)]
    is_list = not is_html and (_MARKED.search(text) or _LISTED.search(text)) is not None
    if is_list or len(lines) < _FEWEST_LINES or not all(map(is_short, lines)):
        return ()
    return tuple(lines)


def _begins_with_dash(line: str) -> bool:
    return line[0] in _DASHES


def _titles(values: Mapping[str, Value]) -> Iterator[str]:
    """Yield the texts of a mapping that head the rest of it."""
    for key, value in values.items():
        if isinstance(value, str) and _TITLES.search(key) and 0 < len(value) <= _LONGEST_TITLE:
            yield " ".join(value.split())


def _leading(value: Value) -> Iterator[str]:
    """Yield the sentence at the end of a text that leads to what follows it, if it does."""
    if isinstance(value, str) and len(value) <= _LONGEST_TEXT:
        sentence = leading_sentence(_without_tags(value))
        if sentence is not None:
            yield sentence


def _name_of(value: Value) -> str:
    """Return the name that an entry of a list is, or has; "" if it has none, as a slug."""
    if isinstance(value, Mapping):
        value = next(_titles(value), "") or _text_of(value)
    if not isinstance(value, str) or len(value) > _LONGEST_NAME or "\n" in value.strip():
        return ""
    if _SLUG.fullmatch(value.strip()):
        return ""
    return " ".join(_without_tags(value).split())


def _slugs(values: Sequence[Value]) -> tuple[str, ...]:
    """Return the entries of a list if all are slugs, of a single word too; otherwise ()."""
    slugs = [value.strip() for value in values if isinstance(value, str)]
    are_slugs = len(slugs) == len(values) > 1 and all(map(_SLUG_OR_WORD.fullmatch, slugs))
    return tuple(slugs) if are_slugs else ()


def _without_tags(text: str) -> str:
    """Return a text of HTML without its tags and character references."""
    return unescape(_TAG.sub(" ", text) if "<" in text else text).strip()


def _text_of(values: Mapping[str, Value]) -> Value:
    """Return the text of an entry of a list that has no title."""
    return next((value for key, value in values.items() if _TEXTS.search(key)), "")


def _label_of(key: str) -> str:
    """Return what a key says of its value, in words: "help with" for `helpWithList`; "" if no more.

    Words of form say nothing only at its end.
    """
    words = _in_words(key).split()
    while words and words[-1] in _SAYS_NOTHING:
        words.pop()
    return " ".join(words)


def _is_content(key: str) -> bool:
    return _NO_CONTENT.isdisjoint(_in_words(key).split())


def _in_words(key: str) -> str:
    """Return a key as words: "conditions treated" for `conditions_treated`, `conditionsTreated`."""
    return _SEPARATORS.sub(" ", _CAPITAL.sub(" ", key)).strip().lower()

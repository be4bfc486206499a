"""The part of a text that shows why it matches, and the words in it that do."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from app.library.search.fields import RowFields
from app.library.search.index import SearchIndex
from app.library.search.query import Alternative, By, Query, Term
from app.library.search.ranking import matched_terms
from app.library.search.words import fold

_LENGTH: Final = 240
# What is shown before the first word that matches.
_BEFORE: Final = 40
_MAX_FORMS: Final = 24
_MAX_PLACES: Final = 200
_ELLIPSIS: Final = "…"


class Excerpt(NamedTuple):
    """A part of a text on one line; `marks` are ranges of UTF-16 units, ends exclusive."""

    text: str
    marks: tuple[tuple[int, int], ...]


class Match(NamedTuple):
    """A word or phrase of a query, the word of the row that it means, and how they are related."""

    term: str
    written: str
    by: By


class Place(NamedTuple):
    """Where a term stands in a text."""

    start: int
    end: int
    term: int


def explain(query: Query, fields: RowFields, index: SearchIndex) -> tuple[Excerpt, list[Match]]:
    """Return the excerpt of a row, and the matches of a query in it."""
    text = " ".join(fields.row.text.decode().split())
    low = _lower(text)
    row = fields.row
    others = _lower("\n".join((row.heading or "", row.title, *row.names)))
    matches: list[Match] = []
    places: list[Place] = []
    for number, (term, choice) in enumerate(matched_terms(query, fields).items()):
        forms = _forms(choice, index)
        places += _places(low, forms, number)
        matches.append(_match(term, choice, forms, (low, others)))
    return _excerpt(text, sorted(set(places))), matches


def _forms(choice: Alternative, index: SearchIndex) -> list[str]:
    """Return how the stems of an alternative are written on the site."""
    forms = [
        word.written
        for stem in choice.stems
        for vocabulary in index.vocabularies.values()
        for word in vocabulary.by_stem.get(stem, ())[:_MAX_FORMS]
    ]
    return list(dict.fromkeys(forms))


def _match(term: Term, choice: Alternative, forms: Sequence[str], texts: Sequence[str]) -> Match:
    if choice.by == "synonym":
        return Match(term.text, choice.written, "synonym")
    present = [
        form for form in forms if any(next(_found(text, form), None) is not None for text in texts)
    ]
    if len(choice.stems) > 1:
        return Match(term.text, choice.written, choice.by)
    if choice.by in {"exact", "stem"}:
        folded = fold(term.text)
        for form in present:
            if fold(form.replace("-", "")) == folded:
                return Match(term.text, form, "exact")
        return Match(term.text, present[0], "stem") if present else Match(*_as_meant(term, choice))
    if choice.written in present or not present:
        return Match(*_as_meant(term, choice))
    return Match(term.text, present[0], choice.by)


def _as_meant(term: Term, choice: Alternative) -> tuple[str, str, By]:
    return term.text, choice.written, choice.by


def _places(low: str, forms: Iterable[str], term: int) -> list[Place]:
    places: list[Place] = []
    for form in forms:
        for start in _found(low, form):
            places.append(Place(start, start + len(form), term))
            if len(places) == _MAX_PLACES:
                return places
    return places


def _found(low: str, form: str) -> Iterator[int]:
    """Yield where a form stands in a text as a whole word."""
    start = low.find(form)
    while start >= 0:
        end = start + len(form)
        if not low[start - 1 : start].isalnum() and not low[end : end + 1].isalnum():
            yield start
        start = low.find(form, start + 1)


def _excerpt(text: str, places: Sequence[Place]) -> Excerpt:
    """Return the part with the most terms, the first of several."""
    begin, end = 0, len(text)
    if end > _LENGTH:
        begin = max(0, _best_start(places) - _BEFORE) if places else 0
        begin = min(begin, len(text) - _LENGTH)
        if begin:
            # From the next word on, but not beyond what is to be shown.
            begin = text.find(" ", begin, begin + _BEFORE) + 1 or begin
        end = begin + _LENGTH
        if end < len(text):
            end = max(text.rfind(" ", begin, end), begin + _LENGTH // 2)
        end = min(end, len(text))
    before = _ELLIPSIS if begin else ""
    excerpt = before + text[begin:end] + (_ELLIPSIS if end < len(text) else "")
    marks: list[tuple[int, int]] = []
    moved = len(before) - begin
    for place in places:
        if place.start < begin or place.end > end or (marks and place.start + moved < marks[-1][1]):
            continue
        marks.append((place.start + moved, place.end + moved))
    return Excerpt(excerpt, tuple(_in_utf16(excerpt, marks)))


def _best_start(places: Sequence[Place]) -> int:
    best, most = places[0].start, 0
    last = 0
    counts: dict[int, int] = {}
    for first, place in enumerate(places):
        while last < len(places) and places[last].end <= place.start + _LENGTH - 2 * _BEFORE:
            counts[places[last].term] = counts.get(places[last].term, 0) + 1
            last += 1
        if len(counts) > most:
            best, most = place.start, len(counts)
        if last > first:
            counts[place.term] -= 1
            if not counts[place.term]:
                del counts[place.term]
        else:
            last = first + 1
    return best


def _in_utf16(text: str, marks: Iterable[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    if text.isascii() or max(text) < "\U00010000":
        return marks
    return [(_units(text[:start]), _units(text[:end])) for start, end in marks]


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _lower(text: str) -> str:
    """Return a text of the same length in small letters."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)

"""The part of a text that shows why it matches, and the words in it that do."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple, TypeAlias

from app.library.search.fields import RowFields
from app.library.search.index import SearchIndex
from app.library.search.query import Query
from app.library.search.scores import TermMatcher
from app.library.search.synonyms import Phrase
from app.library.search.terms import Alternative, MatchKind, Term
from app.library.search.words import fold

_LENGTH: Final = 240
# What is shown before the first word that matches.
_BEFORE: Final = 40
_MAX_FORMS: Final = 24
_MAX_PLACES: Final = 200
# The rarest of the terms that a row has are looked for in its text: fewer beyond the first results,
# whose alternatives are not compared closely either, so that a thousand results take no longer than
# a query may.
_MAX_LOOKED_FOR: Final = 6
_FIRST_RESULTS: Final = 100
_LOOKED_FOR_BEYOND: Final = 2
_ELLIPSIS: Final = "…"


class Excerpt(NamedTuple):
    """A part of a text on one line; `marks` are ranges of UTF-16 units, ends exclusive."""

    text: str
    marks: tuple[tuple[int, int], ...]


class Match(NamedTuple):
    """A word or phrase of a query, the word of the row that it means, and how they are related."""

    term: str
    written: str
    by: MatchKind


# Where a term stands in a text: its start and end, and the number of the term.
Place: TypeAlias = tuple[int, int, int]


class _Form(NamedTuple):
    """A word as the site writes it in small letters, and folded without its hyphens."""

    written: str
    folded: str


class Explainer:
    """Explains the rows that match one query. What the query alone decides is found once."""

    def __init__(self, query: Query, index: SearchIndex) -> None:
        self._matcher = TermMatcher(query)
        # What each alternative is said to match where no word of the text is looked for.
        self._meant = [
            Match(term.text, choice.written, choice.by)
            for _, _, term, choice in self._matcher.candidates
        ]
        # The place of each alternative in the order of looking: the rarest term first.
        candidates = self._matcher.candidates
        rarest = sorted(candidates, key=lambda one: (-one.term.rarity, one.number))
        places = {one.number: place for place, one in enumerate(rarest)}
        self._order = [places[one.number] for one in candidates]
        self._index = index
        self._forms: dict[Phrase, tuple[_Form, ...]] = {}
        # The match of an alternative with the forms of it that a row has; most rows have the same.
        self._matches: dict[tuple[int, tuple[_Form, ...]], Match] = {}

    def explain(self, fields: RowFields, position: int) -> tuple[Excerpt, list[Match]]:
        """Return the excerpt of a row, and the matches of the query in it.

        `position` is the row's place among all results, from 0.
        """
        text = fields.row.text.decode().replace("\n\n", " ").replace("\n", " ")
        low = _lower(text)
        others = ""
        is_early = position < _FIRST_RESULTS
        matched = self._matcher.matches(fields, closely=is_early)
        most = _MAX_LOOKED_FOR if is_early else _LOOKED_FOR_BEYOND
        last = len(self._meant)
        if len(matched) > most:
            last = sorted([self._order[candidate.number] for candidate in matched])[most - 1]
        matches = [self._meant[candidate.number] for candidate in matched]
        places: list[Place] = []
        for place, (number, _, term, choice) in enumerate(matched):
            if self._order[number] > last:
                continue
            forms = self._forms_of(choice.stems)
            present = _find_places(low, forms, number, places)
            if len(present) < len(forms):
                others = others or _titles(fields)
                present = [form for form in forms if form in present or _is_in(others, form)]
            key = (number, tuple(present))
            match = self._matches.get(key)
            if match is None:
                match = self._matches[key] = _match(term, choice, present)
            matches[place] = match
        places.sort()
        return _excerpt(text, places), matches

    def _forms_of(self, stems: Phrase) -> tuple[_Form, ...]:
        """Return how stems are written on the site."""
        forms = self._forms.get(stems)
        if forms is None:
            written = dict.fromkeys(
                word.written
                for stem in stems
                for vocabulary in self._index.vocabularies.values()
                for word in vocabulary.by_stem.get(stem, ())[:_MAX_FORMS]
            )
            forms = tuple(_Form(form, fold(form.replace("-", ""))) for form in written)
            self._forms[stems] = forms
        return forms


def _titles(fields: RowFields) -> str:
    """Return the heading, the title and the names of a row in small letters."""
    row = fields.row
    return _lower("\n".join((row.heading or "", row.title, *row.names)))


def _match(term: Term, choice: Alternative, present: Sequence[_Form]) -> Match:
    """Return how a term matches a row that has these forms."""
    if choice.by == "synonym":
        return Match(term.text, choice.written, "synonym")
    if len(choice.stems) > 1:
        return Match(term.text, choice.written, choice.by)
    if choice.by in {"exact", "stem"}:
        folded = fold(term.text)
        for form in present:
            if form.folded == folded:
                return Match(term.text, form.written, "exact")
        if present:
            return Match(term.text, present[0].written, "stem")
        return Match(*_as_meant(term, choice))
    if not present or any(form.written == choice.written for form in present):
        return Match(*_as_meant(term, choice))
    return Match(term.text, present[0].written, choice.by)


def _as_meant(term: Term, choice: Alternative) -> tuple[str, str, MatchKind]:
    return term.text, choice.written, choice.by


def _find_places(low: str, forms: Iterable[_Form], term: int, places: list[Place]) -> list[_Form]:
    """Add where the forms stand in a text as whole words, and return those that do."""
    present: list[_Form] = []
    left = _MAX_PLACES
    for form in forms:
        written = form.written
        start = low.find(written)
        if start < 0:
            continue
        length = len(written)
        before = left
        while start >= 0 and left:
            end = start + length
            if not low[start - 1 : start].isalnum() and not low[end : end + 1].isalnum():
                places.append((start, end, term))
                left -= 1
            start = low.find(written, end)
        if left < before:
            present.append(form)
        if not left:
            break
    return present


def _is_in(text: str, form: _Form) -> bool:
    """Return True if a form stands in a text as a whole word."""
    return form.written in text and bool(_find_places(text, (form,), 0, []))


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
    part = text[begin:end]
    marks: list[tuple[int, int]] = []
    marked = begin
    for start, stop, _ in places:
        if start >= end:
            break
        if stop > end:
            continue
        if start >= marked:
            marks.append((start - begin, stop - begin))
            marked = stop
    line = part
    # Of all white space only a space is printable.
    if "  " in part or part != part.strip() or not part.isprintable():
        line = " ".join(part.split())
        marks = [(_moved(part, start), _moved(part, stop)) for start, stop in marks]
    excerpt = before + line + (_ELLIPSIS if end < len(text) else "")
    if before:
        marks = [(start + len(before), stop + len(before)) for start, stop in marks]
    return Excerpt(excerpt, tuple(_in_utf16(excerpt, marks)))


def _moved(part: str, place: int) -> int:
    """Return where a place within or behind a word is once each space is one, none at the start."""
    words = part[:place].split()
    return sum(map(len, words)) + len(words) - 1 + part[place - 1].isspace() if words else 0


def _best_start(places: Sequence[Place]) -> int:
    best, most = places[0][0], 0
    number_of_terms = len({term for _, _, term in places})
    number_of_places = len(places)
    last = 0
    counts: dict[int, int] = {}
    for first, (start, _, term) in enumerate(places):
        limit = start + _LENGTH - 2 * _BEFORE
        while last < number_of_places and places[last][1] <= limit:
            number = places[last][2]
            counts[number] = counts.get(number, 0) + 1
            last += 1
        if len(counts) > most:
            best, most = start, len(counts)
            if most == number_of_terms:
                break
        if last > first:
            counts[term] -= 1
            if not counts[term]:
                del counts[term]
        else:
            last = first + 1
    return best


def _in_utf16(text: str, marks: Iterable[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    if text.isascii() or _units(text) == len(text):
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

"""How well a row matches a query, and which of its words it has."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from app.library.search.emphasis import is_formality
from app.library.search.fields import HEADING, NAME, SYMPTOM, TITLE, RowFields, Stems
from app.library.search.nearness import nearness
from app.library.search.query import Query
from app.library.search.stems import base_language
from app.library.search.terms import Alternative, Term

# What a term counts for in the text, in a field and the text, in the names of the page; and a
# phrase whose words stand apart in the text.
_TEXT: Final = 1.5
_APART: Final = 0.8
_ALSO_IN_TEXT: Final = 0.5
_CONTEXT: Final = 1.2
# What a title adds that says all of the query, in its own words.
_OWN: Final = frozenset({"exact", "stem", "typo"})
_OWN_WORDS: Final = 8.0
# A title with so many times the words of the query says much else, and adds less.
_LONG_TITLE: Final = 2
# What a word counts for that is a small part of a name, a title, a symptom or a heading.
_PART_OF_NAME: Final = 0.5
_PART_OF_TITLE: Final = 0.95
_PART_OF_SYMPTOM: Final = 0.3
_PART_OF_HEADING: Final = 0.6
# What a name, a symptom, a title or a heading adds that says the same as the query.
_SAME_NAME: Final = 5.0
_SAME_SYMPTOM: Final = 4.0
_SAME_HEADING: Final = 3.0
_EQUAL_NAME: Final = 8.0
_EQUAL_HEADING: Final = 4.0
# What a name, a title or a heading adds that has the words of the query in their order, stop
# words among them.
_IN_NAME: Final = 2.0
# What a text adds that has the words of the query in their order.
_SAME_WORDS: Final = 2.0
# What it adds that has them near each other.
_TOGETHER: Final = 1.0
# What the text of the home page counts for, which says a little of all that other pages say.
_HOME: Final = 0.6
# What a page about the website or its terms counts for whose titles say nothing of the query.
_FORMALITY: Final = 0.5
# What a row in the language of the query counts for beside an equal one in another.
_SAME_LANGUAGE: Final = 1.25
# What a condition or an office counts for that has no page.
_WITHOUT_PAGE: Final = 0.65


class Score(NamedTuple):
    """How well a row matches. `coverage` is the part of the query that it has, by rarity.

    `terms` are the numbers of the terms that it has.
    """

    value: float
    coverage: float
    terms: frozenset[int]


_NOTHING: Final = Score(0.0, 0.0, frozenset())


def score(query: Query, fields: RowFields, *, in_text: bool = True) -> Score:
    """Return how well a row matches; without `in_text`, by its names, titles and symptoms alone."""
    total = sum(term.rarity for term in query.terms)
    parts = _parts(query, fields)
    value = 0.0
    present: list[int] = []
    short: list[tuple[Term, list[Alternative]]] = []
    for number, term in enumerate(query.terms):
        best, choices = _best_of(term, fields, parts, in_text=in_text)
        if best:
            present.append(number)
            value += term.rarity * best
        if choices:
            short.append((term, choices))
    if not present:
        return _NOTHING
    coverage = sum(query.terms[number].rarity for number in present) / total
    value = value / total * worth_of(coverage)
    if short:
        for phrases, worth in (
            ((*fields.names, fields.title), _SAME_NAME),
            (fields.symptoms, _SAME_SYMPTOM),
            ((fields.heading,), _SAME_HEADING),
        ):
            likeness = max((_likeness(short, phrase) for phrase in phrases), default=0.0)
            value += worth * likeness / total
    own = _in_title(query, fields.title) / total
    if query.keys & fields.keys:
        value += _EQUAL_HEADING if fields.row.number else _EQUAL_NAME
    else:
        if any(f" {key} " in f" {name} " for key in query.keys for name in fields.keys):
            value += _IN_NAME
        if fields.row.page is None and not own:
            value *= _WITHOUT_PAGE
    value += _OWN_WORDS * own
    if in_text:
        value += _in_text(query, fields)
    if fields.row.path == "/" and not short:
        value *= _HOME
    if query.stems.isdisjoint(fields.places) and is_formality(fields.row.title):
        value *= _FORMALITY
    if query.language and base_language(fields.row.language) == query.language:
        value *= _SAME_LANGUAGE
    return Score(value, coverage, frozenset(present))


def _best_of(
    term: Term, fields: RowFields, parts: Mapping[str, float], *, in_text: bool
) -> tuple[float, list[Alternative]]:
    """Return what a term counts for in a row, and its alternatives outside of the text."""
    best = 0.0
    choices: list[Alternative] = []
    for choice in term.alternatives:
        worth = place_of(choice, fields)
        if worth >= HEADING:
            choices.append(choice)
            part = min(parts.get(stem, 1.0) for stem in choice.stems)
            best = max(best, worth * part * choice.weight)
        elif worth and in_text:
            best = max(best, worth * choice.weight)
    return best, choices


def _parts(query: Query, fields: RowFields) -> Mapping[str, float]:
    """Return what the stems of a query count for in the names, symptoms and titles of a row.

    They count for less where these say other things as well.
    """
    parts: dict[str, float] = {}
    for phrases, least in (
        (fields.names, _PART_OF_NAME),
        ((fields.title,), _PART_OF_TITLE),
        (fields.symptoms, _PART_OF_SYMPTOM),
        ((fields.heading,), _PART_OF_HEADING),
    ):
        for phrase in phrases:
            if shared := phrase & query.stems:
                part = least + (1 - least) * len(shared) / len(phrase)
                for stem in shared:
                    parts[stem] = max(part, parts.get(stem, 0.0))
    return parts


def worth_of(coverage: float) -> float:
    """Return what a row counts for that has this part of the query."""
    return 0.3 + 0.7 * coverage


def _in_text(query: Query, fields: RowFields) -> float:
    """Return what a row adds whose text has several words as the query has them, or together."""
    if not query.phrase:
        return 0.0
    text = fields.row.text.lower()
    return _SAME_WORDS if query.phrase in text else _TOGETHER * nearness(query.near, text)


def _in_title(query: Query, title: Stems) -> float:
    """Return the rarity of the words of a query that stand in a title that says all of it.

    Synonyms say it too, but have no rarity. A long title adds less.
    """
    rarity = 0.0
    shared: set[str] = set()
    for term in query.terms:
        choices = [choice for choice in term.alternatives if title.issuperset(choice.stems)]
        if not choices:
            return 0.0
        shared.update(*(choice.stems for choice in choices))
        if any(choice.by in _OWN for choice in choices):
            rarity += term.rarity
    return rarity * min(1.0, _LONG_TITLE * len(shared) / len(title)) if shared else 0.0


def place_of(choice: Alternative, fields: RowFields) -> float:
    """Return what the best place counts for in which a row has an alternative; 0 for none."""
    if len(choice.stems) > 1:
        return _place_of_phrase(choice, fields)
    stem = choice.stems[0]
    value = fields.places.get(stem, 0.0)
    if f" {stem} " in fields.text:
        value = value + _ALSO_IN_TEXT if value else _TEXT
    return value + _CONTEXT if value < HEADING and stem in fields.context else value


def _place_of_phrase(choice: Alternative, fields: RowFields) -> float:
    places, stems = fields.places, choice.stems
    if all(stem in places for stem in stems):
        wanted = frozenset(stems)
        for value, phrases in (
            (NAME, fields.names),
            (TITLE, (fields.title,)),
            (SYMPTOM, fields.symptoms),
            (HEADING, (fields.heading,)),
        ):
            if any(wanted <= phrase for phrase in phrases):
                return value
    if all(f" {stem} " in fields.text for stem in stems):
        is_written = choice.written.lower().encode() in fields.row.text.lower()
        value = _TEXT if is_written else _APART
        return value + _CONTEXT * len(fields.context.intersection(stems)) / len(stems)
    if all(stem in places or f" {stem} " in fields.text for stem in stems):
        return _APART + _CONTEXT * sum(stem in places for stem in stems) / len(stems)
    return _CONTEXT if fields.context.issuperset(stems) else 0.0


def _likeness(terms: Iterable[tuple[Term, Iterable[Alternative]]], phrase: Stems) -> float:
    """Return how much of the query a phrase says, less if it says other things as well."""
    rarity = 0.0
    shared: set[str] = set()
    for term, choices in terms:
        best: Alternative | None = None
        for choice in choices:
            if phrase.issuperset(choice.stems) and (best is None or choice.weight > best.weight):
                best = choice
        if best is not None:
            rarity += term.rarity * best.weight
            shared.update(best.stems)
    return rarity * (0.4 + 0.6 * len(shared) / len(phrase)) if shared else 0.0


class Candidate(NamedTuple):
    """One of the alternatives of a query; the numbers are places among all, from 0."""

    number: int
    term_number: int
    term: Term
    choice: Alternative


class TermMatcher:
    """Says which terms of one query a row has."""

    def __init__(self, query: Query) -> None:
        places = [
            (number, term, choice)
            for number, term in enumerate(query.terms)
            for choice in term.alternatives
        ]
        self.candidates = [Candidate(number, *place) for number, place in enumerate(places)]
        self._phrases = {one.number for one in self.candidates if len(one.choice.stems) > 1}
        # Most rows have few of them, and a look at one stem, of a phrase the longest, is faster
        # than a call.
        stems = [max(one.choice.stems, key=len) for one in self.candidates]
        self._looked_for = [
            (candidate, stem, f" {stem} ")
            for candidate, stem in zip(self.candidates, stems, strict=True)
        ]

    def matches(self, fields: RowFields, *, closely: bool = True) -> list[Candidate]:
        """Return the terms that a row has, each with its best alternative there.

        Unless `closely`, the first alternative that the row has is taken for the best: words of
        their own come before synonyms.
        """
        text, places, context = fields.text, fields.places, fields.context
        candidates = [
            candidate
            for candidate, stem, word in self._looked_for
            if word in text or stem in places or stem in context
        ]
        if not closely:
            return list(_first_matches(candidates, fields))
        by_term: dict[int, list[Candidate]] = {}
        for candidate in candidates:
            by_term.setdefault(candidate.term_number, []).append(candidate)
        phrases = self._phrases
        if len(by_term) == len(candidates) and (
            not phrases or phrases.isdisjoint([one.number for one in candidates])
        ):
            return candidates
        return [
            candidate
            for group in by_term.values()
            for candidate in (
                group
                if len(group) == 1 and group[0].number not in phrases
                else _best_match(group, fields)
            )
        ]


def _best_match(candidates: Sequence[Candidate], fields: RowFields) -> Sequence[Candidate]:
    """Return the best of the alternatives of one term, none if the row has none whole."""
    best, match = 0.0, None
    for candidate in candidates:
        value = place_of(candidate.choice, fields) * candidate.choice.weight
        if value > best:
            best, match = value, candidate
    return (match,) if match is not None else ()


def _first_matches(candidates: Iterable[Candidate], fields: RowFields) -> Iterator[Candidate]:
    """Yield the first alternative of each term that a row has whole."""
    term_number = -1
    for candidate in candidates:
        if candidate.term_number != term_number and (
            len(candidate.choice.stems) == 1 or _place_of_phrase(candidate.choice, fields)
        ):
            term_number = candidate.term_number
            yield candidate

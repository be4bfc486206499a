"""The rows that match a query, best first."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from heapq import nlargest
from typing import Final

from app.library.search.fields import HEADING, NAME, SYMPTOM, TITLE, RowFields, Stems
from app.library.search.index import SearchIndex
from app.library.search.query import Alternative, Query, Term
from app.library.search.stems import base_language

# So many rows are compared closely; beyond them the order is that of what they have of the query.
_COMPARED: Final = 60
# About so many rows are looked up at least. Terms beyond that, the most frequent ones, only order
# what the others match, so that no query takes long.
_ENOUGH_ROWS: Final = 10_000
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
# What a row in the language of the query counts for beside an equal one in another.
_SAME_LANGUAGE: Final = 1.1
# Beside all others.
_EQUAL: Final = 1_000.0
# What a further section of a page counts for beside the one before.
_FURTHER_SECTION: Final = 0.55
_WITHOUT_PAGE: Final = 0.65


class Ranking:
    """The rows that match a query. The order depends on the content alone."""

    def __init__(
        self,
        query: Query,
        index: SearchIndex,
        allowed: Collection[int] | None = None,
    ) -> None:
        """Look up the rows, of those whose numbers are `allowed`."""
        self._query = query
        self._index = index
        self._weights = _weights(query, index) if query.terms else {}
        if allowed is not None:
            self._weights = {
                number: weight for number, weight in self._weights.items() if number in allowed
            }

    def __len__(self) -> int:
        return len(self._weights)

    def part(self, offset: int, limit: int) -> list[int]:
        """Return the numbers of the rows from an offset on, best first."""
        weights, positions = self._weights, self._index.positions

        def order(number: int) -> tuple[float, int]:
            return -weights[number], positions[number]

        first = sorted(_heaviest(weights), key=order)[:_COMPARED]
        numbers = self._compared(first)
        if offset + limit > len(first):
            compared = set(first)
            numbers += (number for number in sorted(weights, key=order) if number not in compared)
        return numbers[offset : offset + limit]

    def _compared(self, numbers: Iterable[int]) -> list[int]:
        """Return rows by their scores; further sections of a page count for less."""
        rows, positions = self._index.rows, self._index.positions
        scored = sorted(
            (-score(self._query, rows[number]), positions[number], number) for number in numbers
        )
        sections: Counter[str] = Counter()
        lowered = []
        for value, position, number in scored:
            page = rows[number].row.page
            before = sections[page.slug] if page is not None else 0
            if page is not None:
                sections[page.slug] += 1
            lowered.append((value * _FURTHER_SECTION**before, position, number))
        return [number for _, _, number in sorted(lowered)]


def _heaviest(weights: Mapping[int, float]) -> Iterable[int]:
    """Return the rows that are as heavy as those to be compared, in any order."""
    if len(weights) <= _COMPARED:
        return weights
    least = nlargest(_COMPARED, weights.values())[-1]
    return [number for number, weight in weights.items() if weight >= least]


def _weights(query: Query, index: SearchIndex) -> dict[int, float]:
    """Return the rows that have a term, with about how well they match."""
    weights: dict[int, float] = {}
    for term in _looked_up(query.terms):
        rarity = term.rarity
        for number in index.full_text.match(_expression(term)):
            weights[number] = weights.get(number, 0.0) + rarity
        for choice in term.alternatives:
            worth = rarity * choice.weight
            for stem in choice.stems:
                for number in index.by_place.get(stem, ()):
                    if number in weights:
                        weights[number] += worth * index.rows[number].places[stem]
    for key in query.keys:
        for number in index.by_name.get(key, ()):
            if number in weights:
                weights[number] += _EQUAL
    return weights


def _looked_up(terms: Sequence[Term]) -> list[Term]:
    """Return the rarest terms whose rows are enough."""
    chosen: list[Term] = []
    rows = 0
    for term in sorted(terms, key=lambda term: (term.rows, term.text)):
        if chosen and rows + term.rows > _ENOUGH_ROWS:
            break
        chosen.append(term)
        rows += term.rows
    return chosen


def _expression(term: Term) -> str:
    """Return the full-text expression of a term: any of its alternatives."""
    return " OR ".join(
        f'"{choice.stems[0]}"'
        if len(choice.stems) == 1
        else "(" + " AND ".join(f'"{stem}"' for stem in choice.stems) + ")"
        for choice in term.alternatives
    )


def score(query: Query, fields: RowFields, *, in_text: bool = True) -> float:
    """Return how well a row matches; without `in_text`, by its names, titles and symptoms alone."""
    total = sum(term.rarity for term in query.terms)
    covered = value = 0.0
    short: list[tuple[Term, list[Alternative]]] = []
    for term in query.terms:
        best = 0.0
        choices = []
        for choice in term.alternatives:
            worth = place_of(choice, fields)
            if worth >= HEADING:
                choices.append(choice)
                best = max(best, worth * choice.weight)
            elif worth and in_text:
                best = max(best, worth * choice.weight)
        if best:
            covered += term.rarity
            value += term.rarity * best
        if choices:
            short.append((term, choices))
    if not covered:
        return 0.0
    value = value / total * (0.4 + 0.6 * covered / total)
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
    if in_text and query.phrase and query.phrase in fields.row.text.lower():
        value += _SAME_WORDS
    if query.language and base_language(fields.row.language) == query.language:
        value *= _SAME_LANGUAGE
    return value


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


def matched_terms(query: Query, fields: RowFields) -> list[tuple[Term, Alternative]]:
    """Return the terms that a row has, each with its best alternative there."""
    matches: list[tuple[Term, Alternative]] = []
    text, places, context = fields.text, fields.places, fields.context
    for term in query.terms:
        # Most rows have few of the alternatives, and a look is faster than a call.
        choices = [
            choice
            for choice in term.alternatives
            if (stem := choice.stems[0]) in places or f" {stem} " in text or stem in context
        ]
        if len(choices) == 1 and len(choices[0].stems) == 1:
            matches.append((term, choices[0]))
            continue
        best, match = 0.0, None
        for choice in choices:
            value = place_of(choice, fields) * choice.weight
            if value > best:
                best, match = value, choice
        if match is not None:
            matches.append((term, match))
    return matches

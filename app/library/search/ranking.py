"""The rows that match a query, best first."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from heapq import nlargest
from typing import Final

from app.library.search.fields import RowFields
from app.library.search.index import SearchIndex
from app.library.search.query import Query
from app.library.search.scores import Score, score, worth_of
from app.library.search.terms import Term

# So many rows are compared closely; beyond them the order is that of what they have of the query.
_COMPARED: Final = 60
# About so many rows are looked up at least. Terms beyond that, the most frequent ones, only order
# what the others match, so that no query takes long.
_ENOUGH_ROWS: Final = 10_000
# Beside all others.
_EQUAL: Final = 1_000.0
# What a term counts for that only other sections of the page have.
_ELSEWHERE: Final = 0.5
# What a further section of a page counts for beside the one before.
_FURTHER_SECTION: Final = 0.55


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
        weights = self._weights
        first = self._in_order(_heaviest(weights))[:_COMPARED]
        numbers = self._compared(first)
        if offset + limit > len(first):
            compared = set(first)
            numbers += (number for number in self._in_order(weights) if number not in compared)
        return numbers[offset : offset + limit]

    def _in_order(self, numbers: Iterable[int]) -> list[int]:
        """Return rows by their weights, and equal ones by their places."""
        by_place = sorted(numbers, key=self._index.positions.__getitem__)
        return sorted(by_place, key=self._weights.__getitem__, reverse=True)

    def _compared(self, numbers: Iterable[int]) -> list[int]:
        """Return rows by their scores; further sections of a page count for less."""
        rows, positions = self._index.rows, self._index.positions
        scores = {number: score(self._query, rows[number]) for number in numbers}
        pages: dict[str, set[int]] = {}
        for number, result in scores.items():
            if (page := rows[number].row.page) is not None:
                pages.setdefault(page.slug, set()).update(result.terms)
        scored = sorted(
            (-self._with_page(result, rows[number], pages), positions[number], number)
            for number, result in scores.items()
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

    def _with_page(
        self, result: Score, fields: RowFields, pages: Mapping[str, Collection[int]]
    ) -> float:
        """Return the score of a row, better if other sections of its page have the other terms."""
        page = fields.row.page
        if page is None or not result.coverage:
            return result.value
        terms = self._query.terms
        total = sum(term.rarity for term in terms)
        others = sum(
            terms[number].rarity for number in pages[page.slug] if number not in result.terms
        )
        coverage = result.coverage + _ELSEWHERE * others / total
        return result.value * worth_of(coverage) / worth_of(result.coverage)


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

"""The results of a search: rows of the library, and records of conditions."""

from collections.abc import Collection, Sequence
from typing import Final

from app.library.library import Library
from app.library.search.index import SearchIndex
from app.library.search.query import Query, parse_query
from app.library.search.ranking import Ranking
from app.library.search.scores import score
from app.suggestions import most_like

# In characters.
MAX_QUERY: Final = 2_000
_SUGGESTIONS: Final = 3
# The characters of a text that are compared with names.
_MAX_COMPARED: Final = 80
# How alike, in hundredths, a name is that is suggested.
_ALIKE: Final = 65.0


class Results:
    """The rows that match a text, best first, of those that are `allowed`, by their numbers.

    With `languages` only the words of these are looked up.
    """

    def __init__(
        self,
        text: str,
        index: SearchIndex,
        allowed: Collection[int] | None = None,
        languages: Sequence[str] | None = None,
    ) -> None:
        self.index = index
        self.query: Query = parse_query(text, index, languages)
        self._text = text
        self._ranking = Ranking(self.query, index, allowed)

    def __len__(self) -> int:
        return len(self._ranking)

    def part(self, offset: int, limit: int) -> list[int]:
        """Return the numbers of the rows from an offset on."""
        return self._ranking.part(offset, limit)

    @property
    def suggestions(self) -> tuple[str, ...]:
        """Queries that may find more: the corrected one, or names where nothing is found."""
        if self.query.corrected is not None and len(self):
            return (self.query.corrected,)
        if len(self):
            return ()
        return suggested_names(self._text, self.index.library)


def suggested_names(text: str, library: Library) -> tuple[str, ...]:
    """Return names of conditions most like a text, else those that most pages name."""
    names = dict.fromkeys(
        name
        for condition in library.conditions
        for name in (condition.name, *condition.alternate_names)
    )
    by_key = {name.casefold(): name for name in names}
    compared = text.strip()[:_MAX_COMPARED].casefold()
    alike = most_like(compared, by_key, _SUGGESTIONS, least=_ALIKE) if compared else ()
    if alike:
        return tuple(by_key[key] for key in alike)
    often = sorted(
        library.conditions,
        key=lambda condition: (condition.page is None, -len(condition.mentions), condition.slug),
    )
    return tuple(condition.name for condition in often[:_SUGGESTIONS])


def ranked_conditions(text: str, index: SearchIndex) -> Sequence[str]:
    """Return the slugs of the conditions whose names or symptoms match a text, best first."""
    query = parse_query(text, index)
    numbers = {
        number
        for term in query.terms
        for choice in term.alternatives
        for number in index.by_place.get(choice.stems[0], ())
        if index.rows[number].row.condition is not None and not index.rows[number].row.number
    }
    scored = []
    for number in numbers:
        fields = index.rows[number]
        value = score(query, fields, in_text=False).value
        if value and fields.row.condition is not None:
            scored.append((-value, index.positions[number], fields.row.condition.slug))
    return [slug for _, _, slug in sorted(scored)]

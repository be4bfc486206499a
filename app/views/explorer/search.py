"""The results of a search."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from app.library.search.excerpts import Explainer
from app.library.search.fields import RowFields
from app.library.search.index import SearchIndex
from app.library.search.results import Results
from app.records import Ref

_MOST: Final = 20


class Piece(NamedTuple):
    """A piece of an excerpt; `is_marked` if it matches."""

    text: str
    is_marked: bool


class Hit(NamedTuple):
    """A result: a record with a section of its page, and why it matches."""

    ref: Ref
    kind: str
    section: str
    anchor: str | None
    excerpt: Sequence[Piece]
    reasons: Sequence[tuple[str, str, str]]


class SearchPage(NamedTuple):
    """The best results of a query."""

    words: str
    total: int
    hits: Sequence[Hit]
    suggestions: Sequence[str]


def search_page(words: str, index: SearchIndex | None) -> SearchPage:
    """Return the results of a query; without an index none."""
    if index is None or not words.strip():
        return SearchPage(words, 0, (), ())
    results = Results(words, index)
    explainer = Explainer(results.query, index)
    hits = [
        _hit(index.rows[number], explainer, position)
        for position, number in enumerate(results.part(0, _MOST))
    ]
    return SearchPage(words, len(results), hits, results.suggestions)


def _hit(fields: RowFields, explainer: Explainer, position: int) -> Hit:
    row = fields.row
    excerpt, matches = explainer.explain(fields, position)
    ref = row.page or row.condition or row.location
    assert ref is not None
    return Hit(
        ref,
        row.kind,
        row.heading or row.title,
        row.id,
        _pieces(excerpt.text, excerpt.marks),
        [
            (match.term, match.written, match.by)
            for match in matches
            if match.by != "exact" or match.term != match.written
        ],
    )


def _pieces(text: str, marks: Sequence[Sequence[int]]) -> Sequence[Piece]:
    """Return a text in pieces. Marks are offsets in UTF-16 units."""
    units = text.encode("utf-16-le", "surrogatepass")
    pieces = []
    place = 0
    for start, end in marks:
        pieces += [(place, start, False), (start, end, True)]
        place = end
    pieces.append((place, len(units) // 2, False))
    return [
        Piece(units[2 * start : 2 * end].decode("utf-16-le", "replace"), is_marked)
        for start, end, is_marked in pieces
        if start < end
    ]

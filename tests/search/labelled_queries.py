"""The labelled queries and what they find."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from app.library.load import load
from app.library.search.index import SearchIndex, build_index
from app.library.search.results import Results
from tests.paths import ROOT, SITES

_QUERIES: Final = Path(__file__).with_name("queries.toml")
_SITES: Final[Mapping[str, Path]] = {
    "content": ROOT / "content",
    "rehab": SITES / "rehab",
    "languages": SITES / "languages",
}


class LabelledQuery(NamedTuple):
    """A query on one of the sites, and the slugs that are right; none if nothing is."""

    site: str
    kind: str
    text: str
    right: tuple[str, ...]


class Outcome(NamedTuple):
    """A query with the slugs of what it finds: of the page, the condition and the office each."""

    query: LabelledQuery
    found: tuple[tuple[str, ...], ...]

    @property
    def is_first(self) -> bool:
        """Return True if the first result is right."""
        return self._is_right(self.found[:1])

    @property
    def is_in_three(self) -> bool:
        """Return True if one of the first three results is right."""
        return self._is_right(self.found[:3])

    def _is_right(self, found: tuple[tuple[str, ...], ...]) -> bool:
        if not self.query.right:
            return not found
        return any(slug in self.query.right for slugs in found for slug in slugs)


def labelled_queries() -> list[LabelledQuery]:
    """Return the queries, in the order of the file."""
    tables = tomllib.loads(_QUERIES.read_text("utf-8"))
    return [
        LabelledQuery(site, kind, text, tuple(right))
        for site, kinds in tables.items()
        for kind, queries in kinds.items()
        for text, right in queries.items()
    ]


def outcomes() -> list[Outcome]:
    """Return what each query finds."""
    indexes = {name: build_index(load(path), pause=_no_pause) for name, path in _SITES.items()}
    return [Outcome(query, _found(query.text, indexes[query.site])) for query in labelled_queries()]


def _found(text: str, index: SearchIndex) -> tuple[tuple[str, ...], ...]:
    rows = [index.rows[number].row for number in Results(text, index).part(0, 3)]
    return tuple(
        tuple(ref.slug for ref in (row.page, row.condition, row.location) if ref is not None)
        for row in rows
    )


def _no_pause(seconds: float) -> None:
    del seconds

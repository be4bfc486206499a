"""The index of one library: its rows with their stems, its words, and the full-text table."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final, NamedTuple

from app.library.library import Library
from app.library.search.fields import FieldReader, RowFields, tokens_of
from app.library.search.full_text import FullText, RowStems
from app.library.search.rows import RowSource, row_sources
from app.library.search.synonyms import Synonyms, foreign_synonyms, lay_synonyms, site_synonyms
from app.library.search.together import TogetherTerms, together_terms
from app.library.search.vocabulary import EMPTY, Vocabulary
from app.library.search.words import Word, words_of_token

# A build in the background lets other threads run after so many pages.
_PAGES_AT_ONCE: Final = 8
_PAUSE_SECONDS: Final = 0.0002
# Rows are written to the table in portions, so that their stems are not all in memory twice.
_ROWS_AT_ONCE: Final = 500


class Indexed(NamedTuple):
    """A page, condition or office with the numbers of its rows, which are consecutive."""

    source: RowSource
    first: int
    rows: tuple[RowFields, ...]


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """The data that queries read. Immutable.

    `by_name` are the rows of each name, title and heading by its key, `by_place` those that have a
    stem in a name, a symptom, the title or the heading. `positions` are the places of the rows in
    the order of all, which depends on the content alone.
    """

    library: Library
    by_key: Mapping[str, Indexed]
    # By the number of the row.
    rows: Mapping[int, RowFields]
    by_name: Mapping[str, Sequence[int]]
    by_place: Mapping[str, Sequence[int]]
    positions: Mapping[int, int]
    # By language.
    vocabularies: Mapping[str, Vocabulary]
    full_text: FullText
    synonyms: Synonyms
    # Those of daily language and those for words of other languages, by language.
    common_synonyms: Mapping[str, tuple[Synonyms, Synonyms]]
    # What words mean together, by language.
    together: Mapping[str, TogetherTerms]
    # The number of the next row.
    following: int


def build_index(
    library: Library,
    base: SearchIndex | None = None,
    pause: Callable[[float], object] = time.sleep,
) -> SearchIndex:
    """Return the index of a library; what is the same in `base` is kept.

    `pause` is called with a few microseconds between pages, so that other threads go on.
    """
    sources = dict(row_sources(library))
    before: Mapping[str, Indexed] = base.by_key if base is not None else {}
    kept = {
        key: indexed._replace(source=sources[key])
        for key, indexed in before.items()
        if key in sources and indexed.source.is_same(sources[key])
    }
    changes = _Changes(base)
    by_key: dict[str, Indexed] = {}
    for number, (key, source) in enumerate(sources.items()):
        if (indexed := kept.get(key)) is None:
            indexed = changes.add(source)
            if number % _PAGES_AT_ONCE == 0:
                pause(_PAUSE_SECONDS)
        by_key[key] = indexed
    for key, indexed in before.items():
        if key not in kept:
            changes.remove(indexed)
    full_text = changes.finish()
    vocabularies = changes.vocabularies(base.vocabularies if base is not None else {})
    rows = {
        indexed.first + offset: fields
        for indexed in by_key.values()
        for offset, fields in enumerate(indexed.rows)
    }
    return SearchIndex(
        library=library,
        by_key=by_key,
        rows=rows,
        by_name=changes.table(base.by_name if base is not None else {}, attrgetter("keys")),
        by_place=changes.table(base.by_place if base is not None else {}, attrgetter("places")),
        positions={number: position for position, number in enumerate(rows)},
        vocabularies=vocabularies,
        full_text=full_text,
        synonyms=site_synonyms(library, vocabularies),
        # The first of a language takes four tenths of a second, for which no query is to wait.
        common_synonyms={
            language: (lay_synonyms(language), foreign_synonyms(language, frozenset(vocabularies)))
            for language in vocabularies
        },
        together={language: together_terms(language) for language in vocabularies},
        following=changes.following,
    )


class _Changes:
    """The rows that an index gains and loses."""

    def __init__(self, base: SearchIndex | None) -> None:
        self.following = base.following if base is not None else 1
        self._base = base.full_text if base is not None else None
        self._full_text: FullText | None = None
        self._added: list[RowStems] = []
        self._removed: list[RowStems] = []
        self._gone: list[Indexed] = []
        self._new: list[Indexed] = []
        self._counts: dict[str, Counter[str]] = {}
        self._readers: dict[str, FieldReader] = {}

    def add(self, source: RowSource) -> Indexed:
        """Add the rows of a page, condition or office."""
        reader = self._reader(source.language)
        counts = self._counts.setdefault(source.language, Counter())
        rows = reader.read(source.rows(), counts)
        indexed = Indexed(source, self.following, rows)
        self.following += len(rows)
        self._new.append(indexed)
        self._added += _stems(indexed)
        if len(self._added) >= _ROWS_AT_ONCE:
            self._write()
        return indexed

    def remove(self, indexed: Indexed) -> None:
        """Remove the rows of a page, condition or office."""
        self._gone.append(indexed)
        self._removed += _stems(indexed)
        counts = self._counts.setdefault(indexed.source.language, Counter())
        for fields in indexed.rows:
            counts.subtract(tokens_of(fields.row))

    def finish(self) -> FullText:
        """Return the full-text table, which is the one before if no row has changed."""
        if self._added or self._removed:
            self._write()
        if self._full_text is None:
            return self._base if self._base is not None else FullText()
        if self._base is None:
            self._full_text.optimize()
        return self._full_text

    def table(
        self,
        before: Mapping[str, Sequence[int]],
        keys_of: Callable[[RowFields], Iterable[str]],
    ) -> Mapping[str, Sequence[int]]:
        """Return a table of the rows by their keys; lists without a change are those before."""
        gone, new = _numbers_by_key(self._gone, keys_of), _numbers_by_key(self._new, keys_of)
        table = dict(before)
        for key in {**gone, **new}:
            removed = frozenset(gone.get(key, ()))
            kept = [number for number in table.pop(key, ()) if number not in removed]
            if numbers := (*kept, *new.get(key, ())):
                table[key] = numbers
        return table

    def _write(self) -> None:
        if self._full_text is None:
            self._full_text = FullText(self._base)
        self._full_text.change(self._removed, self._added)
        self._added, self._removed = [], []

    def vocabularies(self, before: Mapping[str, Vocabulary]) -> dict[str, Vocabulary]:
        """Return the words of each language after the changes."""
        vocabularies = dict(before)
        for language, counts in self._counts.items():
            changed: Counter[Word] = Counter()
            for token, change in counts.items():
                if change:
                    changed.update(dict.fromkeys(words_of_token(token), change))
            if changed:
                stem = self._reader(language).stem
                vocabulary = before.get(language, EMPTY).changed(changed, stem)
                vocabularies[language] = vocabulary
        return {name: words for name, words in sorted(vocabularies.items()) if words.words}

    def _reader(self, language: str) -> FieldReader:
        reader = self._readers.get(language)
        if reader is None:
            reader = self._readers[language] = FieldReader(language)
        return reader


def _numbers_by_key(
    changed: Iterable[Indexed], keys_of: Callable[[RowFields], Iterable[str]]
) -> Mapping[str, list[int]]:
    """Return the numbers of the rows by their keys."""
    numbers: dict[str, list[int]] = {}
    for indexed in changed:
        for number, fields in enumerate(indexed.rows, indexed.first):
            for key in keys_of(fields):
                numbers.setdefault(key, []).append(number)
    return numbers


def _stems(indexed: Indexed) -> Iterable[RowStems]:
    for offset, fields in enumerate(indexed.rows):
        yield indexed.first + offset, fields.stems

"""The search index as tables of the database, for apps that search without the service.

`sections_fts` has the stems of each section, by place, and `words` the stem of each word of the
site, so that an app needs no stemmer: `docs/offline-search.md` has the query.
"""

from collections.abc import Iterator
from typing import Any, Final, TypeAlias

from app.library.search.fields import RowFields, Stems
from app.library.search.index import SearchIndex
from app.library.search.vocabulary import Vocabulary

# The stems are words of letters and digits, so the tokenizer only splits at spaces. The text of
# a section is in `sections` and not in the index as well.
SEARCH_SCHEMA: Final = """
CREATE TABLE sections (
    id INTEGER PRIMARY KEY, page TEXT REFERENCES pages (slug),
    condition TEXT REFERENCES conditions (slug), location TEXT REFERENCES locations (slug),
    kind TEXT NOT NULL, language TEXT NOT NULL, path TEXT, title TEXT NOT NULL, heading TEXT,
    text TEXT NOT NULL
);
CREATE VIRTUAL TABLE sections_fts USING fts5(
    names, title, symptoms, heading, text, context, content='', tokenize='ascii'
);
CREATE TABLE words (
    word TEXT NOT NULL, stem TEXT NOT NULL, language TEXT NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY (word, language)
);
"""
Row: TypeAlias = tuple[Any, ...]
_NONE: Final[Stems] = frozenset()


def section_rows(index: SearchIndex) -> Iterator[tuple[str, Row]]:
    """Yield the rows of the tables of sections, in the order of the content."""
    number = 0
    for indexed in index.by_key.values():
        for fields in indexed.rows:
            number += 1
            yield "sections", (number, *_section(fields, indexed.source.language))
            yield (
                "sections_fts (rowid, names, title, symptoms, heading, text, context)",
                (
                    number,
                    *_stems(fields),
                ),
            )


def word_rows(index: SearchIndex) -> Iterator[tuple[str, Row]]:
    """Yield each word of each language, with its stem and the number of sections that have it.

    A word with accents, apostrophes or hyphens is there without them too.
    """
    for language, vocabulary in sorted(index.vocabularies.items()):
        for word, stem, count in _words(vocabulary):
            yield "words", (word, stem, language, count)


def _section(fields: RowFields, language: str) -> Row:
    row = fields.row
    refs = (row.page, row.condition, row.location)
    return (
        *(ref.slug if ref is not None else None for ref in refs),
        *(row.kind, language, row.path, row.title, row.heading, row.text.decode()),
    )


def _stems(fields: RowFields) -> Row:
    places = (
        _NONE.union(*fields.names),
        fields.title,
        _NONE.union(*fields.symptoms),
        fields.heading,
        fields.text.split(),
        fields.context,
    )
    return tuple(" ".join(sorted(stems)) for stems in places)


def _words(vocabulary: Vocabulary) -> Iterator[tuple[str, str, int]]:
    words = {written: (word.stem, word.rows) for written, word in vocabulary.words.items()}
    for folded, forms in vocabulary.by_folded.items():
        words.setdefault(folded, (forms[0].stem, forms[0].rows))
    for written, (stem, count) in sorted(words.items()):
        yield written, stem, count

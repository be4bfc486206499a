"""The stems of a row, by the column that they stand in."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from app.library.search.rows import SearchRow
from app.library.search.stems import stemmer_of
from app.library.search.stop_words import stop_words
from app.library.search.words import distinct_tokens, phrase_key, words_of_token

# What a term of a query counts for by where a row has it; in the text it counts for one.
NAME: Final = 5.0
TITLE: Final = 5.0
SYMPTOM: Final = 4.0
HEADING: Final = 3.0

Stems: TypeAlias = frozenset[str]
_NONE: Final[Stems] = frozenset()


@dataclass(frozen=True, slots=True)
class RowFields:
    """The stems of a row.

    `names` and `symptoms` have a set for each name and symptom. `places` says by stem what it
    counts for that a name, a symptom, the title or the heading has it. `context` are the stems of
    the page's names and title, for the rows below its headings. `text` has the stems of the text,
    each once, with a space on both sides. Stop words are left out everywhere but in `keys`, which
    are the names, the title and the heading as they are compared whole.
    """

    row: SearchRow
    names: tuple[Stems, ...]
    title: Stems
    symptoms: tuple[Stems, ...]
    places: Mapping[str, float]
    text: str
    context: Stems
    keys: frozenset[str]

    @property
    def heading(self) -> Stems:
        """The stems of the heading."""
        return frozenset(self.places) if self.row.number else _NONE

    @property
    def stems(self) -> str:
        """All stems of the row."""
        return f"{self.text}{' '.join(sorted(self.places))}"


class FieldReader:
    """Reads the stems of the rows of one language. For one thread."""

    def __init__(self, language: str) -> None:
        self.stem: Callable[[str], str] = stemmer_of(language)
        self._stop_words = stop_words(language)
        self._stems_of_tokens: dict[str, tuple[str, ...]] = {}
        self._headings: dict[str, tuple[Mapping[str, float], frozenset[str]]] = {}

    def read(self, rows: Iterable[SearchRow], counts: Counter[str]) -> tuple[RowFields, ...]:
        """Return the stems of the rows of one page, and count their tokens, once for each row."""
        fields: list[RowFields] = []
        context = _NONE
        for row in rows:
            tokens = distinct_tokens(row.text.decode())
            text = f" {' '.join(sorted(self._stems_of(tokens)))} "
            counts.update(tokens | _other_tokens(row))
            if row.heading is None:
                first = self._first_row(row, text)
                context = first.title.union(*first.names)
                fields.append(first)
            else:
                places, keys = self._heading(row.heading)
                fields.append(RowFields(row, (), _NONE, (), places, text, context, keys))
        return tuple(fields)

    def _first_row(self, row: SearchRow, text: str) -> RowFields:
        names = tuple([self._stems(name) for name in row.names])
        symptoms = tuple([self._stems(symptom) for symptom in row.symptoms])
        title = self._stems(row.title)
        places = dict.fromkeys(_NONE.union(*symptoms), SYMPTOM)
        places |= dict.fromkeys(title, TITLE)
        places |= dict.fromkeys(_NONE.union(*names), NAME)
        keys = frozenset(phrase_key(name) for name in (row.title, *row.names)) - {""}
        return RowFields(row, names, title, symptoms, places, text, _NONE, keys)

    def _heading(self, heading: str) -> tuple[Mapping[str, float], frozenset[str]]:
        """Return the places and the key of a heading. Many pages have the same ones."""
        if heading not in self._headings:
            places = dict.fromkeys(self._stems(heading), HEADING)
            self._headings[heading] = (places, frozenset({phrase_key(heading)} - {""}))
        return self._headings[heading]

    def _stems(self, text: str) -> Stems:
        return self._stems_of(distinct_tokens(text)) if text else _NONE

    def _stems_of(self, tokens: Iterable[str]) -> Stems:
        known = self._stems_of_tokens
        stems: set[str] = set()
        for token in tokens:
            if token not in known:
                known[token] = self._stems_of_token(token)
            stems.update(known[token])
        return frozenset(stems) if stems else _NONE

    def _stems_of_token(self, token: str) -> tuple[str, ...]:
        return tuple(
            self.stem(word.written)
            for word in words_of_token(token)
            if word.folded not in self._stop_words
        )


def tokens_of(row: SearchRow) -> set[str]:
    """Return the tokens of a row, each once."""
    return distinct_tokens(row.text.decode()) | _other_tokens(row)


def _other_tokens(row: SearchRow) -> set[str]:
    return distinct_tokens("\n".join((*row.names, *row.symptoms, row.heading or row.title)))

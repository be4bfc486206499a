"""Other words for what patients write: of the site, of its conditions, and of daily language."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from itertools import permutations, product
from typing import Any, Final, NamedTuple, TypeAlias

from app.library.library import Library
from app.library.search.stems import stemmer_of
from app.library.search.stop_words import stop_words
from app.library.search.vocabulary import WordsByLength, words_by_length
from app.library.search.words import words_in

# What a synonym counts for beside the word itself.
_EQUAL: Final = 0.85
# The first meaning of a phrase that is wider, and what each further one counts for less.
_WIDER: Final = 0.75
_FURTHER: Final = 0.1
_LEAST: Final = 0.55
_CONDITION: Final = 0.5
# The words that a name of a condition has at most to stand for another.
_MAX_WORDS: Final = 4

# Of daily language, and of doctors.
_TERMS: Final = ("lay_terms.toml", "medical_terms.toml")
# Small words that a phrase may have or not: "a crick in my neck" is "crick in the neck".
_ARTICLES: Final[Mapping[str, str]] = {
    "en": "a an the my your his her our their",
    "de": "der die das den dem des ein eine einen einem einer mein meine meinen meinem meiner",
    "es": "el la los las un una mi mis",
    "fr": "le la les l un une mon ma mes",
}
# Other small words that a name has. A phrase with any further one is no name: patients say it, and
# it stands for others, but others do not stand for it.
_IN_NAMES: Final = frozenset(
    words.folded for words in words_in("and of in to on und von im de del y du d et à au")
)

# Stems in their order.
Phrase: TypeAlias = tuple[str, ...]


class Synonym(NamedTuple):
    """A phrase that stands for another, with what it counts for.

    `is_whole`: the words of a phrase that is found are not looked up one by one as well.
    """

    phrase: Phrase
    meaning: Phrase
    written: str
    weight: float
    is_whole: bool


class Synonyms(NamedTuple):
    """Synonyms by the first stem of their phrase, and the words of all phrases.

    `words` are the folded words with how they are written, `by_length` the same by their length.
    """

    by_first: Mapping[str, tuple[Synonym, ...]]
    words: Mapping[str, str]
    by_length: WordsByLength

    def at(self, stems: list[frozenset[str]], start: int) -> list[Synonym]:
        """Return the synonyms whose phrase begins at a word; each word has some stems."""
        matches = []
        for first in stems[start]:
            for synonym in self.by_first.get(first, ()):
                end = start + len(synonym.phrase)
                if end <= len(stems) and all(
                    stem in choices
                    for stem, choices in zip(synonym.phrase, stems[start:end], strict=True)
                ):
                    matches.append(synonym)
        return matches

    def of(self, phrase: Phrase) -> list[Synonym]:
        """Return the synonyms of a phrase."""
        entries = self.by_first.get(phrase[0], ()) if phrase else ()
        return [entry for entry in entries if entry.phrase == phrase]


def articles(language: str) -> frozenset[str]:
    """Return the folded words of a language that phrases may have or not."""
    return frozenset(_ARTICLES.get(language, "").split())


def site_synonyms(library: Library, languages: Iterable[str]) -> Synonyms:
    """Return the synonyms of a site file and of the names of conditions, in these languages."""
    entries: list[Synonym] = []
    words: dict[str, str] = {}
    for language in languages:
        for group in library.site.synonyms:
            entries += _group(group, language, _EQUAL, words, is_whole=False)
        for condition in library.conditions:
            meaning = _meaning(condition.name, language)
            for name in condition.alternate_names:
                phrase = _phrase(name, language)
                if phrase and meaning and len(meaning) <= _MAX_WORDS and phrase != meaning:
                    entries.append(Synonym(phrase, meaning, condition.name, _CONDITION, False))
    return _table(entries, words)


@cache
def lay_synonyms(language: str) -> Synonyms:
    """Return the synonyms of daily language and of doctors, from the files of terms."""
    entries: list[Synonym] = []
    words: dict[str, str] = {}
    tables = [_read(name).get(language, {}) for name in _TERMS]
    for table in tables:
        for group in table.get("equal", ()):
            entries += _group(group, language, _EQUAL, words, is_whole=True)
    for table in tables:
        for term, meanings in table.get("wider", {}).items():
            phrase = _phrase(term, language)
            _add_words(term, words)
            entries += (
                Synonym(
                    phrase,
                    _meaning(meaning, language),
                    meaning,
                    max(_WIDER - number * _FURTHER, _LEAST),
                    len(phrase) > 1,
                )
                for number, meaning in enumerate(meanings)
            )
    return _table(entries, words)


@cache
def foreign_synonyms(language: str, known: frozenset[str]) -> Synonyms:
    """Return the words of other languages than the `known` ones for those of a language.

    They are those of `foreign_terms.toml`, and the synonyms of these in the language.
    """
    entries: list[Synonym] = []
    further: list[Synonym] = []
    own = lay_synonyms(language)
    for row in _read("foreign_terms.toml")["terms"]:
        for other in sorted(row.keys() - known):
            for meaning, term in product(row.get(language, ()), row[other]):
                phrase = _phrase(term, language)
                meant = _meaning(meaning, language)
                entry = Synonym(phrase, meant, meaning, _EQUAL, len(phrase) > 1)
                entries.append(entry)
                further += (
                    entry._replace(
                        meaning=synonym.meaning,
                        written=synonym.written,
                        weight=_EQUAL * synonym.weight,
                    )
                    for synonym in own.of(_phrase(meaning, language))
                )
    return _table([*entries, *further], {})


def _read(name: str) -> Mapping[str, Any]:
    text = files("app.library.search").joinpath(name).read_text("utf-8")
    return tomllib.loads(text)


def _group(
    group: Iterable[str], language: str, weight: float, words: dict[str, str], *, is_whole: bool
) -> list[Synonym]:
    phrases = {_phrase(text, language): text for text in group}
    phrases.pop((), None)
    for text in phrases.values():
        _add_words(text, words)
    names = {phrase for phrase, text in phrases.items() if _is_name(text, language)}
    return [
        Synonym(
            one,
            _meaning(phrases[other], language),
            phrases[other],
            weight,
            is_whole and len(one) > 1,
        )
        for one, other in permutations(phrases, 2)
        if other in names
    ]


def _is_name(text: str, language: str) -> bool:
    """Return True if a phrase has no small words but those of names, or nothing else."""
    small = stop_words(language) - articles(language) - _IN_NAMES
    words = [word.folded for word in words_in(text)]
    return len(words) == 1 or small.isdisjoint(words)


def _add_words(text: str, words: dict[str, str]) -> None:
    for word in words_in(text):
        words[word.folded] = word.written


def _phrase(text: str, language: str) -> Phrase:
    """Return the stems of a phrase, without articles unless it has nothing else."""
    stem, left_out = stemmer_of(language), articles(language)
    # The parts of a word with a hyphen stand for the whole.
    words = list(words_in(text.replace("-", " ")))
    words = [word for word in words if word.folded not in left_out] or words
    return tuple(stem(word.written) for word in words)


def _meaning(text: str, language: str) -> Phrase:
    """Return the stems that a row must have to say a text: without stop words."""
    stem, ignored = stemmer_of(language), stop_words(language)
    words = list(words_in(text.replace("-", " ")))
    return tuple(
        stem(word.written) for word in words if word.folded not in ignored or len(words) == 1
    )


def _table(entries: Iterable[Synonym], words: Mapping[str, str]) -> Synonyms:
    by_first: dict[str, list[Synonym]] = {}
    for entry in dict.fromkeys(entries):
        if entry.phrase and entry.meaning:
            by_first.setdefault(entry.phrase[0], []).append(entry)
    return Synonyms(
        {first: tuple(group) for first, group in by_first.items()},
        words,
        words_by_length({}, words, words),
    )

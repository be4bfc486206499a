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
    """Synonyms by the first stem of their phrase, and the folded words of all phrases."""

    by_first: Mapping[str, tuple[Synonym, ...]]
    words: Mapping[str, str]

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
    """Return the synonyms of daily language, from `lay_terms.toml`."""
    text = files("app.library.search").joinpath("lay_terms.toml").read_text("utf-8")
    terms: Mapping[str, Any] = tomllib.loads(text).get(language, {})
    entries: list[Synonym] = []
    words: dict[str, str] = {}
    for group in terms.get("equal", ()):
        entries += _group(group, language, _EQUAL, words, is_whole=True)
    for term, meanings in terms.get("wider", {}).items():
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

    They are those of `foreign_terms.toml`.
    """
    text = files("app.library.search").joinpath("foreign_terms.toml").read_text("utf-8")
    entries: list[Synonym] = []
    for row in tomllib.loads(text)["terms"]:
        for other in sorted(row.keys() - known):
            for meaning, term in product(row.get(language, ()), row[other]):
                phrase = _phrase(term, language)
                meant = _meaning(meaning, language)
                entries.append(Synonym(phrase, meant, meaning, _EQUAL, len(phrase) > 1))
    return _table(entries, {})


def _group(
    group: Iterable[str], language: str, weight: float, words: dict[str, str], *, is_whole: bool
) -> list[Synonym]:
    phrases = {_phrase(text, language): text for text in group}
    phrases.pop((), None)
    for text in phrases.values():
        _add_words(text, words)
    return [
        Synonym(
            one,
            _meaning(phrases[other], language),
            phrases[other],
            weight,
            is_whole and len(one) > 1,
        )
        for one, other in permutations(phrases, 2)
    ]


def _add_words(text: str, words: dict[str, str]) -> None:
    for word in words_in(text):
        words[word.folded] = word.written


def _phrase(text: str, language: str) -> Phrase:
    stem = stemmer_of(language)
    # The parts of a word with a hyphen stand for the whole.
    return tuple(stem(word.written) for word in words_in(text.replace("-", " ")))


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
    return Synonyms({first: tuple(group) for first, group in by_first.items()}, words)

"""Other words for what patients write: of the site, of its conditions, and of daily language."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice, permutations, product, takewhile
from operator import contains
from typing import Any, Final, NamedTuple, TypeAlias

from app.library.library import Library
from app.library.search.stems import stemmer_of
from app.library.search.stop_words import stop_words
from app.library.search.vocabulary import WordsByLength, words_by_length
from app.library.search.words import Word, words_in
from app.tables import read_table

# What a synonym counts for beside the word itself.
_EQUAL: Final = 0.85
# The first meaning of a phrase that is wider, and what each further one counts for less.
_WIDER: Final = 0.75
_FURTHER: Final = 0.1
_LEAST: Final = 0.55
_CONDITION: Final = 0.5
# A meaning of another phrase of the group, beside a meaning of its own.
_OF_ANOTHER: Final = 0.6
# The words of a phrase at least that may be said without small ones.
_SHORTENED: Final = 3
# The words that a name of a condition has at most to stand for another.
_MAX_WORDS: Final = 4

# Of daily language, of doctors, and of the fields of clinics.
_TERMS: Final = (
    "lay_terms.toml",
    "medical_terms.toml",
    "body_terms.toml",
    "field_terms.toml",
    "visit_terms.toml",
)
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
    words.folded
    for words in words_in(
        "a an the and of in to on it der die das den dem des und von im el la los las de del y "
        "le les l un une du d et à au"
    )
)

_NONE: Final[frozenset[str]] = frozenset()

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

    `words` are the folded words with how they are written, `by_length` the same by their length,
    `in_order` the first stems.
    """

    by_first: Mapping[str, tuple[Synonym, ...]]
    words: Mapping[str, str]
    by_length: WordsByLength
    in_order: Sequence[str] = ()

    def at(self, stems: list[frozenset[str]], start: int) -> list[Synonym]:
        """Return the synonyms whose phrase begins at a word; each word has some stems."""
        matches = []
        following = stems[start + 1] if start + 1 < len(stems) else _NONE
        for first in stems[start]:
            for synonym in self.by_first.get(first, ()):
                phrase = synonym.phrase
                # Most phrases with several words differ in the second one.
                if len(phrase) == 1 or (
                    phrase[1] in following
                    and len(phrase) <= len(stems) - start
                    and all(map(contains, stems[start + 2 :], phrase[2:]))
                ):
                    matches.append(synonym)
        return matches

    def starting_with(self, stems: Iterable[str], letters: str) -> Iterator[Synonym]:
        """Yield the synonyms whose phrase begins with a stem or, if any are given, with letters."""
        firsts = set(stems)
        if letters:
            start = bisect_left(self.in_order, letters)
            rest = islice(self.in_order, start, None)
            firsts.update(takewhile(lambda first: first.startswith(letters), rest))
        for first in sorted(firsts):
            yield from self.by_first.get(first, ())

    def of(self, phrase: Phrase) -> list[Synonym]:
        """Return the synonyms of a phrase."""
        entries = self.by_first.get(phrase[0], ()) if phrase else ()
        return [entry for entry in entries if entry.phrase == phrase]


@cache
def articles(language: str) -> frozenset[str]:
    """Return the folded words of a language that phrases may have or not."""
    return frozenset(_ARTICLES.get(language, "").split())


def site_synonyms(library: Library, languages: Iterable[str]) -> Synonyms:
    """Return the synonyms of a site file and of the names of conditions, in these languages."""
    entries: list[Synonym] = []
    words: dict[str, str] = {}
    for language in languages:
        reader = PhraseReader(language)
        for group in library.site.synonyms:
            entries += reader.group(group, is_whole=False)
            words |= _words_of(group)
        for condition in library.conditions:
            meaning = reader.meaning(condition.name) if condition.alternate_names else ()
            for name in condition.alternate_names:
                phrase = reader.phrase(name)
                if phrase and meaning and len(meaning) <= _MAX_WORDS and phrase != meaning:
                    entries.append(Synonym(phrase, meaning, condition.name, _CONDITION, False))
    return _table(entries, words)


@cache
def lay_synonyms(language: str) -> Synonyms:
    """Return the synonyms of daily language and of doctors, from the files of terms."""
    reader = PhraseReader(language)
    tables = [read_terms(name).get(language, {}) for name in _TERMS]
    groups = [group for table in tables for group in table.get("equal", ())]
    wider = [
        (text, meanings)
        for table in tables
        for texts, meanings in table.get("wider", {}).items()
        for text in spelled_out(texts)
    ]
    entries = [entry for group in groups for entry in reader.group(group, is_whole=True)]
    of_terms = [entry for term, meanings in wider for entry in reader.wider(term, meanings)]
    entries += [*of_terms, *reader.further(groups, of_terms)]
    phrases = [*(text for group in groups for text in group), *(term for term, _ in wider)]
    return _table(entries, _words_of(phrases))


@cache
def foreign_synonyms(language: str, known: frozenset[str]) -> Synonyms:
    """Return the words of other languages than the `known` ones for those of a language.

    They are those of `foreign_terms.toml`, and the synonyms of these in the language.
    """
    entries: list[Synonym] = []
    further: list[Synonym] = []
    own = lay_synonyms(language)
    reader = PhraseReader(language)
    for row in read_terms("foreign_terms.toml")["terms"]:
        for other in sorted(row.keys() - known):
            for meaning, term in product(row.get(language, ()), row[other]):
                phrase = reader.phrase(term)
                entry = Synonym(phrase, reader.meaning(meaning), meaning, _EQUAL, len(phrase) > 1)
                entries.append(entry)
                further += (
                    entry._replace(
                        meaning=synonym.meaning,
                        written=synonym.written,
                        weight=_EQUAL * synonym.weight,
                    )
                    for synonym in own.of(reader.phrase(meaning))
                )
    return _table([*entries, *further], {})


class PhraseReader:
    """Reads phrases of one language. For one thread."""

    def __init__(self, language: str) -> None:
        self._stem = stemmer_of(language)
        self._articles = articles(language)
        self._stop_words = stop_words(language)
        self._small = self._stop_words - _IN_NAMES
        self._meanings: dict[str, Phrase] = {}

    def phrase(self, text: str) -> Phrase:
        """Return the stems of a phrase, without articles unless it has nothing else."""
        return self._phrase(_words(text))

    def phrases(self, text: str) -> tuple[Phrase, ...]:
        """Return a phrase, and the same without the small words of names: "ringing ears"."""
        words = _words(text)
        phrase = self._phrase(words)
        if len(phrase) < _SHORTENED:
            return (phrase,)
        small = self._articles | _IN_NAMES
        short = tuple(self._stem(word.written) for word in words if word.folded not in small)
        return (phrase, short) if 1 < len(short) < len(phrase) else (phrase,)

    def meaning(self, text: str) -> Phrase:
        """Return the stems that a row must have to say a text: without stop words."""
        meaning = self._meanings.get(text)
        if meaning is None:
            words = _words(text)
            meaning = self._meanings[text] = tuple(
                self._stem(word.written)
                for word in words
                if word.folded not in self._stop_words or len(words) == 1
            )
        return meaning

    def _phrase(self, words: Sequence[Word]) -> Phrase:
        words = [word for word in words if word.folded not in self._articles] or words
        return tuple(self._stem(word.written) for word in words)

    def group(self, group: Iterable[str], *, is_whole: bool) -> list[Synonym]:
        """Return the synonyms of phrases of which each stands for the others, if it is a name."""
        phrases = {phrase: text for text in group for phrase in self.phrases(text)}
        phrases.pop((), None)
        names = {
            phrase: Synonym(phrase, self.meaning(text), text, _EQUAL, False)
            for phrase, text in phrases.items()
            if self._is_name(text)
        }
        return [
            names[other]._replace(phrase=one, is_whole=is_whole and len(one) > 1)
            for one, other in permutations(phrases, 2)
            if other in names
        ]

    def wider(self, term: str, meanings: Iterable[str]) -> list[Synonym]:
        """Return the synonyms of a phrase that stands for others, each of less weight."""
        return [
            Synonym(
                phrase,
                self.meaning(meaning),
                meaning,
                max(_WIDER - number * _FURTHER, _LEAST),
                len(phrase) > 1,
            )
            for phrase in self.phrases(term)
            for number, meaning in enumerate(meanings)
        ]

    def further(
        self, groups: Iterable[Iterable[str]], wider: Iterable[Synonym]
    ) -> Iterator[Synonym]:
        """Yield what phrases stand for because others of their group do, for less weight."""
        by_phrase: dict[Phrase, list[Synonym]] = {}
        for entry in wider:
            by_phrase.setdefault(entry.phrase, []).append(entry)
        for group in groups:
            phrases = dict.fromkeys(self.phrase(text) for text in group)
            for one, other in permutations(phrases, 2):
                for entry in by_phrase.get(other, ()):
                    if entry.meaning != one:
                        yield entry._replace(
                            phrase=one, weight=entry.weight * _OF_ANOTHER, is_whole=len(one) > 1
                        )

    def _is_name(self, text: str) -> bool:
        """Return True if a phrase has no small words but those of names, or nothing else."""
        words = [word.folded for word in _words(text)]
        return len(words) == 1 or self._small.isdisjoint(words)


def spelled_out(texts: str) -> list[str]:
    """Return the phrases that "dodgy/bad knee" stands for; an underscore is a space in a part."""
    parts = (part.split("/") for part in texts.split())
    return [" ".join(words).replace("_", " ") for words in product(*parts)]


def read_terms(name: str) -> Mapping[str, Any]:
    """Return a file of terms, by language."""
    return read_table("app.library.search", name)


def _words(text: str) -> list[Word]:
    """Return the words of a phrase. The parts of a word with a hyphen stand for the whole."""
    return list(words_in(text.replace("-", " ")))


def _words_of(phrases: Iterable[str]) -> dict[str, str]:
    return {word.folded: word.written for phrase in phrases for word in words_in(phrase)}


def _table(entries: Iterable[Synonym], words: Mapping[str, str]) -> Synonyms:
    by_first: dict[str, list[Synonym]] = {}
    for entry in dict.fromkeys(entries):
        if entry.phrase and entry.meaning:
            by_first.setdefault(entry.phrase[0], []).append(entry)
    return Synonyms(
        {first: tuple(group) for first, group in by_first.items()},
        words,
        words_by_length({}, words, words),
        sorted(by_first),
    )

"""The language of a query, by its words."""

from collections.abc import Mapping, Sequence
from typing import Final

from app.library.search.index import SearchIndex
from app.library.search.stems import base_language
from app.library.search.stop_words import stop_words
from app.library.search.vocabulary import Vocabulary
from app.library.search.words import Word

# The beginning of a word has so many letters at least.
_SHORTEST: Final = 4


def language_of(
    words: Sequence[Word], index: SearchIndex, vocabularies: Mapping[str, Vocabulary]
) -> str:
    """Return the language with most of the stop words, else with most of the words.

    Where several have as many, it is that of the site. It is empty where there is only one.
    """
    if len(vocabularies) < 2:
        return ""
    small = {
        language: sum(word.folded in stop_words(language) for word in words)
        for language in vocabularies
    }
    if language := _most(small):
        return language
    own = {
        language: sum(
            _has(vocabulary, word.folded) or word.folded in index.common_synonyms[language][0].words
            for word in words
        )
        for language, vocabulary in vocabularies.items()
    }
    if language := _most(own):
        return language
    site = base_language(index.library.site.own_language)
    return site if site in vocabularies else ""


def _most(counts: Mapping[str, int]) -> str:
    """Return the language with the most, if it is one and not all have as many."""
    most = max(counts.values())
    languages = [language for language, count in counts.items() if count == most]
    return languages[0] if most and len(languages) == 1 else ""


def _has(vocabulary: Vocabulary, folded: str) -> bool:
    """Return True if a word is known, or is the beginning of one."""
    return folded in vocabulary.by_folded or (
        len(folded) >= _SHORTEST and bool(vocabulary.starting_with(folded))
    )

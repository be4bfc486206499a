"""The language of a site that does not say it or names a wrong one, by the words of its texts."""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Final

from app.library.search.stems import base_language
from app.library.search.stop_words import stop_word_languages, stop_words
from app.library.search.text_language import language_of_texts
from app.library.search.words import words_in
from app.records import Page

_DEFAULT: Final = "en"
# Texts that are looked at.
_MAX_PAGES: Final = 200
# And of the pages of each language that is named.
_MAX_COMPARED: Final = 50


def guessed_language(pages: Iterable[Page]) -> str:
    """Return the language whose stop words are the most in titles, descriptions and excerpts."""
    words: Counter[str] = Counter()
    for page in islice(pages, _MAX_PAGES):
        words.update(word.folded for word in words_in("\n".join(_texts(page))))
    counts = {
        language: sum(words[word] for word in stop_words(language))
        for language in stop_word_languages()
    }
    best = max(counts, key=lambda language: (counts[language], language == _DEFAULT))
    return best if counts[best] else _DEFAULT


def wrong_languages(pages: Iterable[Page]) -> Mapping[str, str]:
    """Return the languages that pages name and are not written in, with those that they are.

    A German site with the `en-us` that its generator came with is in German.
    """
    known = frozenset(stop_word_languages())
    texts: dict[str, list[str]] = {}
    for page in pages:
        named = base_language(page.language)
        if named in known and len(texts.setdefault(named, [])) < _MAX_COMPARED:
            texts[named].append("\n".join(_texts(page)))
    languages = {named: language_of_texts(some).code for named, some in texts.items()}
    return {named: code for named, code in languages.items() if code not in {None, named}}


def _texts(page: Page) -> tuple[str, str, str]:
    return page.title, page.description or "", page.body.excerpt

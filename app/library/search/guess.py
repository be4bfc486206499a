"""The language of a site that does not say it, by the small words in its texts."""

from collections import Counter
from collections.abc import Iterable
from itertools import islice
from typing import Final

from app.library.search.stop_words import stop_word_languages, stop_words
from app.library.search.words import words_in
from app.records import Page

_DEFAULT: Final = "en"
# Texts that are looked at.
_MAX_PAGES: Final = 200


def guessed_language(pages: Iterable[Page]) -> str:
    """Return the language whose stop words are the most in titles, descriptions and excerpts."""
    words: Counter[str] = Counter()
    for page in islice(pages, _MAX_PAGES):
        texts = (page.title, page.description or "", page.body.excerpt)
        words.update(word.folded for word in words_in("\n".join(texts)))
    counts = {
        language: sum(words[word] for word in stop_words(language))
        for language in stop_word_languages()
    }
    best = max(counts, key=lambda language: (counts[language], language == _DEFAULT))
    return best if counts[best] else _DEFAULT

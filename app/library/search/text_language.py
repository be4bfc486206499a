"""The language that texts are written in, by their common words."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import chain, islice
from typing import Final, NamedTuple

from app.library.search.stop_words import stop_word_languages, stop_words
from app.library.search.words import words_in

# So many words are read at most, and fewer are too few to tell.
_MOST_WORDS: Final = 20_000
_FEWEST_WORDS: Final = 50
# The share of words that are common in one language alone, at least, and how many times as many as
# in the next one: 7 % of Spanish, 20 % of German, 1 % of Catalan, which shares more with Spanish.
_NEEDED: Final = 0.05
_LEAD: Final = 3
_EXAMPLES: Final = 4


class TextLanguage(NamedTuple):
    """The language of texts, or None and the reason why it cannot be told."""

    code: str | None
    reason: str


def language_of_texts(texts: Iterable[str]) -> TextLanguage:
    """Return the language of texts. Those in several languages have none."""
    languages = _common_in_one()
    count = 0
    seen: Counter[str] = Counter()
    written: dict[str, str] = {}
    for word in islice(chain.from_iterable(map(words_in, texts)), _MOST_WORDS):
        count += 1
        if word.folded in languages:
            seen[word.folded] += 1
            written[word.folded] = word.written
    if count < _FEWEST_WORDS:
        return TextLanguage(None, "the pages have too few words to tell it")
    common: Counter[str] = Counter()
    for folded, times in seen.items():
        common[languages[folded]] += times
    (code, most), (second, next_most) = (*common.most_common(2), ("", 0), ("", 0))[:2]
    if most < _NEEDED * count:
        return TextLanguage(None, "few words of the pages are common in a language that is known")
    if most < _LEAD * next_most:
        return TextLanguage(None, f"the words of the pages are both of {code} and of {second}")
    common_words = (folded for folded, _ in seen.most_common() if languages[folded] == code)
    examples = map(written.__getitem__, islice(common_words, _EXAMPLES))
    quoted = ", ".join(f'"{word}"' for word in examples)
    return TextLanguage(code, f"common words of the pages are {quoted}")


@cache
def _common_in_one() -> Mapping[str, str]:
    """Return the words that are common in one language alone, with that language."""
    languages = stop_word_languages()
    counts = Counter(word for code in languages for word in stop_words(code))
    return {word: code for code in languages for word in stop_words(code) if counts[word] == 1}

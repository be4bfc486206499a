"""Words that make a name that of a medical problem."""

from functools import lru_cache
from typing import Final

from app.clinic.lists.vocabulary import ItemWords, vocabulary, words_of
from app.clinic.phrases import Words

_ENDING_LETTERS: Final = 3
# The medical share of a trouble with something unknown: a list of nothing else is none.
TROUBLE: Final = 0.2


def medical_share(words: Words, data: ItemWords) -> float:
    """Return 1 for a medical name, a half for parts of the body or themes alone, 0 otherwise.

    "Skin issues" are a medical name, "memory issues" are little of one, "problem 1" is none.
    """
    if data.words.occurs_in(words) or any(map(has_ending, words)):
        return 1.0
    is_half = data.parts.occurs_in(words) or data.themes.occurs_in(words)
    if data.troubles.occurs_in(words):
        named = [word for word in data.troubles.without(words) if not word.isdigit()]
        return 1.0 if is_half else TROUBLE if named else 0.0
    return 0.5 if is_half else 0.0


def medical_words(words: Words, data: ItemWords) -> set[int]:
    """Return the places of the words that would be a medical name alone."""
    halves = {*data.parts.places(words), *data.themes.places(words)}
    return {
        *data.words.places(words),
        *halves.intersection(data.troubles.places(words)),
        *(at for at, word in enumerate(words) if has_ending(word)),
    }


# A text has few words that no other has.
@lru_cache(maxsize=8192)
def has_ending(word: str) -> bool:
    """Return True if a word is medical by its ending: "tendinitis"."""
    data = vocabulary().items
    # Most words have none of the endings, which one call finds out.
    return (
        word.endswith(data.endings)
        and not word.endswith(data.endings_not)
        and not data.words_not.equals(words_of(word))
        and any(
            len(word) >= len(ending) + _ENDING_LETTERS and word.endswith(ending)
            for ending in data.endings
        )
    )

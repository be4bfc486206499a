"""How near the words of a query stand to each other in a text."""

from collections.abc import Iterable, Sequence
from typing import Final

from app.library.search.terms import Term

# Beginnings of words in small letters, as UTF-8; any of them is the word.
Forms = tuple[bytes, ...]

_OWN: Final = frozenset({"exact", "stem", "typo"})
_SHORTEST: Final = 3
# In bytes, between the beginnings of the first and the last word.
_NEAR: Final = 60
# Words of a query that are looked for, and the places of each that are looked at.
_MAX_WORDS: Final = 6
_MAX_PLACES: Final = 12


def forms_of(terms: Iterable[Term]) -> tuple[Forms, ...]:
    """Return the beginnings of the words of the rarest terms, as a site writes them."""
    words: list[Forms] = []
    for term in sorted(terms, key=lambda term: -term.rarity):
        beginnings = dict.fromkeys(
            _beginning(choice.written, choice.stems[0])
            for choice in term.alternatives
            if choice.by in _OWN and len(choice.stems) == 1
        )
        forms = tuple(form for form in beginnings if form)
        if forms:
            words.append(forms)
    return tuple(words[:_MAX_WORDS])


def nearness(words: Sequence[Forms], text: bytes) -> float:
    """Return how many of the words stand together in a text in small letters: 0 to 1.

    Two of three are 0.5; 0 if there are no two.
    """
    if len(words) < 2:
        return 0.0
    places = sorted(
        (place, number)
        for number, forms in enumerate(words)
        for form in forms
        for place in _places(form, text)
    )
    most = 1
    first = 0
    for last in range(len(places)):
        while places[last][0] - places[first][0] > _NEAR:
            first += 1
        if last - first >= most:
            most = max(most, len({number for _, number in places[first : last + 1]}))
    return (most - 1) / (len(words) - 1)


def _places(form: bytes, text: bytes) -> Iterable[int]:
    """Yield where words that begin with a form start."""
    place = text.find(form)
    for _ in range(_MAX_PLACES):
        if place < 0:
            return
        if not text[place - 1 : place].isalnum():
            yield place
        place = text.find(form, place + 1)


def _beginning(written: str, stem: str) -> bytes:
    """Return the letters of a word that all its forms begin with, about."""
    beginning = written[: max(len(stem), _SHORTEST)]
    # The last letter of a stem may differ: injury, injuries.
    return (beginning[:-1] if beginning.endswith(("i", "y")) else beginning).encode()

"""How alike words are, by rapidfuzz."""

from collections.abc import Sequence
from functools import cache
from types import ModuleType


def most_alike(
    text: str, choices: Sequence[str], least: float, limit: int | None = None
) -> list[tuple[str, float, int]]:
    """Return the choices that are at least so alike, in hundredths, the most alike first.

    Each comes with its likeness and its place among the choices.
    """
    library = _rapidfuzz()
    rows: list[tuple[str, float, int]] = library.process.extract(
        text, choices, scorer=library.fuzz.ratio, limit=limit, score_cutoff=least
    )
    return rows


def within_edits(word: str, choices: Sequence[str], most: int) -> list[tuple[str, int, int]]:
    """Return the choices at most so many edits away from a word, the nearest first.

    Each comes with its edits and its place among the choices.
    """
    library = _rapidfuzz()
    rows: list[tuple[str, int, int]] = library.process.extract(
        word, choices, scorer=library.distance.OSA.distance, limit=None, score_cutoff=most
    )
    return rows


def edits(one: str, other: str, most: int) -> int:
    """Return the edits from one word to another, or `most` + 1 if there are more.

    An edit adds, removes or replaces a letter, or swaps two neighbours.
    """
    number: int = _rapidfuzz().distance.OSA.distance(one, other, score_cutoff=most)
    return number


@cache
def _rapidfuzz() -> ModuleType:
    # Imported here: only a mistake or a search needs it. Its import takes 8 ms, a fiftieth of the
    # time from start to first answer on a small site.
    import rapidfuzz  # noqa: PLC0415

    return rapidfuzz

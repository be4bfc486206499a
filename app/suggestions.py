"""Which of the names that are known is meant by one that is not."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

# Below it, what two names have in common is chance; in hundredths.
ALIKE: Final = 60.0
# So many edits apart, a key may be meant by another.
_EDITS: Final = 2


def most_like(
    name: str, known: Iterable[str], limit: int = 1, *, least: float = ALIKE
) -> tuple[str, ...]:
    """The names that are most like this one, best first; of equally like ones, the first.

    `least` is how many hundredths of two names must be the same.
    """
    # It takes as long to get ready as a small site takes to be read, and only mistakes need it.
    from rapidfuzz import fuzz, process  # noqa: PLC0415

    found = process.extract(name, list(known), scorer=fuzz.ratio, limit=limit, score_cutoff=least)
    return tuple(each for each, _, _ in found)


# A tree's documents have the same few keys of their own.
@lru_cache(maxsize=256)
def misspelt(key: str, known: frozenset[str]) -> str | None:
    """The known key that this one most likely means; None where it may well mean itself."""
    folded = re.sub(r"[-_ ]", "", key.casefold())
    best: tuple[int, str] | None = None
    for candidate in sorted(known):
        plain = candidate.replace("_", "")
        if folded == plain:
            return candidate
        if not _may_be_near(folded, plain):
            continue
        from rapidfuzz.distance import OSA  # noqa: PLC0415 - as above

        distance = OSA.distance(folded, plain, score_cutoff=_EDITS)
        same_letters = sorted(folded) == sorted(plain)
        plural = len(plain) > 3 and plain == f"{folded}s"
        near = (distance == 1 and len(plain) >= 5) or (distance == 2 and len(plain) >= 8)
        likely = (near and folded[:1] == plain[:1]) or (same_letters and distance == 1) or plural
        if likely and (best is None or distance < best[0]):
            best = (distance, candidate)
    return best[1] if best else None


def _may_be_near(one: str, other: str) -> bool:
    """Whether so few letters differ that the edits allowed may make one of the other."""
    mine, its = Counter(one), Counter(other)
    # An edit takes a letter away, adds one or does both at once.
    return max((mine - its).total(), (its - mine).total()) <= _EDITS

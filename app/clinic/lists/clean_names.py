"""Names without the marks and words of the list that they stand in."""

from itertools import takewhile
from typing import Final
from unicodedata import category

from app.clinic.lists.item_scores import score_item
from app.clinic.lists.vocabulary import vocabulary
from app.regex import regex

TRAILING: Final = " .,;:–—-…→»➔"
# The marks that editors type in place of a list's own.
LEADING: Final = " •·▪●○◦✓✔\ufe0f✅☑►▸▶➤➔→»*–—-"
# The categories of emoji, and of what joins and colours them.
_SIGNS: Final = frozenset({"So", "Sk", "Cf", "Mn"})
# A reference to the source of what a name says: "Sciatica [3]", "Neck pain [7],[8]".
_CITATION: Final = regex(r"\[\d{1,3}(?:\s?[,–-]\s?\d{1,3})*\]")
_BEFORE_CITATION: Final = frozenset(" ,\t\n")
# Attributes of kramdown or Pandoc that the site's own parser leaves as text.
_ATTRIBUTES: Final = regex(r"\s*\{:?\s?[.#][^{}]{1,80}\}$")
# More letters after a comma are no filler.
_LONGEST_FILLER: Final = 30


def clean(text: str) -> str:
    """Return a name without the marks and words that belong to the list."""
    known = vocabulary().items
    if text.endswith("}"):
        text = _ATTRIBUTES.sub("", text)
    stripped = known.goes_on.sub("", text.strip())
    before, _, last = stripped.rpartition(",")
    if before and _is_filler(last):
        stripped = before  # "Sprains, others"
    if (match := known.exclusions.search(stripped)) is not None and match.start():
        stripped = stripped[: match.start()]
    if stripped.endswith(known.last_words):
        stripped = stripped.rpartition(" ")[0]
    if stripped.endswith(("]", "].")):
        stripped = _without_citations(stripped)
    return _without_signs(stripped).rstrip(TRAILING) or text.strip()


def _without_signs(text: str) -> str:
    """Return a name without the signs, such as emoji, that stand before it in place of a mark."""
    if text[:1].isalnum():  # as nearly all
        return text
    signs = takewhile(lambda sign: sign in LEADING or category(sign) in _SIGNS, text)
    return text[sum(1 for _ in signs) :]


def _is_filler(text: str) -> bool:
    """Return True if what stands after a comma only fills its list."""
    return len(text) <= _LONGEST_FILLER and ")" not in text and score_item(text.strip()).filler


def _without_citations(text: str) -> str:
    """Return a name without the references at its end."""
    last = len(text.removesuffix("."))
    end = last
    while (start := text.rfind("[", 0, end)) >= 0 and _CITATION.fullmatch(text, start, end):
        end = start
        while end and text[end - 1] in _BEFORE_CITATION:
            end -= 1
    return text if end == last else text[:end]

"""The names of a line that names several by comma."""

import re
from collections.abc import Sequence
from typing import Final

from app.clinic.lists.clean_names import TRAILING, clean
from app.clinic.lists.item_scores import is_body_part, is_medical, score_item
from app.clinic.lists.vocabulary import vocabulary
from app.clinic.names import without_parentheses
from app.markdown.labels import matches_outside, split_outside
from app.regex import regex

# More words than this are a description, not one of several names.
LONGEST_PART: Final = 6
# What ends so belongs to the next word: "painful and heavy periods", "Kopf- und Nackenschmerzen".
_OF_NEXT: Final = ("-", "ful", "ous", "ive")
# A comma, or a bullet in its place, but not after a hyphen: "Knie-, Hüft- und Schulterschmerzen".
_COMMA: Final = regex(r"(?<![-\s])\s*[,;•]\s*|\s[·|]\s+")
# The word before the last of several names.
_LAST: Final = regex(r"\s+(?:and|or|und|sowie|oder|et|ou|y|e|o|&)\s+", re.IGNORECASE)
# These open a line of names by comma: "We treat back pain, sciatica and gout".
_OPENS: Final = regex(
    r"(?:we|i)(?: also| can| often| commonly)? (?:treat|help with|help you with|see|work with)\s+"
    r"|(?:wir behandeln|ich behandle|nous traitons|je traite|tratamos|trato)\s+"
    r"|(?:treatment of|behandlung von|therapie von|traitement d(?:e|es|u)|tratamiento de)\s+",
    re.IGNORECASE,
)
_LAST_BEGINS: Final = regex(r"(?:and|or|und|sowie|oder|et|ou|y|e|&)\s+", re.IGNORECASE)


def comma_names(text: str, longest: int = LONGEST_PART) -> tuple[str, ...]:
    """Return the names of a line that names several by comma; () if it is a sentence.

    A part of more than `longest` words is no name.
    """
    split = split_outside(_COMMA, " ".join(text.split()))
    parts = [without_lead_in(part) for part in split if part.strip(TRAILING)]
    if not parts:
        return ()
    goes_on = score_item(parts[-1]).filler  # "etc."
    if goes_on and len(parts) > 1:
        del parts[-1]
    begins = _LAST_BEGINS.match(parts[-1])
    last = parts[-1][begins.end() :] if begins else parts[-1]
    first, *rest = _split_last(last)
    # "neck pain and sciatica" are two names, "head and neck pain" and "dolor de cuello y espalda"
    # are one.
    is_of_two = any(map(is_body_part, rest))
    is_one = is_of_two or goes_on or first.endswith(_OF_NEXT)
    are_two = rest and is_medical(first) and not is_one
    ends = [first, *rest] if are_two else [last]
    names = tuple(map(clean, [*parts[:-1], *ends]))
    short = [*parts[:-1], first] if is_of_two else names
    are_names = len(names) > 1 and all(is_name(name, longest) for name in short)
    return names if are_names else ()


def without_opening(text: str) -> str:
    """Return the first name of a line without what leads into it: "We treat back pain"."""
    match = _OPENS.match(text)
    return text[match.end() :] if match is not None else text


def names_of_line(texts: Sequence[str], *, by_comma: bool) -> tuple[str, ...]:
    """Return the names of a line, without what leads into them, nor labels of groups among them.

    "Brain: migraine, vertigo Nerves: sciatica" by comma lost its breaks of lines.
    """
    names = _without_exclusion([without_opening(texts[0]), *texts[1:]])
    if by_comma:
        names = list(map(without_lead_in, names))  # "corns, including soft ones"
    parts = [name.rpartition(": ") for name in names] if by_comma else []
    if 2 * sum(bool(colon) and is_medical(before) for before, colon, _ in parts) > len(names):
        return tuple(names)  # "Gout: it begins in one joint, Sciatica: it runs down the leg"
    for index, (before, colon, after) in enumerate(parts):
        if colon and (index or not is_medical(before)):
            names[index] = after
    return tuple(names)


def _without_exclusion(names: Sequence[str]) -> list[str]:
    """Return the names of a line, empty for those not treated: "back pain, but not fractures"."""
    exclusions = vocabulary().items.exclusions
    for index, name in enumerate(names):
        if (match := exclusions.search(name)) is not None:
            rest = len(names) - index - 1
            return [*names[:index], name[: match.start()], *[""] * rest]
    return list(names)


def _split_last(text: str) -> tuple[str, ...]:
    """Return the two names of "social and other phobias and obsessions"; one if it is only that."""
    words = matches_outside(_LAST, text)
    return (text[: words[-1].start()], text[words[-1].end() :]) if words else (text,)


def without_lead_in(text: str) -> str:
    """Return a text without what leads into examples: "including warts"."""
    text = text.lstrip()
    lead = vocabulary().items.leads_in.match(text)
    return text if lead is None else text[lead.end() :]


def is_name(text: str, longest: int = LONGEST_PART) -> bool:
    """Return True if a text is short enough for a name, without what is in parentheses."""
    return len(without_parentheses(text).split()) <= longest

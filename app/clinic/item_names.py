"""The names of conditions that the items of a list give, without their descriptions."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from app.clinic.item_scores import (
    MOSTLY_DISEASES,
    are_diseases,
    is_area,
    is_body_part,
    is_diagnosis,
    is_group,
    is_medical,
    score_item,
)
from app.clinic.label_scores import LabelKind, score_label
from app.clinic.vocabulary import vocabulary, words_of
from app.markdown.labels import matches_outside, split_outside
from app.regex import regex

# What separates a name from its description.
_SEPARATOR: Final = regex(
    r"\s+[–—-]+\s+|\s*:\s+|\s*[–—]\s*|(?<=[^\W\d_]):(?=[^\W\d_])|(?<=[^\W\d_])-\s+(?=[A-Z])"
)
# A bold beginning that ends so is before names or a description.
_LEAD_ENDS: Final = (":", " -", "–", "—")
# One that ends so goes on after it: "**Stress,** anxiety".
_LEADS_ON: Final = (*_LEAD_ENDS, ",")
_DESCRIPTION: Final = regex(r"\s*(?:[:–—.]|-\s)")
_TRAILING: Final = " .,;:–—-…→»➔"
# The marks that editors type in place of a list's own.
_LEADING: Final = " •·▪●○◦✓✔\ufe0f✅☑►▸▶➤➔→»*–—-"
# Those of them that separate a name from its description where they stand after it.
_DASHES: Final = frozenset("–—-")
# More words than this are a description, not one of several names.
_LONGEST_PART: Final = 6
# The same below a named group: "ligament injuries: …".
_LONGEST_IN_GROUP: Final = 9
_PARENTHESES: Final = regex(r"\([^()]*\)")
# The share of medical names in what a colon makes a group: "digestive disorders: …", "spine: …".
_NEEDED_IN_GROUP: Final = 0.34
_NEEDED_IN_UNNAMED: Final = 0.51
# Up to this share of groups, a list is one of names with their descriptions.
_FEW_GROUPS: Final = 0.34
# What ends so belongs to the next word: "painful and heavy periods", "Kopf- und Nackenschmerzen".
_OF_NEXT: Final = ("-", "ful", "ous", "ive")
# A comma, or a bullet in its place, but not after a hyphen: "Knie-, Hüft- und Schulterschmerzen".
_COMMA: Final = regex(r"(?<![-\s])\s*[,;•]\s*|\s[·|]\s+")
# The word before the last of several names.
_LAST: Final = regex(r"\s+(?:and|or|und|sowie|oder|et|ou|y|e|o|&)\s+", re.IGNORECASE)
# These lead into the names of a group: "sports injuries: such as sprains and strains".
_LEADS_IN: Final = regex(
    r"(?:such as|like|including|e\.\s?g\.,?|i\.\s?e\.,?|for example,?|wie|z\.\s?b\.|comme|tels? que"
    r"|telles? que|par exemple,?|como|por ejemplo,?)\s+",
    re.IGNORECASE,
)
# An item of no more letters has no examples.
_LONGEST_WITHOUT_EXAMPLES: Final = 30
# These open a line of names by comma: "We treat back pain, sciatica and gout".
_OPENS: Final = regex(
    r"(?:we|i)(?: also| can| often| commonly)? (?:treat|help with|help you with|see|work with)\s+"
    r"|(?:wir behandeln|ich behandle|nous traitons|je traite|tratamos|trato)\s+"
    r"|(?:treatment of|behandlung von|therapie von|traitement d(?:e|es|u)|tratamiento de)\s+",
    re.IGNORECASE,
)
# So many words at least describe the name before them, unless they go on with it ("in a knee").
_FEWEST_WORDS: Final = 3
# After a long dash, more words than this explain the name before it.
_LONGEST_OF_NAMES: Final = 4
_CONTINUES: Final = regex(
    r"(?:and|or|of|in|with|for|from|to|after|during|on|due|at|by|und|oder|bei|mit|von|nach|im|am|et"
    r"|ou|de|des|du|à|au|aux|avec|y|o|e|en|con|por|del|tras)\b|[&/(,:–—-]",
    re.IGNORECASE,
)
# These begin a clause about the name before a dash: "Gout – when a toe hurts at night".
_CLAUSE: Final = regex(
    r"(?:when|if|what|how|why|wenn|falls|was|wie|warum|quand|lorsque|si|cuando|qué|cómo)\b",
    re.IGNORECASE,
)
# The number of an item that is typed in its text: "1. Bunions", "2) Croup", "3 – Vertigo".
_NUMBER: Final = regex(r"\d{1,2}\s?[.):–—-]\s+(?=\w)")
# These lead out of a name into what it covers: "Addictions involving: alcohol, food".
_LEADS_OUT: Final = (
    *(" involving", " including", " such as", " especially", " wie", " insbesondere", " comme"),
    *(" notamment", " como", " especialmente"),
)
_LAST_BEGINS: Final = regex(r"(?:and|or|und|sowie|oder|et|ou|y|e|&)\s+", re.IGNORECASE)
# It is tried where a run of commas begins, and nowhere else in it.
_AND_SO_ON: Final = regex(
    r"(?<![\s,])[\s,]++(?:etc|usw|u\.\s?a|u\.?\s?v\.?\s?m)\.?$", re.IGNORECASE
)
# A reference to the source of what a name says: "Sciatica [3]", "Neck pain [7],[8]".
_CITATION: Final = regex(r"\[\d{1,3}(?:\s?[,–-]\s?\d{1,3})*\]")
_BEFORE_CITATION: Final = frozenset(" ,\t\n")
_AND_SO_ON_ENDS: Final = tuple(f"{end}{dot}" for end in "cCwWaAmM" for dot in ("", "."))


class ItemText(NamedTuple):
    """An item: its first paragraph as text, and the bold or linked beginning of that, if any.

    Both are on one line, without runs of spaces.
    """

    text: str
    lead: str | None = None


def item_names(items: Sequence[ItemText]) -> tuple[tuple[str, ...], ...]:
    """Return the names that each item gives: one as a rule, several where it is a group.

    A group of what is not treated gives none.
    """
    if any(item.text[:1].isdigit() for item in items):
        items = list(map(_without_number, items))
    if any(item.text[:1] in _DASHES for item in items):
        items = [ItemText(item.text.lstrip(_LEADING), item.lead) for item in items]
    if any(len(item.text) > _LONGEST_WITHOUT_EXAMPLES for item in items):
        items = _without_examples(items)
    separators = [_separator_in(item.text) for item in items]
    if not any(separators) and not any(item.lead for item in items):  # as most lists
        return tuple([(_clean(item.text),) for item in items])
    shared = _shared_separator(separators)
    if _share_leads(items):
        items = [item._replace(text=_lead_of(item)) for item in items]
    names = tuple(_names(item, shared) for item in items)
    if shared != ":":
        return names
    groups = sum(len(group) > 1 for group in names)
    if 2 * groups > len(names):
        # Most items are groups, so those are too whose first words could be a name: "Nerves: …".
        names = tuple(_names(item, shared, all_groups=True) for item in items)
    if groups > len(names) * _FEW_GROUPS:
        # One of a part of the body that names nothing is none: "Heart: gentle support".
        return tuple(() if len(group) == 1 and is_area(group[0]) else group for group in names)
    # Most are names with a description, so those are too that are described by several words.
    return tuple(
        group if len(group) == 1 else _described(item) or group
        for item, group in zip(items, names, strict=True)
    )


def _without_examples(items: Sequence[ItemText]) -> Sequence[ItemText]:
    """Return items without examples, if most have some: "Skin disorders, such as eczema"."""
    examples = vocabulary().items.examples
    matches = [examples.search(item.text) for item in items]
    if 2 * sum(match is not None for match in matches) <= len(items):
        return items
    return [
        item if match is None else ItemText(item.text[: match.start()])
        for item, match in zip(items, matches, strict=True)
    ]


def _without_number(item: ItemText) -> ItemText:
    """Return an item without a number that is typed in its text: "1. Bunions"."""
    match = _NUMBER.match(item.text)
    if match is None:
        return item
    lead = item.lead[match.end() :] if item.lead else None
    return ItemText(item.text[match.end() :], lead or None)


def _described(item: ItemText) -> tuple[str, ...]:
    """Return the name before the colon of an item, if it is medical; otherwise ()."""
    match = _separator_in(item.text)
    before = item.text[: match.start()] if match is not None else ""
    return (_clean_before(before),) if is_medical(before) else ()


def _names(item: ItemText, shared: str | None, *, all_groups: bool = False) -> tuple[str, ...]:
    text, lead = item.text.strip(), (item.lead or "").strip()
    rest = text[len(lead) :] if lead and text.startswith(lead) else ""
    if rest.strip(_TRAILING):
        if lead.endswith((*_LEAD_ENDS, ".")) or _DESCRIPTION.match(rest) or is_area(lead):
            names = _group(_clean(lead), rest.lstrip(_TRAILING), all_groups=all_groups)
            return names or (_clean(lead),)
        # "**Stress**, anxiety and low mood" goes on with further names.
        goes_on = lead.endswith(",") or rest.lstrip().startswith(",")
        is_described = len(rest.split()) > _LONGEST_PART and not goes_on
        return (_clean(lead if is_described else text),)
    match = _separator_in(text)
    if match is not None:
        before, after = text[: match.start()], text[match.end() :]
        is_colon = ":" in match.group()
        is_against = is_colon and score_label(before).kind is LabelKind.AGAINST
        if is_against and not is_medical(before):
            return ()  # "Factors: stress, injuries"
        if is_colon or is_area(before):
            names = _group(before, after, all_groups=all_groups)
            if names:
                return names
        # "Joint pain: hands, feet" is described, though no other item of its list may be, and so
        # are "Chronic diarrhea – such as in colitis" and "Gout – when a toe hurts at night".
        if _kind(match.group()) == shared or (
            is_medical(before)
            and (
                is_colon
                or _LEADS_IN.match(after)
                or _is_clause(after)
                or _is_done(after)
                or _explains(match, after)
            )
        ):
            return (_clean_before(before),)
    return (_clean(text),)


def comma_names(text: str, longest: int = _LONGEST_PART) -> tuple[str, ...]:
    """Return the names of a line that names several by comma; () if it is a sentence.

    A part of more than `longest` words is no name.
    """
    split = split_outside(_COMMA, " ".join(text.split()))
    parts = [part for part in split if part.strip(_TRAILING)]
    if not parts:
        return ()
    begins = _LAST_BEGINS.match(parts[-1])
    last = parts[-1][begins.end() :] if begins else parts[-1]
    first, *rest = _split_last(last)
    # "neck pain and sciatica" are two names, "head and neck pain" and "dolor de cuello y espalda"
    # are one.
    is_of_two = any(map(is_body_part, rest))
    are_two = rest and is_medical(first) and not (is_of_two or first.endswith(_OF_NEXT))
    ends = [first, *rest] if are_two else [last]
    names = tuple(map(_clean, [*parts[:-1], *ends]))
    short = [*parts[:-1], first] if is_of_two else names
    are_names = len(names) > 1 and all(_is_name(name, longest) for name in short)
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
    for index, name in enumerate(names if by_comma else ()):
        before, colon, after = name.rpartition(": ")
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


def _group(before: str, after: str, *, all_groups: bool) -> tuple[str, ...]:
    """Return the names after a colon, if what stands before it is a group of them."""
    is_named_group = is_group(before) or are_diseases(
        comma_names(after, _LONGEST_IN_GROUP), MOSTLY_DISEASES
    )
    if is_medical(before) and not (all_groups or is_named_group):
        return ()
    lead = _LEADS_IN.match(after.lstrip())
    if lead is not None:
        after = after.lstrip()[lead.end() :]
    names = comma_names(after, _LONGEST_IN_GROUP if is_named_group else _LONGEST_PART)
    if all_groups and not is_named_group and is_diagnosis(before):
        return ()  # "Migraine: throbbing pain, nausea" among groups
    if not names and is_named_group and is_medical(after) and _is_name(after):
        # "Respiratory diseases: from babies to adults" is described.
        return () if _begins_with_link(after) else (_clean(after),)
    if names and not _is_name(names[0]):
        return ()  # "Language disorders: difficulties in understanding what others say, or in …"
    if any(map(is_body_part, names[:-1])) and not all_groups:
        return ()  # "muscle, ligament and tendon injuries" share their last word
    needed = _NEEDED_IN_GROUP if is_named_group or all_groups else _NEEDED_IN_UNNAMED
    return names if names and sum(map(is_medical, names)) >= needed * len(names) else ()


def _begins_with_link(text: str) -> bool:
    first, data = words_of(text)[0], vocabulary().items
    return first in data.links or first in data.head_first


def _is_name(text: str, longest: int = _LONGEST_PART) -> bool:
    """Return True if a text is short enough for a name, without what is in parentheses."""
    return len(_PARENTHESES.sub("", text).split()) <= longest


def _share_leads(items: Sequence[ItemText]) -> bool:
    """Return True if most items are a bold or linked name, and what describes it."""
    return 2 * sum(_lead_of(item) != item.text for item in items) > len(items) > 1


def _lead_of(item: ItemText) -> str:
    """Return the beginning of an item before what describes it, otherwise its text."""
    if item.lead and item.text.startswith(item.lead) and not item.lead.endswith(_LEADS_ON):
        rest = item.text[len(item.lead) :].lstrip()
        is_sentence = rest[:1].isupper() and " " in rest
        if is_sentence or (_describes(rest) and is_medical(item.lead)):
            return item.lead
    return item.text


def _describes(rest: str) -> bool:
    """Return True if words after a name describe it: "Sciatica" before "pain down the leg"."""
    return len(rest.split()) >= _FEWEST_WORDS and _CONTINUES.match(rest) is None


def _explains(separator: re.Match[str], text: str) -> bool:
    """Return True if words after a long dash say what a name means: "— pain in many places"."""
    is_clause = text[:1].islower() and len(text.split()) > _LONGEST_OF_NAMES and "," not in text
    return is_clause and separator.group().strip() == "—"


def _is_clause(text: str) -> bool:
    """Return True if words after a dash are a clause, not further names."""
    return len(text.split()) >= _FEWEST_WORDS and _CLAUSE.match(text) is not None


def _is_done(text: str) -> bool:
    """Return True if words after a dash say what is done: "Warts – laser treatment"."""
    score = score_item(text)
    return score.other and not score.medical


def _separator_in(text: str) -> re.Match[str] | None:
    """Return the first separator of a text, if it has any."""
    if ":" in text or "-" in text or "–" in text or "—" in text:  # most have none
        return _SEPARATOR.search(_PARENTHESES.sub(_blank, text))
    return None


def _blank(match: re.Match[str]) -> str:
    return "x" * len(match.group())


def _shared_separator(separators: Sequence[re.Match[str] | None]) -> str | None:
    """Return the kind of separator that more than half of several items have."""
    kinds = [_kind(match.group()) for match in separators if match is not None]
    if len(separators) < 2:
        return None
    return next((kind for kind in ":-" if 2 * kinds.count(kind) > len(separators)), None)


def _kind(separator: str) -> str:
    return ":" if ":" in separator else "-"


def _clean(text: str) -> str:
    """Return a name without the marks and words that belong to the list."""
    stripped = text.strip()
    if stripped.endswith(_AND_SO_ON_ENDS):
        stripped = _AND_SO_ON.sub("", stripped)
    known = vocabulary().items
    if (match := known.exclusions.search(stripped)) is not None and match.start():
        stripped = stripped[: match.start()]
    if stripped.endswith(known.last_words):
        stripped = stripped.rpartition(" ")[0]
    if stripped.endswith(("]", "].")):
        stripped = _without_citations(stripped)
    return stripped.lstrip(_LEADING).rstrip(_TRAILING) or text.strip()


def _clean_before(text: str) -> str:
    """Return the name before a colon, without the word that leads out of it."""
    name = _clean(text)
    end = next((end for end in _LEADS_OUT if name.endswith(end)), "")
    return name.removesuffix(end)


def _without_citations(text: str) -> str:
    """Return a name without the references at its end."""
    last = len(text.removesuffix("."))
    end = last
    while (start := text.rfind("[", 0, end)) >= 0 and _CITATION.fullmatch(text, start, end):
        end = start
        while end and text[end - 1] in _BEFORE_CITATION:
            end -= 1
    return text if end == last else text[:end]

"""The names of conditions that the items of a list give, without their descriptions."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from app.clinic.lists.clean_names import LEADING, TRAILING, clean
from app.clinic.lists.comma_names import LONGEST_PART, comma_names, is_name, without_lead_in
from app.clinic.lists.item_scores import (
    MOSTLY_DISEASES,
    are_diseases,
    is_area,
    is_body_part,
    is_diagnosis,
    is_group,
    is_medical,
    is_of_people,
    score_item,
)
from app.clinic.lists.label_kinds import LabelKind
from app.clinic.lists.label_scores import score_label
from app.clinic.lists.vocabulary import vocabulary, words_of
from app.regex import regex

# What separates a name from its description; no hyphens of words that share their end ("Kopf-
# Rücken- oder Gelenkschmerzen").
_SEPARATOR: Final = regex(
    r"\s+[–—-]+\s+|\s*:\s+|\s*[–—]\s*|(?<=[^\W\d_]):(?=[^\W\d_])|(?<=[^\W\d_])-\s+"
    r"(?=[A-Z](?![^\W\d_]{0,30}-\s))"
)
# A bold beginning that ends so is before names or a description.
_LEAD_ENDS: Final = (":", " -", "–", "—")
# One that ends so goes on after it: "**Stress,** anxiety".
_LEADS_ON: Final = (*_LEAD_ENDS, ",")
_DESCRIPTION: Final = regex(r"\s*(?:[:–—.]|-\s)")
# Those of them that separate a name from its description where they stand after it.
_DASHES: Final = frozenset("–—-")
# The same below a named group: "ligament injuries: …".
_LONGEST_IN_GROUP: Final = 9
_PARENTHESES: Final = regex(r"\([^()]*\)")
# The share of medical names in what a colon makes a group: "digestive disorders: …", "spine: …".
_NEEDED_IN_GROUP: Final = 0.34
_NEEDED_IN_UNNAMED: Final = 0.51
# Up to this share of groups, a list is one of names with their descriptions.
_FEW_GROUPS: Final = 0.34
# Fewer items that begin with "de" begin so by chance: "De Quervain's tendinitis".
_FEWEST_GENITIVES: Final = 2
# An item of no more letters has no examples.
_LONGEST_WITHOUT_EXAMPLES: Final = 30
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
# These begin what is done about it, or where it is: ", for a gradual return to work".
_PURPOSE: Final = regex(
    r"(?:to|for|where|which|um|für|die|der|bei|pour|où|qui|que|afin|avec|para|donde)\b",
    re.IGNORECASE,
)
# The number of an item that is typed in its text: "1. Bunions", "2) Croup", "3 – Vertigo".
_NUMBER: Final = regex(r"\d{1,2}\s?[.):–—-]\s+(?=\w)")
# What joins an item to a label that ends before it: "en cas :" before "de verrues". Of these the
# first ones begin no name that has an article.
_GENITIVE: Final = regex(r"(?:(de\s|d['’])(?:l['’]|las?\s|los\s)?|del\s|des\s|du\s)", re.IGNORECASE)
_BEGINS_GENITIVE: Final = frozenset("dD")
# These lead out of a name into what it covers: "Addictions involving: alcohol, food".
_LEADS_OUT: Final = (
    *(" involving", " including", " such as", " especially", " wie", " insbesondere", " comme"),
    *(" notamment", " como", " especialmente"),
)


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
        items = [ItemText(item.text.lstrip(LEADING), item.lead) for item in items]
    if any(item.text[:1] in _BEGINS_GENITIVE for item in items):
        items = _without_genitives(items)
    if any(len(item.text) > _LONGEST_WITHOUT_EXAMPLES for item in items):
        items = _without_examples(items)
    separators = [_separator_in(item.text) for item in items]
    if not any(separators) and not any(item.lead for item in items):  # as most lists
        return tuple([(clean(item.text),) for item in items])
    shared = _shared_separator(separators)
    if _share_leads(items):
        items = [item._replace(text=_lead_of(item)) for item in items]
    names = tuple(_names(item, shared) for item in items)
    if shared is None:
        return names
    groups = sum(len(group) > 1 for group in names)
    if shared != ":":
        # Most are names with a description, so a group that reads as one is that too.
        are_few = groups <= len(names) * _FEW_GROUPS
        return tuple(
            _described(item) or group if are_few and any(map(_has_clause, group[1:])) else group
            for item, group in zip(items, names, strict=True)
        )
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


def _without_genitives(items: Sequence[ItemText]) -> Sequence[ItemText]:
    """Return items without the "de" before them, if most begin so and name conditions without it.

    So "de verrues" and "d'ongles incarnés" below "en cas :", not "de l'épaule" below "Douleurs".
    """
    matches = [_GENITIVE.match(item.text) for item in items]
    joined = [match for match in matches if match is not None]
    if len(joined) < _FEWEST_GENITIVES or 2 * len(joined) <= len(items):
        return items
    if not any(match.group(1) for match in joined):
        return items  # "des migraines", with an article
    ends = [0 if match is None else match.end() for match in matches]
    texts = [item.text[end:] for item, end in zip(items, ends, strict=True)]
    if 2 * sum(map(is_medical, texts)) <= len(texts):
        return items
    return [
        ItemText(text, (item.lead or "")[end:] or None)
        for item, text, end in zip(items, texts, ends, strict=True)
    ]


def _described(item: ItemText) -> tuple[str, ...]:
    """Return the name before the colon of an item, if it is medical; otherwise ()."""
    match = _separator_in(item.text)
    before = item.text[: match.start()] if match is not None else ""
    return (_clean_before(before),) if is_medical(before) else ()


def _names(item: ItemText, shared: str | None, *, all_groups: bool = False) -> tuple[str, ...]:
    text, lead = item.text.strip(), (item.lead or "").strip()
    rest = text[len(lead) :] if lead and text.startswith(lead) else ""
    if rest.strip(TRAILING):
        if lead.endswith((*_LEAD_ENDS, ".")) or _DESCRIPTION.match(rest) or is_area(lead):
            names = _group(clean(lead), rest.lstrip(TRAILING), all_groups=all_groups)
            return names or (clean(lead),)
        # "**Stress**, anxiety and low mood" goes on with further names.
        goes_on = lead.endswith(",") or rest.lstrip().startswith(",")
        is_described = (len(rest.split()) > LONGEST_PART and not goes_on) or (
            shared is not None and _is_relative(rest) and is_medical(lead)
        )
        return (clean(lead if is_described else text),)
    match = _separator_in(text)
    if match is not None:
        before, after = text[: match.start()], text[match.end() :]
        is_colon = ":" in match.group()
        is_against = is_colon and score_label(before).kind is LabelKind.NOT_TREATED
        if is_against and not is_medical(before):
            return ()  # "Factors: stress, injuries"
        if is_colon or is_area(before) or is_body_part(before):
            names = _group(before, after, all_groups=all_groups)
            if names:
                return names
            if _kind(match.group()) == shared and _is_of_part(before, after):
                return (clean(after),)
        # "Joint pain: hands, feet" is described, though no other item of its list may be, and so
        # are "Chronic diarrhea – such as in colitis" and "Gout – when a toe hurts at night".
        if _kind(match.group()) == shared or (
            is_medical(before)
            and (
                is_colon
                or vocabulary().items.leads_in.match(after)
                or _is_clause(after)
                or _is_done(after)
                or _explains(match, after)
            )
        ):
            return (_clean_before(before),)
    return (clean(text),)


def _is_relative(text: str) -> bool:
    """Return True if a text is a clause about the name before it: "that keeps you awake"."""
    return vocabulary().items.relatives.starts(words_of(text))


def _has_clause(name: str) -> bool:
    """Return True if a name ends in a clause about it: "tightness that limits you"."""
    return vocabulary().items.relatives.occurs_in(words_of(name))


def _group(before: str, after: str, *, all_groups: bool) -> tuple[str, ...]:
    """Return the names after a colon, if what stands before it is a group of them."""
    is_named_group = is_group(before) or are_diseases(
        comma_names(after, _LONGEST_IN_GROUP), MOSTLY_DISEASES
    )
    if is_medical(before) and not (all_groups or is_named_group):
        return ()
    after = without_lead_in(after)
    names = comma_names(after, _LONGEST_IN_GROUP if is_named_group else LONGEST_PART)
    if all_groups and not is_named_group and is_diagnosis(before):
        return ()  # "Migraine: throbbing pain, nausea" among groups
    if not names and is_named_group and is_medical(after) and is_name(after):
        # "Respiratory diseases: from babies to adults" is described.
        return () if _begins_with_link(after) else (clean(after),)
    if names and is_of_people(names[0]):
        return ()  # "Desk workers: those with neck pain, headaches or a stiff back"
    if names and not is_name(names[0]):
        return ()  # "Language disorders: difficulties in understanding what others say, or in …"
    if any(map(is_body_part, names[:-1])) and not all_groups:
        return ()  # "muscle, ligament and tendon injuries" share their last word
    needed = _NEEDED_IN_GROUP if is_named_group or all_groups else _NEEDED_IN_UNNAMED
    return names if names and sum(map(is_medical, names)) >= needed * len(names) else ()


def _begins_with_link(text: str) -> bool:
    first, data = words_of(text)[0], vocabulary().items
    return first in data.links or first in data.head_first


def _share_leads(items: Sequence[ItemText]) -> bool:
    """Return True if most items are a bold or linked name, and what describes it."""
    return 2 * sum(_lead_of(item) != item.text for item in items) > len(items) > 1


def _lead_of(item: ItemText) -> str:
    """Return the beginning of an item before what describes it, otherwise its text."""
    if item.lead and item.text.startswith(item.lead) and not item.lead.endswith(_LEADS_ON):
        rest = item.text[len(item.lead) :].lstrip()
        is_sentence = rest[:1].isupper() and " " in rest
        if is_sentence or (_describes(rest) and is_medical(item.lead)) or _qualifies(rest):
            return item.lead
    return item.text


def _describes(rest: str) -> bool:
    """Return True if words after a name describe it: "Sciatica" before "pain down the leg"."""
    return len(rest.split()) >= _FEWEST_WORDS and _CONTINUES.match(rest) is None


def _is_of_part(before: str, after: str) -> bool:
    """Return True if a name follows the part of the body that it is of: "Hip – bursitis"."""
    if _CONTINUES.match(after) is not None or vocabulary().items.leads_in.match(after) is not None:
        return False  # "Neck – called cervical spondylosis"
    return is_body_part(before) and is_medical(after)


def _qualifies(rest: str) -> bool:
    """Return True if words after a comma are about the name before it: ", when it keeps you up"."""
    clause = rest.removeprefix(",").lstrip()
    return rest.startswith(",") and len(clause.split()) >= _FEWEST_WORDS and _is_about(clause)


def _is_about(text: str) -> bool:
    return _CLAUSE.match(text) is not None or _PURPOSE.match(text) is not None


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


def _clean_before(text: str) -> str:
    """Return the name before a colon, without the word that leads out of it."""
    name = clean(text)
    end = next((end for end in _LEADS_OUT if name.endswith(end)), "")
    return name.removesuffix(end)

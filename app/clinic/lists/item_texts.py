"""The texts of the items of lists, from which their names are read."""

from collections.abc import Sequence
from itertools import chain
from typing import Final

from app.clinic.lists.comma_names import comma_names, names_of_line
from app.clinic.lists.item_names import ItemText
from app.clinic.lists.item_scores import is_body_part, is_group, is_medical, names_body_part
from app.clinic.lists.label_scores import score_label
from app.clinic.lists.list_forms import is_one_line
from app.clinic.names import name_key
from app.markdown import BodyList

# What such a word leads into is no group of conditions: "Symptoms".
_NEEDED_IN_PARTS: Final = 0.6
_SEPARATORS: Final = (":", "–", "—", " - ")
# Of names and links of one item, so that no item takes long.
_MOST_PAIRS: Final = 10_000


def item_texts(parsed: BodyList) -> list[ItemText]:
    """Return the items of a list, each with its bold or linked beginning."""
    leads, firsts = parsed.leads, parsed.firsts
    texts = parsed.texts
    if parsed.kind == "line":
        texts = names_of_line(texts, by_comma=is_one_line(parsed))
    elif parsed.kind == "slugs":
        texts = tuple([text.replace("-", " ").capitalize() for text in texts])
    return [
        ItemText(
            text[: firsts[index]] if index in firsts else text,
            text[: leads[index]] if index in leads else None,
        )
        for index, text in enumerate(texts)
    ]


def names_of_parts(parsed: BodyList) -> dict[int, tuple[str, ...]]:
    """Return the names of items of several lines, the first of which is a group: "Spine".

    They stand in a line each, or are several by comma in one.
    """
    groups = {
        index: _names_of_lines(lines)
        for index, (head, *lines) in parsed.parts.items()
        if not score_label(head).kind.is_of_else and (not is_medical(head) or is_group(head))
    }
    are_names = {index: _are_names(names) for index, names in groups.items()}
    if 2 * sum(are_names.values()) > len(parsed.texts):
        return groups
    return {index: names for index, names in groups.items() if are_names[index]}


def _names_of_lines(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(chain.from_iterable(comma_names(line) or (line,) for line in lines))


def _are_names(names: Sequence[str]) -> bool:
    return len(names) > 1 and sum(map(is_medical, names)) >= _NEEDED_IN_PARTS * len(names)


def joined(names: tuple[str, ...], link_texts: Sequence[str]) -> tuple[str, ...]:
    """Return the names of a group, with those that stand in one link as the one that it is."""
    if len(names) * len(link_texts) > _MOST_PAIRS:
        return names
    keys = [(name_key(text), text) for text in link_texts]
    joined: list[str] = []
    for name in names:
        own = name_key(name)
        text = next((text for key, text in keys if own in key), name)
        if not joined or joined[-1] != text:
            joined.append(text)
    return tuple(joined)


def has_separator(item: ItemText) -> bool:
    """Return True if an item may be a name with its description."""
    return item.lead is None and any(sign in item.text for sign in _SEPARATORS)


def joined_body_parts(names: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the names of a line, with parts of the body joined to what follows of them.

    So "neck, shoulder and arm pain" is one name.
    """
    joined = list(names)
    for index in range(len(joined) - 1, 0, -1):
        part, following = joined[index - 1], joined[index]
        if len(part) == len(following) == 1 and is_body_part(part[0]) and _is_pain(following[0]):
            joined[index - 1 : index + 1] = [(), (f"{part[0]}, {following[0]}",)]
    return joined


def _is_pain(name: str) -> bool:
    """Return True if a name is that of a problem of a part of the body: "arm pain"."""
    return is_medical(name) and names_body_part(name)

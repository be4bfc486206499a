"""The texts of the items of lists, from which their names are read."""

from collections.abc import Sequence
from typing import Final

from app.clinic.item_names import ItemText, names_of_line
from app.clinic.list_forms import is_one_line
from app.clinic.names import name_key
from app.markdown import BodyList

_SEPARATORS: Final = (":", "–", "—", " - ")
# Of names and links of one item, so that no item takes long.
_MOST_PAIRS: Final = 10_000


def item_texts(parsed: BodyList) -> list[ItemText]:
    """Return the items of a list, each with its bold or linked beginning."""
    leads, firsts = parsed.leads, parsed.firsts
    texts = parsed.texts
    if parsed.kind == "line":
        texts = names_of_line(texts, by_comma=is_one_line(parsed))
    return [
        ItemText(
            text[: firsts[index]] if index in firsts else text,
            text[: leads[index]] if index in leads else None,
        )
        for index, text in enumerate(texts)
    ]


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

"""Emoji by their names, such as `:smile:`, where the configuration has `enableEmoji`."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from app.markdown.edits import Edit
from app.regex import regex

_NAME: Final = regex(r":[a-z0-9_+-]{1,50}:")


def emoji_edits(markdown: str) -> Iterator[Edit]:
    """Yield the edits that replace names by emoji: everywhere, code included, as in Hugo."""
    position = 0
    while match := _NAME.search(markdown, position):
        sign = _emoji_by_name().get(match.group())
        if sign is None:
            # The colon at the end may begin a name.
            position = match.end() - 1
        else:
            yield Edit(*match.span(), sign)
            position = match.end()


@cache
def _emoji_by_name() -> Mapping[str, str]:
    """Return the emoji by their names, aliases first.

    The package looks through all of them for each name that is none, which takes 0.6 ms.
    """
    # Optional: few sites enable emoji, and the names take 20 ms to import.
    from emoji import EMOJI_DATA, STATUS  # noqa: PLC0415

    qualified = {
        sign: data
        for sign, data in EMOJI_DATA.items()
        if data["status"] <= STATUS["fully_qualified"]
    }
    signs: dict[str, str] = {}
    for sign, data in qualified.items():
        for name in data.get("alias", ()):
            signs.setdefault(name, sign)
    for sign, data in qualified.items():
        signs.setdefault(data["en"], sign)
    return signs

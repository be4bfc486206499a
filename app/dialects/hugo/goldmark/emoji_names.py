"""Emoji by their names, such as `:smile:`, where the configuration has `enableEmoji`."""

from collections.abc import Iterator
from typing import Final

from app.markdown.edits import Edit
from app.regex import regex

_NAME: Final = regex(r":[a-z0-9_+-]{1,50}:")


def emoji_edits(markdown: str) -> Iterator[Edit]:
    """Yield the edits that replace names by emoji: everywhere, code included, as in Hugo."""
    # Optional: few sites enable emoji, and the names take 20 ms to import.
    import emoji  # noqa: PLC0415

    position = 0
    while match := _NAME.search(markdown, position):
        sign = emoji.emojize(match.group(), language="alias")
        if sign == match.group():
            # The colon at the end may begin a name.
            position = match.end() - 1
        else:
            yield Edit(*match.span(), sign)
            position = match.end()

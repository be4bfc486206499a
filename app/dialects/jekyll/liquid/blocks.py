"""Blocks that do not close, found before anything is parsed, so that what they hold is kept."""

from collections import Counter
from collections.abc import Iterable, Mapping

from liquid.token import TOKEN_EXPRESSION, TOKEN_TAG, Token

from app.dialects.jekyll.liquid.lexer import Complain


def closed(tokens: Iterable[Token], ends: Mapping[str, str], complain: Complain) -> list[Token]:
    """The tokens without what opens a block that does not close.

    `ends` tells for each tag that opens a block which tag closes it.
    """
    found = list(tokens)
    openings: list[int] = []
    waiting: Counter[str] = Counter()
    unclosed: set[int] = set()
    for number, token in enumerate(found):
        if token.kind != TOKEN_TAG:
            continue
        if token.value in ends:
            openings.append(number)
            waiting[ends[token.value]] += 1
        elif waiting[token.value]:
            end = ""
            while end != token.value:
                opening = openings.pop()
                end = ends[found[opening].value]
                waiting[end] -= 1
                if end != token.value:
                    unclosed.add(opening)
    unclosed.update(openings)
    if not unclosed:
        return found
    for number in sorted(unclosed):
        name = found[number].value
        complain(f'"{name}" has no "{ends[name]}" behind it', found[number].start_index)
        if number + 1 < len(found) and found[number + 1].kind == TOKEN_EXPRESSION:
            unclosed.add(number + 1)
    return [token for number, token in enumerate(found) if number not in unclosed]

"""Template → tokens of python-liquid, in time that grows linearly with the text.

The library's own lexer is not used: from each opening it looks ahead to the end of the text
(60,000 times `{% raw %}` take minutes), it does not keep the offsets of text that loses white
space, and one output that is not closed is an error of the whole template.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from liquid.token import TOKEN_CONTENT, TOKEN_EXPRESSION, TOKEN_OUTPUT, TOKEN_TAG, Token

from app.dialects.jekyll.liquid.limits import MARKUP, LimitError, Meter

_OPENING: Final = re.compile(r"\{[{%]")
_TAG: Final = re.compile(r"\s*+(#|\w++)\s*+")
_RAW: Final = re.compile(r"\{%-?\s*+raw\s*+-?%\}")
_RAW_END: Final = re.compile(r"\{%-?\s*+endraw\s*+(-?)%\}")
_COMMENT_EDGE: Final = re.compile(r"\{%-?\s*+(end)?comment(?!\w)")

Report = Callable[[str, int], None]
"""Takes the message of a syntax error and its offset."""


def spend_on_expression(text: str, meter: Meter) -> None:
    """Spend the steps of parsing an expression."""
    # The library's patterns look ahead from each of these brackets to the end of the expression.
    brackets = text.count("(") + text.count("[")
    meter.spend(3 + (brackets + 2) * len(text) // 500)


class Lexer:
    """Reads one template or a part of it; what is not closed is reported and remains text."""

    def __init__(self, text: str, start: int, end: int, meter: Meter, report: Report) -> None:
        self._text = text
        self._position = start
        self._end = end
        self._meter = meter
        self._report = report
        # True if the last tag or output ended with a dash: the next text loses its white space.
        self._strip_next = False
        # Closing markup that does not occur in the rest of the text.
        self._missing: set[str] = set()

    def tokens(self) -> Iterator[Token]:
        """Yield all tokens. The offset of a tag or an output is that of its brace.

        Raises LimitError for a tag that is too long.
        """
        text = self._text
        while (markup := self._next_markup()) is not None:
            opening, close = markup
            yield from self._content(opening, before_dash=text[opening + 2] == "-")
            if (raw := self._raw(opening)) is not None:
                yield raw
                continue
            self._position = close + 2
            self._strip_next = text[close - 1] == "-" and close - 1 >= opening + 2
            start = opening + 2 + (text[opening + 2] == "-")
            end = max(close - self._strip_next, start)
            if end - start > MARKUP:
                message = f"a tag or an output is longer than {MARKUP:,} characters"
                raise LimitError(message, opening)
            spend_on_expression(text[start:end], self._meter)
            if text[opening + 1] == "{":
                yield Token(TOKEN_OUTPUT, text[opening : close + 2], opening, text)
                yield self._expression(start, end)
            else:
                yield from self._tag(opening, start, end)
        yield from self._content(self._end, before_dash=False)

    def _next_markup(self) -> tuple[int, int] | None:
        """Return the offsets of the next output's or tag's opening and closing braces."""
        at = self._position
        while opening := _OPENING.search(self._text, at, self._end):
            closing = "}}" if opening.group() == "{{" else "%}"
            at = opening.end()
            if closing not in self._missing:
                close = self._text.find(closing, at, self._end)
                if close >= 0:
                    return opening.start(), close
                self._missing.add(closing)
                message = f'"{opening.group()}" is not closed by "{closing}"'
                self._report(message, opening.start())
        return None

    def _content(self, end: int, *, before_dash: bool) -> Iterator[Token]:
        start = self._position
        value = self._text[start:end]
        if self._strip_next:
            value = value.lstrip()
            start = end - len(value)
        if before_dash:
            value = value.rstrip()
        if value:
            yield Token(TOKEN_CONTENT, value, start, self._text)

    def _raw(self, opening: int) -> Token | None:
        """Return the content of the `raw` at an offset and go behind it; None for no `raw`."""
        start = _RAW.match(self._text, opening, self._end)
        if start is None or "endraw" in self._missing:
            return None
        end = _RAW_END.search(self._text, start.end(), self._end)
        if end is None:
            self._missing.add("endraw")
            return None
        self._position, self._strip_next = end.end(), bool(end.group(1))
        value = self._text[start.end() : end.start()]
        return Token(TOKEN_CONTENT, value, start.end(), self._text)

    def _tag(self, opening: int, start: int, end: int) -> Iterator[Token]:
        tag = _TAG.match(self._text, start, end)
        if tag is None:
            self._report('a tag begins with a name, as in "{% if … %}"', opening)
            return
        name = tag.group(1)
        if name == "comment" and self._skip_comment():
            return
        if name in {"comment", "endcomment", "raw", "endraw"}:
            other = name.removeprefix("end") if name.startswith("end") else f"end{name}"
            self._report(f'"{name}" has no matching "{other}"', opening)
            return
        yield Token(TOKEN_TAG, name, opening, self._text)
        if tag.end() < end:
            yield self._expression(tag.end(), end)

    def _skip_comment(self) -> bool:
        """Go behind the comment that was just opened; return False if it does not end."""
        if "endcomment" in self._missing:
            return False
        depth, at = 1, self._position
        while edge := _COMMENT_EDGE.search(self._text, at, self._end):
            at = self._text.find("%}", edge.end(), self._end)
            if at < 0:
                break
            depth += -1 if edge.group(1) else 1
            if not depth:
                self._strip_next = self._text[at - 1] == "-"
                self._position = at + 2
                return True
        self._missing.add("endcomment")
        return False

    def _expression(self, start: int, end: int) -> Token:
        value = self._text[start:end].lstrip()
        start = end - len(value)
        # An empty output writes nothing.
        return Token(TOKEN_EXPRESSION, value.rstrip() or "nil", start, self._text)


def without_unclosed(
    tokens: Iterator[Token], ends: Mapping[str, str], report: Report
) -> list[Token]:
    """Return the tokens without the openings of blocks that are not closed, and report those.

    `ends` maps the tag that opens a block to the tag that closes it. Removing the opening before
    the blocks are parsed keeps their content.
    """
    result = list(tokens)
    openings: list[int] = []
    expected: Counter[str] = Counter()
    unclosed: set[int] = set()
    for index, token in enumerate(result):
        if token.kind != TOKEN_TAG:
            continue
        if token.value in ends:
            openings.append(index)
            expected[ends[token.value]] += 1
        elif expected[token.value]:
            end = ""
            while end != token.value:
                opening = openings.pop()
                end = ends[result[opening].value]
                expected[end] -= 1
                if end != token.value:
                    unclosed.add(opening)
    unclosed.update(openings)
    for index in sorted(unclosed):
        name = result[index].value
        report(f'"{name}" is not closed by "{ends[name]}"', result[index].start_index)
        if index + 1 < len(result) and result[index + 1].kind == TOKEN_EXPRESSION:
            unclosed.add(index + 1)
    return [token for index, token in enumerate(result) if index not in unclosed]

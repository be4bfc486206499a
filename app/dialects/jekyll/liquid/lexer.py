"""Template → tokens of python-liquid, in time that grows with the text and no faster.

The library's own lexer looks ahead to the end of the text from every place that opens something.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

from liquid.token import TOKEN_CONTENT, TOKEN_EXPRESSION, TOKEN_OUTPUT, TOKEN_TAG, Token

from app.dialects.jekyll.liquid.limits import MARKUP, LimitError, Meter

_OPENING: Final = re.compile(r"\{[{%]")
_TAG: Final = re.compile(r"\s*+(#|\w++)\s*+")
_RAW: Final = re.compile(r"\{%-?\s*+raw\s*+-?%\}")
_RAW_END: Final = re.compile(r"\{%-?\s*+endraw\s*+(-?)%\}")
_COMMENT_EDGE: Final = re.compile(r"\{%-?\s*+(end)?comment(?!\w)")

Complain = Callable[[str, int], None]
"""Takes what is wrong with the syntax, and where."""


class Lexer:
    """Goes through one template. What does not close is told of and stays as text."""

    def __init__(self, text: str, start: int, end: int, meter: Meter, complain: Complain) -> None:
        self._text = text
        self._position = start
        self._end = end
        self._meter = meter
        self._complain = complain
        # Whitespace control of the last tag: what follows loses its leading white space.
        self._strip_next = False
        # What was once looked for and is not there is not looked for again.
        self._missing: set[str] = set()

    def tokens(self) -> Iterator[Token]:
        """All tokens; offsets are those of the text, a tag's where its brace stands."""
        text = self._text
        while self._position < self._end:
            found = self._next_opening()
            end = found[0] if found else self._end
            yield from self._content(self._position, end, before_dash=bool(found and found[2]))
            if found is None:
                return
            opening, close, _ = found
            if raw := self._raw(opening):
                body_start, body_end, after, dash = raw
                yield Token(TOKEN_CONTENT, text[body_start:body_end], body_start, text)
                self._position, self._strip_next = after, dash
                continue
            self._position = close + 2
            self._strip_next = text[close - 1] == "-" and close - 1 >= opening + 2
            inner_start = opening + 2 + (text[opening + 2] == "-")
            inner_end = max(close - self._strip_next, inner_start)
            self._charge(opening, inner_start, inner_end)
            if text[opening + 1] == "{":
                yield Token(TOKEN_OUTPUT, text[opening : close + 2], opening, text)
                yield self._expression(inner_start, inner_end)
            else:
                yield from self._tag(opening, inner_start, inner_end)

    def _next_opening(self) -> tuple[int, int, bool] | None:
        """Where the next output or tag opens and where it closes; whether it opens with a dash."""
        text = self._text
        at = self._position
        while found := _OPENING.search(text, at, self._end):
            opening = found.start()
            closing = "}}" if text[opening + 1] == "{" else "%}"
            if closing not in self._missing:
                close = text.find(closing, opening + 2, self._end)
                if close >= 0:
                    return opening, close, text[opening + 2] == "-"
                self._missing.add(closing)
                self._complain(f'"{found.group()}" has no "{closing}" behind it', opening)
            at = opening + 2
        return None

    def _content(self, start: int, end: int, *, before_dash: bool) -> Iterator[Token]:
        value = self._text[start:end]
        if self._strip_next:
            value = value.lstrip()
            start = end - len(value)
        if before_dash:
            value = value.rstrip()
        if value:
            yield Token(TOKEN_CONTENT, value, start, self._text)

    def _raw(self, opening: int) -> tuple[int, int, int, bool] | None:
        """Start and end of what a `raw` at `opening` holds, where it goes on, and with a dash."""
        if not (start := _RAW.match(self._text, opening, self._end)) or "endraw" in self._missing:
            return None
        if end := _RAW_END.search(self._text, start.end(), self._end):
            return start.end(), end.start(), end.end(), bool(end.group(1))
        self._missing.add("endraw")
        return None

    def _tag(self, opening: int, start: int, end: int) -> Iterator[Token]:
        text = self._text
        named = _TAG.match(text, start, end)
        if named is None:
            self._complain('a tag begins with a name, as in "{% if … %}"', opening)
            return
        name = named.group(1)
        if name == "comment" and self._skip_comment():
            return
        if name in {"comment", "endcomment", "raw", "endraw"}:
            missing = f"end{name}" if not name.startswith("end") else name.removeprefix("end")
            self._complain(f'"{name}" stands without "{missing}"', opening)
            return
        yield Token(TOKEN_TAG, name, opening, text)
        if named.end() < end:
            yield self._expression(named.end(), end)

    def _skip_comment(self) -> bool:
        """Go on behind the comment that was just opened, or say that it does not end."""
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
        return Token(TOKEN_EXPRESSION, value.rstrip(), start, self._text)

    def _charge(self, opening: int, start: int, end: int) -> None:
        if end - start > MARKUP:
            message = f"a tag or an output is longer than {MARKUP:,} characters"
            raise LimitError(message, opening)
        # The library's patterns look ahead from each of these to the end of the expression.
        ahead = self._text.count("(", start, end) + self._text.count("[", start, end)
        self._meter.spend(3 + (ahead + 2) * (end - start) // 500)

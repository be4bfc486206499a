"""Template → tokens of python-liquid, in time that grows linearly with the text.

The library's own lexer is not used: from each opening it looks ahead to the end of the text
(60,000 times `{% raw %}` take minutes), it does not keep the offsets of text that loses white
space, and one output that is not closed is an error of the whole template.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from liquid.token import TOKEN_CONTENT, TOKEN_EXPRESSION, TOKEN_OUTPUT, TOKEN_TAG, Token

from app.dialects.jekyll.liquid.limits import Meter
from app.regex import regex

_OPENING: Final = regex(r"\{[{%]")
_TAG: Final = regex(r"\s*+(#|\w++)\s*+")
# What ends a block whose content is not parsed, and what nests in it.
_EDGES: Final = {
    "raw": regex(r"\{%-?\s*+(end)raw(?!\w)"),
    "comment": regex(r"\{%-?\s*+(end)?comment(?!\w)"),
}

# Takes the message of a syntax error and its offset.
Report = Callable[[str, int], None]


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
            start = opening + 2 + (text[opening + 2] == "-")
            yield from self._content(opening, before_dash=start > opening + 2)
            self._position = close + 2
            self._strip_next = text[close - 1] == "-" and close - 1 >= opening + 2
            end = max(close - self._strip_next, start)
            self._meter.expression(text[start:end], opening)
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

    def _tag(self, opening: int, start: int, end: int) -> Iterator[Token]:
        tag = _TAG.match(self._text, start, end)
        if tag is None:
            self._report('a tag begins with a name, as in "{% if … %}"', opening)
            return
        name, content = tag.group(1), self._position
        if name == "comment" or (name == "raw" and tag.end() == end):
            block_end = self._skip_block(name)
            if block_end is not None:
                if name == "raw":
                    yield Token(TOKEN_CONTENT, self._text[content:block_end], content, self._text)
                return
        if name.removeprefix("end") in _EDGES:
            other = name.removeprefix("end") if name.startswith("end") else f"end{name}"
            self._report(f'"{name}" has no matching "{other}"', opening)
            return
        yield Token(TOKEN_TAG, name, opening, self._text)
        if tag.end() < end:
            yield self._expression(tag.end(), end)

    def _skip_block(self, name: str) -> int | None:
        """Go behind the block just opened; return where its end begins, None if it does not end."""
        if name in self._missing:
            return None
        depth, at = 1, self._position
        while edge := _EDGES[name].search(self._text, at, self._end):
            at = self._text.find("%}", edge.end(), self._end)
            if at < 0:
                break
            depth += -1 if edge.group(1) else 1
            if not depth:
                self._strip_next = self._text[at - 1] == "-"
                self._position = at + 2
                return edge.start()
        self._missing.add(name)
        return None

    def _expression(self, start: int, end: int) -> Token:
        value = self._text[start:end].lstrip()
        # An empty output writes nothing.
        return Token(TOKEN_EXPRESSION, value.rstrip() or "nil", end - len(value), self._text)


def without_unclosed(
    tokens: Iterator[Token], ends: Mapping[str, str], report: Report
) -> list[Token]:
    """Return the tokens without the openings of blocks that are not closed, and report those.

    `ends` maps the tag that opens a block to the tag that closes it. Removing the opening before
    the blocks are parsed keeps their content.
    """
    result = list(tokens)
    openings: list[tuple[int, str]] = []
    expected: Counter[str] = Counter()
    unclosed: set[int] = set()
    for index, token in enumerate(result):
        if token.kind == TOKEN_TAG and (end := ends.get(token.value)):
            openings.append((index, end))
            expected[end] += 1
        elif token.kind == TOKEN_TAG and expected[token.value]:
            while (opening := openings.pop())[1] != token.value:
                expected[opening[1]] -= 1
                unclosed.add(opening[0])
            expected[token.value] -= 1
    unclosed.update(index for index, _ in openings)
    for index in sorted(unclosed):
        name = result[index].value
        report(f'"{name}" is not closed by "{ends[name]}"', result[index].start_index)
        if index + 1 < len(result) and result[index + 1].kind == TOKEN_EXPRESSION:
            unclosed.add(index + 1)
    return [token for index, token in enumerate(result) if index not in unclosed]

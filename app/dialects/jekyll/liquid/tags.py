"""Tags of Liquid that differ from the library's."""

import re
from collections.abc import Iterator
from typing import Final

from liquid.ast import IllegalNode, Node
from liquid.builtin.expressions import FilteredExpression
from liquid.builtin.output import Output, OutputNode
from liquid.builtin.tags.liquid_tag import LiquidNode
from liquid.parser import Parser
from liquid.stream import TokenStream
from liquid.tag import Tag
from liquid.token import TOKEN_EXPRESSION, TOKEN_ILLEGAL, TOKEN_OUTPUT, TOKEN_TAG, Token

from app.dialects.jekyll.liquid.environment import JekyllEnvironment
from app.dialects.jekyll.liquid.expressions import TemplateTokens

_LINE: Final = re.compile(r"[ \t\r]*+(#|\w++)[ \t\r]*+(.*+)")
_NEVER_ALONE: Final = frozenset({"else", "elsif", "when"})


class OutputTag(Output):
    """`{{ … }}`, with the key words of Jekyll's Liquid."""

    def parse(self, stream: TokenStream) -> OutputNode:
        """Return the node of the output."""
        token = stream.eat(TOKEN_OUTPUT)
        return OutputNode(token, FilteredExpression.parse(self.env, stream.into_inner(eat=False)))


class UnknownTag(Tag):
    """A tag that does not exist, or that stands outside of its block."""

    name = TOKEN_ILLEGAL
    block = False
    env: JekyllEnvironment

    def parse(self, stream: TokenStream) -> Node:
        """Skip the tag and report it; the text after it remains."""
        token = stream.current
        if stream.peek.kind == TOKEN_EXPRESSION:
            next(stream)
        name = token.value
        opening = name.removeprefix("end")
        if name in _NEVER_ALONE or (opening != name and opening in self.env.tags):
            message = f'"{name}" stands outside of its block'
            self.env.report_syntax(message, token.start_index, "Remove it.")
        else:
            self.env.report_unknown_tag(name, token.start_index)
        return IllegalNode(token)


class LiquidTag(Tag):
    """`{% liquid %}`: one tag a line.

    The library's takes time that is quadratic in the white space of a line.
    """

    name = "liquid"
    block = False

    def parse(self, stream: TokenStream) -> Node:
        """Return the node of the lines' tags."""
        token = stream.current
        lines: list[Token] = []
        if stream.peek.kind == TOKEN_EXPRESSION:
            next(stream)
            lines = list(_lines(stream.current))
        inner = TemplateTokens(iter(lines), block_depth_carry=stream.block_depth)
        return LiquidNode(token, None, block=Parser(self.env).parse_block(inner, ()))


def _lines(expression: Token) -> Iterator[Token]:
    start = expression.start_index
    for line in expression.value.split("\n"):
        if match := _LINE.fullmatch(line):
            yield Token(TOKEN_TAG, match[1], start + match.start(1), expression.source)
            if value := match[2].strip():
                yield Token(TOKEN_EXPRESSION, value, start + match.start(2), expression.source)
        start += len(line) + 1

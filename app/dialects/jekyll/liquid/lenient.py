"""Tags that are read as far as they can be, as Jekyll's Liquid reads them."""

from typing import TYPE_CHECKING, Final

from liquid.ast import IllegalNode, Node
from liquid.exceptions import LiquidError
from liquid.parser import eat_block
from liquid.stream import TokenStream
from liquid.tag import Tag
from liquid.token import TOKEN_EXPRESSION, Token

from app.problems import Fault

if TYPE_CHECKING:
    from app.dialects.jekyll.liquid.environment import JekyllEnvironment

# What an expression cannot end with.
_LOOSE_END: Final = " \t\r\n|,:."


class Lenient(Tag):
    """Put before a tag's class: an expression that goes wrong counts up to where it does."""

    env: "JekyllEnvironment"

    def get_node(self, stream: TokenStream) -> Node:
        """The node of the tag, or one that renders nothing, and a report of what is wrong."""
        position = stream.pos
        tag, expression = stream.current, stream.peek
        try:
            return self.parse(stream)
        except LiquidError as error:
            # An expression comes before all that a block holds, so this goes back but once.
            shorter = _readable(expression, error.token)
            if shorter is None:
                return self._nothing(stream, tag, error)
            unread = expression.value[len(shorter.value) :].strip()[:40]
            message = f'"{unread}" is not read, nor what comes behind it'
            fault = Fault(tag.start_index, "liquid-syntax", message, "Mend the expression.")
            self.env.report(fault)
        stream.pos = position
        stream.tokens[position + 1] = shorter
        try:
            return self.parse(stream)
        except LiquidError as error:
            return self._nothing(stream, tag, error)

    def _nothing(self, stream: TokenStream, tag: Token, error: LiquidError) -> Node:
        self.env.error(error, token=tag)
        if self.block and self.end:
            eat_block(stream, (self.end,))
        elif stream.peek.kind == TOKEN_EXPRESSION and stream.current == tag:
            next(stream)
        return IllegalNode(tag)


def _readable(expression: Token, wrong: Token | None) -> Token | None:
    """The expression up to where it goes wrong; None where that is not within it."""
    if expression.kind != TOKEN_EXPRESSION or wrong is None:
        return None
    value = expression.value
    if wrong.start_index >= 0:
        at = wrong.start_index - expression.start_index
        if not 0 < at < len(value):
            return None
        value = value[:at]
    value = value.rstrip(_LOOSE_END)
    return expression._replace(value=value) if value and value != expression.value else None

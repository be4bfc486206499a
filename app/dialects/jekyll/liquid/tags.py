"""Tags of Liquid: metered, and parsed as far as possible; those that differ from the library's."""

import re
from collections.abc import Collection, Iterator
from typing import Final, TextIO

from liquid.ast import IllegalNode, Node
from liquid.builtin.content import ContentNode
from liquid.builtin.expressions import FilteredExpression
from liquid.builtin.output import Output, OutputNode
from liquid.builtin.tags.liquid_tag import LiquidNode
from liquid.context import RenderContext
from liquid.exceptions import LiquidError
from liquid.parser import Parser, eat_block
from liquid.stream import TokenStream
from liquid.tag import Tag
from liquid.token import TOKEN_EXPRESSION, TOKEN_ILLEGAL, TOKEN_OUTPUT, TOKEN_TAG, Token

from app.dialects.jekyll.liquid.buffers import Buffer
from app.dialects.jekyll.liquid.conditions import as_in_ruby
from app.dialects.jekyll.liquid.context import context_of
from app.dialects.jekyll.liquid.environment import JekyllEnvironment, TemplateTokens, error_message
from app.dialects.jekyll.liquid.limits import DEPTH, LimitError
from app.regex import regex

_LINE: Final = regex(r"[ \t\r]*+(#|\w++)[ \t\r]*+(.*+)")
_NEVER_ALONE: Final = frozenset({"else", "elsif", "when"})
_LOOPS: Final = {
    "for": frozenset({"limit", "offset"}),
    "tablerow": frozenset({"cols", "limit", "offset"}),
}
# An option with its value, as Liquid finds it: https://github.com/Shopify/liquid.
_OPTION: Final = regex(r"(\w+)\s*+:\s*+(\"[^\"]*+\"|'[^']*+'|[^\s,|'\"]++)")
# Liquid reads `reversed` only directly after the list.
_LATE_REVERSED: Final = regex(rf"{_OPTION.pattern}[\s,]++(reversed)\b")
# Characters that an expression cannot end with.
_LOOSE_END: Final = " \t\r\n|,:."


class MeteredNode(Node):
    """A node that is metered and that renders nothing if it fails."""

    __slots__ = ("node",)

    def __init__(self, node: Node) -> None:
        super().__init__(node.token)
        self.node = node
        self.blank = node.blank

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        """Render the node. Raises only LimitError and the library's interrupts of loops."""
        ours = context_of(context)
        place = self.token.start_index
        ours.meter.spend(1)
        # The library renders blank blocks into a buffer that drops everything.
        if not isinstance(buffer, Buffer) or ours.include is not None:
            return self._render(buffer, context)
        if isinstance(self.node, ContentNode):
            return buffer.copy(self.node.text, place)
        outer, buffer.place = buffer.place, place
        try:
            return self._render(buffer, context)
        except LimitError as error:
            if error.place is None:
                error.place = place
            raise
        finally:
            buffer.place = outer

    def _render(self, buffer: TextIO, context: RenderContext) -> int:
        ours = context_of(context)
        if ours.depth >= DEPTH:
            raise LimitError(f"blocks and includes nest deeper than {DEPTH} levels")
        ours.depth += 1
        place = self.token.start_index
        hint = "It renders nothing. Correct it or remove it."
        try:
            return self.node.render(context, buffer)
        except RecursionError:
            raise LimitError("an expression or a value nests too deep") from None
        except LiquidError as error:
            ours.report(place, "liquid-value", error_message(error), hint)
        # Errors of Python for values of the wrong type: tags of the library do not check theirs.
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            message = "a tag or filter cannot take a value that it gets here"
            ours.report(place, "liquid-value", message, hint)
        finally:
            ours.depth -= 1
        return 0


class LaxTag(Tag):
    """A tag whose expression is read up to the first error, as Jekyll's Liquid reads it."""

    env: JekyllEnvironment

    def __init__(self, tag: Tag, env: JekyllEnvironment) -> None:
        super().__init__(env)
        self.name, self.block, self.end = tag.name, tag.block, tag.end
        self._tag = tag

    def get_node(self, stream: TokenStream) -> Node:
        """Return the metered node of the tag."""
        return MeteredNode(as_in_ruby(self.parse(stream)))

    def parse(self, stream: TokenStream) -> Node:
        """Return the node of the tag, or one that renders nothing, and report syntax errors."""
        position = stream.pos
        tag, expression = stream.current, stream.peek
        late = _LATE_REVERSED.search(expression.value) if self.name in _LOOPS else None
        if late is not None:
            message = '"reversed" after another option is ignored'
            hint = "Put it directly after the list: for x in list reversed limit:3."
            self.env.report(message, tag.start_index, hint)
            value, (start, end) = expression.value, late.span(3)
            value = value[:start] + " " * (end - start) + value[end:]
            expression = stream.tokens[position + 1] = expression._replace(value=value)
        try:
            return self._tag.parse(stream)
        except LiquidError as error:
            # The expression precedes the content of a block, so this steps back only once.
            shorter = _readable(expression, error.token)
            if shorter is None:
                return self._illegal(stream, tag, error)
            unread = expression.value[len(shorter.value) :].strip()
            # The list may be in that order already.
            is_filter = self.name in _LOOPS and unread.startswith("|")
            if (names := _LOOPS.get(self.name)) is not None:
                options, unread = _loop_options(unread, names)
                shorter = shorter._replace(value=" ".join((shorter.value, *options)))
        stream.pos = position
        stream.tokens[position + 1] = shorter
        try:
            node = self._tag.parse(stream)
        except LiquidError as error:
            return self._illegal(stream, tag, error)
        if unread:
            message = f'"{unread[:40]}" and the rest of the expression are ignored'
            code = "liquid-ignored" if is_filter else "liquid-syntax"
            self.env.report(message, tag.start_index, "Correct the expression.", code)
        return node

    def _illegal(self, stream: TokenStream, tag: Token, error: LiquidError) -> Node:
        self.env.error(error, token=tag)
        if self.block and self.end:
            eat_block(stream, (self.end,))
        elif stream.peek.kind == TOKEN_EXPRESSION and stream.current == tag:
            next(stream)
        return IllegalNode(tag)


def _loop_options(text: str, names: Collection[str]) -> tuple[list[str], str]:
    """Return the options of a loop, which Liquid takes wherever they stand, and the other text."""
    options: list[str] = []

    def take(match: re.Match[str]) -> str:
        if match[1] not in names:
            return match[0]
        options.append(f"{match[1]}:{match[2]}")
        return ""

    return options, _OPTION.sub(take, text).strip(" |,")


def _readable(expression: Token, wrong: Token | None) -> Token | None:
    """Return the expression up to the token that is wrong, None if that is outside of it."""
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
            self.env.report(message, token.start_index, "Remove it.")
        elif opening == name or opening not in self.env.unknown_tags:
            # The end of an unknown block is not reported again.
            self.env.unknown_tags.add(name)
            hint = "It renders nothing; the content of its block remains."
            if (origin := self.env.plugin_tags.get(name)) is not None:
                message = f'the tag "{name}" is one of the plugin {origin}, which does not run'
                hint = f"{hint} Leave what it shows to the front end, or write it out."
                self.env.report(message, token.start_index, hint, "liquid-plugin")
            else:
                hint = f"{hint} Jekyll plugins do not run."
                message = f'unknown tag "{name}"'
                self.env.report(message, token.start_index, hint, "liquid-unknown-tag")
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

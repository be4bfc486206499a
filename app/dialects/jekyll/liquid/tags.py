"""Liquid's own tags where ours differ from the library's."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, TextIO

from liquid.ast import BlockNode, IllegalNode, Node
from liquid.builtin.content import ContentNode, Literal
from liquid.builtin.expressions import FilteredExpression
from liquid.builtin.output import Output as LibraryOutput
from liquid.builtin.output import OutputNode
from liquid.builtin.tags.cycle_tag import CycleNode, CycleTag
from liquid.builtin.tags.echo_tag import EchoNode, EchoTag
from liquid.context import RenderContext
from liquid.parser import Parser
from liquid.stream import TokenStream
from liquid.tag import Tag
from liquid.token import TOKEN_EXPRESSION, TOKEN_ILLEGAL, TOKEN_OUTPUT, TOKEN_TAG, Token

from app.dialects.jekyll.liquid.context import context_of
from app.dialects.jekyll.liquid.expressions import Expressions, expression
from app.dialects.jekyll.liquid.output import Output as Buffer
from app.dialects.jekyll.liquid.values import printed
from app.problems import Fault

if TYPE_CHECKING:
    from app.dialects.jekyll.liquid.environment import JekyllEnvironment

_LINE: Final = re.compile(r"[ \t\r]*+(#|\w++)[ \t\r]*+(.*+)")
_NEVER_ALONE: Final = frozenset({"else", "elsif", "when"})


class CopiedNode(ContentNode):
    """Text that stands in the source as it is."""

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        """Write the text; in the document itself, with its place."""
        assert isinstance(buffer, Buffer)
        if context_of(context).include:
            return buffer.write(self.text)
        return buffer.copy(self.text, self.token.start_index)


class Content(Literal):
    """Text between tags."""

    node_class = CopiedNode


class PrintedNode(OutputNode):
    """An output, written as Ruby writes values."""

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        """Write the value."""
        return buffer.write(printed(self.expression.evaluate(context)))


class Output(LibraryOutput):
    """`{{ … }}`; an empty one writes nothing."""

    def parse(self, stream: TokenStream) -> OutputNode:
        """Parse tokens from the stream."""
        if not stream.peek.value:
            return _Nothing(stream.eat(TOKEN_OUTPUT))
        token = stream.eat(TOKEN_OUTPUT)
        said = stream.expect(TOKEN_EXPRESSION)
        return PrintedNode(token, FilteredExpression.parse(self.env, expression(said.value, said)))


class _Nothing(PrintedNode):
    def __init__(self, token: Token) -> None:
        Node.__init__(self, token)
        self.blank = False

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:  # noqa: ARG002
        return 0

    def children(
        self,
        static_context: RenderContext,  # noqa: ARG002
        *,
        include_partials: bool = True,  # noqa: ARG002
    ) -> Iterable[Node]:
        return []


class _EchoNode(EchoNode):
    """An output that is a tag."""

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        return buffer.write(printed(self.expression.evaluate(context)))


class Echo(EchoTag):
    """`{% echo … %}`."""

    node_class = _EchoNode


class _TurnNode(CycleNode):
    """A turn of a cycle. Without a name, a cycle is one with all that list the same values."""

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        if self.group:
            key = printed(self.group.evaluate(context))
        else:
            key = ", ".join(str(each) for each in self.args)
        index = context.cycle((bool(self.group), key), len(self.args))
        return buffer.write(printed(self.args[index % len(self.args)].evaluate(context)))


class Cycle(CycleTag):
    """`{% cycle … %}`."""

    node_class = _TurnNode


class UnknownTag(Tag):
    """A tag that is not known, or one that stands where its block is not open."""

    name = TOKEN_ILLEGAL
    block = False
    env: "JekyllEnvironment"

    def parse(self, stream: TokenStream) -> Node:
        """Take the tag, with what it says; what stands behind it goes on as it is."""
        token = stream.current
        if stream.peek.kind == TOKEN_EXPRESSION:
            next(stream)
        name = token.value
        opened = name.removeprefix("end")
        if name in _NEVER_ALONE or (opened != name and opened in self.env.tags):
            message = f'"{name}" stands where no block of its own is open'
            self.env.report(Fault(token.start_index, "liquid-syntax", message, "Take it out."))
        elif opened == name or opened not in self.env.unknown_tags:
            self.env.unknown_tags.add(name)
            message = f'there is no tag "{name}"'
            hint = (
                "It renders nothing; what a block of it holds stays. Plugins of Jekyll are not run."
            )
            self.env.report(Fault(token.start_index, "liquid-unknown-tag", message, hint))
        return IllegalNode(token)


class LiquidNode(Node):
    """The tags of a `{% liquid %}`."""

    __slots__ = ("block",)

    def __init__(self, token: Token, block: BlockNode) -> None:
        super().__init__(token)
        self.block = block
        self.blank = block.blank

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        """Render them all."""
        return self.block.render(context, buffer)

    def children(
        self,
        static_context: RenderContext,  # noqa: ARG002
        *,
        include_partials: bool = True,  # noqa: ARG002
    ) -> Iterable[Node]:
        """The block."""
        return [self.block]


class LiquidTag(Tag):
    """`{% liquid %}`: a tag a line."""

    name = "liquid"
    block = False

    def parse(self, stream: TokenStream) -> Node:
        """Parse the lines as the tags that they are."""
        token = stream.current
        lines: list[Token] = []
        if stream.peek.kind == TOKEN_EXPRESSION:
            next(stream)
            lines = list(_lines(stream.current))
        inner = Expressions(iter(lines), block_depth_carry=stream.block_depth)
        return LiquidNode(token, Parser(self.env).parse_block(inner, ()))


def _lines(expression: Token) -> Iterator[Token]:
    at = expression.start_index
    for line in expression.value.split("\n"):
        if found := _LINE.fullmatch(line):
            place = at + found.start(1)
            yield Token(TOKEN_TAG, found.group(1), place, expression.source)
            if said := found.group(2).strip():
                place = at + found.start(2)
                yield Token(TOKEN_EXPRESSION, said, place, expression.source)
        at += len(line) + 1

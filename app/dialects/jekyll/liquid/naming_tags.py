"""Tags that name a variable: their names are sought as leniently as Ruby's Liquid does.

Its rules: https://github.com/Shopify/liquid/tree/v5.4.0/lib/liquid/tags.
"""

from typing import Final

from liquid.builtin.expressions import Identifier
from liquid.builtin.tags import assign_tag, capture_tag, decrement_tag, increment_tag
from liquid.exceptions import LiquidSyntaxError
from liquid.parser import get_parser
from liquid.stream import TokenStream
from liquid.token import TOKEN_TAG

from app.dialects.jekyll.liquid.environment import JekyllEnvironment
from app.dialects.jekyll.liquid.jekyll_tags import read_markup
from app.regex import regex

_NAME: Final = regex(r"(?:\(?[\w\-.\[\]]\)?)+")
# Begins only where no name goes on, so that no part of the text is read twice.
_ASSIGNED: Final = regex(r"(?<![\w\-.\[\]])(?P<name>[\w\-.\[\]]++)\s*+=")
_NO_WORD: Final = regex(r"[^\w\-]")


class CaptureTag(capture_tag.CaptureTag):
    """`{% capture name %} … {% endcapture %}`: the name is the first text that may be one.

    `{% capture /dev/null %}`, which hides what a block writes, captures it as `dev`.
    """

    def parse(self, stream: TokenStream) -> capture_tag.CaptureNode:
        """Return the node of the block. Raises LiquidSyntaxError for a tag without a name."""
        tag, markup = read_markup(stream)
        name = _NAME.search(markup.value)
        if name is None:
            raise LiquidSyntaxError(f'"{tag.value}" needs a name', token=tag)
        next(stream)
        block = get_parser(self.env).parse_block(stream, capture_tag.ENDCAPTUREBLOCK)
        stream.expect(TOKEN_TAG, value=self.end)
        return self.node_class(tag, Identifier(name.group(), token=markup), block)


class AssignTag(assign_tag.AssignTag):
    """`{% assign name = value %}`: the name is what stands before the sign, with dots and all."""

    env: JekyllEnvironment

    def parse(self, stream: TokenStream) -> assign_tag.AssignNode:
        """Return the node; report what stands before the name. Raises LiquidSyntaxError."""
        tag, markup = stream.current, stream.peek
        name = _ASSIGNED.search(markup.value)
        if name is None:
            return super().parse(stream)
        if before := markup.value[: name.start()].strip():
            message = f'"{before[:40]}" before the name of the variable is ignored'
            self.env.report(message, tag.start_index, "Remove it, or join the words with _.")
        # The library takes a name with dots for a path.
        plain = _NO_WORD.sub("_", name["name"])
        value = " " * name.start() + plain + markup.value[name.end("name") :]
        stream.tokens[stream.pos + 1] = markup._replace(value=value)
        node = super().parse(stream)
        node.name = Identifier(name["name"], token=node.name.token)
        return node


class IncrementTag(increment_tag.IncrementTag):
    """`{% increment name %}`: all of the text is the name."""

    def parse(self, stream: TokenStream) -> increment_tag.IncrementNode:
        """Return the node. Raises LiquidSyntaxError for a tag without a name."""
        tag, markup = read_markup(stream)
        return increment_tag.IncrementNode(tag, Identifier(markup.value.strip(), token=markup))


class DecrementTag(decrement_tag.DecrementTag):
    """`{% decrement name %}`: all of the text is the name."""

    def parse(self, stream: TokenStream) -> decrement_tag.DecrementNode:
        """Return the node. Raises LiquidSyntaxError for a tag without a name."""
        tag, markup = read_markup(stream)
        return decrement_tag.DecrementNode(tag, Identifier(markup.value.strip(), token=markup))

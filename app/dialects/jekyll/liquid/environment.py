"""The dialect of one site: which tags and filters there are, and how a template is parsed."""

from typing import Final, NamedTuple, TextIO

from liquid import Environment
from liquid.ast import Node
from liquid.builtin.tags.assign_tag import AssignTag
from liquid.builtin.tags.capture_tag import CaptureTag
from liquid.builtin.tags.case_tag import CaseTag
from liquid.builtin.tags.decrement_tag import DecrementTag
from liquid.builtin.tags.for_tag import BreakTag, ContinueTag, ForTag
from liquid.builtin.tags.if_tag import IfTag
from liquid.builtin.tags.ifchanged_tag import IfChangedTag
from liquid.builtin.tags.increment_tag import IncrementTag
from liquid.builtin.tags.inline_comment_tag import InlineCommentTag
from liquid.builtin.tags.tablerow_tag import TablerowTag
from liquid.builtin.tags.unless_tag import UnlessTag
from liquid.exceptions import BlockNestingError, LiquidError
from liquid.mode import Mode
from liquid.parser import Parser
from liquid.tag import Tag
from liquid.token import TOKEN_EOF, Token

from app.dialects.jekyll.liquid.blocks import closed
from app.dialects.jekyll.liquid.context import Context, told
from app.dialects.jekyll.liquid.expressions import Expressions
from app.dialects.jekyll.liquid.filters import FILTERS
from app.dialects.jekyll.liquid.guard import guarded
from app.dialects.jekyll.liquid.jekyll_tags import (
    HighlightTag,
    IncludeRelativeTag,
    IncludeTag,
    LinkTag,
    PostUrlTag,
)
from app.dialects.jekyll.liquid.lenient import Lenient
from app.dialects.jekyll.liquid.lexer import Lexer
from app.dialects.jekyll.liquid.limits import DEPTH, STEPS, LimitError, Meter
from app.dialects.jekyll.liquid.tags import Content, Cycle, Echo, LiquidTag, Output, UnknownTag
from app.problems import Fault

_TAGS: Final[tuple[type[Tag], ...]] = (
    # What the lexer hands over besides tags.
    Content,
    Output,
    UnknownTag,
    # Liquid's.
    AssignTag,
    BreakTag,
    CaptureTag,
    CaseTag,
    ContinueTag,
    Cycle,
    DecrementTag,
    Echo,
    ForTag,
    IfChangedTag,
    IfTag,
    IncrementTag,
    InlineCommentTag,
    LiquidTag,
    TablerowTag,
    UnlessTag,
    # Jekyll's; its `include` is not Liquid's, and its Liquid has no files for `render`.
    HighlightTag,
    IncludeRelativeTag,
    IncludeTag,
    LinkTag,
    PostUrlTag,
)


class ParsedTemplate(NamedTuple):
    """The nodes of a template, what is wrong with it, and what it cost to parse it."""

    nodes: tuple[Node, ...]
    faults: tuple[Fault, ...]
    steps: int


class JekyllEnvironment(Environment):
    """Tags and filters of Jekyll. It reads no files, and what is wrong is collected."""

    block_nesting_limit = DEPTH
    # Ours count levels for blocks and includes alike.
    context_depth_limit = 4 * DEPTH
    # Blank blocks are emptied once they are parsed, for an output of ours knows its places.
    suppress_blank_control_flow_blocks = False

    def __init__(self) -> None:
        super().__init__(tolerance=Mode.LAX)
        self._faults: dict[Fault, None] = {}
        self._meter = Meter()
        self.unknown_tags: set[str] = set()
        self._included: dict[str, ParsedTemplate] = {}

    def setup_tags_and_filters(self, *, extra: bool = False) -> None:  # noqa: ARG002 - the library's
        """Add the tags and filters of Jekyll and of its Liquid, and no others."""
        for tag in _TAGS:
            self.add_tag(type(tag.__name__, (Lenient, tag), {}))
        self.filters.update(FILTERS)
        self._ends = {name: tag.end for name, tag in self.tags.items() if tag.block and tag.end}

    def parse_template(self, text: str, start: int = 0) -> ParsedTemplate:
        """Parse a template from an offset on. Raises LimitError where it is too much."""
        outer = self._faults, self.unknown_tags, self._meter
        self._faults, self.unknown_tags, self._meter = {}, set(), Meter()
        try:
            nodes = self.parse_part(text, start, len(text))
            spent = STEPS - self._meter.left
            return ParsedTemplate(nodes, tuple(self._faults), spent)
        except RecursionError:
            message = "an expression nests too deep"
            raise LimitError(message, start) from None
        finally:
            self._faults, self.unknown_tags, self._meter = outer

    def parse_part(self, text: str, start: int, end: int) -> tuple[Node, ...]:
        """Parse a part of the template that is being parsed."""
        lexer = Lexer(text, start, end, self._meter, self._complain)
        tokens = closed(lexer.tokens(), self._ends, self._complain)
        return tuple(Parser(self).parse(Expressions(iter(tokens))))

    def render_include(self, context: Context, file: str, text: str, buffer: TextIO) -> None:
        """Render the text of an included file in the context as it is.

        It is parsed once for the site, but paid for each time, so that the order in which
        documents are rendered makes no difference.
        """
        outer = context.include
        context.include = file
        context.include_texts[file] = text
        try:
            included = self._included.get(text)
            if included is None:
                parsed = self.parse_template(text)
                nodes = tuple(guarded(parsed.nodes, context))
                included = self._included[text] = parsed._replace(nodes=nodes)
            for fault in included.faults:
                context.report(fault)
            context.meter.spend(included.steps)
            for node in included.nodes:
                node.render(context, buffer)
        except LimitError as error:
            # A place in the file is none in the document.
            error.place = None
            raise
        finally:
            context.include = outer

    def report(self, fault: Fault) -> None:
        """Note what is wrong in the template that is being parsed."""
        self._faults[fault] = None

    def _complain(self, message: str, offset: int) -> None:
        hint = "Mend the tag, or put what is no Liquid between {% raw %} and {% endraw %}."
        self.report(Fault(offset, "liquid-syntax", message, hint))

    def error(
        self,
        exc: type[LiquidError] | LiquidError,
        msg: str | None = None,
        token: Token | None = None,
    ) -> None:
        """Note an error of the library's parser. Raises LimitError for one of nesting."""
        if isinstance(exc, BlockNestingError):
            message = f"blocks nest deeper than {DEPTH} levels"
            raise LimitError(message, _offset(token))
        error = exc if isinstance(exc, LiquidError) else exc(msg, token=token)
        found = error.token is not None and error.token.start_index >= 0
        self._complain(_in_words(error), _offset(error.token if found else token))


def _in_words(error: LiquidError) -> str:
    message = told(error)
    return message.replace("end of expression", "the end") if TOKEN_EOF in message else message


def _offset(token: Token | None) -> int:
    return token.start_index if token is not None and token.start_index >= 0 else 0

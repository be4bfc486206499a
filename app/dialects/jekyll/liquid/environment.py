"""The environment of one site: how its templates are parsed."""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from liquid import Environment
from liquid.ast import Node
from liquid.exceptions import BlockNestingError, LiquidError
from liquid.mode import Mode
from liquid.parser import Parser
from liquid.token import TOKEN_EOF, Token

from app.dialects.jekyll.liquid.expressions import TemplateTokens
from app.dialects.jekyll.liquid.lexer import Lexer, without_unclosed
from app.dialects.jekyll.liquid.limits import DEPTH, STEPS, LimitError, Meter
from app.problems import Fault

_HINT: Final = "Correct the tag, or put text that is not Liquid between {% raw %} and {% endraw %}."


class ParsedTemplate(NamedTuple):
    """The nodes of a template, its syntax errors, and the steps of parsing it."""

    nodes: tuple[Node, ...]
    faults: tuple[Fault, ...]
    steps: int


class _State:
    """The state of parsing one template."""

    def __init__(self) -> None:
        self.faults: dict[Fault, None] = {}
        self.meter = Meter()
        self.unknown_tags: set[str] = set()


class JekyllEnvironment(Environment):
    """An environment with the library's tags of Jekyll's Liquid; it collects syntax errors."""

    block_nesting_limit = DEPTH
    # The meter counts levels of blocks and includes together; a loop extends the context too.
    context_depth_limit = 4 * DEPTH

    def __init__(self, filters: Mapping[str, Callable[..., object]]) -> None:
        super().__init__(tolerance=Mode.LAX)
        # The lexer skips comments, and Jekyll has neither `doc` nor files for `render`.
        for name in ("comment", "doc", "render"):
            del self.tags[name]
        self.filters = dict(filters)
        self._state = _State()
        self._included: dict[str, ParsedTemplate] = {}

    def parse_template(self, text: str, start: int = 0) -> ParsedTemplate:
        """Parse a template from an offset on. Raises LimitError for one that exceeds a limit."""
        outer, self._state = self._state, _State()
        try:
            nodes = self.parse_part(text, start, len(text))
            steps = STEPS - self._state.meter.left
            return ParsedTemplate(nodes, tuple(self._state.faults), steps)
        except RecursionError:
            message = "an expression nests too deep"
            raise LimitError(message, start) from None
        finally:
            self._state = outer

    def parse_include(self, text: str) -> ParsedTemplate:
        """Parse an included text once for the site. Raises LimitError as `parse_template`."""
        if text not in self._included:
            self._included[text] = self.parse_template(text)
        return self._included[text]

    def parse_part(self, text: str, start: int, end: int) -> tuple[Node, ...]:
        """Parse a part of the template that is being parsed."""
        lexer = Lexer(text, start, end, self._state.meter, self.report_syntax)
        ends = {name: tag.end for name, tag in self.tags.items() if tag.block and tag.end}
        tokens = without_unclosed(lexer.tokens(), ends, self.report_syntax)
        return tuple(Parser(self).parse(TemplateTokens(iter(tokens))))

    def report_syntax(self, message: str, offset: int, hint: str = _HINT) -> None:
        """Add a syntax error of the template that is being parsed."""
        self._state.faults[Fault(offset, "liquid-syntax", message, hint)] = None

    def report_unknown_tag(self, name: str, offset: int) -> None:
        """Add a problem for an unknown tag, but none for the end of an unknown block."""
        block = name.removeprefix("end")
        if block != name and block in self._state.unknown_tags:
            return
        self._state.unknown_tags.add(name)
        hint = "It renders nothing; the content of its block remains. Jekyll plugins do not run."
        fault = Fault(offset, "liquid-unknown-tag", f'unknown tag "{name}"', hint)
        self._state.faults[fault] = None

    def error(
        self,
        exc: type[LiquidError] | LiquidError,
        msg: str | None = None,
        token: Token | None = None,
    ) -> None:
        """Add an error of the library's parser. Raises LimitError for blocks nested too deep."""
        offset = max(token.start_index, 0) if token is not None else 0
        if isinstance(exc, BlockNestingError):
            message = f"blocks nest deeper than {DEPTH} levels"
            raise LimitError(message, offset)
        error = exc if isinstance(exc, LiquidError) else exc(msg, token=token)
        if error.token is not None and error.token.start_index >= 0:
            offset = error.token.start_index
        self.report_syntax(error_message(error).replace(TOKEN_EOF, "the end"), offset)


def error_message(error: LiquidError) -> str:
    """Return the message of an error of the library, without its excerpt of the source."""
    return str(error.message or type(error).__name__)

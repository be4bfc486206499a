"""The environment of one site: how its templates are parsed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from liquid import Environment, Mode
from liquid.ast import Node
from liquid.builtin.expressions import tokenize
from liquid.exceptions import BlockNestingError, LiquidError
from liquid.parser import Parser
from liquid.stream import TokenStream
from liquid.token import (
    TOKEN_COLON,
    TOKEN_COMMA,
    TOKEN_DOT,
    TOKEN_EXPRESSION,
    TOKEN_PIPE,
    TOKEN_WORD,
    Token,
)

from app.dialects.jekyll.liquid.explanations import explain
from app.dialects.jekyll.liquid.lexer import Lexer, without_unclosed
from app.dialects.jekyll.liquid.limits import DEPTH, PARSING_STEPS, LimitError, Meter
from app.problems import Fault
from app.regex import regex

_HINT: Final = "Correct the tag, or put text that is not Liquid between {% raw %} and {% endraw %}."
# Key words of python-liquid that are names in Jekyll's Liquid.
_NAMES: Final = frozenset({"as", "else", "for", "if", "required", "with"})
# Options of a loop that take a value after a colon.
_OPTIONS: Final = frozenset({"cols", "limit", "offset"})
# A word after one of these tokens is a value.
_BEFORE_VALUE: Final = frozenset({"", TOKEN_COLON, TOKEN_COMMA, "in"})
# A text in quotes, or a name that the library would read as a number and more.
_NUMBERED: Final = regex(r"\"[^\"]*\"|'[^']*'|(?<![\w-])(?P<name>[0-9]+-(?=[\w-]*[A-Za-z_])[\w-]+)")


class ParsedTemplate(NamedTuple):
    """The nodes of a template, its syntax errors, and the steps of parsing it."""

    nodes: tuple[Node, ...]
    faults: tuple[Fault, ...]
    steps: int


class JekyllEnvironment(Environment):
    """An environment with the library's tags of Jekyll's Liquid; it collects syntax errors."""

    block_nesting_limit = DEPTH
    # Levels of blocks and includes are counted together; a loop extends the context too.
    context_depth_limit = 4 * DEPTH

    def __init__(
        self,
        filters: Mapping[str, Callable[..., object]],
        plugin_tags: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        super().__init__(tolerance=Mode.LAX)
        # The lexer skips comments, and Jekyll has neither `doc` nor files for `render`.
        for name in ("comment", "doc", "render"):
            del self.tags[name]
        self.filters = dict(filters)
        # The plugin of each tag that is not here.
        self.plugin_tags = plugin_tags
        self.undefined = _nil  # type: ignore[assignment]
        self._included: dict[str, ParsedTemplate] = {}
        # The state of parsing one template.
        self._faults: dict[Fault, None] = {}
        self._meter = Meter()
        self.unknown_tags: set[str] = set()

    def parse_template(self, text: str, start: int = 0) -> ParsedTemplate:
        """Parse a template from an offset on. Raises LimitError for one that exceeds a limit."""
        self._faults, self._meter, self.unknown_tags = {}, Meter(most=PARSING_STEPS), set()
        try:
            nodes = self.parse_part(text, start, len(text))
        except RecursionError:
            raise LimitError("an expression nests too deep", start) from None
        return ParsedTemplate(nodes, tuple(self._faults), self._meter.spent)

    def parse_include(self, text: str) -> ParsedTemplate:
        """Parse an included text once for the site. Raises LimitError as `parse_template`."""
        if text not in self._included:
            self._included[text] = self.parse_template(text)
        return self._included[text]

    def parse_part(self, text: str, start: int, end: int) -> tuple[Node, ...]:
        """Parse a part of the template that is being parsed."""
        lexer = Lexer(text, start, end, self._meter, self.report)
        ends = {name: tag.end for name, tag in self.tags.items() if tag.block and tag.end}
        tokens = without_unclosed(lexer.tokens(), ends, self.report)
        return tuple(Parser(self).parse(TemplateTokens(iter(tokens))))

    def report(
        self, message: str, offset: int, hint: str = _HINT, code: str = "liquid-syntax"
    ) -> None:
        """Add a problem of the template that is being parsed."""
        self._faults[Fault(offset, code, message, hint)] = None

    def error(
        self,
        exc: type[LiquidError] | LiquidError,
        msg: str | None = None,
        token: Token | None = None,
    ) -> None:
        """Add an error of the library's parser. Raises LimitError for blocks nested too deep."""
        offset = max(token.start_index, 0) if token is not None else 0
        if isinstance(exc, BlockNestingError):
            raise LimitError(f"blocks nest deeper than {DEPTH} levels", offset)
        error = exc if isinstance(exc, LiquidError) else exc(msg, token=token)
        if error.token is not None and error.token.start_index >= 0:
            offset = error.token.start_index
        self.report(error_message(error), offset)


def error_message(error: LiquidError) -> str:
    """Return what an error of the library means, without its excerpt of the source."""
    return explain(str(error.message or type(error).__name__))


def _nil(*_: object, **__: object) -> Any:
    """Return the value of a variable that is not defined."""
    return None


class TemplateTokens(TokenStream):
    """The tokens of a template; its expressions are tokenized with Jekyll's key words."""

    def into_inner(self, *, tag: Token | None = None, eat: bool = True) -> TokenStream:
        """Return the tokens of the next expression. Raises LiquidSyntaxError if there is none."""
        token = self.current
        if token.kind != TOKEN_EXPRESSION:
            return super().into_inner(tag=tag, eat=eat)
        if eat:
            next(self)
        return expression_tokens(token.value, token)


def expression_tokens(text: str, parent: Token) -> TokenStream:
    """Return the tokens of an expression. Raises LiquidSyntaxError for an unknown sign."""
    return TokenStream(_with_names(_tokens(text, parent)))


def _tokens(text: str, parent: Token) -> Iterator[Token]:
    """Yield the tokens of an expression; a name may begin with a number: `2021-news`."""
    place = 0
    for match in _NUMBERED.finditer(text):
        if (name := match["name"]) is not None:
            yield from _tokens_of_part(text, place, match.start(), parent)
            yield Token(TOKEN_WORD, name, parent.start_index + match.start(), parent.source)
            place = match.end()
    yield from _tokens_of_part(text, place, len(text), parent)


def _tokens_of_part(text: str, start: int, end: int, parent: Token) -> Iterator[Token]:
    return tokenize(text[start:end], parent._replace(start_index=parent.start_index + start))


def _with_names(tokens: Iterable[Token]) -> Iterator[Token]:
    """Yield the tokens; a key word of the library becomes a name where it is no key word here."""
    before = ""
    for token, following in pairwise((*tokens, TokenStream.eof)):
        # The kind of a key word is the word itself.
        word = token.kind
        if word == following.kind == TOKEN_PIPE:
            continue  # Liquid skips a pipe without a filter
        if word == token.value and (
            before == TOKEN_DOT
            or word in _NAMES
            or (word in _OPTIONS and following.kind != TOKEN_COLON)
            or (word == "reversed" and before in _BEFORE_VALUE)
        ):
            yield token._replace(kind=TOKEN_WORD)
        else:
            yield token
        before = word

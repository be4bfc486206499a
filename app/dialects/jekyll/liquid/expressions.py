"""Tokens of a template and of its expressions, with the key words of Jekyll's Liquid."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from liquid.builtin.expressions import tokenize
from liquid.stream import TokenStream
from liquid.token import (
    TOKEN_COLON,
    TOKEN_COLS,
    TOKEN_COMMA,
    TOKEN_DOT,
    TOKEN_EOF,
    TOKEN_IN,
    TOKEN_LIMIT,
    TOKEN_OFFSET,
    TOKEN_REVERSED,
    TOKEN_WORD,
    Token,
)

# Key words of python-liquid that are names in Jekyll's Liquid.
_NAMES: Final = frozenset({"as", "else", "for", "if", "required", "with"})
# Options of a loop that take a value after a colon.
_OPTIONS: Final = frozenset({TOKEN_COLS, TOKEN_LIMIT, TOKEN_OFFSET})
# A word after one of these tokens is a value.
_BEFORE_VALUE: Final = frozenset({"", TOKEN_COLON, TOKEN_COMMA, TOKEN_IN})


class TemplateTokens(TokenStream):
    """The tokens of a template; its expressions are tokenized with Jekyll's key words."""

    def into_inner(self, *, tag: Token | None = None, eat: bool = True) -> TokenStream:
        """Return the tokens of the next expression. Raises LiquidSyntaxError if there is none."""
        inner = super().into_inner(tag=tag, eat=eat)
        inner.tokens = list(_with_names(inner.tokens))
        return inner


def expression_tokens(text: str, parent: Token) -> TokenStream:
    """Return the tokens of an expression. Raises LiquidSyntaxError for an unknown sign."""
    return TokenStream(_with_names(tokenize(text, parent)))


def _with_names(tokens: Iterable[Token]) -> Iterator[Token]:
    """Yield the tokens; a key word of the library becomes a name where it is no key word here."""
    before = ""
    for token, following in pairwise((*tokens, Token(TOKEN_EOF, "", -1, ""))):
        # The kind of a key word is the word itself.
        is_name = token.kind == token.value and _is_name(before, token.kind, following.kind)
        yield token._replace(kind=TOKEN_WORD) if is_name else token
        before = token.kind


def _is_name(before: str, word: str, following: str) -> bool:
    if before == TOKEN_DOT or word in _NAMES:
        return True
    if word in _OPTIONS:
        return following != TOKEN_COLON
    return word == TOKEN_REVERSED and before in _BEFORE_VALUE

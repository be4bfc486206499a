"""What a tag says → the words of its expression, as Jekyll's Liquid reads them."""

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

# Words of the library's own Liquid, which are names in Jekyll's.
_NAMES: Final = frozenset({"as", "else", "for", "if", "required", "with"})
# What a loop may say with a colon and a value.
_OPTIONS: Final = frozenset({TOKEN_COLS, TOKEN_LIMIT, TOKEN_OFFSET})
# Behind one of these a value is named.
_OPENING: Final = frozenset({"", TOKEN_COLON, TOKEN_COMMA, TOKEN_IN})


class Expressions(TokenStream):
    """A template's tokens. Those of an expression are read by the rules here."""

    def into_inner(self, *, tag: Token | None = None, eat: bool = True) -> TokenStream:
        """The words of the expression that comes next. Raises LiquidSyntaxError for none."""
        inner = super().into_inner(tag=tag, eat=eat)
        inner.tokens = list(_read(inner.tokens))
        return inner


def expression(text: str, parent: Token) -> TokenStream:
    """The words of an expression in a template. Raises LiquidSyntaxError for what is no word."""
    return TokenStream(_read(tokenize(text, parent)))


def _read(tokens: Iterable[Token]) -> Iterator[Token]:
    """With a name for every word that means something to the library only where it stands."""
    before = ""
    for token, following in pairwise((*tokens, Token(TOKEN_EOF, "", -1, ""))):
        # The kind of a word that means something is the word itself.
        is_name = token.kind == token.value and _is_name(before, token.kind, following.kind)
        yield token._replace(kind=TOKEN_WORD) if is_name else token
        before = token.kind


def _is_name(before: str, word: str, following: str) -> bool:
    if before == TOKEN_DOT or word in _NAMES:
        return True
    if word in _OPTIONS:
        return following != TOKEN_COLON
    return word == TOKEN_REVERSED and before in _OPENING

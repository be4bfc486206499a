"""Errors of the Liquid library in an author's words."""

from typing import Final

from app.regex import regex

_WORDS: Final = {
    "word": "a name",
    "string": "a text in quotes",
    "integer": "a number",
    "float": "a number",
    "eof": "the end",
    "expression": "a value",
    "rparen": ")",
    "lparen": "(",
    "rbracket": "]",
    "lbracket": "[",
}
_KINDS: Final = {
    "str": "a text",
    "int": "a number",
    "float": "a number",
    "bool": "true or false",
    "dict": "a mapping",
    "NoneType": "nothing",
    "list": "a list",
}
# The beginning of the library's message, and what it means. `{0}` is the first group.
_EXPLANATIONS: Final = tuple(
    (regex(pattern), message)
    for pattern, message in (
        (r"expected a primitive expression, found end of expression", "a value is missing here"),
        (r"expected a primitive expression, found (.+)", "a value should stand where {0} is"),
        (r"missing expression", "the tag needs a value"),
        (r"expected end of expression, found (.+)", "{0} stands where the tag should end"),
        (r"expected word, found end of expression", "the name of a filter is missing after |"),
        (r"expected in, found ", 'a loop is written "for item in list", and "in" is missing'),
        (r"expected '=', found ", 'a value is assigned with "=", which is missing'),
        (
            r"expected 'reversed', 'offset' or 'limit'",
            "a loop has only reversed, limit:, offset:",
        ),
        (r"expected an integer, found ", "a whole number should stand here"),
        (r"expected an infix expression", "a comparison lacks its sign, such as == or contains"),
        (r"(?:unbalanced|disallowed) parentheses", "a condition cannot have parentheses"),
        (r"expected a comma separated list", "the values of a filter are parted by commas"),
        (r"expected (?:an argument name|a parameter list)", "an option is written as name: value"),
        (r"expected at least one argument", "the tag needs a value"),
        (
            r"expected an? (?:string|identif|name|dot)|invalid identifier",
            "a name is missing here",
        ),
        (r"missing or unexpected path segment", "a name or a closing ] is missing here"),
        (r"""unexpected ["']?(.)""", "the sign {0} cannot stand here, or is not closed"),
        (r"(\w+) tag wa[sd] never closed", 'the tag "{0}" is never closed'),
        (r"nested doc tags", "doc tags cannot stand in each other"),
        (r"unknown filter '(.*)'", 'unknown filter "{0}"'),
        (r"expected an array, found (\w+)", "the filter needs a list, and the value is {0}"),
        (
            r"expected an int(?:, float)? or string, found (\w+)",
            "the filter needs a number, not {0}",
        ),
        (r"can't sort sequence", "the list cannot be sorted: its entries are of different kinds"),
        (r"can't map sequence", "the entries of the list have no such property"),
        (r"invalid base64", "the text is not in base64"),
        (r".*\bdivi(?:de|sion) by (?:0|zero)", "a number is divided by zero"),
        (r"(\w+)(?:: |\(\) ).*argument", 'the filter "{0}" has too few or too many values'),
        (r"expected (\S+), found (.+)", "{0} should stand where {1} is"),
    )
)
# What messages of ours never begin with.
_OF_LIBRARY: Final = regex(r"(?:un)?expected\b|missing |[A-Z]\w*Error|\w+: ")


def explain(message: str) -> str:
    """Return the message of an error of the library in an author's words."""
    for pattern, explanation in _EXPLANATIONS:
        if (match := pattern.match(message)) is not None:
            return explanation.format(*map(_word, match.groups()))
    return "Liquid cannot read this" if _OF_LIBRARY.match(message) else message


def _word(name: str) -> str:
    return _WORDS.get(name) or _KINDS.get(name) or name

"""Errors of libyaml to faults in an author's words, at the place of the mistake."""

import re
from typing import Final, NamedTuple

from yaml import MarkedYAMLError
from yaml.reader import ReaderError

from app.front_matter.errors import SYNTAX
from app.problems import Fault, shorten


class _Explanation(NamedTuple):
    message: str
    hint: str
    # True if the mistake is where libyaml began to scan, not where it stopped.
    at_context: bool = False


_QUOTE: Final = "Put the whole value in quotes."
_COLUMNS: Final = "Begin all keys of one mapping in the same column."
_ESCAPE: Final = _Explanation(
    "this backslash begins no valid escape",
    "Put the value in single quotes, or write the backslash twice.",
)
_UNCLOSED_QUOTE: Final = _Explanation(
    "this quote is not closed", "Close the quote at the end of the value.", at_context=True
)
_NAME: Final = _Explanation(
    "a value that begins with * or & is an alias or an anchor, and no name follows here",
    _QUOTE,
    at_context=True,
)
_DIRECTIVE: Final = _Explanation(
    "a line that begins with % is a YAML directive, and this one is unknown",
    "Remove the line, or put the key in quotes.",
    at_context=True,
)

# By libyaml's message. An explanation of several messages is a constant above.
_EXPLANATIONS: Final = {
    "could not find expected ':'": _Explanation(
        "a colon is missing after the key",
        "Write a colon and a space between the key and its value.",
        at_context=True,
    ),
    "found unexpected end of stream": _UNCLOSED_QUOTE,
    "found unexpected document indicator": _UNCLOSED_QUOTE,
    "did not find expected '-' indicator": _Explanation(
        "expected a list item here",
        "Begin each item of a list with a dash, all dashes in one column.",
    ),
    "did not find expected ',' or ']'": _Explanation(
        "a list in brackets is not closed, or a comma is missing in it",
        "Close the list with ], or put the value in quotes if the bracket belongs to it.",
        at_context=True,
    ),
    "did not find expected ',' or '}'": _Explanation(
        "a mapping in braces is not closed, or a comma is missing in it",
        "Close the mapping with }, or put the value in quotes if the brace belongs to it.",
        at_context=True,
    ),
    "block sequence entries are not allowed in this context": _Explanation(
        "a list cannot begin here",
        "Begin the list on its own line, or put the value in quotes if the dash belongs to it.",
    ),
    "mapping keys are not allowed in this context": _Explanation(
        "a question mark and a space cannot begin a value", _QUOTE
    ),
    "did not find expected alphabetic or numeric character": _NAME,
    "did not find expected comment or line break": _Explanation(
        "text cannot follow | or > on the same line",
        "Put the value in quotes if the sign belongs to it, or begin the text on the next line, "
        "indented.",
    ),
    "found unknown escape character": _ESCAPE,
    "did not find expected hexdecimal number": _ESCAPE,
    "found invalid Unicode character escape code": _ESCAPE,
    "found undefined tag handle": _Explanation(
        "a value that begins with an exclamation mark is a tag, and this one is unknown", _QUOTE
    ),
    "found a tab character that violates indentation": _Explanation(
        "a tab indents this line", "Use spaces instead of the tab."
    ),
    "found a tab character where an indentation space is expected": _Explanation(
        "a tab indents this line", "Use spaces instead of the tab."
    ),
    "found unexpected non-alphabetical character": _DIRECTIVE,
    "could not find expected directive name": _DIRECTIVE,
    "found incompatible YAML document": _Explanation(
        "this version of YAML is not supported", "Remove the line."
    ),
}

_KEY_AND_VALUE: Final = re.compile(r"""[\s-]*+(?:[^\s"'#][^:"'#]*|"[^"]*"|'[^']*'):\s""")
_COLON_WITHOUT_SPACE: Final = re.compile(r"\s*[\w-]+:[^\s/]")


def syntax_fault(error: Exception, block: str, base: int) -> Fault:
    """Return the fault of an error of the parser; `base` is the block's offset in the text."""
    if isinstance(error, ReaderError | UnicodeEncodeError):
        return _character_fault(error, block, base)
    mark = context = None
    problem = str(error)
    if isinstance(error, MarkedYAMLError):
        mark, context = error.problem_mark, error.context_mark
        problem = error.problem or problem
    index = min(mark.index, len(block)) if mark else 0
    explanation = _explain(problem, block, index)
    if explanation.at_context and context:
        index = context.index
    return Fault(base + index, SYNTAX, explanation.message, explanation.hint)


def _character_fault(error: ReaderError | UnicodeEncodeError, block: str, base: int) -> Fault:
    if isinstance(error, UnicodeEncodeError):
        index = error.start
    else:
        # Here libyaml counts bytes; in marks it counts characters.
        encoded = block.encode("utf-8", "replace")[: error.position]
        index = len(encoded.decode("utf-8", "ignore"))
    code = ord(block[index]) if index < len(block) else 0
    return Fault(
        base + index,
        SYNTAX,
        f"YAML does not allow the invisible character U+{code:04X}",
        "Delete the character.",
    )


def _explain(problem: str, block: str, index: int) -> _Explanation:
    if problem == "mapping values are not allowed in this context":
        return _unexpected_colon(block, index)
    if problem == "found character that cannot start any token":
        return _unexpected_character(block, index)
    if problem == "did not find expected key":
        return _unexpected_text(block, index)
    if problem == "did not find expected <document start>":
        return _outside(block)
    if problem == "did not find expected node content":
        sign = block[index : index + 1].strip()
        message = f'a value cannot begin with "{sign}"' if sign else "a value is missing here"
        return _Explanation(message, _QUOTE)
    return _EXPLANATIONS.get(problem) or _Explanation(f"YAML: {problem}", "")


def _unexpected_colon(block: str, index: int) -> _Explanation:
    line_start = block.rfind("\n", 0, index) + 1
    before = block[line_start:index]
    if match := _KEY_AND_VALUE.match(before + " "):
        key = before[: match.end()].strip().lstrip("- ").rstrip(": ")
        if match.end() <= len(before):
            return _Explanation(
                f'the value of "{shorten(key)}" contains a colon and a space and is not in quotes',
                _QUOTE,
            )
    previous = block[block.rfind("\n", 0, max(line_start - 1, 0)) + 1 : line_start]
    if _COLON_WITHOUT_SPACE.match(previous):
        return _Explanation(
            "the key on the line before has no space after its colon",
            "Write a space after the colon.",
        )
    return _Explanation(
        "a key cannot begin here",
        "Begin all keys of one mapping in the same column; put a value of several lines in quotes.",
    )


def _unexpected_character(block: str, index: int) -> _Explanation:
    character = block[index : index + 1]
    if character == "\t":
        return _Explanation(
            "only spaces are allowed here, not a tab", "Use spaces instead of the tab."
        )
    return _Explanation(f'a value cannot begin with "{character}"', _QUOTE)


def _unexpected_text(block: str, index: int) -> _Explanation:
    before = block[block.rfind("\n", 0, index) + 1 : index]
    if before.strip():
        return _Explanation(
            "more text follows the value on this line",
            "Put the whole value in one pair of quotes; if it contains an apostrophe, in double "
            "quotes.",
        )
    return _Explanation("this line does not begin in the column of the keys before it", _COLUMNS)


def _outside(block: str) -> _Explanation:
    if block.lstrip().startswith("%"):
        return _Explanation(
            "a line that begins with % is a YAML directive and is not allowed here",
            "Remove the line, or put the key in quotes.",
        )
    return _Explanation("this line does not belong to the mapping before it", _COLUMNS)

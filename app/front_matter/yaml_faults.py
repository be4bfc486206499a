"""What libyaml's errors mean to an editor, and where the mistake is."""

import re
from typing import Final, NamedTuple

from yaml import MarkedYAMLError
from yaml.reader import ReaderError

from app.front_matter.errors import SYNTAX, shown
from app.problems import Fault


class _Meaning(NamedTuple):
    message: str
    hint: str
    # Whether the mistake is where libyaml began to scan, not where it gave up.
    at_context: bool = False


_QUOTE: Final = "Put the whole value in quotes."
_COLUMNS: Final = "Begin all keys of one mapping in the same column."
_ESCAPE: Final = _Meaning(
    "a backslash in double quotes begins an escape, and this is none",
    "Put the value in single quotes, or write the backslash twice.",
)
_UNCLOSED_QUOTE: Final = _Meaning(
    "this quote is never closed", "Close the quote at the end of the value.", at_context=True
)
_NAME: Final = _Meaning(
    "a value that begins with * or & repeats or names another value, and this is no name",
    _QUOTE,
    at_context=True,
)
_DIRECTIVE: Final = _Meaning(
    "a line that begins with % is a directive of YAML, and this is none",
    "Remove the line, or put the key in quotes.",
    at_context=True,
)

# libyaml's wording → ours. Sentences that are the same for several problems are named above.
_MEANINGS: Final = {
    "could not find expected ':'": _Meaning(
        "a colon is missing after the key",
        "Write a colon and a space between the key and its value.",
        at_context=True,
    ),
    "found unexpected end of stream": _UNCLOSED_QUOTE,
    "found unexpected document indicator": _UNCLOSED_QUOTE,
    "did not find expected '-' indicator": _Meaning(
        "a list item was expected in this place",
        "Begin each item of a list with a dash, all dashes in one column.",
    ),
    "did not find expected ',' or ']'": _Meaning(
        "a list in brackets is not closed, or a comma is missing in it",
        "Close the list with ], or put the value in quotes if the bracket belongs to it.",
        at_context=True,
    ),
    "did not find expected ',' or '}'": _Meaning(
        "a mapping in braces is not closed, or a comma is missing in it",
        "Close the mapping with }, or put the value in quotes if the brace belongs to it.",
        at_context=True,
    ),
    "block sequence entries are not allowed in this context": _Meaning(
        "a list cannot begin in this place",
        "Begin the list in a line of its own, or put the value in quotes if the dash belongs to "
        "it.",
    ),
    "mapping keys are not allowed in this context": _Meaning(
        "a question mark and a space cannot begin a value", _QUOTE
    ),
    "did not find expected alphabetic or numeric character": _NAME,
    "did not find expected comment or line break": _Meaning(
        "text cannot follow | or > in the same line",
        "Put the value in quotes if the sign belongs to it, or begin the text in the next line, "
        "indented.",
    ),
    "found unknown escape character": _ESCAPE,
    "did not find expected hexdecimal number": _ESCAPE,
    "found invalid Unicode character escape code": _ESCAPE,
    "found undefined tag handle": _Meaning(
        "a value that begins with an exclamation mark is a tag, and this one is not known", _QUOTE
    ),
    "found a tab character that violates indentation": _Meaning(
        "a tab indents this line", "Use spaces instead of the tab."
    ),
    "found a tab character where an indentation space is expected": _Meaning(
        "a tab indents this line", "Use spaces instead of the tab."
    ),
    "found unexpected non-alphabetical character": _DIRECTIVE,
    "could not find expected directive name": _DIRECTIVE,
    "found incompatible YAML document": _Meaning(
        "this version of YAML is not known", "Remove the line."
    ),
}

_KEY_AND_VALUE: Final = re.compile(r"""[\s-]*+(?:[^\s"'#][^:"'#]*|"[^"]*"|'[^']*'):\s""")
_COLON_WITHOUT_SPACE: Final = re.compile(r"\s*[\w-]+:[^\s/]")


def syntax_fault(error: Exception, block: str, base: int) -> Fault:
    """The fault that an error of the parser is; `base` is the block's offset in the text."""
    if isinstance(error, ReaderError | UnicodeEncodeError):
        return _character_fault(error, block, base)
    mark = context = None
    problem = str(error)
    if isinstance(error, MarkedYAMLError):
        mark, context = error.problem_mark, error.context_mark
        problem = error.problem or problem
    index = min(mark.index, len(block)) if mark else 0
    meaning = _meaning(problem, block, index)
    if meaning.at_context and context:
        index = context.index
    return Fault(base + index, SYNTAX, meaning.message, meaning.hint)


def _character_fault(error: ReaderError | UnicodeEncodeError, block: str, base: int) -> Fault:
    if isinstance(error, UnicodeEncodeError):
        index = error.start
    else:
        # libyaml counts bytes here, unlike in its marks.
        encoded = block.encode("utf-8", "replace")[: error.position]
        index = len(encoded.decode("utf-8", "ignore"))
    code = ord(block[index]) if index < len(block) else 0
    return Fault(
        base + index,
        SYNTAX,
        f"the invisible character U+{code:04X} cannot stand in YAML",
        "Delete the character.",
    )


def _meaning(problem: str, block: str, index: int) -> _Meaning:
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
        return _Meaning(f'a value cannot begin with "{sign}"' if sign else _NO_VALUE, _QUOTE)
    return _MEANINGS.get(problem) or _Meaning(f"YAML: {problem}", "")


_NO_VALUE: Final = "a value is missing here"


def _unexpected_colon(block: str, index: int) -> _Meaning:
    line_start = block.rfind("\n", 0, index) + 1
    before = block[line_start:index]
    if match := _KEY_AND_VALUE.match(before + " "):
        key = before[: match.end()].strip().lstrip("- ").rstrip(": ")
        if match.end() <= len(before):
            return _Meaning(
                f'the value of "{shown(key)}" has a colon and a space in it and is not in quotes',
                _QUOTE,
            )
    previous = block[block.rfind("\n", 0, max(line_start - 1, 0)) + 1 : line_start]
    if _COLON_WITHOUT_SPACE.match(previous):
        return _Meaning(
            "the key in the line before has no space after its colon",
            "Write a space after the colon.",
        )
    return _Meaning(
        "no key was expected in this place",
        "Begin all keys of one mapping in the same column; put a value that goes on over several "
        "lines in quotes.",
    )


def _unexpected_character(block: str, index: int) -> _Meaning:
    character = block[index : index + 1]
    if character == "\t":
        return _Meaning("a tab stands where only spaces may", "Use spaces instead of the tab.")
    return _Meaning(f'a value cannot begin with "{character}"', _QUOTE)


def _unexpected_text(block: str, index: int) -> _Meaning:
    before = block[block.rfind("\n", 0, index) + 1 : index]
    if before.strip():
        return _Meaning(
            "more text follows the value in this line",
            "Put the whole value in one pair of quotes; if it has an apostrophe in it, in double "
            "quotes.",
        )
    return _Meaning("this line is not in the column of the keys before it", _COLUMNS)


def _outside(block: str) -> _Meaning:
    if block.lstrip().startswith("%"):
        return _Meaning(
            "a line that begins with % is a directive of YAML and has no place here",
            "Remove the line, or put the key in quotes.",
        )
    return _Meaning(
        "this line does not belong to what stands before it",
        _COLUMNS,
    )

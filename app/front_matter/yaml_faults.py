"""Errors of libyaml to faults in an author's words, at the place of the mistake."""

from typing import Final

from yaml import MarkedYAMLError
from yaml.reader import ReaderError

from app.front_matter.errors import SYNTAX, Explanation, explain
from app.problems import Fault, shorten
from app.regex import regex

_QUOTE: Final = "Put the whole value in quotes."
_CANNOT_BEGIN: Final = (
    "found character that cannot start any token",
    "did not find expected node content",
)
_NO_DOCUMENT: Final = "did not find expected <document start>"
_KEY_AND_VALUE: Final = regex(r"""[\s-]*+(?:[^\s"'#][^:"'#]*|"[^"]*"|'[^']*'):\s""")
# A line that begins with a key and a quote, and the rest of the line.
_QUOTE_AFTER_KEY: Final = regex(r"""[\s-]*+[^\s"'#:]++:\s++(["'])(.*)""")
_COLON_WITHOUT_SPACE: Final = regex(r"\s*[\w-]+:[^\s/]")


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
    if problem == "did not find expected key" and (quote := _unclosed_quote(block, index)) >= 0:
        # The quote of a later value closed it.
        index, problem, context = quote, "found unexpected end of stream", None
    explanation = _explain(problem, block, index)
    if explanation.at_context and context:
        index = context.index
    return Fault(base + index, SYNTAX, explanation.message, explanation.hint)


def follows_document(error: Exception, block: str) -> bool:
    """Return True if the parser had read a whole document before the error."""
    problem = error.problem if isinstance(error, MarkedYAMLError) else None
    return problem == _NO_DOCUMENT and not block.lstrip().startswith("%")


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


def _explain(problem: str, block: str, index: int) -> Explanation:
    if problem == "mapping values are not allowed in this context":
        return _unexpected_colon(block, index)
    sign = block[index : index + 1]
    if problem == "found character that cannot start any token" and sign == "\t":
        return explain("yaml", "a tab begins a value")
    if problem == "did not find expected node content" and not sign.strip():
        return explain("yaml", "no content")
    if problem in _CANNOT_BEGIN:
        return Explanation(f'a value cannot begin with "{sign}"', _QUOTE)
    if problem == "did not find expected key":
        before = block[block.rfind("\n", 0, index) + 1 : index]
        return explain("yaml", "text after a value" if before.strip() else "another column")
    if problem == _NO_DOCUMENT:
        is_directive = block.lstrip().startswith("%")
        return explain("yaml", "a late directive" if is_directive else "outside the mapping")
    return explain("yaml", problem)


def _unclosed_quote(block: str, index: int) -> int:
    """Return where the quote opens that one before an index closes on a later line, or -1."""
    line_start = block.rfind("\n", 0, index) + 1
    closing = _QUOTE_AFTER_KEY.fullmatch(block, line_start, index)
    if closing is None or closing[2]:
        return -1
    offset, place = 0, -1
    for line in block[:line_start].splitlines(keepends=True):
        match = _QUOTE_AFTER_KEY.match(line)
        if match and match[1] == closing[1] and match[1] not in match[2]:
            place = offset + match.start(1)
        offset += len(line)
    return place


def _unexpected_colon(block: str, index: int) -> Explanation:
    line_start = block.rfind("\n", 0, index) + 1
    before = block[line_start:index]
    if (match := _KEY_AND_VALUE.match(before + " ")) and match.end() <= len(before):
        key = shorten(before[: match.end()].strip().lstrip("- ").rstrip(": "))
        message = f'the value of "{key}" contains a colon and a space and is not in quotes'
        return Explanation(message, _QUOTE)
    previous = block[block.rfind("\n", 0, max(line_start - 1, 0)) + 1 : line_start]
    no_space = _COLON_WITHOUT_SPACE.match(previous)
    return explain("yaml", "no space after a colon" if no_space else "misplaced key")

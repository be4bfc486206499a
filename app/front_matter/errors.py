"""Faults that front matter of every format may have."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from typing import Any, Final, NamedTuple

from app.front_matter.values import DEPTH_LIMIT
from app.problems import Fault, shorten
from app.regex import regex
from app.tables import read_table

SYNTAX: Final = "front-matter-syntax"
UNCLOSED: Final = "front-matter-unclosed"
_LINE_END: Final = regex("\n")


class FrontMatterError(Exception):
    """The front matter cannot be read: it does not parse, is not a mapping, ..."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(*faults)
        self.faults: tuple[Fault, ...] = faults


class TextAfterError(FrontMatterError):
    """A complete document of YAML ends at an offset, and what follows does not parse."""

    def __init__(self, fault: Fault, end: int) -> None:
        super().__init__(fault)
        self.end = end


class UnclosedFrontMatterError(FrontMatterError):
    """The front matter that opens at an offset has no closing delimiter."""

    def __init__(self, offset: int, opening: str, closing: str, hint: str = "") -> None:
        message = f"the front matter opens here with {opening} and is never closed"
        remedy = f"Add {closing} after the last key. {hint}".rstrip()
        super().__init__(Fault(offset, UNCLOSED, message, remedy))


def not_mapping_error(
    offset: int, kind: str, hint: str = "Write one key per line, such as title: Neck pain."
) -> FrontMatterError:
    """Return the error of front matter that is a value of another kind, such as "a list"."""
    message = f"expected keys and their values here, not {kind}"
    return FrontMatterError(Fault(offset, "front-matter-not-mapping", message, hint))


def too_deep_error(offset: int) -> FrontMatterError:
    """Return the error of collections that nest beyond the limit."""
    message = f"values are nested more than {DEPTH_LIMIT} levels deep here"
    return FrontMatterError(Fault(offset, "nested-too-deep", message, "Nest the values less."))


class LineNumbers:
    """The lines of a text, from 1, by offset. Its line ends are looked for once, if ever."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __getitem__(self, offset: int) -> int:
        return bisect_left(self._ends, offset) + 1

    @cached_property
    def _ends(self) -> list[int]:
        return [match.start() for match in _LINE_END.finditer(self._text)]


def duplicate_key_fault(
    key: str,
    offset: int,
    first_line: int | None,
    outcome: str = "only the first is used",
    code: str = "duplicate-key",
) -> Fault:
    """Return the fault of a key that occurs twice in one mapping.

    `offset` is that of the second occurrence, `first_line` the line of the first, if known.
    """
    place = "" if first_line is None else f" (first in line {first_line})"
    message = f'the key "{shorten(key)}" occurs twice{place}'
    return Fault(offset, code, message, f"Remove or rename one of the two; {outcome}.")


def repeated_key_fault(key: str, offset: int, first_line: int) -> Fault:
    """Return the fault of a key that occurs again where the last value counts."""
    outcome = "the last is used, as on your website"
    return duplicate_key_fault(key, offset, first_line, outcome, "repeated-key")


class Explanation(NamedTuple):
    """The message and hint for an error of a parser.

    `at_context`: the mistake is where the parser began to scan, not where it stopped.
    """

    message: str
    hint: str
    at_context: bool = False


def explain(language: str, error: str) -> Explanation:
    """Return the explanation of a parser's error message: see `explanations.toml`."""
    for entry in _explanations()[language]:
        if error.startswith(tuple(entry["begins"])):
            return Explanation(entry["message"], entry["hint"], entry.get("at_context", False))
    return Explanation(f"this is no {language.upper()}", "Put the whole value in quotes.")


@cache
def _explanations() -> Mapping[str, Sequence[Mapping[str, Any]]]:
    return read_table("app.front_matter", "explanations.toml")

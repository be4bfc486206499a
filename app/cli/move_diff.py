"""A planned move as a unified diff with renames, as `git diff -M` prints it."""

import difflib
from collections.abc import Iterator, Mapping
from typing import Final

from app.library.moves.plan import Plan
from app.regex import regex

_LINE: Final = regex(r"[^\n]*\n|[^\n]+")
_CONTEXT: Final = 3


def as_diff(plan: Plan, texts: Mapping[str, tuple[str, str]]) -> str:
    """Return the diff of a plan; `texts` are the old and new texts of the files with edits."""
    names = {move.old: move.new for move in plan.moves}
    lines: list[str] = []
    for old in sorted({*names, *texts}):
        new = names.get(old, old)
        before, after = texts.get(old, ("", ""))
        lines.append(f"diff --git {_name('a', old)} {_name('b', new)}\n")
        if new != old:
            lines += (
                f"similarity index {_similarity(before, after)}%\n",
                f"rename from {old}\n",
                f"rename to {new}\n",
            )
        if before != after:
            lines += _hunks(old, new, before, after)
    return "".join(lines)


def _hunks(old: str, new: str, before: str, after: str) -> Iterator[str]:
    yield f"--- {_name('a', old)}{_end_of_name(old)}\n"
    yield f"+++ {_name('b', new)}{_end_of_name(new)}\n"
    lines = difflib.unified_diff(_LINE.findall(before), _LINE.findall(after), n=_CONTEXT)
    for number, line in enumerate(lines):
        if number < 2:
            continue
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _name(side: str, name: str) -> str:
    return f"{side}/{name}"


def _end_of_name(name: str) -> str:
    """Return what ends a name with blanks, so that programs do not take them for its end."""
    return "\t" if " " in name else ""


def _similarity(before: str, after: str) -> int:
    """Return how much of a text stays, in hundredths: by lines, as git does."""
    if before == after:
        return 100
    lines, others = _LINE.findall(before), _LINE.findall(after)
    matcher = difflib.SequenceMatcher(None, lines, others, autojunk=False)
    kept = sum(
        len("".join(lines[block.a : block.a + block.size]))
        for block in matcher.get_matching_blocks()
    )
    return min(99, 100 * kept // max(len(before), len(after), 1))

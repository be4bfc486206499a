"""A planned move as a unified diff with renames, as `git diff -M` prints it."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from app.library.moves.plan import Plan
from app.markdown.edits import Edit, EditedText
from app.regex import regex

_LINE: Final = regex(r"[^\n]*\n|[^\n]+")
_CONTEXT: Final = 3
_MARK: Final = "\ufeff"


class _Change(NamedTuple):
    """New lines in place of others, which begin behind `start` lines of the old text."""

    start: int
    old: Sequence[str]
    new: Sequence[str]

    @property
    def end(self) -> int:
        return self.start + len(self.old)


def as_diff(plan: Plan, texts: Mapping[str, tuple[str, str]]) -> str:
    """Return the diff of a plan; `texts` are the old and new texts of the files with edits."""
    names = {move.old: move.new for move in plan.moves}
    rows: list[str] = []
    for old in sorted({*names, *texts}):
        new = names.get(old, old)
        before, after = texts.get(old, ("", ""))
        lines = _LINE.findall(before)
        changes = tuple(_changes(before, lines, plan.edits.get(old, ())))
        rows.append(f"diff --git {_name('a', old)} {_name('b', new)}\n")
        if new != old:
            rows += (
                f"similarity index {_similarity(before, after, changes)}%\n",
                f"rename from {old}\n",
                f"rename to {new}\n",
            )
        if changes:
            rows += (
                f"--- {_name('a', old)}{_end_of_name(old)}\n",
                f"+++ {_name('b', new)}{_end_of_name(new)}\n",
                *_hunks(lines, changes),
            )
    return "".join(rows)


def _changes(before: str, lines: Sequence[str], edits: Sequence[Edit]) -> Iterator[_Change]:
    """Yield the lines that edits change. Edits are in order and count no byte-order mark."""
    mark = len(before) - len(before.removeprefix(_MARK))
    starts = (0, *accumulate(map(len, lines)))
    groups: list[tuple[int, int, list[Edit]]] = []
    for edit in edits:
        place = Edit(edit.start + mark, edit.end + mark, edit.text)
        first = bisect_right(starts, place.start) - 1
        last = bisect_right(starts, place.end)
        if place.start == len(before) and not before.endswith("\n"):
            # What is added to the last line changes it.
            first = max(len(lines) - 1, 0)
        if groups and first <= groups[-1][1]:
            first, end, others = groups.pop()
            groups.append((first, max(end, last), [*others, place]))
        else:
            groups.append((first, last, [place]))
    for first, last, places in groups:
        base = starts[first]
        old = lines[first:last]
        moved = (Edit(edit.start - base, edit.end - base, edit.text) for edit in places)
        new = _LINE.findall(EditedText("".join(old), moved).text)
        same = _common(old, new)
        same_end = _common(old[same:][::-1], new[same:][::-1])
        change = _Change(
            first + same, old[same : len(old) - same_end], new[same : len(new) - same_end]
        )
        if change.old or change.new:
            yield change


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many lines at the beginning of both are equal."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (a, b) in pairs if a != b), min(len(one), len(other)))


def _hunks(lines: Sequence[str], changes: Sequence[_Change]) -> Iterator[str]:
    """Yield the lines of the hunks, which have changes with common context."""
    groups: list[list[_Change]] = []
    for change in changes:
        if groups and change.start - groups[-1][-1].end <= 2 * _CONTEXT:
            groups[-1].append(change)
        else:
            groups.append([change])
    grown = 0
    for group in groups:
        start = max(group[0].start - _CONTEXT, 0)
        end = min(group[-1].end + _CONTEXT, len(lines))
        growth = sum(len(change.new) - len(change.old) for change in group)
        yield (
            f"@@ -{_range(start, end - start)} +{_range(start + grown, end - start + growth)} @@\n"
        )
        grown += growth
        for change in group:
            yield from (_row(" ", line) for line in lines[start : change.start])
            yield from (_row("-", line) for line in change.old)
            yield from (_row("+", line) for line in change.new)
            start = change.end
        yield from (_row(" ", line) for line in lines[start:end])


def _range(start: int, length: int) -> str:
    if length == 1:
        return f"{start + 1}"
    # An empty range is named by the line before it.
    return f"{start + 1 if length else start},{length}"


def _row(sign: str, line: str) -> str:
    end = "" if line.endswith("\n") else "\n\\ No newline at end of file\n"
    return f"{sign}{line}{end}"


def _name(side: str, name: str) -> str:
    return f"{side}/{name}"


def _end_of_name(name: str) -> str:
    """Return what ends a name with blanks, so that programs do not take them for its end."""
    return "\t" if " " in name else ""


def _similarity(before: str, after: str, changes: Sequence[_Change]) -> int:
    """Return how much of a text stays, in hundredths: by lines, as git does."""
    if not changes:
        return 100
    kept = len(before) - sum(len(line) for change in changes for line in change.old)
    return min(99, 100 * kept // max(len(before), len(after), 1))

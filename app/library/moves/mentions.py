"""Places that name a moved page or file and are not changed, such as links in layouts."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from app.files.tree import suffix_of
from app.library.moves.editable_text import EditableText
from app.library.moves.plan import Left
from app.library.moves.reading import Reading
from app.library.moves.relocation import Relocation
from app.markdown.edits import Edit

_IN_TEXT: Final = "the address stands in text or in a tag of a template"
_IN_TEMPLATE: Final = "a layout, an include or another file of the site has this address"
# Of files that are on the website as they are.
_TEXT_SUFFIXES: Final = frozenset({".htm", ".html", ".xml"})
_MOST_BYTES: Final = 1_000_000
# So many names are searched for at once.
_MOST_NAMES: Final = 2_000


def mentions(
    relocation: Relocation,
    edits: Mapping[str, Sequence[Edit]],
    known: Iterable[Left],
) -> Iterator[Left]:
    """Yield the places where an old address or file name stays as it is.

    Those of `known` are listed already.
    """
    pattern = _pattern(relocation)
    if pattern is None:
        return
    listed = {(item.file, item.line) for item in known}
    before = relocation.before
    names = dict.fromkeys(
        (*(file.name for file in before.listing.rules.files), *_others(before), *before.documents)
    )
    for name in names:
        text = before.text(name)
        if text is None:
            continue
        reason = _IN_TEXT if name in before.documents else _IN_TEMPLATE
        for left in _in_text(name, text, pattern, edits.get(name, ()), reason):
            if (left.file, left.line) not in listed:
                listed.add((left.file, left.line))
                yield left


def _others(reading: Reading) -> Iterator[str]:
    """Yield the names of layouts, includes, data files and pages that are no documents."""
    for file in reading.listing.tree.data_files:
        yield file.name
    for file in reading.listing.tree.includables:
        is_small = file.stamp is None or file.stamp.size <= _MOST_BYTES
        if is_small and suffix_of(file.name) in _TEXT_SUFFIXES:
            yield file.name


def _in_text(
    name: str,
    text: EditableText,
    pattern: re.Pattern[str],
    edits: Sequence[Edit],
    reason: str,
) -> Iterator[Left]:
    # Edits are in order and do not overlap.
    starts = [edit.start for edit in edits]
    for match in pattern.finditer(text.text):
        before = bisect_right(starts, match.end())
        if not before or edits[before - 1].end < match.start():
            yield Left(name, *text.locate(match.start()), match.group(), reason)


def _pattern(relocation: Relocation) -> re.Pattern[str] | None:
    """Return the pattern of the old addresses and names of all that moves."""
    names = set()
    for old, new in relocation.names.items():
        before = relocation.before.pages.get(old)
        after = relocation.after.pages.get(new)
        if before is None:
            names.add(f"/{old}")
        elif (
            after is not None
            and before.path not in {after.path, "/"}
            and not relocation.is_taken(before.path)
        ):
            names.add(before.path.rstrip("/"))
    if not names:
        return None
    words = "|".join(map(re.escape, sorted(names, key=len, reverse=True)[:_MOST_NAMES]))
    # An address stands between quotes, brackets, blanks or signs of an assignment.
    return re.compile(rf"(?<=[\"'(<>=\s\]])(?:{words})(?:/|\.html)?(?=[\"')<>\s?#\\]|\Z)")

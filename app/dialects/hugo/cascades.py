"""Cascades: front matter that a section, or the configuration, hands down to whole folders.

Specification: https://gohugo.io/content-management/front-matter/#cascade.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from app.front_matter import FrontMatter, KeyPath, Value, source_text
from app.problems import Fault

_TARGETS: Final = ("target", "_target")


class Cascade(NamedTuple):
    """Front matter for all documents below a folder of the content; all of it where that is empty.

    `path` is a pattern that the logical path must fit, `kinds` the kinds of page that are meant.
    """

    below: str
    values: Mapping[str, Value]
    path: str | None
    kinds: frozenset[str]
    language: str | None


def cascades(value: Value | None, below: str) -> Iterable[Cascade]:
    """The cascades that a front matter or the configuration writes."""
    written: Sequence[Value] = value if isinstance(value, tuple) else (value,) if value else ()
    for each in written:
        if not isinstance(each, Mapping):
            continue
        lowered = {key.lower(): held for key, held in each.items()}
        targets = [lowered.pop(key, None) for key in _TARGETS]
        target = next(filter(None, targets), None)
        target = (
            {key.lower(): held for key, held in target.items()}
            if isinstance(target, Mapping)
            else {}
        )
        kind = source_text(target.get("kind", ""))
        yield Cascade(
            below=below,
            values=lowered,
            path=source_text(target.get("path", "")) or None,
            kinds=frozenset(re.findall("[a-z]+", kind.lower())) if kind else frozenset(),
            language=source_text(target.get("lang", "")) or None,
        )


def overlaid(under: Mapping[str, Value], over: Mapping[str, Value]) -> Mapping[str, Value]:
    """Both in one; where both have a key, the second's value, mappings again overlaid."""
    made = dict(under)
    for key, value in over.items():
        below = made.get(key)
        if isinstance(below, Mapping) and isinstance(value, Mapping):
            made[key] = overlaid(below, value)
        else:
            made[key] = value
    return made


def cascade_faults(found: FrontMatter) -> Iterable[Fault]:
    """What is wrong with the cascades that a front matter or a configuration writes.

    Only those of one list can contradict each other: what a section says goes before what is said
    above it.
    """
    for key, written in found.values.items():
        if key.lower() != "cascade":
            continue
        if not isinstance(written, tuple):
            yield from _unfit(found, (key,), written)
            continue
        for index, each in enumerate(written):
            yield from _unfit(found, (key, index), each)
        yield from _contradicting(found, key, written)


def _unfit(found: FrontMatter, path: KeyPath, value: Value) -> Iterable[Fault]:
    if not isinstance(value, Mapping) and source_text(value):
        told = f"a cascade is a mapping of keys to values, and here is {source_text(value)!r}"
        hint = "Write the keys that the pages below are to have, one to a line."
        yield Fault(found.marks[path].value, "invalid-value", told, hint)


def _contradicting(found: FrontMatter, key: str, written: Sequence[Value]) -> Iterable[Fault]:
    first: dict[object, Value] = {}
    for index, each in enumerate(written):
        if not isinstance(each, Mapping):
            continue
        (cascade,) = cascades(each, "")
        pages = (cascade.path, cascade.kinds, cascade.language)
        for path, value in _leaves(each, (key, index)):
            if str(path[2]).lower() in _TARGETS:
                continue
            names = tuple(str(name).lower() for name in path[2:])
            before = first.setdefault((pages, names), value)
            if before != value:
                told = (
                    f'the cascade says "{".".join(names)}" once more for the same pages, and '
                    "otherwise; what it said first counts"
                )
                hint = "Take one of the two out, or give them different targets."
                yield Fault(found.marks[path].key, "cascade-contradiction", told, hint)


def _leaves(value: Mapping[str, Value], path: KeyPath) -> Iterable[tuple[KeyPath, Value]]:
    for key, held in value.items():
        if isinstance(held, Mapping) and held:
            yield from _leaves(held, (*path, key))
        else:
            yield (*path, key), held

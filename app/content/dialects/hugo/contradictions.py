"""Cascades that say of the same pages that one thing is so and otherwise."""

from collections.abc import Iterable, Mapping, Sequence

from app.content.dialects.hugo.configuration import cascades
from app.content.front_matter import FrontMatter, KeyPath, Mark, Value, source_text
from app.content.problems import Fault

_TARGETS = frozenset({"target", "_target"})


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
        yield Fault(_mark(found, path).value, "invalid-value", told, hint)


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
                yield Fault(_mark(found, path).key, "cascade-contradiction", told, hint)


def _leaves(value: Mapping[str, Value], path: KeyPath) -> Iterable[tuple[KeyPath, Value]]:
    for key, held in value.items():
        if isinstance(held, Mapping) and held:
            yield from _leaves(held, (*path, key))
        else:
            yield (*path, key), held


def _mark(found: FrontMatter, path: KeyPath) -> Mark:
    while path and path not in found.marks:
        path = path[:-1]
    return found.marks.get(path, Mark(0, 0))

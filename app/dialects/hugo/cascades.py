"""Cascades: front matter that a section, or the configuration, gives to whole folders.

Specification: https://gohugo.io/content-management/front-matter/#cascade.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from app.dialects.mappings import lowered_keys, mapping_of, text_at
from app.front_matter import FrontMatter, KeyPath, Value, source_text
from app.problems import Fault
from app.site.globs import brace_glob, shell_glob
from app.site.patterns import PatternError

_TARGETS: Final = ("target", "_target")


class Cascade(NamedTuple):
    """Front matter for all documents `below` a folder of the content; empty is all of it.

    `path` is a glob of logical paths, `kinds` are kinds of page; None or empty for any.
    """

    below: str
    values: Mapping[str, Value]
    path: str | None
    kinds: frozenset[str]
    language: str | None


def cascades(value: Value | None, below: str) -> Iterable[Cascade]:
    """Return the cascades of a front matter or a configuration."""
    items = value if isinstance(value, tuple) else () if value is None else (value,)
    for item in items:
        if not isinstance(item, Mapping):
            continue
        values = lowered_keys(item)
        targets = [values.pop(key, None) for key in _TARGETS]
        target = lowered_keys(mapping_of(next(filter(None, targets), None)))
        kind = text_at(target, "kind") or ""
        yield Cascade(
            below=below,
            values=values,
            path=text_at(target, "path") or None,
            kinds=frozenset(re.findall("[a-z]+", kind.lower())),
            language=text_at(target, "lang") or None,
        )


def cascade_faults(front_matter: FrontMatter) -> Iterable[Fault]:
    """Return what is wrong with the cascades of a front matter or a configuration.

    Only those of one list contradict each other: what a section states overrides what is above.
    """
    for key, value in front_matter.values.items():
        if key.lower() != "cascade":
            continue
        if not isinstance(value, tuple):
            yield from _item_faults(front_matter, (key,), value)
            continue
        for index, item in enumerate(value):
            yield from _item_faults(front_matter, (key, index), item)
        yield from _contradictions(front_matter, key, value)


def _item_faults(front_matter: FrontMatter, path: KeyPath, value: Value) -> Iterable[Fault]:
    place = front_matter.marks[path].value
    if not isinstance(value, Mapping):
        if source_text(value):
            message = f"a cascade must be a mapping of keys to values, not {source_text(value)!r}"
            hint = "Write the keys that the pages below inherit, one per line."
            yield Fault(place, "invalid-value", message, hint)
        return
    (cascade,) = cascades(value, "")
    for compiled, pattern in ((brace_glob, cascade.path), (shell_glob, cascade.language)):
        try:
            compiled(pattern or "")
        except PatternError as error:
            message = f"the target of a cascade is not a valid pattern: {error}"
            yield Fault(place, "invalid-value", message, "Write a shorter or simpler pattern.")


def _contradictions(front_matter: FrontMatter, key: str, items: Sequence[Value]) -> Iterable[Fault]:
    first: dict[object, Value] = {}
    for index, item in enumerate(items):
        if not isinstance(item, Mapping):
            continue
        (cascade,) = cascades(item, "")
        pages = (cascade.path, cascade.kinds, cascade.language)
        for path, value in _leaves(item, (key, index)):
            if str(path[2]).lower() in _TARGETS:
                continue
            names = tuple(str(name).lower() for name in path[2:])
            if first.setdefault((pages, names), value) != value:
                message = (
                    f'the cascade sets "{".".join(names)}" for the same pages as before, to '
                    "another value; the first one counts"
                )
                hint = "Remove one of the two, or give them different targets."
                yield Fault(front_matter.marks[path].key, "cascade-contradiction", message, hint)


def _leaves(value: Mapping[str, Value], path: KeyPath) -> Iterable[tuple[KeyPath, Value]]:
    for key, item in value.items():
        if isinstance(item, Mapping) and item:
            yield from _leaves(item, (*path, key))
        else:
            yield (*path, key), item

"""A body in kramdown's Markdown, walked."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from app.dialects.jekyll.kramdown.headings import HeadingIds, KramdownSlugger
from app.dialects.jekyll.kramdown.parsing import parse_kramdown
from app.dialects.jekyll.kramdown.walk import KramdownWalk
from app.files.text import LocatedText
from app.markdown.sanitise import Policy

_LEVELS: Final = re.compile(r"([1-6])\.\.([1-6])|[1-6](?:\s*,\s*[1-6])*")
_ALL_LEVELS: Final = frozenset(range(1, 7))


@dataclass(frozen=True, slots=True)
class Kramdown:
    """Markdown as kramdown reads it.

    `heading_ids` names the rule for ids of headings that have none of their own. `options` are
    kramdown's, by its names: `toc_levels` and `auto_ids` count, and a document may override them.
    """

    heading_ids: HeadingIds = "github"
    options: tuple[tuple[str, str], ...] = ()

    def walk(
        self,
        source: LocatedText,
        start: int,
        is_internal: Callable[[str], bool],
        policy: Policy | None,
    ) -> KramdownWalk:
        """Return the finished walk over the body that begins at `start` of a document."""
        return walk_kramdown(source, start, self, is_internal, policy)


# Jekyll's default, `input: GFM`. With `input: kramdown` ids are made by kramdown's own rule.
KRAMDOWN: Final = Kramdown()
KRAMDOWN_PLAIN: Final = Kramdown("kramdown")


def walk_kramdown(
    source: LocatedText,
    start: int,
    flavour: Kramdown,
    is_internal: Callable[[str], bool],
    policy: Policy | None,
) -> KramdownWalk:
    """Return the finished walk over the body that begins at `start` of a document."""
    parsed = parse_kramdown(source.text[start:], policy)
    walk = KramdownWalk(
        parsed.text,
        parsed.data,
        source,
        lambda byte: start + parsed.origin(byte),
        is_internal,
        policy,
    )
    options = {**dict(flavour.options), **parsed.options}
    walk.prepare(
        KramdownSlugger(flavour.heading_ids),
        parsed.attributes,
        parsed.headless,
        parsed.abbreviations,
        _levels(options.get("toc_levels", "")),
        lists_all=options.get("auto_ids", "").lower() != "false",
    )
    walk.run(parsed.events)
    return walk


def _levels(value: str) -> frozenset[int]:
    """Return the depths of headings that a table of contents lists: `1..3` or `2,3`."""
    match = _LEVELS.fullmatch(value.strip())
    if match is None:
        return _ALL_LEVELS
    if match[1]:
        return frozenset(range(int(match[1]), int(match[2]) + 1))
    return frozenset(int(level) for level in value.split(","))

"""A body in Hugo's Markdown, walked."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from app.dialects.hugo.goldmark.documents import Assembly
from app.dialects.hugo.goldmark.headings import HeadingIds, HugoSlugger
from app.dialects.hugo.goldmark.options import GoldmarkOptions
from app.dialects.hugo.goldmark.walk import GoldmarkWalk
from app.dialects.hugo.shortcodes import NO_SITE, Item, Shortcode, ShortcodeContext, read_shortcodes
from app.files.text import LocatedText
from app.markdown.sanitise import Policy

# Arguments that name a place to jump to.
_IDS: Final = frozenset({"anchor", "id"})


@dataclass(frozen=True, slots=True)
class Goldmark:
    """Markdown as Hugo reads it, shortcodes included.

    `heading_ids` names the rule for ids of headings that have none of their own. `options` are
    the parser's, by Hugo's names: `attribute.title`, `attribute.block`, `autoHeadingID` and
    `autoDefinitionTermID`. `shortcodes` is what the document's shortcodes may look up.
    """

    heading_ids: HeadingIds = "github"
    options: tuple[tuple[str, str], ...] = ()
    shortcodes: ShortcodeContext = NO_SITE

    def walk(
        self,
        source: LocatedText,
        start: int,
        is_internal: Callable[[str], bool],
        policy: Policy | None,
    ) -> GoldmarkWalk:
        """Return the finished walk over the body that begins at `start` of a document."""
        return walk_goldmark(source, start, self, is_internal, policy)


def walk_goldmark(
    source: LocatedText,
    start: int,
    flavour: Goldmark,
    is_internal: Callable[[str], bool],
    policy: Policy | None,
) -> GoldmarkWalk:
    """The walk over the body that begins at `start` of a document, once it is done."""
    body = source.text[start:]
    context = flavour.shortcodes
    items, faults = read_shortcodes(body, context.enclosing)
    options = GoldmarkOptions.of(dict(flavour.options))
    assembly = Assembly(body, context, faults, options)
    events = assembly.events(0, len(body), items)
    walk = GoldmarkWalk(
        assembly.text(),
        assembly.data(),
        source,
        lambda byte: start + assembly.origin(byte),
        is_internal,
        policy,
    )
    walk.prepare(has_shortcodes=bool(items))
    slugger = HugoSlugger(flavour.heading_ids)
    walk.name_by(slugger, assembly.headings, assembly.attributes, options)
    for fault in sorted(assembly.faults, key=lambda fault: fault.offset):
        walk.problems.append(source.problem(fault._replace(offset=start + fault.offset)))
    walk.anchor_endings = tuple(dict.fromkeys(_ids(items)))
    walk.run(events)
    return walk


def _ids(items: Iterable[Item]) -> Iterator[str]:
    """The ids that shortcodes are given: what their templates make of them may begin otherwise."""
    for item in items:
        if isinstance(item, Shortcode):
            yield from (value for name, value in item.arguments if name in _IDS and value)
            yield from _ids(item.items)

"""A body in Hugo's Markdown, walked."""

from collections.abc import Callable

from app.content.markdown.flavour import Flavour
from app.content.markdown.goldmark.documents import Assembly
from app.content.markdown.goldmark.headings import HugoSlugger
from app.content.markdown.goldmark.options import GoldmarkOptions
from app.content.markdown.goldmark.walk import GoldmarkWalk
from app.content.markdown.sanitise import Policy
from app.content.shortcodes import ShortcodeContext, read_shortcodes
from app.content.text import LocatedText


def walk_goldmark(
    source: LocatedText,
    start: int,
    flavour: Flavour,
    is_internal: Callable[[str], bool],
    policy: Policy | None,
    context: ShortcodeContext,
) -> GoldmarkWalk:
    """The walk over the body that begins at `start` of a document, once it is done."""
    body = source.text[start:]
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
    walk.run(events)
    return walk

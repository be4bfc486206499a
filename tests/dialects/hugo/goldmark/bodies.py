"""Bodies in Hugo's Markdown as the tests read them."""

from typing import Any, Final, TypeAlias

from app.dialects.hugo.goldmark.headings import HeadingIds
from app.dialects.hugo.goldmark.reading import Goldmark
from app.dialects.hugo.shortcodes import ShortcodeContext
from app.markdown import Body, Policy, parse_body
from app.records import TocEntry
from tests.markdown.bodies import is_internal, source_of, tree

Options: TypeAlias = tuple[tuple[str, str], ...]
BLOCK_ATTRIBUTES: Final[Options] = (("attribute.block", "true"),)

PARAMS = {
    "word": "parametric",
    "list": ["a", 1, True],
    "markup": "<b>*x*</b>",
    "js": "javascript:alert(1)",
}


SITE = ShortcodeContext(PARAMS.get)


def parse(
    markdown: str,
    *,
    heading_ids: HeadingIds = "github",
    hosts: tuple[str, ...] = (),
    site: ShortcodeContext = SITE,
    options: Options = (),
) -> Body:
    """A body of a site that has some parameters."""
    return parse_body(
        source_of(markdown),
        0,
        is_internal=is_internal,
        policy=Policy(hosts),
        flavour=Goldmark(heading_ids, options, site),
    )


def nodes(markdown: str, options: Options = ()) -> list[dict[str, Any]]:
    """The blocks of a body."""
    children: list[dict[str, Any]] = tree(parse(markdown, options=options))["children"]
    return children


def html(markdown: str, hosts: tuple[str, ...] = (), options: Options = ()) -> str:
    """The HTML of a body, with `/link-0` for an address."""
    content = parse(markdown, hosts=hosts, options=options).content
    return content.unpack(lambda kind, number: f"/{kind}-{number}").html


def text(markdown: str, options: Options = ()) -> str:
    """The text of a body."""
    return parse(markdown, options=options).content.unpack().text


def contents(entries: tuple[TocEntry, ...]) -> list[tuple[str, str]]:
    """Ids and titles of a table of contents, in order."""
    found: list[tuple[str, str]] = []
    for entry in entries:
        found.append((entry.id, entry.title))
        found += contents(entry.children)
    return found


def directive(kind: str, name: str, *children: Any, **attributes: str) -> dict[str, Any]:
    """A component's node."""
    return {"type": kind, "name": name, "attributes": attributes, "children": list(children)}

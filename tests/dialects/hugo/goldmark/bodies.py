"""Bodies in Hugo's Markdown as the tests read them."""

from collections.abc import Mapping
from typing import Any, Final

from app.dialects.hugo.goldmark.options import DEFAULT_OPTIONS, GoldmarkOptions, IdType
from app.dialects.hugo.goldmark.reading import Goldmark
from app.dialects.hugo.shortcodes.context import ShortcodeContext
from app.front_matter import Scalar, Value
from app.markdown import Body, Policy, parse_body
from app.records import TocEntry
from tests.markdown.bodies import is_internal, source_of, tree

BLOCK_ATTRIBUTES: Final = GoldmarkOptions(block_attributes=True)

PARAMS: Mapping[str, Value] = {
    "word": "parametric",
    "list": ("a", Scalar(1, "1"), Scalar(True, "true")),
    "markup": "<b>*x*</b>",
    "js": "javascript:alert(1)",
}


SITE = ShortcodeContext(PARAMS)


def parse(
    markdown: str,
    *,
    heading_ids: IdType = "github",
    hosts: tuple[str, ...] = (),
    site: ShortcodeContext = SITE,
    options: GoldmarkOptions = DEFAULT_OPTIONS,
) -> Body:
    """A body of a site that has some parameters."""
    return parse_body(
        source_of(markdown),
        0,
        is_internal=is_internal,
        policy=Policy(hosts),
        flavour=Goldmark(options._replace(id_type=heading_ids), site),
    )


def nodes(markdown: str, options: GoldmarkOptions = DEFAULT_OPTIONS) -> list[dict[str, Any]]:
    """The blocks of a body."""
    children: list[dict[str, Any]] = tree(parse(markdown, options=options))["children"]
    return children


def html(
    markdown: str, hosts: tuple[str, ...] = (), options: GoldmarkOptions = DEFAULT_OPTIONS
) -> str:
    """The HTML of a body, with `/link-0` for an address."""
    content = parse(markdown, hosts=hosts, options=options).content
    return content.unpack(lambda kind, number: f"/{kind}-{number}").html


def text(markdown: str, options: GoldmarkOptions = DEFAULT_OPTIONS) -> str:
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

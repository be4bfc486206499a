"""One page: as readers see it, and all that is known of it."""

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

import orjson

from app.library.library import Library
from app.problems import Problem, Severity
from app.records import Link, Page
from app.views.answers import encode
from app.views.catalog import Catalog
from app.views.explorer.frame import EditorLinks
from app.views.explorer.json_tree import JsonNode, json_tree
from app.views.explorer.preview import Picture, picture_of, preview
from app.views.explorer.problems import Place, problems_of_file
from app.views.pages import page_view

_WORDS_A_MINUTE: Final = 200
# The fields that authors write, in the order in which they are shown.
_WRITTEN: Final = (
    *("title", "subtitle", "description", "layout", "language", "date", "updated"),
    *("publish_date", "expiry_date", "draft", "image", "menus", "tags", "categories"),
)
_MOST_LINKS: Final = 200


class SectionRow(NamedTuple):
    """A section of a body."""

    id: str | None
    depth: int
    title: str | None
    aspect: str | None
    words: int
    line: int | None
    editor: str | None


class LinkRow(NamedTuple):
    """A link of a page."""

    link: Link
    editor: str | None


class PageDetail(NamedTuple):
    """A page as the explorer shows it.

    `html` is sanitised; with `is_titled` it begins with the title as a heading.
    """

    page: Page
    html: str
    is_titled: bool
    words: int
    minutes: int
    tree: JsonNode
    sections: Sequence[SectionRow]
    links: Sequence[LinkRow]
    more_links: int
    statuses: Sequence[tuple[str, int]]
    pictures: Sequence[Picture]
    front_matter: Sequence[tuple[str, str]]
    problems: Sequence[tuple[str, Severity, Place]]
    editor: str | None


def page_detail(
    catalog: Catalog,
    page: Page,
    problems: Sequence[Problem],
    editor: EditorLinks,
    root: str,
    route: Callable[[str], str],
) -> PageDetail:
    """Return the detail of a page. `route` returns the explorer's address of a page's slug."""
    library = catalog.library
    view = page_view(page, library, None, catalog.digests)
    values: dict[str, Any] = orjson.loads(encode(view))
    body = values["body"]
    # The tree is long, and the addresses below have it whole.
    body["mdast"] = body.pop("mdast")
    rendered = preview(body["html"], library, root, route)
    file = page.source.file
    return PageDetail(
        page,
        rendered.html,
        [(section["depth"], section["title"]) for section in body["sections"][:1]]
        == [(1, page.title)],
        body["word_count"],
        math.ceil(body["word_count"] / _WORDS_A_MINUTE),
        json_tree(page.slug, values),
        [
            SectionRow(
                section["id"],
                section["depth"],
                section["title"],
                section["aspect"],
                len(section["text"].split()),
                section["line"],
                editor.to(file, section["line"]),
            )
            for section in body["sections"]
        ],
        [LinkRow(link, editor.to(file, link.line)) for link in page.links[:_MOST_LINKS]],
        max(0, len(page.links) - _MOST_LINKS),
        Counter(link.status for link in page.links).most_common(),
        [*_lead_picture(page, library, root), *rendered.pictures],
        _front_matter(values),
        problems_of_file(problems, editor, file),
        editor.to(file),
    )


def _lead_picture(page: Page, library: Library, root: str) -> Iterator[Picture]:
    """Return the picture of the front matter, if there is one."""
    image = page.image
    if image is not None:
        values = {"src": image.src, "alt": image.alt, "width": image.width, "height": image.height}
        yield picture_of({name: str(value or "") for name, value in values.items()}, library, root)


def _front_matter(values: Mapping[str, Any]) -> Sequence[tuple[str, str]]:
    """Return the fields that have a value, as text."""
    written = [(name, values[name]) for name in _WRITTEN if values[name] not in (None, [], False)]
    return [(name, _text(value)) for name, value in [*written, *values["params"].items()]]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else orjson.dumps(value).decode()

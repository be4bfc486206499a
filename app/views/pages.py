"""Pages in answers: whole, and as items of lists."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, NotRequired

import orjson

from app.library.library import Library
from app.records import Kind, Page, PageBody, Section, TocEntry
from app.views.answers import Answer, record_answer
from app.views.derived import derived_view, fields_of
from app.views.digests import Digests
from app.views.mdast import Root
from app.views.sections import body_sections
from app.views.selection import Selection
from app.views.seo import Seo, seo_view
from app.views.shapes import Included

_WORDS_A_MINUTE: Final = 200
# `weight` only orders pages.
_HIDDEN: Final = frozenset({"weight"})
_NOT_LISTED: Final = _HIDDEN | {"body", "lists", "links", "backlinks", "params"}


@dataclass(frozen=True, slots=True)
class Body:
    """A page's body in every form."""

    html: str
    mdast: Root
    markdown: str
    text: str
    excerpt: str
    toc: tuple[TocEntry, ...]
    sections: tuple[Section, ...]
    word_count: int
    reading_minutes: int


_FIELDS: Final = {
    "kind": Kind,
    "slug": str,
    "digest": str,
    **{name: hint for name, hint in fields_of(Page).items() if name not in _HIDDEN},
}
PageView: Final = derived_view(
    "PageView",
    {**_FIELDS, "body": Body, "seo": Seo, "included": NotRequired[Included]},
    "A page with all its fields. `include` adds `included`.",
)
PageSummaryView: Final = derived_view(
    "PageSummaryView",
    {name: hint for name, hint in _FIELDS.items() if name not in _NOT_LISTED},
    "A page as an item of a list.",
)


def page_summary(page: Page, digests: Digests) -> Mapping[str, Any]:
    """Return the page as an item of a list."""
    fields = {name: value for name, value in vars(page).items() if name not in _NOT_LISTED}
    return {"kind": page.kind, "slug": page.slug, "digest": digests.of(page), **fields}


def page_view(
    page: Page,
    library: Library,
    selection: Selection | None = None,
    digests: Digests | None = None,
) -> Any:
    """Return the page with all its fields, or with the selected ones.

    `digests` are those of the library, so that none is hashed again.
    """
    if selection is not None and not selection.names:
        selection = None
    view: dict[str, Any] = {"kind": page.kind, "slug": page.slug, "digest": None}
    view |= {name: value for name, value in vars(page).items() if name not in _HIDDEN}
    if selection is None or "digest" in selection.names:
        view["digest"] = (digests or Digests(library)).of(page)
    # These two take time, so only if they are asked for.
    if selection is None:
        view["body"] = _body(page.body, None)
    elif "body" in selection.names:
        view["body"] = _body(page.body, selection.names["body"])
    if selection is None or "seo" in selection.names:
        view["seo"] = seo_view(page, library)
    view["params"] = view.pop("params")
    return view if selection is None else selection.pick(view)


def page_answer(
    page: Page,
    library: Library,
    selection: Selection | None = None,
    digests: Digests | None = None,
) -> Answer:
    """Return the answer of a page: whole, or the selected fields."""
    return record_answer("page", page.slug, page_view(page, library, selection, digests))


def _body(body: PageBody, selection: Selection | None) -> Body:
    content = body.content.unpack()
    has_sections = selection is None or not selection.names or "sections" in selection.names
    # The tree is JSON already; it is sent as it is.
    mdast: Any = orjson.Fragment(content.mdast)
    return Body(
        html=content.html,
        mdast=mdast,
        markdown=content.markdown,
        text=content.text,
        excerpt=body.excerpt,
        toc=body.toc,
        sections=body_sections(body, content.html) if has_sections else (),
        word_count=content.word_count,
        reading_minutes=math.ceil(content.word_count / _WORDS_A_MINUTE),
    )

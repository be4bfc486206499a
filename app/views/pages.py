"""The page as clients see it, whole and in lists."""

import datetime as dt
import math
from collections.abc import Mapping
from typing import Any, Final

import orjson
from typing_extensions import TypedDict

from app.library.library import Edge, Library
from app.records import (
    Image,
    Kind,
    LabelledList,
    Link,
    Menu,
    MenuItem,
    MenuPlacement,
    Page,
    PageBody,
    Ref,
    TocEntry,
)
from app.views.answers import Answer
from app.views.mdast import Root
from app.views.records import record_answer
from app.views.selection import Selection
from app.views.seo import seo_view
from app.views.shapes import (
    EdgeView,
    ImageView,
    LabelledListView,
    LinkView,
    MenuItemView,
    MenuPlacementView,
    MenuView,
    RefView,
    SeoView,
    SourceView,
    TocEntryView,
)

_WORDS_A_MINUTE: Final = 200


class BodyView(TypedDict):
    """A body in every form."""

    html: str
    mdast: Root
    markdown: str
    text: str
    excerpt: str
    toc: list[TocEntryView]
    word_count: int
    reading_minutes: int


class PageSummaryView(TypedDict):
    """A page in a list."""

    kind: Kind
    slug: str
    path: str
    title: str
    subtitle: str | None
    description: str | None
    layout: str | None
    section: str | None
    language: str | None
    date: str | None
    updated: str | None
    publish_date: str | None
    expiry_date: str | None
    draft: bool
    image: ImageView | None
    menus: list[MenuPlacementView]
    tags: list[str]
    categories: list[str]
    condition: str | None
    location: str | None
    conditions: list[RefView]
    breadcrumbs: list[RefView]
    previous: RefView | None
    next: RefView | None
    translations: list[RefView]
    source: SourceView


class PageView(PageSummaryView):
    """A page, whole."""

    body: BodyView
    lists: list[LabelledListView]
    links: list[LinkView]
    backlinks: list[RefView]
    seo: SeoView
    params: dict[str, Any]


def page_summary(page: Page) -> PageSummaryView:
    """The page as an item of a list."""
    return {
        "kind": page.kind,
        "slug": page.slug,
        "path": page.path,
        "title": page.title,
        "subtitle": page.subtitle,
        "description": page.description,
        "layout": page.layout,
        "section": page.section,
        "language": page.language,
        "date": _iso(page.date),
        "updated": _iso(page.updated),
        "publish_date": _iso(page.publish_date),
        "expiry_date": _iso(page.expiry_date),
        "draft": page.draft,
        "image": _image(page.image),
        "menus": [_placement(place) for place in page.menus],
        "tags": list(page.tags),
        "categories": list(page.categories),
        "condition": page.condition,
        "location": page.location,
        "conditions": refs(page.conditions),
        "breadcrumbs": refs(page.breadcrumbs),
        "previous": ref(page.previous),
        "next": ref(page.next),
        "translations": refs(page.translations),
        "source": {"file": page.source.file, "fingerprint": page.source.fingerprint},
    }


def page_view(page: Page, library: Library) -> PageView:
    """The page with all its fields."""
    return {
        **page_summary(page),
        "body": _body(page.body),
        "lists": [_list(each) for each in page.lists],
        "links": [link_view(link) for link in page.links],
        "backlinks": refs(page.backlinks),
        "seo": seo_view(page, library),
        "params": page.params,
    }


def page_part(page: Page, library: Library, selection: Selection) -> Mapping[str, Any]:
    """The fields of a page that are asked for. Its body is unpacked only where that is."""
    light = selection.names.keys() <= PageSummaryView.__annotations__.keys()
    part: Mapping[str, Any] = selection.pick(
        page_summary(page) if light else page_view(page, library)
    )
    return part


def page_answer(page: Page, library: Library, selection: Selection | None = None) -> Answer:
    """What is answered for a page: all of it, or what is asked for."""
    if selection is None:
        return record_answer("page", page.slug, page_view(page, library))
    return record_answer("page", page.slug, page_part(page, library, selection))


def ref(found: Ref | None) -> RefView | None:
    """A pointer, or none."""
    return None if found is None else pointer(found)


def pointer(found: Ref) -> RefView:
    """A pointer."""
    return {"kind": found.kind, "slug": found.slug, "path": found.path, "title": found.title}


def refs(found: tuple[Ref, ...]) -> list[RefView]:
    """Pointers, in their order."""
    return [pointer(each) for each in found]


def link_view(link: Link) -> LinkView:
    """A link."""
    return {
        "href": link.href,
        "text": link.text,
        "status": link.status,
        "target": ref(link.target),
        "fragment": link.fragment,
        "line": link.line,
    }


def edge_view(edge: Edge) -> EdgeView:
    """A link with the page that it stands on."""
    return {
        "from": pointer(edge.origin),
        "href": edge.link.href,
        "text": edge.link.text,
        "status": edge.link.status,
        "target": ref(edge.link.target),
        "fragment": edge.link.fragment,
        "line": edge.link.line,
    }


def menu_view(menu: Menu) -> MenuView:
    """A menu."""
    items = [_menu_item(item) for item in menu.items]
    return {"name": menu.name, "language": menu.language, "items": items}


def _menu_item(item: MenuItem) -> MenuItemView:
    return {
        "title": item.title,
        "path": item.path,
        "target": ref(item.target),
        "weight": item.weight,
        "identifier": item.identifier,
        "children": [_menu_item(child) for child in item.children],
    }


def _iso(value: dt.datetime | dt.date | None) -> str | None:
    return value.isoformat() if value is not None else None


def _image(image: Image | None) -> ImageView | None:
    if image is None:
        return None
    return {
        "src": image.src,
        "alt": image.alt,
        "width": image.width,
        "height": image.height,
        "type": image.type,
    }


def _placement(place: MenuPlacement) -> MenuPlacementView:
    return {
        "menu": place.menu,
        "weight": place.weight,
        "title": place.title,
        "parent": place.parent,
        "identifier": place.identifier,
    }


def _body(body: PageBody) -> BodyView:
    # The tree is JSON already. It is typed as what it holds and sent as it is.
    content = body.content.unpack()
    mdast: Any = orjson.Fragment(content.mdast)
    return {
        "html": content.html,
        "mdast": mdast,
        "markdown": content.markdown,
        "text": content.text,
        "excerpt": body.excerpt,
        "toc": [_toc_entry(entry) for entry in body.toc],
        "word_count": content.word_count,
        "reading_minutes": math.ceil(content.word_count / _WORDS_A_MINUTE),
    }


def _toc_entry(entry: TocEntry) -> TocEntryView:
    return {
        "depth": entry.depth,
        "id": entry.id,
        "title": entry.title,
        "children": [_toc_entry(child) for child in entry.children],
    }


def _list(found: LabelledList) -> LabelledListView:
    return {
        "title": found.title,
        "role": found.role,
        "items": [
            {"text": item.text, "links": [link_view(link) for link in item.links]}
            for item in found.items
        ],
    }

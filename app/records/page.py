"""The page record: every document is one."""

from typing import Any

from pydantic import InstanceOf

from app.records.base import IsoMoment, Kind, Record, record_part
from app.records.body import LabelledList, PageBody
from app.records.link import Link, Ref
from app.records.menu import MenuPlacement


@record_part
class Image:
    """A picture; width and height are in pixels, null where they are unknown."""

    src: str
    alt: str | None
    width: int | None
    height: int | None
    type: str | None


@record_part
class Source:
    """The file that a page comes from; `fingerprint` is the BLAKE2b hash of its bytes, in hex.

    Answers depend on more than the file: `digest` of the page names all of it.
    """

    file: str
    fingerprint: str


class Page(Record):
    """A page, whole. `aliases` are the paths that it had before, and that lead to it."""

    kind: Kind
    slug: str
    path: str
    title: str
    subtitle: str | None
    description: str | None
    layout: str | None
    section: str | None
    language: str | None
    date: IsoMoment | None
    updated: IsoMoment | None
    publish_date: IsoMoment | None
    expiry_date: IsoMoment | None
    draft: bool
    image: Image | None
    weight: int | None
    menus: tuple[MenuPlacement, ...]
    tags: tuple[str, ...]
    categories: tuple[str, ...]
    condition: str | None
    location: str | None
    conditions: tuple[Ref, ...]
    breadcrumbs: tuple[Ref, ...]
    previous: Ref | None
    next: Ref | None
    translations: tuple[Ref, ...]
    aliases: tuple[str, ...]
    source: Source
    body: InstanceOf[PageBody]
    lists: tuple[LabelledList, ...]
    links: tuple[Link, ...]
    backlinks: tuple[Ref, ...]
    params: dict[str, Any]

    @property
    def ref(self) -> Ref:
        """The pointer to this page."""
        return Ref("page", self.slug, self.path, self.title)

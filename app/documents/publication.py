"""When a document is shown: drafts never, the others from one moment to another."""

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from app.dialects.document import Document
from app.front_matter.schema import as_moment
from app.site.paths import slug_of


class Visibility(StrEnum):
    """What a document is to the readers of one moment."""

    PUBLISHED = "published"
    DRAFT = "draft"
    UPCOMING = "upcoming"
    EXPIRED = "expired"
    # By the rules of its tree it is no page, or readers are sent on from it; nor will it be one.
    MOVED = "moved"
    WITHHELD = "withheld"
    # The tree shows so many of its kind only, and they are newer.
    SURPLUS = "surplus"


class Unpublished(NamedTuple):
    """A document that readers do not see, and why: `told` goes on from "the page"."""

    document: Document
    visibility: Visibility
    told: str

    @property
    def slug(self) -> str:
        """The slug of its page."""
        return slug_of(self.document.path)

    @property
    def record_slug(self) -> str:
        """The slug that it has as a condition or a location, as long as no other wants it."""
        return self.document.fields.id or self.document.placement.stem

    @property
    def remedy(self) -> str:
        """What to do where something points to it."""
        match self.visibility:
            case Visibility.EXPIRED:
                return "give it a later expiry_date"
            case Visibility.UPCOMING:
                return "give it an earlier publish_date"
            case Visibility.MOVED:
                return "link to where it has moved"
            case Visibility.WITHHELD:
                return "let its collection have pages"
            case Visibility.SURPLUS:
                return "let the site show more of its kind"
        return "publish it"


def visibility(
    document: Document, at: dt.datetime, zone: dt.tzinfo, *, preview: bool = False
) -> Visibility:
    """What the document is at a moment; its dates without an offset are on the site's clock.

    It is shown from `publish_date` on and until just before `expiry_date`; a date without a time
    is the moment at which that day begins. `preview`: what is not published yet is.
    """
    fields = document.fields
    # Before all else: templates show of a draft nothing, though it would be no page either.
    if fields.draft and not preview:
        return Visibility.DRAFT
    if document.moved_to is not None:
        return Visibility.MOVED
    if document.withheld is not None:
        return Visibility.WITHHELD
    if fields.expiry_date is not None and as_moment(fields.expiry_date, zone) <= at:
        return Visibility.EXPIRED
    publish_date = None if preview else fields.publish_date
    if publish_date is not None and as_moment(publish_date, zone) > at:
        return Visibility.UPCOMING
    return Visibility.PUBLISHED


def unpublished(document: Document, found: Visibility) -> Unpublished:
    """The document as one that readers do not see."""
    match found:
        case Visibility.EXPIRED:
            told = f"expired on {document.fields.expiry_date}"
        case Visibility.UPCOMING:
            told = f"is not published before {document.fields.publish_date}"
        case Visibility.MOVED:
            told = f"has moved to {document.moved_to}"
        case Visibility.WITHHELD:
            told = document.withheld or "is withheld"
        case _:
            told = "is a draft"
    return Unpublished(document, found, told)


def is_never_shown(document: Document, zone: dt.tzinfo) -> bool:
    """Whether the document expires before it is published."""
    start, end = document.fields.publish_date, document.fields.expiry_date
    if start is None or end is None:
        return False
    return as_moment(end, zone) <= as_moment(start, zone)


def next_change(
    documents: Iterable[Document], at: dt.datetime, zone: dt.tzinfo
) -> dt.datetime | None:
    """The first moment after this one at which a document appears or vanishes."""
    moments = (
        as_moment(date, zone)
        for document in documents
        if not document.fields.draft
        for date in (document.fields.publish_date, document.fields.expiry_date)
        if date is not None
    )
    return min((moment for moment in moments if moment > at), default=None)

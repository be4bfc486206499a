"""When a document is shown: drafts never, the others from one moment to another."""

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from typing import Final, NamedTuple

from app.dialects.document import Document
from app.front_matter.schema import as_moment
from app.site.paths import slug_of


class Visibility(StrEnum):
    """The state of a document at a moment."""

    PUBLISHED = "published"
    DRAFT = "draft"
    UPCOMING = "upcoming"
    EXPIRED = "expired"
    # By the rules of its tree it redirects to another address, or is no page. No moment changes it.
    MOVED = "moved"
    WITHHELD = "withheld"
    # The tree shows only so many documents of its kind, and others are newer.
    OVER_LIMIT = "over limit"


_REMEDIES: Final = {
    Visibility.DRAFT: "publish it",
    Visibility.UPCOMING: "give it an earlier publish_date",
    Visibility.EXPIRED: "let it expire later",
    Visibility.MOVED: "link to where it has moved",
    Visibility.OVER_LIMIT: "let the site show more of its kind",
}


class Unpublished(NamedTuple):
    """A document that is not shown. `reason` continues the words "the page"."""

    document: Document
    visibility: Visibility
    reason: str

    @property
    def slug(self) -> str:
        """The slug of its page."""
        return slug_of(self.document.path)

    @property
    def record_slug(self) -> str:
        """The slug of its condition or location, unless another document has the same."""
        return self.document.fields.id or self.document.placement.stem

    @property
    def remedy(self) -> str:
        """The advice to an author who refers to it."""
        if self.visibility is Visibility.WITHHELD and self.document.withheld is not None:
            return self.document.withheld.remedy
        return _REMEDIES[self.visibility]


def visibility(
    document: Document, at: dt.datetime, zone: dt.tzinfo, *, preview: bool = False
) -> Visibility:
    """Return the state of a document at a moment; dates without an offset are in `zone`.

    It is shown from `publish_date` on and until just before `expiry_date`; a date without a time
    is the moment at which that day begins. A preview shows drafts and upcoming documents too.
    """
    fields = document.fields
    # First of all: templates must not see a draft, even one that would be no page.
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


def unpublished(document: Document, state: Visibility) -> Unpublished:
    """Return the document as one that is not shown."""
    match state:
        case Visibility.EXPIRED:
            reason = f"expired on {document.fields.expiry_date}"
        case Visibility.UPCOMING:
            reason = f"is not published before {document.fields.publish_date}"
        case Visibility.MOVED:
            reason = f"has moved to {document.moved_to}"
        case Visibility.WITHHELD if document.withheld is not None:
            reason = document.withheld.reason
        case _:
            reason = "is a draft"
    return Unpublished(document, state, reason)


def is_never_shown(document: Document, zone: dt.tzinfo) -> bool:
    """Return True if the document expires before it is published."""
    start, end = document.fields.publish_date, document.fields.expiry_date
    if start is None or end is None:
        return False
    return as_moment(end, zone) <= as_moment(start, zone)


def publication_moments(
    documents: Iterable[Document], zone: dt.tzinfo, *, preview: bool
) -> list[dt.datetime]:
    """Return the moments at which a document appears or expires, in their order."""
    return sorted(
        as_moment(date, zone)
        for document in documents
        for fields in (document.fields,)
        if preview or not fields.draft
        for date in (None if preview else fields.publish_date, fields.expiry_date)
        if date is not None
    )

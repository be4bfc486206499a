"""The condition record: what a clinic treats."""

from app.records.base import IsoDate, Record, record_part
from app.records.link import Ref


@record_part
class Mention:
    """A place where a page names a condition; `line` counts from 1 in the page's file.

    `label` is the label of the list; null in front matter.
    """

    page: Ref
    text: str
    line: int
    label: str | None


class Condition(Record):
    """A condition that the clinic treats, and the pages that treat it.

    `page` is null for a condition without a document of its own.
    """

    slug: str
    name: str
    alternate_names: tuple[str, ...]
    page: Ref | None
    treatments: tuple[Ref, ...]
    mentions: tuple[Mention, ...]
    related: tuple[Ref, ...]
    body_regions: tuple[str, ...]
    symptoms: tuple[str, ...]
    codes: tuple[str, ...]
    last_reviewed: IsoDate | None
    reviewed_by: str | None
    summary: str | None

"""The condition as clients see it."""

from typing_extensions import TypedDict

from app.records import Condition, Mention
from app.views.pages import pointer, ref, refs
from app.views.shapes import RefView


class MentionView(TypedDict):
    """Where a page names a condition."""

    page: RefView
    text: str
    line: int


class ConditionView(TypedDict):
    """What a clinic treats, and the pages that treat it."""

    slug: str
    name: str
    alternate_names: list[str]
    page: RefView | None
    treatments: list[RefView]
    mentions: list[MentionView]
    related: list[RefView]
    body_regions: list[str]
    symptoms: list[str]
    codes: list[str]
    last_reviewed: str | None
    reviewed_by: str | None
    summary: str | None


def condition_view(condition: Condition) -> ConditionView:
    """A condition."""
    reviewed = condition.last_reviewed
    return {
        "slug": condition.slug,
        "name": condition.name,
        "alternate_names": list(condition.alternate_names),
        "page": ref(condition.page),
        "treatments": refs(condition.treatments),
        "mentions": [_mention(mention) for mention in condition.mentions],
        "related": refs(condition.related),
        "body_regions": list(condition.body_regions),
        "symptoms": list(condition.symptoms),
        "codes": list(condition.codes),
        "last_reviewed": reviewed.isoformat() if reviewed is not None else None,
        "reviewed_by": condition.reviewed_by,
        "summary": condition.summary,
    }


def _mention(mention: Mention) -> MentionView:
    return {"page": pointer(mention.page), "text": mention.text, "line": mention.line}

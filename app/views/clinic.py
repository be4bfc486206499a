"""Conditions and offices in answers: the record with its digest."""

from collections.abc import Mapping
from typing import Any, Final, NotRequired

from app.records import Condition, Location
from app.views.derived import derived_view, fields_of
from app.views.digests import Digests
from app.views.shapes import Included


def _with_digest(record: type[Condition | Location], **added: Any) -> Any:
    # `include` adds `included`.
    added["included"] = NotRequired[Included]
    fields = {"slug": str, "digest": str, **fields_of(record), **added}
    return derived_view(f"{record.__name__}View", fields, record.__doc__ or "")


ConditionView: Final = _with_digest(Condition)
# `open_at` adds these.
LocationView: Final = _with_digest(
    Location, open=NotRequired[bool | None], next_change=NotRequired[str | None]
)


def clinic_view(record: Condition | Location, digests: Digests) -> Mapping[str, Any]:
    """Return a condition or an office with its digest."""
    return {"slug": record.slug, "digest": digests.of(record), **vars(record)}

"""A record as an answer of its own: whole, or the fields that are asked for."""

from collections.abc import Mapping
from typing import Any

from app.views.answers import Answer, json_answer
from app.views.selection import Selection


def record_answer(
    noun: str, slug: str, view: Mapping[str, Any], selection: Selection | None = None
) -> Answer:
    """The answer for the record of this noun and slug."""
    picked = view if selection is None else selection.pick(view)
    return json_answer(picked, keys=(f"{noun}/{slug}", f"{noun}s"))

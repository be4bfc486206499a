"""A menu in an answer."""

from typing import Final, NotRequired

from app.records import Menu
from app.views.derived import derived_view, fields_of
from app.views.shapes import Included

# `include` adds `included`.
MenuView: Final = derived_view(
    "MenuView", {**fields_of(Menu), "included": NotRequired[Included]}, Menu.__doc__ or ""
)

"""The records: what documents become once they are read and their links are resolved.

They depend on nothing of ours. Their fields are those of the JSON answers, in the same order.
"""

from app.records.base import Kind, Record
from app.records.body import (
    Aspect,
    BodyContent,
    LabelledList,
    ListItem,
    ListRole,
    PackedBody,
    PageBody,
    Section,
    SectionText,
    TocEntry,
)
from app.records.condition import Condition, Mention
from app.records.link import Link, LinkStatus, LinkTarget, Ref
from app.records.location import (
    Address,
    Geo,
    Hours,
    HoursException,
    Location,
    OpeningTimes,
    Telephone,
    Weekday,
)
from app.records.menu import Menu, MenuItem, MenuPlacement
from app.records.page import Image, Page, Source

__all__ = [
    "Address",
    "Aspect",
    "BodyContent",
    "Condition",
    "Geo",
    "Hours",
    "HoursException",
    "Image",
    "Kind",
    "LabelledList",
    "Link",
    "LinkStatus",
    "LinkTarget",
    "ListItem",
    "ListRole",
    "Location",
    "Mention",
    "Menu",
    "MenuItem",
    "MenuPlacement",
    "OpeningTimes",
    "PackedBody",
    "Page",
    "PageBody",
    "Record",
    "Ref",
    "Section",
    "SectionText",
    "Source",
    "Telephone",
    "TocEntry",
    "Weekday",
]

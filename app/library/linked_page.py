"""A page with all that it was made from."""

from typing import NamedTuple

from app.clinic.conditions import PageConditions
from app.clinic.lists.judged_list import PageVerdicts
from app.dialects.document import Document
from app.library.link_problems import BrokenLink
from app.library.pages import PageDraft
from app.problems import Problem
from app.records import Page


class LinkedPage(NamedTuple):
    """A page with all that it was made from. It is a draft until fields of other pages are in."""

    document: Document
    verdicts: PageVerdicts
    page: Page | PageDraft
    conditions: PageConditions
    problems: tuple[Problem, ...]
    broken: tuple[BrokenLink, ...]

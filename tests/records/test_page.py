"""The page record."""

from app.library.library import Library
from app.records import Page, Ref


def test_a_built_page_is_valid(library: Library) -> None:
    for page in library.pages:
        assert Page.model_validate(vars(page), strict=True) == page


def test_a_page_has_a_pointer_to_itself(library: Library) -> None:
    page = library.pages_by_slug["about/team"]
    assert page.ref == Ref("page", "about/team", "/about/team/", page.title)

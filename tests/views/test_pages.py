"""Pages in answers: whole, in lists, and the fields that are asked for."""

import orjson
import pytest

from app.library.library import Library
from app.records import Page
from app.views.answers import encode
from app.views.derived import fields_of
from app.views.digests import Digests
from app.views.pages import PageSummaryView, PageView, page_answer, page_summary, page_view
from app.views.selection import parse_selection

# `include` adds one more.
FIELDS = [name for name in fields_of(PageView) if name != "included"]


def test_a_page_has_the_fields_of_its_record_and_the_metadata(library: Library) -> None:
    for page in library.pages:
        view = orjson.loads(encode(page_view(page, library)))
        assert view.keys() == set(FIELDS)
        assert view.keys() == (Page.model_fields.keys() | {"seo", "digest"}) - {"weight"}
        assert view["body"]["mdast"]["type"] == "root"


def test_an_item_of_a_list_has_the_light_fields(library: Library) -> None:
    for page in library.pages:
        assert list(page_summary(page, Digests(library))) == list(fields_of(PageSummaryView))
    heavy = {"body", "lists", "links", "backlinks", "seo", "params"}
    assert fields_of(PageSummaryView).keys() == set(FIELDS) - heavy


@pytest.mark.parametrize("name", FIELDS)
def test_a_selected_field_is_that_of_the_whole_page(library: Library, name: str) -> None:
    page = library.pages_by_slug["about/team"]
    whole = orjson.loads(encode(page_view(page, library)))
    answer = page_answer(page, library, parse_selection(name, PageView))
    assert orjson.loads(answer.body) == {name: whole[name]}
    assert answer.surrogate_keys == ("page/about/team", "pages")


def test_reading_takes_a_minute_for_200_words(library: Library) -> None:
    for page in library.pages:
        body = orjson.loads(encode(page_view(page, library)))["body"]
        assert body["reading_minutes"] == -(-body["word_count"] // 200)

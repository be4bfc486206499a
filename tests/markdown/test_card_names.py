"""Names of cards, and of parts that open, in HTML."""

import pytest

from app.markdown import HTML
from app.markdown.card_names import names_card
from app.markdown.sanitise import Policy, Tag
from tests.markdown.bodies import parse


def first_tag(html: str) -> Tag:
    return next(part for part in Policy().tags(html) if isinstance(part, Tag))


@pytest.mark.parametrize(
    "html",
    [
        *('<div class="card-title">', '<p class="team__name">', '<span class="x heading y">'),
        *('<button class="accordion">', '<button class="btn Accordion-button">'),
        *('<a class="collapsible" href="#a">', '<a data-toggle="collapse" href="#a">'),
        '<button data-bs-toggle="collapse">',
    ],
)
def test_these_elements_name_what_follows_them(html: str) -> None:
    assert names_card(first_tag(html))


@pytest.mark.parametrize(
    "html",
    [
        *('<div class="subtitles">', '<p class="accordion">', '<li class="title">', "<div>"),
        *('<a data-toggle="dropdown" href="#a">', '<button class="btn">', '<a href="/title/">'),
    ],
)
def test_other_elements_name_nothing(html: str) -> None:
    assert not names_card(first_tag(html))


@pytest.mark.parametrize(
    "part",
    [
        '<button class="accordion">{}</button>\n<div>Some text</div>\n',
        '<p><a data-toggle="collapse" href="#a">{}</a></p>\n<div>Some text</div>\n',
        '<h3><button class="accordion-button">{}</button></h3>\nSome text\n',
    ],
)
def test_what_opens_a_part_is_in_the_outline_once(part: str) -> None:
    html = "".join(map(part.format, ("Gout", "Croup")))
    titles = [title for _, title, _ in parse(f"<main>{html}</main>", flavour=HTML).raw_headings]
    assert titles == ["Gout", "Croup"]

"""Headings that their authors name."""

import pytest

from app.markdown import COMMONMARK
from app.markdown.heading_names import NAMED_HEADINGS
from tests.markdown.bodies import parse

SECOND = "Text.\n\n# Second\n"


def headings(markdown: str) -> list[tuple[str, str]]:
    return [(entry.id, entry.title) for entry in parse(markdown, flavour=NAMED_HEADINGS).toc]


@pytest.mark.parametrize(
    ("heading", "identity", "title"),
    [
        ("## Hours {#hours}", "hours", "Hours"),
        ("## Hours {: #hours }", "hours", "Hours"),
        ("## Hours {:#hours .wide}", "hours", "Hours"),
        ("## Hours {#hours} ##", "hours", "Hours"),
        ("## Hours{#my_own-1.2}", "my_own-1.2", "Hours"),
        ("## *Our* `hours` {#zeit-ä}", "zeit-ä", "Our hours"),
        ("Hours {#hours}\n===", "hours", "Hours"),
        ("Our\nhours {#hours} \n---", "hours", "Our hours"),
        ("> ## Hours {#hours}", "hours", "Hours"),
        ("## Hours {#a} {#b}", "b", "Hours {#a}"),
        ("# {#hours}", "hours", ""),
        ("## Hours {#cookie}", "user-content-cookie", "Hours"),
    ],
)
def test_a_name_at_the_end_of_a_heading_is_its_id(heading: str, identity: str, title: str) -> None:
    markdown = f"{heading}\n\n{SECOND}"
    assert headings(markdown)[0] == (identity, title)
    body = parse(markdown, flavour=NAMED_HEADINGS)
    assert identity in body.anchors
    assert f'id="{identity}"' in body.content.unpack().html
    assert not body.content.unpack().text.startswith(heading)


@pytest.mark.parametrize(
    "heading",
    [
        "# Hours {x}",
        "# Hours {.wide}",
        "# fn f() {}",
        r"# Hours \{#hours}",
        "# Hours `{#hours}`",
        "# Hours {#hours} today",
        "# {#hours} today",
        "# Hours {#}",
        "# Hours {#a{b}",
        "# Hours {#<b>}",
        "# {{ hours }}",
        "# {#",
    ],
)
def test_other_braces_are_text(heading: str) -> None:
    markdown = f"{heading}\n\n{SECOND}"
    body, plain = parse(markdown, flavour=NAMED_HEADINGS), parse(markdown)
    assert body.toc == plain.toc
    assert body.content.unpack().html == plain.content.unpack().html


def test_names_outside_of_headings_are_text() -> None:
    markdown = "Hours {#a}\n\n- b {#b}\n\n```\n# c {#c}\n```\n\n# d {#d}\n\ne {#e}\n"
    body = parse(markdown, flavour=NAMED_HEADINGS)
    assert [entry.id for entry in body.toc] == ["d"]
    assert all(f"{{#{name}}}" in body.content.unpack().html for name in "abce")


def test_a_name_that_is_taken_gets_a_number() -> None:
    found = headings("# a\n\n# b {#a}\n\n# c {#c}\n\n# c\n")
    assert found == [("a", "a"), ("a-1", "b"), ("c", "c"), ("c-1", "c")]


def test_a_heading_without_its_name_is_the_title_of_the_page() -> None:
    assert parse("# Hours {#h}\n", flavour=NAMED_HEADINGS).first_heading == "Hours"


def test_a_body_without_names_is_common_mark() -> None:
    assert NAMED_HEADINGS.narrowed("# a {b}\n") is COMMONMARK
    assert NAMED_HEADINGS.narrowed("# a {#b}\n") is NAMED_HEADINGS


def test_many_braces_take_linear_time() -> None:
    body = parse(f"# {'{# ' * 50_000}\n\n{'# {#a} x' * 20_000}\n", flavour=NAMED_HEADINGS)
    assert len(body.toc) == 2

"""Heading ids: what Jekyll 4.3 with kramdown 2.4 gives, in its default and with its own input."""

import pytest

from app.dialects.jekyll.kramdown.reading import Kramdown
from app.markdown import Flavour
from tests.dialects.jekyll.kramdown.bodies import KRAMDOWN
from tests.markdown.bodies import parse

KRAMDOWN_PLAIN = Kramdown("kramdown")


def ids(markdown: str, flavour: Flavour = KRAMDOWN) -> list[str]:
    return [entry.id for entry in parse(markdown, flavour=flavour).toc]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Hello, World!", "hello-world"),
        ("C *d* -- e", "c-d--e"),
        ("a --- b...", "a--b"),
        ("**b** `c-d` [e](/f) ![g](/h) <b>i</b> &amp; “q” it's", "b-c-d-e--i--q-its"),
        ("a  b ² é Ⅷ ½", "a--b--é-ⅷ-"),
        ("1. Ünder_score", "1-ünder_score"),
        ("`--a` -- `b---c`", "--a--b---c"),
        ("a ``b--`c`` -- d", "a-b--c--d"),
        (r"a \-- b -- c", "a----b--c"),
        ("$$a--b$$ --c", "a--b-c"),
        ("![i `--x`](/y) a--b", "-ab"),
    ],
)
def test_by_default_ids_are_much_like_githubs(title: str, expected: str) -> None:
    assert ids(f"# {title}\n") == [expected]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("One *two* [three](/four) `five` 6", "one-two-threefour-five-6"),
        ("Für “uns” -- x", "fr-uns----x"),
        ("a_b c-d", "ab-c-d"),
        ("!!", "section"),
    ],
)
def test_kramdowns_own_ids_are_ascii_letters_of_what_is_written(title: str, expected: str) -> None:
    assert ids(f"# {title}\n", KRAMDOWN_PLAIN) == [expected]
    assert ids(f"{title}\n===\n", KRAMDOWN_PLAIN) == [expected]


@pytest.mark.parametrize("flavour", [KRAMDOWN, KRAMDOWN_PLAIN])
def test_ids_are_unique_also_where_the_generators_are_not(flavour: Flavour) -> None:
    assert ids("# a\n\n# a\n\n# a-1\n\n# b {#a}\n", flavour) == ["a", "a-1", "a-1-1", "a-2"]


@pytest.mark.parametrize(
    "markdown",
    [
        "## T {#x-y}\n",
        "## T ## {#x-y}\n",
        "T {#x-y}\n---\n",
        "## T\n{: #x-y}\n",
        "{: #x-y}\n## T\n",
        "## T {#z}\n{: id='x-y'}\n",
    ],
)
def test_an_author_may_give_an_id(markdown: str) -> None:
    body = parse(markdown, flavour=KRAMDOWN)
    content = body.content.unpack()
    assert content.html == '<h2 id="x-y">T</h2>\n'
    assert '"data":{"id":"x-y"}' in content.mdast
    assert ([entry.id for entry in body.toc], sorted(body.anchors)) == (["x-y"], ["x-y"])
    assert content.text == "T"


def test_an_id_outside_of_headings_is_text() -> None:
    assert parse("a {#x}\n\n# `b {#c}`\n", flavour=KRAMDOWN).content.unpack().text == (
        "a {#x}\n\nb {#c}"
    )


@pytest.mark.parametrize("name", ["تعلم-قول-لا", "_a.b", "ß:1"])
def test_an_authors_id_is_a_name_of_any_script(name: str) -> None:
    assert ids(f"## a {{#{name}}}\n") == [name]


def test_what_is_no_name_is_a_part_of_the_heading() -> None:
    assert ids("## a {#1b}\n") == ["a-1b"]

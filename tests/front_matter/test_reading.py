"""Front matter of whole texts."""

from pathlib import Path

import pytest

from app.front_matter import (
    FrontMatter,
    Mark,
    read_front_matter,
    read_yaml,
)
from tests.front_matter.blocks import at, data, refusal


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "body",
        "text\n---\na: 1\n---\n",
        " ---\na: 1\n---\n",
        "----\na: 1\n----\n",
        "--- a\n",
        "+++a\n+++",
        "{{< figure >}}",
        "{% if %}",
        "{: .class}",
        "{#id}",
        "{a: 1}",
        "{",
        ' {"a": 1}',
    ],
)
def test_a_text_without_front_matter_is_all_body(text: str) -> None:
    assert read_front_matter(text) == (FrontMatter({}, {}), ())


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("---\n- a\n- b\n---\n", "- a"),
        ("---\n# note\ntext only\n---\n", "text only"),
        ("---\ntitle:A\n---\n", "title:A"),
        ("---\n'quoted'\n---\n", "'quoted'"),
        (";;;\n[1]\n;;;\n", "[1]"),
        (';;;\n"text"\n;;;\n', '"text"'),
    ],
)
def test_what_is_no_mapping_is_told_at_its_place(text: str, place: str) -> None:
    fault = refusal(text)
    assert (fault.code, at(text, fault)) == ("front-matter-not-mapping", place)


def test_a_missing_space_behind_the_only_colon_is_named() -> None:
    assert "space" in refusal("---\ntitle:A\n---\n").hint


def test_a_merge_of_no_mapping_is_told_and_left_out() -> None:
    text = "---\na: 1\n<<: text\n---\n"
    front_matter, (fault,) = read_front_matter(text)
    assert list(front_matter.values) == ["a"]
    assert at(text, fault) == "text"


def test_a_text_may_be_yaml_as_a_whole() -> None:
    text = "%YAML 1.2\n---\ntitle: A # note\n"
    front_matter, faults = read_yaml(text)
    assert faults == ()
    assert front_matter.values == {"title": "A"}
    assert front_matter.body_start == len(text)
    assert text[front_matter.marks["title",].value] == "A"


@pytest.mark.parametrize("text", ["", "\n# nothing\n", "---\n", "---\n# nothing\n", "\ufeff"])
def test_yaml_without_values_is_an_empty_mapping(text: str) -> None:
    assert read_yaml(text) == (FrontMatter({}, {}, len(text)), ())


def test_a_byte_order_mark_does_not_move_places() -> None:
    front_matter, _ = read_yaml("\ufeffa: b")
    assert front_matter.marks == {("a",): Mark(1, 4)}


def test_a_page_of_the_clinic_is_read(tmp_path: Path) -> None:
    page = tmp_path / "iastm.md"
    page.write_text(
        "---\ntitle: IASTM\nlayout: page\ndescription: The therapists at Bodywise in Boulder,\n"
        '  and Westminster use IASTM.\nsidebar: false\nimage: "/images/iastm.jpg"\nmenu:\n'
        "  specialties:\n    weight: 3\n\n---\n## What is IASTM?\n",
        encoding="utf-8",
    )
    assert data(page.read_text(encoding="utf-8")) == {
        "title": "IASTM",
        "layout": "page",
        "description": "The therapists at Bodywise in Boulder, and Westminster use IASTM.",
        "sidebar": False,
        "image": "/images/iastm.jpg",
        "menu": {"specialties": {"weight": 3}},
    }

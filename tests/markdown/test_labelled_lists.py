"""Lists that a heading or a paragraph labels."""

import pytest

from tests.markdown.bodies import parse


def labelled(markdown: str) -> list[tuple[str, list[str]]]:
    return [(each.title, [item.text for item in each.items]) for each in parse(markdown).lists]


@pytest.mark.parametrize(
    ("label", "title"),
    [
        ("## Conditions", "Conditions"),
        ("Conditions\n===", "Conditions"),
        ("**Conditions we treat**", "Conditions we treat"),
        ("__Conditions__ **we treat**", "Conditions we treat"),
        ("We treat *these*:", "We treat these:"),
        ("What do we treat?", "What do we treat?"),
        ("治療する症状\uff1a", "治療する症状\uff1a"),
        ("**What do we treat?**", "What do we treat?"),
    ],
)
@pytest.mark.parametrize("marker", ["-", "*", "+"])
def test_what_labels_a_list(label: str, title: str, marker: str) -> None:
    assert labelled(f"{label}\n\n{marker} a\n{marker} b\n") == [(title, ["a", "b"])]


def test_a_list_need_not_be_apart_from_its_label() -> None:
    assert labelled("We treat:\n- a\n- b\n") == [("We treat:", ["a", "b"])]


@pytest.mark.parametrize(
    "markdown",
    [
        "Plain words\n\n- a\n",
        "**Bold** and plain\n\n- a\n",
        "## Heading\n\nWords.\n\n- a\n",
        "We treat:\n\n---\n\n- a\n",
        "We treat:\n\n> quoted\n\n- a\n",
        "We treat:\n\n```\ncode\n```\n\n- a\n",
        "We treat:\n\n<p>words</p>\n\n- a\n",
        "We treat:\n\n| a |\n|---|\n\n- a\n",
        "We treat:\n\n> - a\n",
        "- a\n",
        "#\n\n- a\n",
    ],
)
def test_what_labels_none(markdown: str) -> None:
    assert labelled(markdown) == []


def test_a_comment_between_label_and_list_is_nothing() -> None:
    assert labelled("We treat:\n\n<!-- by name -->\n\n- a\n") == [("We treat:", ["a"])]


def test_ordered_lists_are_lists() -> None:
    assert labelled("Steps:\n\n1. a\n2. b\n") == [("Steps:", ["a", "b"])]


def test_lists_that_follow_one_another_are_of_one_label() -> None:
    assert labelled("Both:\n\n- a\n- b\n\n* c\n\n1. d\n") == [("Both:", ["a", "b", "c", "d"])]


def test_each_label_has_its_own_list() -> None:
    assert labelled("A:\n\n- a\n\nB:\n\n- b\n\nwords\n\n- c\n") == [("A:", ["a"]), ("B:", ["b"])]


def test_items_of_a_nested_list_follow_the_item_they_stand_in() -> None:
    assert labelled("All:\n\n- a\n  - b\n    - c\n  - d\n- e\n") == [
        ("All:", ["a", "b", "c", "d", "e"])
    ]


def test_an_item_goes_on_after_a_nested_list() -> None:
    assert labelled("All:\n\n- a\n\n  - b\n\n  more\n- c\n") == [("All:", ["a more", "b", "c"])]


def test_an_item_may_label_the_list_in_it() -> None:
    assert labelled("- **A**\n  - x\n- B:\n  - y\n") == [("A", ["x"]), ("B:", ["y"])]


def test_labels_and_lists_in_a_quotation_are_read() -> None:
    assert labelled("> We treat:\n>\n> - a\n") == [("We treat:", ["a"])]


def test_items_know_their_text_line_and_links() -> None:
    body = parse("We treat:\n\n- *a* [b](/b/) `c`\n- d\n  [e](/e/)\n\n  [f](/f/)\n  - [g](/g/)\n")
    assert [(item.text, item.line, item.links) for item in body.lists[0].items] == [
        ("a b c", 3, (0,)),
        ("d e f", 4, (1, 2)),
        ("g", 8, (3,)),
    ]
    assert [link.href for link in body.links] == ["/b/", "/e/", "/f/", "/g/"]


def test_the_box_of_a_task_is_no_part_of_its_text() -> None:
    assert labelled("To do:\n\n- [ ] a\n- [x] b\n") == [("To do:", ["a", "b"])]

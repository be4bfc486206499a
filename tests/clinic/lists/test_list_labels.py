"""The labels of a list, with what stands in it or above it that is one too."""

import pytest

from app.clinic.lists.list_labels import labelled, labels_of
from tests.markdown.bodies import parse


def labels(markdown: str, title: str = "Care") -> tuple[str, ...]:
    *_, listed = parse(markdown).lists
    return labels_of(labelled(listed), title)


def test_a_statement_that_names_what_is_treated_is_a_label() -> None:
    assert labels("## About\n\nWe treat many conditions.\n\n- a\n") == (
        "We treat many conditions.",
        "About",
        "Care",
    )


@pytest.mark.parametrize(
    "markdown",
    [
        "## About\n\nWe opened in May.\n\n- a\n",
        "## Causes\n\nWe treat many conditions.\n\n- a\n",
        "## About\n\nWe treat many conditions. {}\n\n- a\n".format("There are more. " * 12),
    ],
)
def test_other_statements_are_no_labels(markdown: str) -> None:
    assert not any("conditions" in label or "opened" in label for label in labels(markdown))


def test_a_statement_above_headings_labels_their_lists_if_it_names_conditions() -> None:
    text = "## About\n\nThese are conditions that we treat.\n\n### Neck\n\n- a\n"
    assert labels(text) == ("Neck", "These are conditions that we treat.", "About", "Care")
    assert labels(text.replace("### Neck", "### Why is it stiff?")) == (
        "Why is it stiff?",
        "About",
        "Care",
    )
    help_text = text.replace("These are conditions that we treat.", "We can help with a lot.")
    assert labels(help_text) == ("Neck", "About", "Care")


def test_a_sentence_that_only_leads_in_and_says_nothing_is_no_label() -> None:
    assert labels("## About\n\nI come from\n\n- a\n") == ("About", "Care")


def test_the_first_item_may_label_the_others() -> None:
    assert labels("- We treat:\n- a\n- b\n") == ("We treat:", "Care")
    assert labels("- My cats:\n- a\n- b\n") == ("Care",)

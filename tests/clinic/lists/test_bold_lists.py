"""Bold paragraphs and lines that are themselves the conditions."""

import pytest

from app.clinic.lists.bold_lists import bold_lists
from app.clinic.lists.judge import ListJudge
from app.clinic.lists.label_overrides import LabelOverrides
from app.markdown import BodyList
from app.site.schema import ConditionLists
from tests.markdown.bodies import parse

NONE = LabelOverrides(ConditionLists())
ANNOUNCED = "# Conditions we treat\n\n**Gout**\n\nToes.\n\n**Croup** A cough.\n\n**Colic**\n"


def bold(markdown: str, title: str = "Care", groups: tuple[str, ...] = ()) -> list[BodyList]:
    return bold_lists(parse(markdown).lists, title, groups, NONE)


def drawn(markdown: str) -> list[str]:
    judged = ListJudge(ConditionLists()).judge(parse(markdown), "Care")
    return [
        name for each in judged if each.verdict.counts for names in each.names for name in names
    ]


def test_bold_paragraphs_below_what_announces_them_are_a_list() -> None:
    (listed,) = bold(ANNOUNCED)
    assert (listed.kind, listed.labels) == ("bold", ("Conditions we treat",))
    assert listed.texts == ("Gout", "Croup", "Colic")
    assert listed.lines == (3, 7, 9)


def test_the_title_of_the_page_announces_too() -> None:
    (listed,) = bold(ANNOUNCED.partition("\n\n")[2], "Conditions we treat")
    assert listed.texts == ("Gout", "Croup", "Colic")


@pytest.mark.parametrize("title", ["Care", "Conditions we do not treat", "How we treat", "Causes"])
def test_other_labels_announce_nothing(title: str) -> None:
    assert bold(ANNOUNCED.replace("Conditions we treat", title), title) == []


def test_bold_lines_that_hold_lists_of_names_are_groups() -> None:
    (listed,) = bold(ANNOUNCED, groups=("Gout",))
    assert listed.texts == ("Croup", "Colic")


def test_a_bold_line_may_be_the_label_of_those_below_it() -> None:
    fees = (
        "**What we treat**\n\n**Gout**\n\n**Croup**\n\n**Fees**\n\n**How we treat**\n\n**Colic**\n"
    )
    (listed,) = bold(fees)
    assert listed.labels == ("What we treat",)
    assert listed.texts == ("Gout", "Croup")


def test_bold_lines_that_are_mostly_not_medical_do_not_count() -> None:
    assert drawn(ANNOUNCED) == ["Gout", "Croup", "Colic"]
    assert drawn(f"{ANNOUNCED}\n**Light**\n\n**Water**\n\n**Garden**\n") == []


def test_two_bold_lines_are_the_outline_of_a_text() -> None:
    assert drawn(ANNOUNCED.partition("\n\n**Colic")[0]) == []


def test_names_after_a_bold_group_are_the_conditions() -> None:
    groups = (
        "## What we treat\n\n**Bladder** — leaks, prolapse\n\n**Bowel** — constipation, piles\n"
    )
    assert drawn(groups) == ["leaks", "prolapse", "constipation", "piles"]


def test_lines_of_one_paragraph_may_each_begin_in_bold() -> None:
    lines = "## What we treat\n\n**Lunge** – Asthma, Bronchitis\n**Haut** – Akne, Neurodermitis\n"
    assert drawn(lines) == ["Asthma", "Bronchitis", "Akne", "Neurodermitis"]


def test_a_link_in_a_bold_line_belongs_to_its_name() -> None:
    (listed,) = bold(ANNOUNCED.replace("**Croup**", "**[Croup](/croup/)**"))
    assert listed.links == ((), (0,), ())


@pytest.mark.parametrize(
    "line",
    [
        "<b>{}</b>\nText.",
        "<strong>{}</strong> – text.",
        "<p><b>{}</b><br>Text.</p>",
        "<p><b>{}</b></p>",
    ],
)
def test_bold_beginnings_may_be_written_as_html(line: str) -> None:
    lines = "\n\n".join(line.format(name) for name in ("Gout", "Croup", "Colic"))
    assert drawn(f"## What we treat\n\n{lines}\n") == ["Gout", "Croup", "Colic"]


@pytest.mark.parametrize(
    "line", ["<i>{}</i> is a text.", "Mild <b>{}</b> too.", "<p>Mild <b>{}</b> too.</p>"]
)
def test_other_html_begins_no_line_in_bold(line: str) -> None:
    lines = "\n\n".join(line.format(name) for name in ("Gout", "Croup", "Colic"))
    assert drawn(f"## What we treat\n\n{lines}\n") == []


def test_a_bold_label_ends_the_conditions_above_it() -> None:
    team = "\n\n**Our team**\n\n**Joint pain nurse Kim**\n\n**Headache specialist Jo**\n"
    assert drawn(ANNOUNCED + team) == ["Gout", "Croup", "Colic"]


SHORT = "# Conditions we treat\n\nGout\n\nCroup\n\n\u2013 Colic\n\nMill Lane\n"


def test_short_paragraphs_below_what_announces_them_are_a_list() -> None:
    (listed,) = bold(SHORT)
    assert (listed.kind, listed.texts) == ("texts", ("Gout", "Croup", "\u2013 Colic", "Mill Lane"))
    assert drawn(SHORT) == ["Gout", "Croup", "Colic"]


@pytest.mark.parametrize("title", ["Care", "Our prices", "Causes", "Conditions we do not treat"])
def test_short_paragraphs_below_other_labels_do_not_count(title: str) -> None:
    assert drawn(SHORT.replace("Conditions we treat", title)) == []


def test_short_paragraphs_of_which_too_few_are_medical_do_not_count() -> None:
    assert drawn(f"{SHORT}\nElm Road\n") == []
    assert drawn("# Conditions we treat\n\nGout\n\nCroup\n") == []

"""What the way in which a list is written says of it."""

import pytest

from app.clinic.lists.judge import ListJudge
from app.clinic.lists.label_kinds import LabelKind
from app.clinic.lists.list_forms import (
    apply_form_rules,
    read_single,
    read_table,
    too_many_sentences,
)
from app.clinic.lists.list_scores import judge_list
from app.markdown import BodyList
from app.site.schema import ConditionLists
from tests.markdown.bodies import parse


def table(markdown: str) -> BodyList:
    (listed,) = parse(f"## Care\n\n{markdown}").lists
    return read_table(listed)


@pytest.mark.parametrize("head", ["Condition", "Symptom", "Treatment", "Erkrankung", "Patología"])
def test_the_head_of_a_table_is_a_label_of_its_first_column(head: str) -> None:
    read = table(f"|{head}|Age|\n|--|--|\n|Croup|2|\n|Gout|60|\n")
    assert (read.labels, read.texts) == ((head, "Care"), ("Croup", "Gout"))


def test_a_head_that_says_nothing_is_no_label() -> None:
    assert table("|Name|Age|\n|--|--|\n|Croup|2|\n").labels == ("Care",)


def test_a_table_may_only_arrange_names_in_columns() -> None:
    read = table("|Gout|Sciatica|\n|--|--|\n|Croup|Asthma|\n|Eczema| |\n")
    assert read.texts == ("Gout", "Sciatica", "Croup", "Asthma", "Eczema")
    assert read.lines == (5, 5, 5, 5, 6)


def test_further_columns_that_hold_something_else_are_no_items() -> None:
    assert table("| | |\n|--|--|\n|Croup|Steam|\n|Gout|Rest|\n").texts == ("Croup", "Gout")


@pytest.mark.parametrize(
    ("item", "texts"),
    [
        ("Gout, croup and colic", ("Gout", "croup", "colic")),
        ("Gout, croup", ("Gout, croup",)),
        ("Best for: gout, croup and colic", ("Best for: gout, croup and colic",)),
        ("[Gout](/gout/), croup and colic", ("Gout, croup and colic",)),
    ],
)
def test_a_list_of_one_item_may_be_a_line_of_names(item: str, texts: tuple[str, ...]) -> None:
    (listed,) = parse(f"We treat:\n\n- {item}\n").lists
    assert read_single(listed).texts == texts


def test_of_headings_those_are_left_out_that_are_not_medical() -> None:
    names = ("Gout", "Croup", "Eczema", "Our team")
    parsed = BodyList("headings", ("Conditions we treat",), False, names, (), (1, 2, 3, 4))
    assert apply_form_rules(parsed, judge_list(parsed.labels, names), names).dropped == (3,)


def test_headings_that_are_mostly_not_medical_do_not_count() -> None:
    names = ("Gout", "Croup", "Our team", "Our rooms")
    parsed = BodyList("headings", ("Conditions we treat",), False, names, (), (1, 2, 3, 4))
    assert not apply_form_rules(parsed, judge_list(parsed.labels, names), names).counts


@pytest.mark.parametrize(("others", "counts"), [(1, True), (2, False)])
def test_two_thirds_of_short_paragraphs_have_to_be_names(others: int, counts: bool) -> None:
    names = ("Gout", "Croup", *("Our team", "Our rooms")[:others])
    lines = tuple(range(len(names)))
    parsed = BodyList("texts", ("Conditions we treat",), False, names, (), lines)
    assert apply_form_rules(parsed, judge_list(parsed.labels, names), names).counts is counts


def test_a_list_under_a_good_label_may_have_more_sentences() -> None:
    names = ["Gout", "Croup", "It began when the first snow fell on the town. It went on."]
    assert too_many_sentences(LabelKind.SAYS_NOTHING, names)
    assert not too_many_sentences(LabelKind.TREATED, names)


@pytest.mark.parametrize(("label", "counts"), [("We specialise in:", True), ("We treat", False)])
def test_a_line_below_a_heading_needs_more_medical_names(label: str, counts: bool) -> None:
    names = ("Gout", "croup", "a place in town", "eczema", "our care")
    parsed = BodyList("line", (label,), True, names, (), (3,) * 5)
    assert apply_form_rules(parsed, judge_list(parsed.labels, names), names).counts is counts


@pytest.mark.parametrize(
    ("labels", "counts"),
    [
        (("Eye disorders", "How we can help"), True),
        (("For eyes", "How we can help"), False),
        (("For eyes", "Conditions we treat"), True),
    ],
)
def test_a_line_below_a_kind_of_conditions_may_have_a_name_that_is_none(
    labels: tuple[str, ...], counts: bool
) -> None:
    names = ("Gout", "croup", "eczema", "cataracts", "a place in town")
    parsed = BodyList("line", labels, False, names, (), (3,) * 5)
    score = judge_list(parsed.labels, names)
    assert score.counts
    assert apply_form_rules(parsed, score, names).counts is counts


@pytest.mark.parametrize(
    ("name", "is_sentence"),
    [
        ("Multiple sclerosis, the disease of Parkinson and other nerve problems", False),
        (
            "Esclerosis múltiple, enfermedad de Parkinson y otras patologías neurodegenerativas",
            False,
        ),
        ("Multiple sclerosis of the brain and of the spine in adults", True),
        ("Multiple sclerosis, which many of our patients have had since they were young", True),
    ],
)
def test_three_names_by_comma_and_conjunction_are_no_sentence(name: str, is_sentence: bool) -> None:
    assert too_many_sentences(LabelKind.CONDITIONS, [name]) is is_sentence


@pytest.mark.parametrize("table_text", ["| | |\n|--|--|\n| | |\n", "| |\n|--|\n|![](a.png)|\n"])
def test_a_table_without_text_is_left_as_it_is(table_text: str) -> None:
    (listed,) = parse(f"## What we treat\n\n{table_text}").lists
    assert read_table(listed) == listed
    judge = ListJudge(ConditionLists())
    (judged,) = judge.judge(parse(f"## What we treat\n\n{table_text}"), "")
    assert not judged.verdict.counts


def test_a_table_whose_heads_are_groups_has_names_in_all_cells() -> None:
    read = table("|Dogs|Cats|\n|--|--|\n|Otitis|Gingivitis|\n| |Asthma|\n")
    assert (read.labels, read.texts) == (("Care",), ("Otitis", "Gingivitis", "Asthma"))


@pytest.mark.parametrize("head", ["Symptoms", "Causes", "Eczema"])
def test_a_head_that_says_something_of_its_column_is_no_group(head: str) -> None:
    assert table(f"|Dogs|{head}|\n|--|--|\n|Otitis|Gingivitis|\n").texts == ("Otitis",)


def test_names_by_comma_are_not_too_many_words() -> None:
    names = ["colères, opposition, jalousie entre frères et sœurs, peur du noir, cauchemars"]
    assert not too_many_sentences(LabelKind.MAYBE_TREATED, names)
    assert too_many_sentences(LabelKind.MAYBE_TREATED, [names[0].replace(",", "")])


def test_a_good_label_may_have_longer_names() -> None:
    name = "Lesiones deportivas agudas con rotura completa reciente de ligamentos laterales"
    names = [f"{name} y desgarros musculares"]
    assert not too_many_sentences(LabelKind.TREATED, names)
    assert too_many_sentences(LabelKind.MAYBE_TREATED, names)


def test_articles_and_prepositions_make_no_name_longer() -> None:
    names = ["Troubles de la perception du corps et de la latéralité chez le jeune enfant"]
    assert not too_many_sentences(LabelKind.MAYBE_TREATED, names)


@pytest.mark.parametrize(
    ("label", "counts"), [("Problems of different kinds:", False), ("We treat:", True)]
)
def test_a_line_below_a_weak_label_needs_mostly_medical_names(label: str, counts: bool) -> None:
    names = ("Gout", "Sleep quality", "Sciatica", "Movement")
    parsed = BodyList("line", (label,), True, names, (), (1,))
    assert apply_form_rules(parsed, judge_list([label], names), names).counts is counts


@pytest.mark.parametrize(("last", "counts"), [("arthritis", True), ("leading to arthritis", False)])
def test_a_line_below_a_weak_label_with_something_else_in_it_is_a_sentence(
    last: str, counts: bool
) -> None:
    names = ("Gout", "sciatica", "neck pain", "croup", last)
    parsed = BodyList("line", ("Problems of different kinds:",), True, names, (), (1,))
    verdict = apply_form_rules(parsed, judge_list(parsed.labels, names), names)
    assert verdict.counts is counts
    assert ("is a sentence" in verdict.reason) is not counts


def test_a_line_below_a_heading_that_is_certain_may_have_other_things() -> None:
    names = ("Gout", "sciatica", "scar camouflage")
    parsed = BodyList("line", ("Conditions we treat",), False, names, (), (1,))
    assert apply_form_rules(parsed, judge_list(parsed.labels, names), names).counts


def test_the_way_to_a_page_is_no_list_of_conditions() -> None:
    trail = BodyList(
        "list", ("Skin disorders",), False, ("Allergies", "Skin disorders"), (), (1, 2)
    )
    score = judge_list(trail.labels, trail.texts)
    assert score.counts
    assert not apply_form_rules(trail, score, trail.texts).counts
    turned = trail._replace(texts=trail.texts[::-1])
    assert apply_form_rules(turned, score, turned.texts).counts


def test_up_to_a_quarter_of_the_names_below_a_label_that_is_not_sure_may_be_sentences() -> None:
    sentence = "a long text with so many words that it must be a sentence"
    assert not too_many_sentences(LabelKind.MAYBE_TREATED, ["Gout", "Croup", "Acne", sentence])
    assert too_many_sentences(LabelKind.MAYBE_TREATED, ["Gout", "Croup", sentence])


def test_headings_in_html_alone_are_judged() -> None:
    html = "".join(f"<h3>{name}</h3>\n\nText.\n\n" for name in ("Gout", "Croup", "Sciatica"))
    body = parse(f"<h2>Conditions we treat</h2>\n\n{html}")
    assert not body.toc
    (judged,) = ListJudge(ConditionLists()).judge(body, "Page")
    assert judged.names == (("Gout",), ("Croup",), ("Sciatica",))


@pytest.mark.parametrize(
    ("names", "counts"),
    [
        (("Phobias", "panic attacks", "anger", "grief", "finding your way"), True),
        (("Phobias", "panic attacks", "finding your way", "letting go", "anger"), False),
        (("Phobias", "panic attacks", "finding your way"), False),
    ],
)
def test_one_goal_among_many_names_in_a_line_is_left_out(
    names: tuple[str, ...], counts: bool
) -> None:
    parsed = BodyList("line", ("Behaviour", "Conditions we treat"), True, names, (), (3,))
    assert apply_form_rules(parsed, judge_list(parsed.labels, names), names).counts is counts

"""Suggestions for unknown names."""

import pytest

from app.front_matter.schema import PageFields
from app.suggestions import may_be_meant, misspelt, most_like, one_letter_off
from tests.front_matter.fields import read


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("titel", "title"),
        ("Title", "title"),
        ("tag", "tags"),
        ("redirect-from", "redirect_from"),
        ("permalnk", "permalink"),
        ("descripton", "description"),
        ("sidebar", None),
        ("author", None),
        ("content", None),
        ("metadata", None),
        ("data", None),
        ("time", None),
        ("images", None),
        ("title_1", None),
        ("tags2", None),
        ("seo_title", None),
        ("seoTitle", None),
        ("pubDate", None),
        ("_date", None),
        ("_titel", None),
        ("subTitle", "subtitle"),
        ("publishdDate", "publish_date"),
        ("publish_data", "publish_date"),
        ("publish_now", None),
    ],
)
def test_misspelt_keys_are_told_and_kept(key: str, meant: str | None) -> None:
    known = frozenset(PageFields.model_fields)
    assert misspelt(key, known) == meant
    _, params, faults = read(f"{key}: x")
    assert params == {key: "x"}
    assert [(one.code, one.hint) for one in faults] == (
        [("misspelt-key", f'Did you mean "{meant}"?')] if meant else []
    )


def test_the_most_alike_names_come_first() -> None:
    known = ["neck-pain", "back-pain", "knee-pain", "iastm"]
    assert most_like("nek-pain", known, limit=2) == ("neck-pain", "knee-pain")
    assert most_like("zzz", known) == ()


@pytest.mark.parametrize(
    ("key", "meant"), [("reviewed_on", None), ("reviewd_by", "reviewed_by"), ("address-1", None)]
)
def test_a_key_with_another_word_is_another_key(key: str, meant: str | None) -> None:
    assert misspelt(key, frozenset({"reviewed_by", "address"})) == meant


@pytest.mark.parametrize(
    ("wrong", "known"),
    [
        ("abuot", "about"),
        ("TyCtxt", "tyctxt"),
        ("authorized-fetch", "authorized_fetch"),
        ("step-2-rest", "step-2--rest"),
        ("open-day", "2014-06-21-open-day"),
        ("2014-06-21-open-day", "open-day"),
        ("june-2023", "2023-07-01-june-2023"),
        ("backing-mysql", "backing-up-mysql"),
        ("the-hir-map", "the-hir"),
        ("contact-us", "contact"),
        ("frozen-sholder", "frozen-shoulder"),
        ("aboutus", "about-us"),
    ],
)
def test_a_slip_may_mean_a_known_name(wrong: str, known: str) -> None:
    assert may_be_meant(wrong, known)


@pytest.mark.parametrize(
    ("wrong", "known"),
    [
        ("termine", "berlin"),
        ("itou", "pitchou"),
        ("2016", "2026"),
        ("15_fast", "05_fast"),
        ("june-2023", "june-2024"),
        ("er", "r"),
        ("boosted_by", "boost"),
        ("debugging-type-layouts", "debugging-delayed-bugs"),
        ("promoted", "promoted-constants"),
        ("ka-baumkataster", "2016-03-14-be-baumkataster"),
        ("curriculum-elena-ierace", "curriculum-stefano-ierace"),
        ("physiotherapy-for-hands", "physiotherapy-for-knees"),
        ("improvecontenthtml", "improve_content"),
        ("", ""),
    ],
)
def test_other_names_and_numbers_are_not_meant(wrong: str, known: str) -> None:
    assert not may_be_meant(wrong, known)


@pytest.mark.parametrize(
    ("name", "known", "expected"),
    [
        ("Resource", ["News", "Resources"], "Resources"),
        ("about", ["About"], "About"),
        ("Week 1", ["Week 2"], None),
        ("A", ["B"], None),
        ("More", ["Mores"], None),
        ("Team", ["Contact"], None),
        ("", [], None),
    ],
)
def test_a_slip_is_one_letter_or_the_case(
    name: str, known: list[str], expected: str | None
) -> None:
    assert one_letter_off(name, known) == expected

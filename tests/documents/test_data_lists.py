"""Lists in front matter, which may name conditions as those of a body do."""

from pathlib import Path

import pytest

from app.dialects.document import Document
from app.dialects.native import NativeDialect
from app.documents.parse import Parser
from app.library.load import load
from app.markdown import BodyList
from app.site.schema import Site


def lists_in(front_matter: str) -> tuple[BodyList, ...]:
    data = f"---\n{front_matter}\n---\n\nText.\n".encode()
    document = Parser(NativeDialect(Site())).parse("page.md", data).document
    assert isinstance(document, Document)
    return document.data_lists


def drawn(front_matter: str, folder: Path) -> list[str]:
    (folder / "page.md").write_text(f"---\ntitle: Our rooms\n{front_matter}\n---\n\nText.\n")
    return [condition.name for condition in load(folder).conditions]


def test_a_list_is_labelled_by_its_key_in_words() -> None:
    (listed,) = lists_in("conditionsTreated:\n  - Gout\n  - Croup")
    assert listed.kind == "data"
    assert listed.labels == ("conditions treated",)
    assert listed.texts == ("Gout", "Croup")
    assert listed.lines == (3, 4)


def test_titles_beside_a_list_and_above_it_are_labels_too() -> None:
    (listed,) = lists_in(
        "sections:\n- title: What we treat\n  parts:\n  - text: Such as\n    items: [Gout, Croup]"
    )
    assert listed.labels == ("Such as", "parts", "What we treat", "sections")


@pytest.mark.parametrize("key", ["name", "text", "item"])
def test_entries_are_named_by_their_titles_or_texts(key: str) -> None:
    entries = f"{{{key}: Gout, icon: toe}}, {{icon: cough, {key}: Croup}}"
    (listed,) = lists_in(f"problems: [{entries}]")
    assert listed.texts == ("Gout", "Croup")


@pytest.mark.parametrize(
    ("key", "label"),
    [("helpWithList", "help with"), ("conditions_items", "conditions"), ("list", "What we treat")],
)
def test_keys_that_say_only_that_there_are_several_are_no_labels(key: str, label: str) -> None:
    (listed,) = lists_in(f"title: What we treat\n{key}: [Gout, Croup]")
    assert listed.labels == (label,)


def test_a_sentence_in_the_key_before_leads_to_a_list() -> None:
    (listed,) = lists_in("intro: Hello. We can help with&#58\npoints: [Gout, Croup]\nimage: a.jpg")
    assert listed.labels == ("We can help with:", "points")


def test_names_have_no_tags_and_references() -> None:
    (listed,) = lists_in("problems: ['Neck &amp; <br>back pain', 'Gout<sup>1</sup>']")
    assert listed.texts == ("Neck & back pain", "Gout 1")


@pytest.mark.parametrize("mark", ["\u2013", "\u2014", "\u2022"])
def test_marks_may_be_typed_in_a_text(mark: str) -> None:
    (listed,) = lists_in(f"text: '<p>We treat:<br>{mark} gout<br>{mark} croup</p>'")
    assert listed.labels == ("We treat:", "text")
    assert listed.texts == ("gout", "croup")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Gout\n\nSciatica\n\nNeck & back pain\n", ("Gout", "Sciatica", "Neck & back pain")),
        ("Gout\nSciatica\nCroup", ("Gout", "Sciatica", "Croup")),
        (
            "\u2013 Gout<br>\n\u2013 Croup<br>\n- Colic<br><br>\n<a>More</a>",
            ("Gout", "Croup", "Colic"),
        ),
        ("Gout\nSciatica", None),
        ("Gout\nSciatica\nCall us at any time of the day.", None),
        ("Gout<br>Sciatica<br>Croup", None),
    ],
)
def test_a_text_of_short_lines_is_a_list(text: str, names: tuple[str, ...] | None) -> None:
    indented = "".join(f"\n  {line}" for line in text.splitlines())
    lists = lists_in(f"content: |-{indented}")
    assert [listed.texts for listed in lists] == ([names] if names else [])


def test_a_list_under_such_a_key_has_it_where_the_page_has_no_title() -> None:
    (listed,) = lists_in("items: [Gout, Croup]")
    assert listed.labels == ("items",)


@pytest.mark.parametrize(
    "text",
    ["|\n  ## Help\n\n  - Gout\n  - Croup", "<h2>Help</h2><ul><li>Gout</li><li>Croup</li></ul>"],
)
def test_lists_in_a_text_have_the_labels_in_it(text: str) -> None:
    (listed,) = lists_in(f"content: {text}")
    assert (listed.labels, listed.texts) == (("Help", "content"), ("Gout", "Croup"))
    assert set(listed.lines) == {2}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("|\n  Welcome.\n\n  We treat: Gout, Croup and Colic.", "We treat:"),
        (
            "|\n  | Ills | Age |\n  |--|--|\n  | Gout | 60 |\n  | Croup | 2 |\n  | Colic | 1 |",
            "text",
        ),
        ("|\n  ## Help\n\n  Gout, Croup, Colic\n\n  Note: all of them, always.", "Help"),
    ],
    ids=["line", "table", "line below a heading"],
)
def test_lines_and_tables_in_a_text_are_read(text: str, label: str) -> None:
    listed, *_ = lists_in(f"text: {text}")
    assert (listed.labels[0], listed.texts) == (label, ("Gout", "Croup", "Colic"))


@pytest.mark.parametrize(
    "text",
    [
        '"Ours: Gout, croup and colic."',
        '"<p>Ours: Gout, croup and colic.</p>"',
        "|\n  Welcome.\n\n  Ours: Gout, croup and colic.",
    ],
)
def test_a_line_with_a_label_is_read_once(text: str) -> None:
    (listed,) = lists_in(f"helps: {text}")
    assert listed.labels == ("Ours:", "helps")
    assert listed.texts == ("Gout", "croup", "colic")


def test_a_line_of_names_is_a_list() -> None:
    (listed,) = lists_in("conditions_treated: Gout, croup and colic")
    assert listed.texts == ("Gout", "croup", "colic")


@pytest.mark.parametrize(
    "front_matter",
    [
        "conditions: [Gout, Croup]",
        "seo: {keywords: [Gout, Croup]}",
        "search_engine_optimization: {page_title: 'Gout, Croup, Colic'}",
        "menu_items: [Gout, Croup]",
        "numbers: [1, 2]",
        "problems: [Gout]",
        "type: condition\nproblems: [Gout, Croup]",
    ],
)
def test_known_keys_and_what_is_no_content_are_not_read(front_matter: str) -> None:
    assert lists_in(front_matter) == ()


def test_what_is_too_long_or_too_deep_is_left() -> None:
    deep = "{a: " * 12 + "[Gout, Croup]" + "}" * 12
    assert lists_in(f"problems: {deep}") == ()
    assert lists_in(f"problems: '{'Gout, ' * 10_000}'") == ()


def test_lists_of_any_number_and_length_are_read() -> None:
    assert len(lists_in(f"problems: [{'[Gout, Croup], ' * 300}]")) == 300
    (listed,) = lists_in(f"problems: [{'Gout, ' * 600}]")
    assert len(listed.texts) == 600


def test_a_good_key_or_title_makes_conditions_of_names(tmp_path: Path) -> None:
    assert drawn("conditions_treated: [Gout, Croup]", tmp_path) == ["Croup", "Gout"]
    section = "parts: [{heading: What we treat, items: [Gout, Croup]}]"
    assert drawn(section, tmp_path) == ["Croup", "Gout"]


@pytest.mark.parametrize(
    "front_matter",
    [
        "items: [Gout, Croup, Colic]",
        "related_conditions: [Gout, Croup, Colic]",
        "causes: [Gout, Croup, Colic]",
        "side_effects: [Nausea, Headache]",
        "not_treated: [Gout, Croup]",
        "condition_pages: [back-pain, neck-pain, gout]",
        "conditions_treated: [Massage, Yoga, Gout]",
        "specialties: [Massage, Yoga]",
        "faq: [{question: Do you treat gout?}, {question: Do you treat croup?}]",
    ],
)
def test_other_keys_and_items_give_none(front_matter: str, tmp_path: Path) -> None:
    assert drawn(front_matter, tmp_path) == []


def test_names_alone_speak_for_a_list_if_there_are_several(tmp_path: Path) -> None:
    names = "Gout, Croup, Sciatica, Tennis elbow"
    assert len(drawn(f"cards: [{names}]", tmp_path)) == 4
    assert drawn(f"cards: [{names}, Parking, Vouchers]", tmp_path) == []
    assert drawn("cards: [Gout, Croup, Sciatica]", tmp_path) == []
    assert drawn(f"cards: [{names}]\nid: gout", tmp_path) != []


def test_below_the_name_of_a_condition_they_describe_it(tmp_path: Path) -> None:
    text = "---\ntitle: Arthritis\ncards: [Gout, Croup, Sciatica, Tennis elbow]\n---\n\nText.\n"
    (tmp_path / "page.md").write_text(text)
    assert load(tmp_path).conditions == ()


def test_they_are_no_lists_of_the_page(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("---\nconditions_treated: [Gout, Croup]\n---\n\nText.\n")
    (page,) = load(tmp_path).pages
    assert page.lists == ()
    assert [condition.title for condition in page.conditions] == ["Gout", "Croup"]


def test_slugs_are_lists_of_their_own_kind() -> None:
    (listed,) = lists_in("conditionsManaged:\n  - frozen-shoulder\n  - gout")
    assert listed.kind == "slugs"
    assert listed.labels == ("conditions managed",)
    assert listed.texts == ("frozen-shoulder", "gout")
    assert listed.lines == (3, 4)


@pytest.mark.parametrize("slugs", ["[frozen-shoulder]", "[frozen-shoulder, Gout]", "[a-b, {c: d}]"])
def test_slugs_stand_alone_and_are_several(slugs: str) -> None:
    assert lists_in(f"conditionsManaged: {slugs}") == ()


@pytest.mark.parametrize(
    ("key", "names"),
    [
        ("conditionsManaged", ["Frozen shoulder", "Gout"]),
        ("conditions_we_treat", ["Frozen shoulder", "Gout"]),
        ("helpsWith", ["Frozen shoulder", "Gout"]),
        ("behandelteErkrankungen", ["Frozen shoulder", "Gout"]),
        ("associatedConditions", []),
        ("relatedConditions", []),
        ("conditionPages", []),
        ("articles", []),
        ("treatments", []),
    ],
)
def test_slugs_name_conditions_where_their_key_says_that_they_are_treated(
    key: str, names: list[str], tmp_path: Path
) -> None:
    assert drawn(f"{key}: [frozen-shoulder, gout]", tmp_path) == names


def test_slugs_of_other_things_are_no_conditions(tmp_path: Path) -> None:
    assert drawn("conditions_treated: [our-team, our-rooms, gout]", tmp_path) == []

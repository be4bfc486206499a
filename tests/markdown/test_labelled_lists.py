"""Lists that a heading or a paragraph labels."""

import pytest

from tests.markdown.bodies import parse


def labelled(markdown: str) -> list[tuple[str, list[str]]]:
    return [("".join(each.labels[:1]), list(each.texts)) for each in parse(markdown).lists]


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
        "Plain words.\n\n- a\n",
        "**Bold** and plain.\n\n- a\n",
        "We treat:\n\n---\n\n- a\n",
        "We treat:\n\n> quoted\n\n- a\n",
        "We treat:\n\n```\ncode\n```\n\n- a\n",
        "We treat:\n\n<p>words</p>\n\n- a\n",
        "We treat:\n\nwords\n\n- a\n",
        "We treat:\n\n> - a\n",
        "> We treat:\n\n- a\n",
        "- a\n",
        "#\n\n- a\n",
    ],
)
def test_a_sentence_reaches_only_the_list_directly_after_it(markdown: str) -> None:
    (listed,) = parse(markdown).lists
    assert (listed.labels, listed.has_sentence) == ((), False)


@pytest.mark.parametrize(
    "between",
    [
        *("Words.", "![a](/a.png)", "---", '<div class="a">', "</div>", "> words", "<hr>"),
        *("| a |\n|---|\n", "```\ncode\n```", "<p>words</p>", "- another\n\nwords", "<!-- a -->"),
    ],
)
@pytest.mark.parametrize("label", ["## Conditions", "<h2>Conditions</h2>", "**Conditions**"])
def test_headings_and_bold_lines_reach_past_all_but_their_like(label: str, between: str) -> None:
    *_, listed = parse(f"{label}\n\n{between}\n\n- a\n").lists
    assert listed.labels == ("Conditions",)


def labels(markdown: str) -> list[tuple[str, ...]]:
    return [each.labels for each in parse(markdown).lists]


@pytest.mark.parametrize(
    ("markdown", "chain"),
    [
        ("# A\n## B\n### C\n- a", ("C", "B", "A")),
        ("# A\n### C\n## B\n- a", ("B", "A")),
        ("## B\n**C**\n\nWords\n\nD:\n- a", ("D:", "C", "B")),
        ("## B\n*C*\n\n- a", ("C", "B")),
        ("**C**\n\n**D**\n\n- a", ("D",)),
        ("**C**\n\n## B\n\n- a", ("B",)),
        ("**C**<br>\n- a", ("C",)),
        ("**C**:\n- a", ("C:",)),
        ("<h2>A</h2>\n\n### B\n\n<h2>C</h2>\n\n- a", ("C",)),
        ("Others do it better. See them in these cases:\n- a", ("See them in these cases:",)),
        ("I am Dr. Bee and treat:\n- a", ("I am Dr. Bee and treat:",)),
    ],
)
def test_the_labels_of_a_list_begin_with_the_nearest(markdown: str, chain: tuple[str, ...]) -> None:
    assert labels(markdown) == [chain]


def test_a_heading_in_an_item_labels_nothing_outside_of_it() -> None:
    assert labels("## A\n\n- ### B\n\n  b\n\nwords\n\n- c\n") == [("A",), ("A",)]


def test_bold_and_linked_beginnings_are_known_by_their_length() -> None:
    (listed,) = parse(
        "- **Milia**: bumps\n- [Back pain](/b/), and more\n- plain **bold**\n"
        "- **[Both](/c/)** – x\n- <b>Raw</b>\n"
    ).lists
    leads = {index: listed.texts[index][:length] for index, length in listed.leads.items()}
    assert leads == {0: "Milia", 1: "Back pain", 3: "Both"}


def test_a_first_paragraph_that_others_follow_is_known_by_its_length() -> None:
    (listed,) = parse("- **Tennis elbow**\n\n  A long story.\n\n- Plain\n\n- a\n  - b\n").lists
    assert listed.texts[0] == "Tennis elbow A long story."
    assert listed.firsts == {0: len("Tennis elbow")}
    assert listed.leads == {0: len("Tennis elbow")}
    assert listed.depths == (0, 0, 0, 1)


@pytest.mark.parametrize(
    ("markdown", "kind", "texts"),
    [
        ("| Name | Care |\n|---|---|\n| [Knee](/k/) | b |\n| c | d |\n", "table", ("Knee", "c")),
        ("<ul><li>a</li><li>b <i>c</i></ul>\n", "list", ("a", "b c")),
        ("<ul>\n<li>a<ol><li>b</li></ol></li>\n\n<li>c</li></ul>\n", "list", ("a", "b", "c")),
        ("<dl><dt>a</dt><dd>words</dd><dt>b</dt><dd>words</dd></dl>\n", "terms", ("a", "b")),
        ("<table><tr><th>n</th></tr><tr><td>a</td><td>b</td></tr></table>", "table", ("a",)),
        ("**We treat:** hives, neck pain and gout.", "line", ("hives", "neck pain", "gout")),
        ("Conditions: a, b, c", "line", ("a", "b", "c")),
        ("- a<br>b\n", "list", ("a b",)),
    ],
)  # fmt: skip
def test_other_forms_are_read_as_lists(markdown: str, kind: str, texts: tuple[str, ...]) -> None:
    (listed,) = parse(f"## Label\n\n{markdown}").lists
    assert (listed.kind, listed.texts, listed.labels[-1]) == (kind, texts, "Label")


@pytest.mark.parametrize(
    "text",
    [
        "Our advice: wait. Then call, write or come.",
        "We are open daily, except Sundays.",
        "At 10: a, b",
    ],
)
def test_sentences_are_no_lines_of_names(text: str) -> None:
    assert [each.texts for each in parse(text).lists] in ([], [("a", "b")])


def test_a_comment_between_label_and_list_is_nothing() -> None:
    assert labelled("We treat:\n\n<!-- by name -->\n\n- a\n") == [("We treat:", ["a"])]


def test_ordered_lists_are_lists() -> None:
    assert labelled("Steps:\n\n1. a\n2. b\n") == [("Steps:", ["a", "b"])]


def test_lists_that_follow_one_another_are_of_one_label() -> None:
    assert labelled("Both:\n\n- a\n- b\n\n* c\n\n1. d\n") == [("Both:", ["a", "b", "c", "d"])]


def test_each_label_has_its_own_list() -> None:
    assert labelled("A:\n\n- a\n\nB:\n\n- b\n\nwords\n\n- c\n") == [
        ("A:", ["a"]),
        ("B:", ["b"]),
        ("", ["c"]),
    ]


def test_items_of_a_nested_list_follow_the_item_they_stand_in() -> None:
    assert labelled("All:\n\n- a\n  - b\n    - c\n  - d\n- e\n") == [
        ("All:", ["a", "b", "c", "d", "e"])
    ]


def test_an_item_goes_on_after_a_nested_list() -> None:
    assert labelled("All:\n\n- a\n\n  - b\n\n  more\n- c\n") == [("All:", ["a more", "b", "c"])]


def test_an_item_may_label_the_list_in_it() -> None:
    assert labelled("- **A**\n  - x\n- B:\n  - y\n") == [
        ("", ["A", "B:"]),
        ("A", ["x"]),
        ("B:", ["y"]),
    ]


def test_labels_and_lists_in_a_quotation_are_read() -> None:
    assert labelled("> We treat:\n>\n> - a\n") == [("We treat:", ["a"])]


def test_items_know_their_text_line_and_links() -> None:
    body = parse("We treat:\n\n- *a* [b](/b/) `c`\n- d\n  [e](/e/)\n\n  [f](/f/)\n  - [g](/g/)\n")
    (listed,) = body.lists
    assert listed.texts == ("a b c", "d e f", "g")
    assert listed.lines == (3, 4, 8)
    assert listed.links == ((0,), (1, 2), (3,))
    assert [link.href for link in body.links] == ["/b/", "/e/", "/f/", "/g/"]


def test_the_box_of_a_task_is_no_part_of_its_text() -> None:
    assert labelled("To do:\n\n- [ ] a\n- [x] b\n") == [("To do:", ["a", "b"])]


@pytest.mark.parametrize(
    "label", ["## What we treat\n\n", "**What we treat**\n\n", "I see people for many reasons:\n\n"]
)
def test_a_paragraph_of_names_below_its_label_is_a_line(label: str) -> None:
    (listed,) = parse(f"{label}Gout, sciatica, migraine, back pain.\n").lists
    assert listed.kind == "line"
    assert listed.labels[0] == label.strip("\n#* ")
    assert listed.texts == ("Gout", "sciatica", "migraine", "back pain")


@pytest.mark.parametrize(
    "text",
    [
        "## Care\n\nOur rooms are bright, and warm.\n",
        "## Care\n\nWe take our time. Gout, sciatica, migraine, asthma.\n",
        "Care\n\nGout, sciatica, migraine, asthma.\n",
        "## Care\n\nWords.\n\nGout, sciatica, migraine, asthma.\n",
    ],
)
def test_other_paragraphs_with_commas_are_no_lines(text: str) -> None:
    assert not parse(text).lists


def test_a_table_knows_its_head_and_its_further_cells() -> None:
    (listed,) = parse("|Ill|Age|\n|--|--|\n|Croup|2|\n|Gout| |\n").lists
    assert listed.head == ("Ill", "Age")
    assert listed.texts == ("Croup", "Gout")
    assert listed.cells == {0: ("2",)}


def test_a_long_cell_is_text() -> None:
    (listed,) = parse(f"|Ill|More|\n|--|--|\n|Croup|{'word ' * 20}|\n").lists
    assert not listed.cells


def test_a_wide_row_gives_some_of_its_cells() -> None:
    row = "|Croup" * 200
    (listed,) = parse(f"{row}|\n{'|--' * 200}|\n{row}|\n").lists
    assert len(listed.cells[0]) == 12


def test_a_heading_that_others_of_its_level_follow_at_once_speaks_for_them() -> None:
    text = "# Home\n\n### When to come?\n\n![a](/a.png)\n\n### Back\n\n- a\n\n### Neck\n\n- b\n"
    assert [each.labels for each in parse(text).lists] == [
        ("Back", "When to come?", "Home"),
        ("Neck", "When to come?", "Home"),
    ]


@pytest.mark.parametrize("between", ["Words.", "- c", "We treat\\\nthat."])
def test_a_heading_with_text_of_its_own_speaks_for_that_alone(between: str) -> None:
    *_, listed = parse(f"### When to come?\n\n{between}\n\n### Back\n\n- a\n").lists
    assert listed.labels == ("Back",)


@pytest.mark.parametrize("sentence", ["We treat:", "Consultez pour un des signes suivants."])
def test_a_sentence_that_leads_to_headings_speaks_for_all_of_their_level(sentence: str) -> None:
    text = f"# Home\n\nWords. {sentence}\n\n## Back\n\n- a\n\n## Neck\n\n- b\n\n# Team\n\n- c\n"
    assert [each.labels for each in parse(text).lists] == [
        ("Back", sentence, "Home"),
        ("Neck", sentence, "Home"),
        ("Team",),
    ]


def test_a_question_does_not_lead_to_headings() -> None:
    (listed,) = parse("Any questions?\n\n## Back\n\n- a\n").lists
    assert listed.labels == ("Back",)


def test_a_list_in_an_item_has_the_labels_of_the_list_around_it() -> None:
    *_, listed = parse("We treat:\n\n- **Voice**\n    - a\n    - b\n").lists
    assert listed.labels == ("Voice", "We treat:")


def test_a_short_line_without_a_stop_labels_the_list_below_it() -> None:
    first = "# Home\n\nWhat we treat\n\n- a\n\nOur team\n\nWords.\n\n- b\n"
    assert [each.labels for each in parse(f"{first}\nOur way\n\n# Prices\n\n- c\n").lists] == [
        ("What we treat", "Home"),
        ("Home",),
        ("Prices",),
    ]


def kinds(markdown: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.kind, each.texts) for each in parse(markdown).lists]


def test_short_paragraphs_that_follow_one_another_are_a_list() -> None:
    (listed,) = parse("## Help\n\nGout\n\n[Croup](/croup/)\n\nColic\n").lists
    assert (listed.kind, listed.labels) == ("texts", ("Help",))
    assert listed.texts == ("Gout", "Croup", "Colic")
    assert (listed.links, listed.lines) == (((), (0,), ()), (3, 5, 7))


@pytest.mark.parametrize(
    "between", ["A whole sentence.", "## Else", "- an item", "**Bold**", "<h2>Else</h2>"]
)
def test_anything_else_ends_short_paragraphs(between: str) -> None:
    markdown = f"## Help\n\nGout\n\nCroup\n\n{between}\n\nColic\n\nHives\n"
    assert [kind for kind, _ in kinds(markdown)].count("texts") == 0


def test_a_sentence_labels_the_short_paragraphs_after_it() -> None:
    (listed,) = parse("## Help\n\nWe treat:\n\nGout\n\nCroup\n\nColic\n").lists
    assert listed.labels == ("We treat:", "Help")
    assert listed.has_sentence


@pytest.mark.parametrize(
    "row",
    [
        "[Gout](/a/) | [Croup](/b/)",
        "[Gout](/a/) [Croup](/b/)",
        "[Gout](/a/)\n[Croup](/b/)",
        "[Gout](/a/)  \n[Croup](/b/)",
    ],
)
def test_a_row_of_links_is_a_line_of_names(row: str) -> None:
    (listed,) = parse(f"## Help\n\n{row}\n").lists
    assert (listed.kind, listed.texts, listed.links) == ("line", ("Gout", "Croup"), ((0,), (1,)))


def test_an_item_of_short_lines_has_them_as_parts() -> None:
    (listed,) = parse("- Spine\n\n  [Gout](/a/)  \n  Croup\n\n- One<br>two\n- Three\n").lists
    assert dict(listed.parts) == {0: ("Spine", "Gout", "Croup"), 1: ("One", "two")}


def test_an_item_with_a_long_line_or_a_list_in_it_has_no_parts() -> None:
    (listed,) = parse(f"- Spine<br>{'word ' * 20}\n- Two<br>lines\n\n  - nested\n").lists
    assert dict(listed.parts) == {}


def test_a_statement_stands_above_the_list_or_above_the_headings_over_it() -> None:
    (listed,) = parse("## Help\n\nWe treat pain.\n\n- a\n").lists
    assert listed.statement == (0, "We treat pain.")
    first, second, third = parse(
        "## Help\n\nWe treat pain.\n\n### Neck\n\n- a\n\nMore.\n\n### Back\n\n- b\n"
        "\n## Else\n\n- c\n"
    ).lists
    assert first.statement == second.statement == (1, "We treat pain.")
    assert third.statement is None


def test_names_may_stand_below_a_bold_line() -> None:
    (listed,) = parse("## Help\n\n**Bladder**  \nurgency, cystitis\n").lists
    assert listed.texts == ("Bladder \u2013 urgency, cystitis",)
    assert dict(listed.leads) == {0: 7}


def test_a_bold_line_has_the_links_that_stand_in_it() -> None:
    (listed,) = parse("**Gout** hurts.\n**Flu**, not [Gout](/gout/)\n**[Hip](/hip/)** pain\n").lists
    assert listed.texts == ("Gout", "Flu", "Hip")
    assert listed.links == ((), (), (1,))


def test_a_paragraph_that_begins_in_bold_is_named_once() -> None:
    names = ("**Gout**", "Bursitis", "**Lupus**", "Sprains")
    paragraphs = [f"{name}: It begins in one joint as a rule." for name in names]
    (listed,) = parse("## Label\n\n" + "\n\n".join(paragraphs)).lists
    assert [text.rstrip(":") for text in listed.texts] == ["Gout", "Bursitis", "Lupus", "Sprains"]

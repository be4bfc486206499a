"""Headings that are themselves the conditions."""

import pytest

from app.clinic.lists.heading_lists import announced_lists, described_headings, heading_lists
from app.clinic.lists.label_overrides import LabelOverrides
from app.markdown.flavour import HTML
from app.site.schema import ConditionLists
from tests.markdown.bodies import parse

NONE = LabelOverrides(ConditionLists())
ANNOUNCED = (
    "# Conditions we treat\n\n## Gout\n\nToes.\n\n## Croup\n\nCough.\n\n## Colic\n\nBabies.\n"
)


def test_headings_below_one_that_announces_them_are_a_list() -> None:
    (listed,) = heading_lists(parse(ANNOUNCED), "Care", frozenset(), NONE)
    assert (listed.kind, listed.labels) == ("headings", ("Conditions we treat",))
    assert listed.texts == ("Gout", "Croup", "Colic")
    assert listed.lines == (3, 7, 11)


def test_the_title_of_the_page_announces_too() -> None:
    body = parse(ANNOUNCED.partition("\n\n")[2])
    (listed,) = heading_lists(body, "Conditions we treat", frozenset(), NONE)
    assert listed.texts == ("Gout", "Croup", "Colic")
    assert not listed.labels


@pytest.mark.parametrize("title", ["Care", "Conditions we do not treat", "How we treat", "Causes"])
def test_other_headings_announce_nothing(title: str) -> None:
    body = parse(ANNOUNCED.replace("Conditions we treat", title))
    assert heading_lists(body, title, frozenset(), NONE) == []


def test_headings_that_hold_lists_of_names_are_groups() -> None:
    assert heading_lists(parse(ANNOUNCED), "Care", {"Gout"}, NONE) == []
    more = parse(ANNOUNCED + "\n## Spine\n\n- Sciatica\n")
    (listed,) = heading_lists(more, "Care", {"Spine"}, NONE)
    assert listed.texts == ("Gout", "Croup", "Colic")


LED_IN = (
    "# Counselling\n\nI help with:\n\n## Grief\n\nLoss.\n\n## Panic\n\nFear.\n\n"
    "## Stress\n\nWork.\n"
)


def test_headings_that_a_sentence_leads_to_are_a_list() -> None:
    (listed,) = announced_lists(parse(LED_IN), "Care", frozenset(), NONE)
    assert listed.labels == ("I help with:", "Counselling")
    assert (listed.texts, listed.lines) == (("Grief", "Panic", "Stress"), (5, 9, 13))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("I help with:", "I help with grief."),
        ("I help with:", "I do not help with:"),
        ("# Counselling", "# Conditions we treat"),
        ("# Counselling", "### Counselling"),
        ("## Panic", "# Panic"),
    ],
)
def test_other_sentences_lead_to_no_headings(old: str, new: str) -> None:
    assert announced_lists(parse(LED_IN.replace(old, new)), "Care", frozenset(), NONE) == []


def test_headings_after_a_sentence_that_hold_lists_are_groups() -> None:
    assert announced_lists(parse(LED_IN), "Care", {"Grief"}, NONE) == []


def test_a_higher_heading_ends_those_that_a_sentence_leads_to() -> None:
    (listed,) = announced_lists(parse(f"{LED_IN}\n# Us\n\n## Kim\n"), "Care", frozenset(), NONE)
    assert listed.texts == ("Grief", "Panic", "Stress")


AFTER = (
    "## Care\n\n### Conditions we treat:\n\n## Gout\n\nToes.\n\n## Croup\n\nCough.\n\n"
    "### At night\n\nSteam.\n\n## Colic\n\nBabies.\n\n## Opening hours\n\nDaily.\n"
)


def test_headings_next_to_an_empty_one_that_announces_them_are_a_list() -> None:
    (listed,) = heading_lists(parse(AFTER), "Care", frozenset(), NONE)
    assert listed.labels == ("Conditions we treat:",)
    assert (listed.texts, listed.lines) == (("Gout", "Croup", "Colic"), (5, 9, 17))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Conditions we treat:\n", "Conditions we treat:\n\nWith care.\n"),
        ("Conditions we treat:", "Conditions we do not treat:"),
        ("## Croup", "## Our rooms"),
        ("## Colic", "# Colic"),
    ],
)
def test_other_headings_after_an_empty_one_are_none(old: str, new: str) -> None:
    assert heading_lists(parse(AFTER.replace(old, new)), "Care", frozenset(), NONE) == []


@pytest.mark.parametrize(
    ("with_line", "described"),
    [
        ({"Croup"}, ["Croup"]),
        ({"Croup", "Digestive problems"}, ["Croup", "Digestive problems"]),
        ({"Gout", "Croup", "Digestive problems"}, ["Gout", "Croup", "Digestive problems"]),
        (set(), []),
    ],
)
def test_lines_below_headings_that_are_conditions_describe_them(
    with_line: set[str], described: list[str]
) -> None:
    body = parse("# We treat\n\n## Gout\n\n## Croup\n\n## Digestive problems\n")
    assert list(described_headings(body, with_line)) == described


def test_lines_below_headings_that_are_groups_are_lists_of_names() -> None:
    groups = ["Digestive problems", "Skin problems", "Joint problems"]
    body = parse("# We treat\n\n" + "\n\n".join(f"## {group}" for group in groups) + "\n")
    assert list(described_headings(body, groups)) == []
    parts = parse("# We treat\n\n## Spine\n\n## Skin\n\n## Gout\n")
    assert list(described_headings(parts, {"Spine"})) == []
    assert list(described_headings(body, groups[:1])) == []


def test_headings_that_are_written_as_html_count_as_others_do() -> None:
    cards = "".join(
        f"<div><h3>{name}</h3>\n<p>Some text.</p></div>\n" for name in ("Gout", "Croup")
    )
    body = parse(f"## Conditions we treat\n\n{cards}\n### Sciatica\n\n<h2>Our team</h2>\n")
    (found,) = heading_lists(body, "Page", (), NONE)
    assert found.labels == ("Conditions we treat",)
    assert (found.texts, found.lines) == (("Gout", "Croup", "Sciatica"), (3, 5, 8))


def test_headings_below_one_that_is_no_condition_are_named_in_its_place() -> None:
    head = "## Head and neck\n\n### Migraine\n\n### Colic\n"
    text = f"# {{}}\n\n{head}\n## Legs\n\n### Gout\n\n### Warts\n\n## Croup\n\n## Hives\n"
    (listed,) = heading_lists(parse(text.format("Conditions we treat")), "Care", frozenset(), NONE)
    assert listed.texts == ("Migraine", "Colic", "Gout", "Warts", "Croup", "Hives")
    assert listed.lines == (5, 7, 11, 13, 15, 17)
    assert heading_lists(parse(text.format("Rooms")), "Care", frozenset(), NONE) == []
    led_in = text.format("Care").replace("# Care\n", "# Care\n\nThe conditions that we treat:\n")
    (after,) = announced_lists(parse(led_in), "Care", frozenset(), NONE)
    assert after.texts == listed.texts


def test_a_heading_that_is_a_condition_holds_others_only_beside_a_group() -> None:
    own = "# We treat\n\n## Back pain\n\n### Sciatica\n\n### Slipped disc\n\n## Gout\n\n## {}\n"
    (alone,) = heading_lists(parse(own.format("Croup")), "Care", frozenset(), NONE)
    assert alone.texts == ("Back pain", "Gout", "Croup")
    group = own.format("Skin\n\n### Warts\n\n### Hives")
    (beside,) = heading_lists(parse(group), "Care", frozenset(), NONE)
    assert beside.texts == ("Back pain", "Sciatica", "Slipped disc", "Gout", "Warts", "Hives")
    listed = own.format("Skin conditions\n\n### Warts\n\n### Hives\n\n### Acne")
    first, second = heading_lists(parse(listed), "Care", frozenset(), NONE)
    assert first.texts == ("Back pain", "Sciatica", "Slipped disc", "Gout")
    assert second.texts == ("Warts", "Hives", "Acne")


def test_what_opens_a_part_of_a_page_is_a_heading_by_its_first_element() -> None:
    parts = "".join(
        f"<details><summary><b>{name}</b> <i>a description</i></summary>\nText.\n</details>\n"
        for name in ("Gout", "Croup")
    )
    whole = "<details><summary>Back pain</summary>Text.</details>\n"
    heading = "<details><summary><h3>Sciatica</h3></summary>Text.</details>\n"
    body = parse(f"## Conditions we treat\n\n{parts}{whole}{heading}")
    (found,) = heading_lists(body, "Page", (), NONE)
    assert found.texts == ("Gout", "Croup", "Back pain", "Sciatica")


def test_what_opens_a_part_of_an_item_names_the_item_alone() -> None:
    items = "".join(
        f"<li><details><summary>{name}</summary><p>Text.</p></details></li>"
        for name in ("Gout", "Croup", "Sciatica")
    )
    body = parse(f"<h2>Conditions we treat</h2><ul>{items}</ul>\n")
    assert [heading.title for heading in body.raw_headings] == ["Conditions we treat"]
    (found,) = body.lists
    assert found.texts == ("Gout Text.", "Croup Text.", "Sciatica Text.")
    assert found.firsts == {0: 4, 1: 5, 2: 8}


def test_the_headings_of_a_page_of_html_are_read_once() -> None:
    html = '<h2 id="we-treat">Conditions we treat</h2>' + "".join(
        f'<h3 id="{name}">{name}</h3><p>Text.</p>\n' for name in ("Gout", "Croup", "Sciatica")
    )
    body = parse(html, flavour=HTML)
    assert body.toc
    (found,) = heading_lists(body, "Page", (), NONE)
    assert found.texts == ("Gout", "Croup", "Sciatica")


CARDS = (
    "## How can we help?\n\nChoose one.\n\n"
    "## [Gout](/gout/)\n\n## [Croup](/croup/)\n\n## [Colic](/colic/)\n\n## Fees\n"
)


def test_linked_headings_after_one_that_announces_them_are_a_list() -> None:
    (listed,) = heading_lists(parse(CARDS), "Care", frozenset(), NONE)
    assert (listed.labels, listed.texts) == (("How can we help?",), ("Gout", "Croup", "Colic"))


def test_headings_that_are_no_links_have_to_follow_at_once() -> None:
    plain = CARDS.replace("[", "").replace("](/gout/)", "").replace("](/croup/)", "")
    assert heading_lists(parse(plain.replace("](/colic/)", "")), "Care", frozenset(), NONE) == []


def test_beside_cards_a_heading_that_is_no_link_is_none_unless_it_is_medical() -> None:
    cards = "".join(
        f'<a href="/{name}/"><h2>{name}</h2><p>Text.</p></a>' for name in ("Gout", "Croup", "Colic")
    )
    body = parse(f"<div>{cards}<h2>Hives</h2><h2>Get in touch</h2></div>")
    (listed,) = heading_lists(body, "Conditions we treat", frozenset(), NONE)
    assert listed.texts == ("Gout", "Croup", "Colic", "Hives")


@pytest.mark.parametrize(("linked", "lists"), [(2, 0), (3, 1)])
def test_linked_headings_are_cards_if_there_are_several(linked: int, lists: int) -> None:
    names = ("Gout", "Croup", "Colic", "Asthma")
    cards = "".join(
        f"## [{name}](/{name})\n\nText.\n\n" if at < linked else f"## {name}\n\nText.\n\n"
        for at, name in enumerate(names)
    )
    body = parse(f"## Conditions we treat\n\nA text\nof two\nlines.\n\n{cards}[a](/b) [c](/d)\n")
    assert len(heading_lists(body, "Care", frozenset(), NONE)) == lists


def test_a_card_among_services_that_names_a_kind_of_conditions_is_one() -> None:
    names = ("Sports injuries", "Gout", "Croup")
    cards = "".join(f"## [{name}](/{name[0]}/)\n\nText.\n\nMore.\n\n" for name in names)
    (listed,) = heading_lists(parse(f"# Our services\n\n{cards}"), "Care", frozenset(), NONE)
    assert listed.texts == names


def test_headings_in_a_line_of_html_that_a_sentence_leads_to_are_a_list() -> None:
    names = ("Gout", "Croup", "Colic")
    cards = "".join(f"<div><h4>{name}</h4><p>Some text.</p></div>" for name in names)
    html = f"<h2>Care</h2><p>We can help with:</p>{cards}"
    (listed,) = announced_lists(parse(html, flavour=HTML), "Us", frozenset(), NONE)
    assert listed.texts == names
    assert listed.labels == ("We can help with:", "Care")


def test_headings_of_html_below_another_sentence_are_none() -> None:
    cards = "".join(f"<h4>{name}</h4><p>Some text.</p>" for name in ("Gout", "Croup", "Colic"))
    body = parse(f"<h2>Care</h2><p>Read about:</p>{cards}", flavour=HTML)
    assert announced_lists(body, "Us", frozenset(), NONE) == []

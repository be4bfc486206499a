"""Headings, paragraphs and lists that are written as HTML, in Markdown and in pages of HTML."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.markdown import COMMONMARK, HTML, Body, BodyList, Flavour
from tests.markdown import bodies

PIECES = st.sampled_from(
    [
        *("<ul>", "</ul>", "<ol>", "</ol>", "<li>", "</li>", "<dl>", "</dl>", "<dt>", "<dd>"),
        *("<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<th>", "<p>", "</p>"),
        *("<h2>", "</h2>", "<h1>", "<div>", "</div>", "<b>", "</b>", "<strong>", "</strong>"),
        *('<a href="/a">', "</a>", "<br>", "We treat:", "pain", "\n", "\n\n", "## Causes\n\n"),
        *("- milia\n", "**Bold**\n\n", "<!-- note -->", "&amp;", "<script>", "</script>"),
    ]
)
SOURCES = st.lists(PIECES, max_size=40).map("".join)
FLAVOURS = st.sampled_from([COMMONMARK, HTML])


def parse(text: str, flavour: Flavour = COMMONMARK) -> Body:
    return bodies.parse(text, flavour=flavour)


def only(text: str, flavour: Flavour = COMMONMARK) -> BodyList:
    (listed,) = parse(text, flavour).lists
    return listed


LIST = "<ul><li>Colic</li><li>Reflux</li></ul>"


@pytest.mark.parametrize("flavour", [COMMONMARK, HTML])
@pytest.mark.parametrize(
    ("label", "labels"),
    [
        ("<h2>What we treat</h2>", ("What we treat",)),
        ("<h2>What <em>we</em> treat</h2><h3>Babies</h3>", ("Babies", "What we treat")),
        ("<p><strong>What we treat</strong></p>", ("What we treat",)),
        ("<p><em>What we treat</em></p>", ("What we treat",)),
        ("<p>Hello there. We treat:</p>", ("We treat:",)),
        ("<p>We work with</p>", ("We work with",)),
        ("<h2>Help</h2><p>Some words.</p><div><div>", ("Help",)),
        ("<p><b>Bold</b> and plain.</p>", ()),
    ],
)
def test_what_labels_a_list(label: str, labels: tuple[str, ...], flavour: Flavour) -> None:
    listed = only(f"{label}{LIST}\n", flavour)
    assert (listed.labels, listed.texts) == (labels, ("Colic", "Reflux"))


@pytest.mark.parametrize(
    ("html", "kind", "texts"),
    [
        ("<ol><li>Colic<li>Reflux</ol>", "list", ("Colic", "Reflux")),
        ("<dl><dt>Colic</dt><dd>Cries</dd><dt>Reflux</dt></dl>", "terms", ("Colic", "Reflux")),
        (
            "<table><tr><th>A<tr><td>Colic<td>Cries<tr><td>Reflux</table>",
            "table",
            ("Colic", "Reflux"),
        ),
    ],
)
def test_lists_of_every_kind_are_read(html: str, kind: str, texts: tuple[str, ...]) -> None:
    listed = only(f"<h2>Babies</h2>{html}\n", HTML)
    assert (listed.kind, listed.texts, listed.labels) == (kind, texts, ("Babies",))


def test_an_item_has_its_bold_beginning_and_its_first_paragraph() -> None:
    listed = only("<ul><li><b>Milia</b>: white bumps</li><li><p>Colic</p><p>Cries</p></li></ul>\n")
    assert listed.texts == ("Milia: white bumps", "Colic Cries")
    assert (dict(listed.leads), dict(listed.firsts)) == ({0: 5}, {1: 5})


def test_a_nested_list_follows_its_item() -> None:
    listed = only("<ul><li>Spine<ul><li>Lumbago</li></ul></li><li>Knee</li></ul>\n")
    assert (listed.texts, listed.depths) == (("Spine", "Lumbago", "Knee"), (0, 1, 0))


def test_a_list_in_an_item_that_is_a_label_is_one_of_its_own() -> None:
    outer, inner = parse("<ul><li><p>We treat:</p><ul><li>Colic</li></ul></li></ul>\n").lists
    assert (outer.texts, outer.groups) == (("We treat:",), (0,))
    assert (inner.texts, inner.labels) == (("Colic",), ("We treat:",))


def test_markdown_in_an_item_labels_nothing_after_the_list() -> None:
    body = parse(
        "## What we treat\n\n<ul><li>\n\n### Causes\n\n**Prices**\n\n</li></ul>\n\nText.\n\n"
        "- Colic\n"
    )
    assert body.lists[-1].labels == ("What we treat",)


def test_a_high_heading_ends_a_list_that_is_not_closed() -> None:
    body = parse("<ul><li>Colic\n\n## Causes\n\n- Milk\n")
    assert [each.labels for each in body.lists] == [(), ("Causes",)]
    assert body.lists[1].texts == ("Milk",)


@pytest.mark.parametrize(
    ("paragraph", "labels"),
    [
        ("<strong>Our conditions</strong>", ("Our conditions",)),
        ("<B>Our conditions</B><br>", ("Our conditions",)),
        ('<em class="a">Our conditions</em>', ("Our conditions",)),
        ("<strong><em>Our</em> conditions</strong>", ("Our conditions",)),
        ("<strong>Fees</strong> and <strong>hours.</strong>", ()),
        ("<strong>Our</strong> conditions.", ()),
        ("Our <strong>conditions.</strong>", ()),
        ("<strong>Our conditions.", ()),
        ("<span>Our conditions.</span>", ()),
    ],
)
def test_a_paragraph_in_one_bold_element_is_a_label(
    paragraph: str, labels: tuple[str, ...]
) -> None:
    assert only(f"{paragraph}\n\n- Colic\n").labels == labels


@pytest.mark.parametrize("flavour", [COMMONMARK, HTML])
def test_items_have_the_lines_of_their_tags(flavour: Flavour) -> None:
    text = (
        "<h2>What we tréat</h2>\n\n<ul><li>Colic</li><li>Reflux</li></ul>\n\n"
        "<p>More:</p>\n\n<ol>\n<li>Gout\n<li>Milia</li>\n</ol>\n\n<dl>\n<dt>Sciatica</dt>\n</dl>\n"
    )
    lists = parse(text, flavour).lists
    assert [listed.lines for listed in lists] == [(3, 3), (8, 9), (13,)]


@given(SOURCES, FLAVOURS)
def test_any_mixture_is_read_and_its_columns_agree(text: str, flavour: Flavour) -> None:
    for listed in parse(text, flavour).lists:
        size = len(listed.texts)
        assert size == len(listed.lines)
        assert len(listed.links) in {0, size}
        assert len(listed.depths) in {0, size}
        for lengths in (listed.leads, listed.firsts):
            assert all(
                0 <= place < size and 0 < length <= len(listed.texts[place])
                for place, length in lengths.items()
            )
        assert all(place < size for place in listed.groups)
        assert all(label == " ".join(label.split()) for label in listed.labels if label)


@pytest.mark.parametrize(
    "piece",
    [
        "<ul><li>",
        "<li><b>a</b>",
        "<p><b>a</b><b>b</b>",
        "<strong>a</strong>",
        "<h3>a</h3><ul><li>b</li></ul>",
        "<ul><li>a\n\n### b\n\n",
        "<p>a</p>",
        "<b>x</b> ",
        "<table><tr><td>a<td>b",
        "<ul></ol>",
        "**Gout** [b](c)\n",
        "a<br>",
        "![a](b)",
    ],
)
@pytest.mark.parametrize("before", ["", "<ul><li><ul><li>x</li></ul>", "<p>a ", ">" * 5000])
def test_many_pieces_take_time_that_is_linear(before: str, piece: str) -> None:
    start = time.process_time()
    parse(f"{before}{piece * 5000}\n")
    assert time.process_time() - start < 1.5


@pytest.mark.parametrize("flavour", [COMMONMARK, HTML])
def test_items_need_no_list_around_them(flavour: Flavour) -> None:
    html = (
        "<h2>We treat</h2>\n<li>Colic</li>\n<li>Reflux</li>\n<h2>Prices</h2>\n<p>By the hour.</p>"
    )
    listed = only(html, flavour)
    assert (listed.labels, listed.texts) == (("We treat",), ("Colic", "Reflux"))


def test_items_without_a_list_end_with_their_block() -> None:
    body = parse("<li>Colic</li>\n<li>Reflux</li>\n\n## Next\n\n- Gout\n")
    assert [each.texts for each in body.lists] == [("Colic", "Reflux"), ("Gout",)]
    assert body.lists[1].labels == ("Next",)


def test_bullets_may_be_typed_in_a_paragraph() -> None:
    listed = only("<p>We treat:</p>\n<p>• Colic<br>• Reflux<br>• Croup</p>\n")
    assert (listed.labels, listed.texts) == (("We treat:",), ("Colic", "Reflux", "Croup"))


@pytest.mark.parametrize("flavour", [COMMONMARK, HTML])
@pytest.mark.parametrize(
    ("html", "labels"),
    [
        ("<h4>We treat</h4>\n<p>Colic, reflux,\ncroup, rickets</p>", ("We treat",)),
        ("<p><strong>We treat:</strong> Colic, reflux, croup, rickets</p>", ("We treat:",)),
    ],
)
def test_a_paragraph_may_be_a_line_of_names(
    html: str, labels: tuple[str, ...], flavour: Flavour
) -> None:
    listed = [each for each in parse(html, flavour).lists if each.kind == "line"]
    assert [(each.labels, each.texts) for each in listed] == [
        (labels, ("Colic", "reflux", "croup", "rickets"))
    ]


def test_a_paragraph_with_a_link_is_no_line_for_its_names_would_lose_it() -> None:
    html = '<h4>We treat</h4>\n<p>Colic, <a href="/reflux/">reflux</a>, croup, rickets</p>\n'
    assert parse(html).lists == ()


def outline(html: str) -> list[tuple[int, str]]:
    return [(heading.depth, heading.title) for heading in parse(html).raw_headings]


@pytest.mark.parametrize("name", ["card-title", "title", "team__name", "x heading y"])
def test_a_title_by_its_class_is_in_the_outline(name: str) -> None:
    assert outline(f'<div><p class="{name}">Gout</p><p>Text.</p></div>') == [(7, "Gout")]


@pytest.mark.parametrize(
    "html",
    [
        '<p class="subtitles">Gout</p>',
        '<div class="title"><h3>Gout</h3></div><p>Text</p>',
        '<p class="title">This is a whole sentence.</p>',
        '<ul><li><span class="title">Gout</span></li></ul>',
    ],
)
def test_other_classes_headings_and_sentences_are_no_titles(html: str) -> None:
    assert 7 not in [depth for depth, _ in outline(html)]


def test_buttons_tags_and_links_in_a_row_are_short_paragraphs() -> None:
    tags = '<span>Gout</span> <button>Croup</button>\n<a href="/c/">Colic</a>'
    listed = only(f"<h2>Help</h2><div>{tags}</div>")
    assert (listed.kind, listed.labels) == ("texts", ("Help",))
    assert listed.texts == ("Gout", "Croup", "Colic")


@pytest.mark.parametrize(
    "html",
    ['<div>Call <a href="/a/">us</a> or <span>write</span> now</div>', "<p><b>a</b> <i>b</i></p>"],
)
def test_running_text_is_no_row(html: str) -> None:
    assert parse(f"<h2>Help</h2>{html}").lists == ()


def test_further_cells_of_a_row_are_known() -> None:
    listed = only("<table><tr><th>n</th><th>m</th></tr><tr><td>a</td><td>b</td></tr></table>")
    assert (listed.head, listed.texts, dict(listed.cells)) == (("n", "m"), ("a",), {0: ("b",)})


def test_bold_names_of_cards_are_bold_lines() -> None:
    cards = "".join(f"<div><b>{name}</b><p>Some text.</p></div>" for name in ("a", "b", "c"))
    assert only(f"<h2>Help</h2>{cards}").texts == ("a", "b", "c")


def test_a_sentence_that_leads_to_headings_labels_the_lists_of_all_of_them() -> None:
    cards = "".join(f"<div><h4>{name}</h4><ul><li>x</li></ul></div>" for name in ("a", "b"))
    lists = parse(
        f"<h2>Help</h2><div><p>We can help with...</p></div>{cards}<h2>c</h2>{cards}"
    ).lists
    assert [listed.labels for listed in lists] == [
        ("a", "We can help with...", "Help"),
        ("b", "We can help with...", "Help"),
        ("a", "c"),
        ("b", "c"),
    ]


@pytest.mark.parametrize(
    "html", ["<p>We help.</p>", "<p>Do you need help?</p>", "<p>We help with:</p><hr>", ""]
)
def test_other_paragraphs_above_a_heading_do_not_reach_below_it(html: str) -> None:
    assert only(f"<h2>Help</h2>{html}<h4>a</h4><ul><li>x</li></ul>").labels == ("a", "Help")

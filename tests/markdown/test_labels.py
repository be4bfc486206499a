"""The texts that label a list, and lines of names."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.markdown.labels import (
    has_separator,
    is_caption,
    is_label,
    is_short,
    is_statement,
    last_sentence,
    leads_in,
    linked_names,
    named_beginning,
    names_by_comma,
    names_on_line,
    split_outside,
    typed_items,
    typed_terms,
)

TEXTS = st.text(alphabet="ab. ,;:?!&\n-:\uff1f\u3001Éß", max_size=200)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We treat:", True),
        ("What do we treat?", True),
        ("治療する症状\uff1a", True),
        ("何を治療しますか\uff1f", True),
        ("We treat", False),
        ("We treat: pain.", False),
        ("We treat: (this is not all)", True),
        ("We treat (among others)", False),
        ("", False),
    ],
)
def test_a_label_ends_in_a_colon_or_a_question_mark(text: str, expected: bool) -> None:
    assert is_label(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I help adults who struggle with", True),
        ("Nebenwirkungen können sein", True),
        ("L'ostéopathie est efficace sur", True),
        ("Te ayudamos si tienes", True),
        ("Wir behandeln unter anderem", True),
        ("We can help with\u2026", True),
        ("I work with \u2013", True),
        ("Our approach", False),
        ("Book online", False),
        ("This is what we work with.", False),
        ("Consultez si vous avez un des signes suivants.", True),
        ("Atendemos los problemas siguientes.", True),
        ("with", True),
        ("", False),
        (f"{'word ' * 80}with", False),
    ],
)
def test_a_text_that_stops_at_a_small_word_leads_into_a_list(text: str, expected: bool) -> None:
    assert leads_in(text) is expected


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("We are here for you. We treat:", "We treat:"),
        ("Dr. Ada Ford treats:", "Dr. Ada Ford treats:"),
        ("One line\nand  another:", "and another:"),
        ("Oh! Such as:", "Oh! Such as:"),
        ("Anything else? Many of us treat:", "Many of us treat:"),
        ("", ""),
        ("We ease pain. These include:", "We ease pain. These include:"),
        ("Hello. We ease pain. They include:", "We ease pain. They include:"),
        ("These include:", "These include:"),
        ("We treat dogs. These dogs are:", "These dogs are:"),
        (f"{'a' * 300}. These include:", "These include:"),
        ("Needles help. For example:", "Needles help. For example:"),
        ("Call me (or write). We treat:", "We treat:"),
        ("On dit « il passe ». Nous traitons :", "Nous traitons :"),
        ("We treat (e.g. in dogs) gout:", "We treat (e.g. in dogs) gout:"),
        ("Pain (acute). and so on:", "Pain (acute). and so on:"),
        ("Nadeln können helfen. So z.B. u.a.:", "Nadeln können helfen. So z.B. u.a.:"),
    ],
)
def test_the_last_sentence_is_on_one_line(text: str, sentence: str) -> None:
    assert last_sentence(text) == sentence


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What we treat in this area", True),
        ("Symptoms", True),
        ("We treat everyone.", False),
        ("what we treat", False),
        ("Hello. What we treat", False),
        ("What\nwe treat", False),
        ("Of so many words that it can hardly be a label", False),
        ("A" * 61, False),
        ("", False),
    ],
)
def test_a_caption_is_a_short_line_without_a_stop(text: str, expected: bool) -> None:
    assert is_caption(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We treat: colic, reflux and wry neck.", ("We treat:", ("colic", "reflux", "wry neck"))),
        ("Wir behandeln: Ischias, Rheuma", ("Wir behandeln:", ("Ischias", "Rheuma"))),
        (
            "Motifs: lumbago; torticolis, et entorse",
            ("Motifs:", ("lumbago", "torticolis", "entorse")),
        ),
        (
            "Needles help. People come with: migraine, hay fever and insomnia.",
            ("People come with:", ("migraine", "hay fever", "insomnia")),
        ),
        ("Hours and fees: by appointment", None),
        ("Note: bring your scan, and wear shoes that let you walk about freely.", None),
        ("We treat: colic, reflux. Call us, please.", None),
        ("Pain: with needles we ease all pain, colic, gout, croup. Call us.", None),
        ("10:30, 11:30, 12:30", None),
        (": a, b", None),
        (f"{'long ' * 20}label: a, b", None),
        ("", None),
    ],
)
def test_names_on_a_line_follow_a_label(
    text: str, expected: tuple[str, tuple[str, ...]] | None
) -> None:
    assert names_on_line(text) == expected


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Gout\n: A swollen toe.", "Gout"),
        ("Gout\n:   A swollen toe.", "Gout"),
        ("Gout : a swollen toe", None),
        ("We treat:\n: gout", None),
        ("Gout\n:A toe.", None),
        ("", None),
    ],
)
def test_a_term_stands_above_its_definition(text: str, term: str | None) -> None:
    assert typed_terms(text) == term


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\u2022 Gout", ("", ("Gout",))),
        ("\u2022 Gout \u2022 Sciatica", ("", ("Gout", "Sciatica"))),
        ("We treat:\n\u2713 Gout\n\u2713 Sciatica", ("We treat:", ("Gout", "Sciatica"))),
        ("\u2714\ufe0f Gout", ("", ("Gout",))),
        ("Gout \u2022 Sciatica", None),
        ("Hello.\nWe treat:\n- Gout\n\u2013 Sciatica", ("Hello. We treat:", ("Gout", "Sciatica"))),
        ("We treat\n- Gout\n- Sciatica", None),
        ("We treat:\n- Gout\nSciatica", None),
        (
            "We treat:\n- Gout\n- Croup\n- Colic\nCall us.",
            ("We treat:", ("Gout", "Croup", "Colic")),
        ),
        ("We treat:\n- Gout\n- Croup\nCall us.", None),
        ("We treat:\n- Gout\n-", None),
        ("\u2022", None),
        ("Gout", None),
    ],
)
def test_bullets_may_be_typed(text: str, expected: tuple[str, tuple[str, ...]] | None) -> None:
    assert typed_items(text) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Gout: This arthritis begins in one joint.", "Gout"),
        ("Gout: This arthritis begins in one joint", ""),
        ("Gout: arthritis that begins in one joint.", ""),
        ("Gout: It is an arthritis.", "Gout"),
        ("Gout: It is.", ""),
        ("gout: This arthritis begins in one joint.", ""),
        ("We treat people in the whole county every day of the year: They come from far away.", ""),
        ("Gout", ""),
    ],
)
def test_a_paragraph_may_begin_with_a_name(text: str, name: str) -> None:
    assert named_beginning(text) == name


@given(TEXTS)
def test_a_line_gives_only_names_of_its_own_in_their_order(text: str) -> None:
    line = names_on_line(text)
    if line is not None:
        label, names = line
        whole = " ".join(text.split())
        assert label in whole
        assert label.endswith(":")
        assert len(names) > 1
        at = whole.index(label) + len(label)
        for name in names:
            assert name
            at = whole.index(name, at) + len(name)


@given(TEXTS)
def test_the_last_sentence_is_a_part_of_the_text(text: str) -> None:
    sentence = last_sentence(text)
    assert "\n" not in sentence
    assert sentence in " ".join(text.split())
    assert is_label(sentence) or not is_label(text.rstrip())


@pytest.mark.parametrize(
    "piece", ["a, ", ": ", "abc. ", "and ", " ", "abc? and, ", "\t", "\u00a0", " • ", "a | ", "- "]
)
def test_a_long_line_takes_time_that_is_linear(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    start = time.process_time()
    names_on_line(text)
    last_sentence(text)
    leads_in(text)
    has_separator(f"a{text}b")
    names_by_comma(f"a{text}b")
    linked_names(text, [piece.strip() or "a"] * 10_000)
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a, b", ["a", "b"]),
        ("a (b, c), d", ["a (b, c)", "d"]),
        ("a (b, c (d)), e", ["a (b, c (d))", "e"]),
        ("a (b, (c, d), e", ["a (b", "(c, d)", "e"]),
        ("a (b), c, d)", ["a (b)", "c", "d)"]),
        ("a, (b", ["a", "(b"]),
        ("a, b (c (d, e) f, g", ["a", "b (c (d, e) f", "g"]),
    ],
)
def test_texts_are_split_outside_of_parentheses(text: str, parts: list[str]) -> None:
    assert split_outside(re.compile(", "), text) == parts


def test_lines_that_are_broken_off_are_names() -> None:
    assert names_by_comma("Gout\nbloating, hot flushes,\ncolic (of babies, at night)\n") == (
        "Gout",
        "bloating",
        "hot flushes",
        "colic (of babies, at night)",
    )
    assert names_by_comma("Gout\n12 High Street. We are there.\nLeeds\nEngland") == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Gout | Croup", ("Gout", "Croup")),
        ("Gout \u00b7 Croup \u00b7 Colic", ("Gout", "Croup", "Colic")),
        ("Gout / Croup", ("Gout", "Croup")),
        ("Gout\nCroup", ("Gout", "Croup")),
        ("Gout, Croup", ("Gout", "Croup")),
        ("Gout, Croup, Colic", ("Gout", "Croup", "Colic")),
        ("Gout; Croup; Colic", ("Gout", "Croup", "Colic")),
        ("We are open daily, except on Sundays in May", ()),
        ("Gout, croup and colic.", ("Gout", "croup", "colic")),
        ("We like it here, on Sundays.", ()),
    ],
)
def test_names_stand_in_a_row_or_in_lines(text: str, names: tuple[str, ...]) -> None:
    assert names_by_comma(text) == names


def test_a_sentence_ends_in_an_ellipsis_too() -> None:
    label, names = names_on_line("We treat: gout, croup, colic, hives\u2026 Call us.") or ("", ())
    assert (label, names) == ("We treat:", ("gout", "croup", "colic", "hives\u2026"))


@pytest.mark.parametrize(
    ("text", "links", "names"),
    [
        ("Gout | Croup", ["Gout", "Croup"], ("Gout", "Croup")),
        ("Gout\nCroup", ["Gout", "Croup"], ("Gout", "Croup")),
        ("Gout and Croup", ["Gout", "Croup"], ()),
        ("See Gout, Croup", ["Gout", "Croup"], ()),
        ("Gout, Croup and more", ["Gout", "Croup"], ()),
        ("Gout", ["Gout"], ()),
    ],
)
def test_links_alone_in_a_paragraph_are_names(
    text: str, links: list[str], names: tuple[str, ...]
) -> None:
    assert linked_names(text, links) == names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Frozen shoulder", True),
        ("\u2013 Gout", True),
        ("We treat gout.", False),
        ("We treat:", False),
        ("Call us!", False),
        ("two\nlines", False),
        ("word " * 9, False),
        ("", False),
    ],
)
def test_a_short_text_is_no_sentence(text: str, expected: bool) -> None:
    assert is_short(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We treat many conditions.", True),
        ("We treat many conditions", False),
        ("We treat:", False),
        (f"{'word ' * 40}.", False),
        ("two\nlines.", False),
    ],
)
def test_a_statement_is_short_and_ends_in_a_full_stop(text: str, expected: bool) -> None:
    assert is_statement(text) is expected


def test_a_row_has_three_names_and_may_have_a_long_label() -> None:
    label = f"These are some of the troubles {'that people come with ' * 4}and that we treat:"
    assert names_on_line(f"{label} Gout • Asthma (a, b) • Flu • Colic") == (
        label,
        ("Gout", "Asthma (a, b)", "Flu", "Colic"),
    )
    assert names_on_line(f"{label} gout, asthma, flu, colic") is None
    assert names_on_line("We treat: Gout | Flu") is None

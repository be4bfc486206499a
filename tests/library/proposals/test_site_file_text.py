"""Lines of YAML with their reasons."""

import yaml
from hypothesis import given
from hypothesis import strategies as st

from app.library.proposals.site_file_text import Entry, block, nested, render, scalar

_TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(_TEXTS)
def test_a_scalar_reads_back_as_its_text_on_one_line(text: str) -> None:
    assert yaml.safe_load(f"a: [{scalar(text)}]\n") == {"a": [" ".join(text.split())]}


@given(_TEXTS, _TEXTS)
def test_no_reason_breaks_its_line(text: str, reason: str) -> None:
    lines = render([Entry(f"a: {scalar(text)}", reason), Entry("b: 1", reason)])
    assert yaml.safe_load(lines) == {"a": " ".join(text.split()), "b": 1}


def test_halves_of_surrogate_pairs_are_joined_or_replaced() -> None:
    assert scalar("\ud83e\uddb7 x") == scalar("\U0001f9b7 x") == '"\U0001f9b7 x"'
    assert scalar("\ud83e") == '"\ufffd"'


def test_a_block_of_uncertain_lines_is_a_comment() -> None:
    lines = (Entry("a: 1", "guessed", is_certain=False), Entry("b: 2", "", is_certain=False))
    assert render(block(Entry("head:", ""), lines)) == "# head:\n#   a: 1  # guessed\n#   b: 2"
    certain = block(Entry("head:", ""), (lines[0], Entry("b: 2", "seen")))
    assert render(certain) == "head:\n#   a: 1  # guessed\n  b: 2  # seen"
    assert block(Entry("head:", ""), ()) == ()


def test_dotted_keys_are_nested_in_their_order() -> None:
    values = {"name": "A", "geo.latitude": "4.5", "phone": "1", "geo.longitude": "-1.25"}
    assert yaml.safe_load(render(nested("office:", "", values))) == {
        "office": {"name": "A", "geo": {"latitude": 4.5, "longitude": -1.25}, "phone": "1"}
    }

"""Character references of HTML, of any length."""

import html

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.files.character_references import (
    AMPERSAND,
    bound_references,
    hide_ampersands,
    unescape,
    unescape_attribute,
)


@given(st.text(st.sampled_from("&#xX0123456789;aAmp ")))
def test_references_are_replaced_as_by_the_standard_library(text: str) -> None:
    expected = html.unescape(text)  # noqa: TID251 - it raises only beyond 4,300 digits
    assert unescape(text) == unescape(bound_references(text)) == expected
    assert len(bound_references(text)) == len(text)


@pytest.mark.parametrize("digits", [9, 4_300, 4_301, 100_000])
def test_a_number_beyond_unicode_is_the_replacement_character(digits: int) -> None:
    assert unescape(f"a &#{'9' * digits}; b") == "a \ufffd b"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("?a=1&region=us&copy=2&para", "?a=1&region=us&copy=2¶"),
        ("?a=1&parallels=2", "?a=1&parallels=2"),
        (
            "a &amp; b &lt;c&gt; &eacute;&#233;&euro; &notit;",
            "a & b <c> éé€ &notit;",
        ),
        ("&amp;copy;", "&copy;"),
    ],
)
def test_a_name_in_an_attribute_is_a_reference_only_with_its_semicolon(
    written: str, value: str
) -> None:
    assert unescape_attribute(written) == value


@given(st.text(st.sampled_from("&;=1 regcopynotin")))
def test_attributes_are_read_as_a_browser_reads_them(text: str) -> None:
    cleaned = nh3.clean(
        f'<a title="{text}">', tags={"a"}, attributes={"a": {"title"}}, link_rel=None
    )
    title = cleaned.removeprefix('<a title="').removesuffix('"></a>')
    assert unescape_attribute(text) == html.unescape(title)  # noqa: TID251 - well formed
    assert len(hide_ampersands(text)) == len(text)
    assert AMPERSAND not in unescape_attribute(text)

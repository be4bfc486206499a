"""The prose in fields of front matter that only a theme knows."""

from pathlib import Path

import pytest

from app.library.search.params_text import params_text
from tests.library.search.site import found, index_of


def test_texts_of_several_words_are_read_wherever_they_stand() -> None:
    params = {
        "benefits": ["Fewer scars", {"text": "Softer &amp; <b>calmer</b> skin"}],
        "layout_class": "wide",
        "number": 3,
    }
    assert params_text(params) == "Fewer scars\nSofter & calmer skin"


def test_signs_of_lists_are_left_out() -> None:
    assert (
        params_text({"more": "It will:\n\n- ease **pain**\n2. help\n"}) == "It will: ease pain help"
    )


@pytest.mark.parametrize(
    "text",
    [
        "{{ page.title }} and more",
        "See https://example.org/a",
        "<svg width=3> </svg>",
        "<script> x </script>",
        "a { color: red }",
        " ",
        "<p> </p>",
    ],
)
def test_code_and_addresses_are_no_texts(text: str) -> None:
    assert params_text({"more": text}) == ""


def test_so_much_is_read() -> None:
    assert len(params_text({str(number): "ten letters " * 100 for number in range(100)})) < 22_000
    nested: object = "deep words"
    for _ in range(5_000):
        nested = [nested]
    assert params_text({"nested": nested}) == ""


def test_a_page_is_found_by_its_fields(tmp_path: Path) -> None:
    files = {"a.md": "---\ntitle: A\nbenefits: [Reduces stretch marks]\n---\nWords.\n"}
    assert found(index_of(tmp_path, files), "stretch marks") == ["a"]

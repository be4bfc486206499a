"""The weights of words beside the other words of a query."""

from pathlib import Path

import pytest

from app.library.search.emphasis import emphasis, is_formality
from tests.library.search.site import found, index_of


@pytest.mark.parametrize(
    ("language", "part", "aspect"),
    [
        ("en", "knee", "pain"),
        ("de", "knie", "schmerz"),
        ("es", "rodill", "dolor"),
        ("fr", "genou", "soin"),
    ],
)
def test_parts_of_the_body_count_for_more_and_aspects_for_less(
    language: str, part: str, aspect: str
) -> None:
    weights = emphasis(language)
    assert weights[(part,)] > 1 > weights[(aspect,)]


def test_phrases_have_an_emphasis() -> None:
    assert emphasis("en")["physic", "therapi"] < 1


def test_a_language_without_data_has_none() -> None:
    assert emphasis("tlh") == {}


def test_a_query_is_about_the_part_of_the_body_first(tmp_path: Path) -> None:
    files = {
        "ankle.md": "---\ntitle: Ankle sprains\n---\nWords.\n",
        "hip.md": "---\ntitle: Hips and feet\n---\nWords.\n",
    }
    assert found(index_of(tmp_path, files), "hip sprains")[0] == "hip"


def test_pages_about_the_website_come_after_others(tmp_path: Path) -> None:
    assert is_formality("Our Terms and Conditions")
    assert not is_formality("Determination")
    files = {
        "a.md": "---\ntitle: Privacy Policy\n---\nOur advice.\n\n## Cookies\n\nOur advice.\n",
        "b.md": "---\ntitle: Needles\n---\nOur advice.\n",
    }
    index = index_of(tmp_path, files)
    assert found(index, "advice ")[0] == "b"
    assert found(index, "privacy advice ")[0] == "a"
    assert found(index, "cookies advice ")[0] == "a#cookies"

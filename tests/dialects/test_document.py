"""Titles of documents, and the places of their problems."""

import pytest

from app.dialects.document import Document, Placement, title_of
from app.dialects.native import NativeDialect
from app.documents.parse import Parser
from app.site.schema import Site


def document(text: str, file: str = "about-us.md") -> Document:
    """The document of this text."""
    parsed = Parser(NativeDialect(Site())).parse(file, text.encode()).document
    assert isinstance(parsed, Document)
    return parsed


@pytest.mark.parametrize(
    ("text", "file", "title"),
    [
        ("---\ntitle: A\n---\n# B\n", "c.md", "A"),
        ("# B\n", "c.md", "B"),
        ('---\ntitle: "  "\n---\n# B\n', "c.md", "B"),
        ("", "about-our__team.md", "About our team"),
        ("", "-.md", "Untitled"),
        ("---\nname: Clinic\n---\n# B\n", "locations/a.md", "Clinic"),
    ],
)
def test_a_title_is_the_field_the_heading_or_the_file(text: str, file: str, title: str) -> None:
    assert document(text, file).title == title


def test_a_stem_is_a_title_of_its_words() -> None:
    parsed = document("")
    placement = Placement("", None, "back_pain-and more")
    assert title_of(parsed.fields, placement, parsed.body) == "Back pain and more"


def test_a_problem_is_at_the_nearest_key() -> None:
    parsed = document("---\ntitle: A\ntags:\n  - x\n---\n")
    problems = [parsed.problem(path, "invalid-value", "m") for path in [("tags", 0, "y"), ("z",)]]
    assert [(each.line, each.column) for each in problems] == [(4, 5), (1, 1)]

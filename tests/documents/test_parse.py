"""A parsed document as a whole."""

import gc
import pickle
from pathlib import Path

import pytest

from app.clinic.listed_conditions import judge_for
from app.dialects.document import Document
from app.dialects.native import NativeDialect
from app.documents.parse import Parser
from app.documents.reader import Reader
from app.site.schema import Site
from tests.paths import SITES

_SITE = SITES / "good"
_PAGES = sorted(page.relative_to(_SITE) for page in _SITE.rglob("*.md"))


@pytest.mark.parametrize("page", _PAGES, ids=str)
def test_a_parsed_document_may_go_to_another_process_and_back(page: Path) -> None:
    parsed = Parser(NativeDialect(Site())).parse(page.as_posix(), (_SITE / page).read_bytes())
    assert isinstance(parsed.document, Document)
    again = pickle.loads(pickle.dumps(parsed, pickle.HIGHEST_PROTOCOL))
    assert again == parsed
    assert isinstance(again.document, Document)
    assert again.document.body.content.unpack() == parsed.document.body.content.unpack()


@pytest.mark.parametrize("data", [b"\xff", b"---\ntitle: a"], ids=["no text", "not closed"])
def test_an_unreadable_file_may_go_to_another_process_and_back(data: bytes) -> None:
    parsed = Parser(NativeDialect(Site())).parse("a.md", data)
    assert not isinstance(parsed.document, Document)
    assert pickle.loads(pickle.dumps(parsed, pickle.HIGHEST_PROTOCOL)) == parsed


_WITH_EVERYTHING = b"""---
title: A page
tags: [one, two]
---
# A heading

<div onclick="x"><form><svg></svg></form></div>

We treat:

- [Sciatica](/sciatica/)
- **Gout**, <b>lumbago</b>[^1]

| a | b |
|---|---|
| c | d |

[^1]: A note.
"""


@pytest.mark.parametrize("site", ["good", "jekyll_clinic"])
def test_what_parsing_needed_is_freed_without_garbage_collection(site: str) -> None:
    parser = Parser(Reader(SITES / site).listing().rules.dialect, judge_for)
    parser.parse("a.md", _WITH_EVERYTHING)
    gc.collect()
    gc.disable()
    try:
        parser.parse("a.md", _WITH_EVERYTHING)
        assert gc.collect() == 0
    finally:
        gc.enable()


@pytest.mark.parametrize(
    ("file", "front_matter", "kind"),
    [
        ("conditions/index.md", "title: What we treat", "page"),
        ("conditions/_index.md", "", "page"),
        ("conditions/index.de.md", "", "page"),
        ("de/conditions/index.md", "", "page"),
        ("locations/index.md", "", "page"),
        # The only office of a clinic may be the page of its folder.
        ("locations/index.md", "phone: (303) 444-2529", "location"),
        ("conditions/index.md", "type: condition", "condition"),
        ("conditions/hip/index.md", "", "condition"),
        ("conditions/conditions.md", "", "condition"),
        ("conditions/conditions/index.md", "", "condition"),
    ],
)
def test_the_page_of_a_folder_of_conditions_or_offices_is_none(
    file: str, front_matter: str, kind: str
) -> None:
    parser = Parser(NativeDialect(Site(languages=("en", "de"))))
    document = parser.parse(file, f"---\n{front_matter}\n---\n# All\n".encode()).document
    assert isinstance(document, Document)
    assert document.kind == kind

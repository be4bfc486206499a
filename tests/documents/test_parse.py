"""A parsed document as a whole."""

import gc
import pickle
from itertools import product
from pathlib import Path

import pytest

from app.clinic.lists.judge import judge_for
from app.clinic.lists.judged_list import JudgedList
from app.dialects.document import Document
from app.dialects.native import NativeDialect
from app.documents.parse import Judge, ParsedFile, Parser
from app.documents.reader import Reader
from app.markdown import Body
from app.problems import Problem
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


# What pages of clinics are made of, and what may go wrong between any two of these.
_PIECES = [
    "# Conditions we treat", "## Spine", "### What we treat", "#", "**Neck**", "*We treat:*",
    "We treat:", "I come from", "What helps?", "We do not treat:", "Sciatica", "- Sciatica",
    "- **Gout**: a pain", "  - Neck pain", "1. Anxiety", "\u2022 Sciatica\n\u2022 Gout",
    "Conditions: gout, sciatica and neck pain", "Gout, sciatica, neck pain, croup",
    "Gout\n: a pain",
    "**Gout** \u2013 pain, swelling", "| Gout | a |\n|---|---|\n| Croup | b |", "> - Gout",
    "<ul><li>Gout<li>", "<h2>We treat</h2>", "</ul>", "<p>\u2022 Gout<br>\u2022 Croup</p>",
    "[Gout](/gout/)", "- [Gout](/gout/)", "![](a.png)", "---", "&nbsp;", "",
    "Gout, sciatica, neck pain, croup, but not cancer", "- Gout but not cancer\n- Croup and",
    "<p>Gout, sciatica, croup, colic</p>",
]  # fmt: skip


@pytest.mark.parametrize("title", ["", "What we treat", "Gout"])
def test_no_pair_of_labels_and_lists_stops_the_parser(title: str) -> None:
    parser = Parser(NativeDialect(Site()), judge_for)
    for first, second, end in product(_PIECES, _PIECES, ["\n", "\n\n"]):
        page = f"---\ntitle: {title}\n---\n{first}{end}{second}\n"
        document = parser.parse("a.md", page.encode()).document
        assert isinstance(document, Document)
        for judged in document.verdicts or ():
            assert len(judged.names) == len(judged.parsed.texts)


def _failing_judge(site: Site) -> Judge:
    del site

    def judge(body: Body, title: str) -> tuple[JudgedList, ...]:
        del body
        if title == "Defect":
            raise ZeroDivisionError("one by zero")
        return ()

    return judge


def test_a_defect_is_an_error_of_its_file_alone(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "a.md").write_text("# Defect\n")
    (tmp_path / "b.md").write_text("# Other\n")
    files = Reader(tmp_path).listing().tree.documents
    failed, other = Parser(NativeDialect(Site()), _failing_judge).read_and_parse(files)
    assert isinstance(failed, Problem)
    assert (failed.file, failed.code) == ("a.md", "internal-error")
    assert "ZeroDivisionError: one by zero" in failed.message
    assert isinstance(other, ParsedFile)
    assert "cannot parse a.md" in caplog.text


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


def test_an_old_address_may_be_a_whole_url_of_the_site() -> None:
    written = b"""---
aliases:
  - https://www.clinic.example/old/?a=b
  - //clinic.example
  - /older/
  - https://elsewhere.example/old/
---
"""
    parsed = Parser(NativeDialect(Site(base_url="https://clinic.example"))).parse("a.md", written)
    assert isinstance(parsed.document, Document)
    assert parsed.document.fields.redirect_from == ("/old/", "/", "/older/")
    (problem,) = parsed.problems
    assert (problem.code, problem.line, problem.column) == ("invalid-entry", 6, 5)
    assert problem.message.startswith(
        'aliases "https://elsewhere.example/old/" is not an address of the site'
    )


def test_one_old_address_of_another_host_has_its_place() -> None:
    parsed = Parser(NativeDialect(Site())).parse(
        "a.md", b"---\naliases: https://a.example/x\n---\n"
    )
    assert isinstance(parsed.document, Document)
    assert parsed.document.fields.redirect_from == ()
    assert [(problem.line, problem.column) for problem in parsed.problems] == [(2, 10)]

"""Rendered templates become the same documents in any process, and are kept while they are."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.clinic.lists.judge import judge_for
from app.dialects.base import TemplateInputs
from app.documents.parse import Parser
from app.documents.parse_templates import ParsedTemplates, parse_templates
from app.documents.publish import publish
from app.documents.reader import Reader
from tests.conftest import site_at
from tests.library.test_build import NOW

Parse = Callable[..., ParsedTemplates]
FILES = ("list.md", "plain.md")
BODY = "---\n---\n{{ page.path }}\n\n## We treat\n\n- Neck pain\n- Back pain\n\n{% nosuch %}\n"


@pytest.fixture
def parse(tmp_path: Path) -> Parse:
    """Read, render and parse the templates of a folder, which may change."""
    reader = Reader(tmp_path)

    def parsed(before: ParsedTemplates | None = None, workers: int = 0) -> ParsedTemplates:
        tree = reader.read(reader.listing())
        published = publish(tree, NOW, preview=False)
        known = [each.document for each in published.unpublished]
        inputs = TemplateInputs(
            published.documents, known, tree.assets, tree.data_files, tree.includes
        )
        rendered = tree.dialect.render(inputs)
        assert rendered is not None
        return parse_templates(Parser(tree.dialect, judge_for), rendered, before, workers=workers)

    return parsed


def test_workers_parse_what_this_process_parses(tmp_path: Path, parse: Parse) -> None:
    pages = {f"{number:02}.md": BODY for number in range(40)}
    site_at(tmp_path, {"_config.yml": "", **pages})
    here = parse()
    assert sorted(here.by_file) == sorted(pages)
    first = here.by_file["00.md"]
    assert first.text.startswith("00.md")
    assert first.document.verdicts
    assert [problem.code for problem in first.problems] == ["liquid-unknown-tag"]
    # The documents are the same objects: a reader keeps what has not changed.
    assert parse(workers=2) == here


def test_what_renders_as_before_is_the_same_object_and_what_does_not_is_not(
    tmp_path: Path, parse: Parse
) -> None:
    site_at(
        tmp_path,
        {
            "_config.yml": "collections: {team: {}}\n",
            "list.md": "---\n---\n{% for one in site.team %}{{ one.title }} {% endfor %}\n",
            "plain.md": "---\n---\n{{ 'same' }}\n",
            "_team/ann.md": "---\ntitle: Ann\n---\n",
        },
    )
    first = parse()
    again = parse(first)
    assert all(again.by_file[name].document is first.by_file[name].document for name in FILES)
    (tmp_path / "_team/ann.md").write_text("---\ntitle: Bea\n---\n")
    after = parse(again)
    assert after.by_file["plain.md"].document is first.by_file["plain.md"].document
    assert after.by_file["list.md"].document is not first.by_file["list.md"].document


def test_a_body_that_a_limit_cuts_off_may_have_any_anchor(tmp_path: Path, parse: Parse) -> None:
    endless = "{% for i in (1..9999) %}{% for j in (1..99) %}{% endfor %}{% endfor %}"
    site_at(tmp_path, {"_config.yml": "", "_includes/a.html": endless, "a.md": "---\n---\n"})
    (tmp_path / "a.md").write_text("---\n---\n## A\n{% include a.html %}")
    first = parse()
    assert first.by_file["a.md"].document.body.anchor_endings == ("",)
    assert parse(first).by_file["a.md"].document is first.by_file["a.md"].document
    # The text is the same, and all of it.
    (tmp_path / "_includes/a.html").write_text("")
    after = parse(first).by_file["a.md"]
    assert after.text == first.by_file["a.md"].text
    assert after.document.body.anchor_endings == ()


def test_lists_in_front_matter_are_judged_with_those_of_the_rendered_body(
    tmp_path: Path, parse: Parse
) -> None:
    text = "---\nconditions_treated: [Gout, Sciatica, Bursitis]\n---\n{{ 'Hello' }}\n"
    site_at(tmp_path, {"_config.yml": "", "a.md": text})
    (verdict,) = parse().by_file["a.md"].document.verdicts or ()
    assert verdict.names == (("Gout",), ("Sciatica",), ("Bursitis",))

"""Texts that are typed have the same problems as texts that are saved."""

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.cli.language_server.diagnostics import all_diagnostics
from app.cli.language_server.workspace import OpenText, Workspace
from app.library.load import load
from tests.paths import SITES

SNIPPETS = (
    *("", "---\n", "+++\n", "# New\n", "[x](/lost/)", "[x](#lost)", "![](/lost.png)", "😀\r\n"),
    *("draft: true\n", "title: [\n", "conditions: [Neck pain]\n", "aliases: [/old/]\n", "Ã©"),
    *("{{", "{% include lost.html %}", "{{< ref lost >}}", "\ufeff", "\0", "\ud83d", "- a\n- b\n"),
)
# The number of a file, where in it, what is written there, and how much of it goes.
EDITS = st.lists(
    st.tuples(st.integers(0, 99), st.floats(0, 1), st.sampled_from(SNIPPETS), st.integers(0, 40)),
    min_size=1,
    max_size=4,
)


@pytest.mark.parametrize("site", ["small", "hugo_clinic", "jekyll_clinic"])
def test_typed_texts_have_the_problems_that_they_have_when_they_are_saved(site: str) -> None:
    @settings(max_examples=12)
    @given(EDITS)
    def holds(edits: Sequence[tuple[int, float, str, int]]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            typed, saved = (Path(folder) / name for name in ("typed", "saved"))
            for copy in (typed, saved):
                shutil.copytree(SITES / site, copy)
            workspace = Workspace(typed)
            workspace.build()
            files = sorted(file for file in typed.rglob("*") if file.suffix in {".md", ".yaml"})
            for number, place, snippet, removed in edits:
                file = files[number % len(files)]
                uri = file.as_uri()
                kept = workspace.text_at(str(file.resolve()))
                text = kept.text if kept is not None else file.read_bytes().decode()
                start = int(place * len(text))
                text = f"{text[:start]}{snippet}{text[start + removed :]}"
                workspace.open(OpenText(uri, text))
                data = text.encode("utf-8", "surrogatepass")
                (saved / file.relative_to(typed)).write_bytes(data)
                workspace.build()
            snapshot = workspace.build()
            expected = load(saved).problems
            assert snapshot.build.library.problems == expected
            for diagnostics in all_diagnostics(workspace, snapshot, "utf-16").values():
                for diagnostic in diagnostics:
                    start_at, end_at = diagnostic.range.start, diagnostic.range.end
                    assert (start_at.line, start_at.character) <= (end_at.line, end_at.character)

    holds()

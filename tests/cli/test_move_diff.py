"""A plan as a diff."""

import itertools
import os
import subprocess
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cli.move_diff import as_diff
from app.library.moves.plan import Move, Plan
from app.markdown.edits import Edit, EditedText
from tests.conftest import site_at


def test_a_rename_and_an_edit() -> None:
    plan = Plan(
        (Move("a.md", "b c.md"), Move("p.png", "q.png")),
        {"a.md": (Edit(5, 6, "4"),), "x.md": (Edit(2, 3, "c"),)},
    )
    diff = as_diff(plan, {"a.md": ("1\r\n2\n3", "1\r\n2\n4"), "x.md": ("a\x0bb\n", "a\x0bc\n")})
    assert diff == (
        "diff --git a/a.md b/b c.md\n"
        "similarity index 83%\n"
        "rename from a.md\n"
        "rename to b c.md\n"
        "--- a/a.md\n"
        "+++ b/b c.md\t\n"
        "@@ -1,3 +1,3 @@\n"
        " 1\r\n"
        " 2\n"
        "-3\n"
        "\\ No newline at end of file\n"
        "+4\n"
        "\\ No newline at end of file\n"
        "diff --git a/p.png b/q.png\n"
        "similarity index 100%\n"
        "rename from p.png\n"
        "rename to q.png\n"
        "diff --git a/x.md b/x.md\n"
        "--- a/x.md\n"
        "+++ b/x.md\n"
        "@@ -1 +1 @@\n"
        "-a\x0bb\n"
        "+a\x0bc\n"
    )


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, tuple[Edit, ...]]:
    """A text and edits of it, in order."""
    text = "".join(draw(st.lists(st.sampled_from(("a\n", "b\r\n", "\n", "c", "\r")), max_size=40)))
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    words = st.sampled_from(("", "x", "y\n", "a\n", "\nz"))
    pairs = zip(places[::2], places[1::2], strict=False)
    return text, tuple(Edit(start, end, draw(words)) for start, end in pairs)


@given(edited())
def test_the_lines_of_a_diff_are_those_of_both_texts(case: tuple[str, tuple[Edit, ...]]) -> None:
    text, edits = case
    after = EditedText(text, edits).text
    diff = as_diff(Plan((), {"a.md": edits}), {"a.md": (text, after)})
    assert applied(diff, text) == after


def applied(diff: str, text: str) -> str:
    """The text after a diff of one file."""
    lines = text.split("\n")
    lines = [f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
    rows = diff.replace("\n\\ No newline at end of file\n", "\0").split("\n")
    result: list[str] = []
    done = 0
    for row in itertools.chain.from_iterable(map(_parts, rows[3:])):
        sign, line = row[:1], row[1:]
        if sign == "@":
            start, _, length = line.split()[1][1:].partition(",")
            place = int(start) - (length != "0")
            result += lines[done:place]
            done = place
        elif sign in {" ", "-"}:
            assert lines[done] == line
            done += 1
        if sign in {" ", "+"}:
            result.append(line)
    return "".join((*result, *lines[done:]))


def _parts(row: str) -> list[str]:
    """The rows of one that may have rows without a line end in it."""
    *unended, last = row.split("\0")
    return [*unended, f"{last}\n"] if last else unended


@pytest.mark.parametrize(
    ("text", "edits"),
    [
        ("", (Edit(0, 0, "a\n"),)),
        ("a", (Edit(1, 1, "b\n"),)),
        ("a\n", (Edit(2, 2, "b"),)),
        ("\ufeffa\nb\n", (Edit(0, 1, "c"), Edit(2, 3, "d"))),
        ("a\n" * 30, (Edit(0, 2, ""), Edit(20, 20, "b\nc\n"), Edit(58, 60, "d"))),
        ("a\nb\n", (Edit(0, 4, ""),)),
    ],
)
def test_git_applies_it(tmp_path: Path, text: str, edits: tuple[Edit, ...]) -> None:
    mark = text[: text.startswith("\ufeff")]
    after = mark + EditedText(text.removeprefix(mark), edits).text
    site_at(tmp_path, {"a.md": text})
    diff = as_diff(Plan((Move("a.md", "b.md"),), {"a.md": edits}), {"a.md": (text, after)})
    (tmp_path / "change.diff").write_bytes(diff.encode())
    subprocess.run(
        ["git", "apply", str(tmp_path / "change.diff")],
        cwd=tmp_path,
        env={**os.environ, "GIT_CEILING_DIRECTORIES": str(tmp_path.parent)},
        check=True,
    )
    assert (tmp_path / "b.md").read_bytes().decode() == after


def test_the_time_grows_with_the_text() -> None:
    text = "- [t](/about/team/)\n" * 13_000
    edits = tuple(Edit(number, number + 12, "/people/") for number in range(6, len(text), 60))
    texts = {"a.md": (text, EditedText(text, edits).text)}
    start = time.process_time()
    as_diff(Plan((Move("a.md", "b.md"),), {"a.md": edits}), texts)
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    ("text", "edit", "hunk"),
    [
        ("", Edit(0, 0, "a\n"), "@@ -0,0 +1 @@\n+a\n"),
        ("a", Edit(1, 1, "b\n"), "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+ab\n"),
        ("a\nb\n", Edit(2, 2, "c\n"), "@@ -1,2 +1,3 @@\n a\n+c\n b\n"),
        ("a\n", Edit(0, 2, ""), "@@ -1 +0,0 @@\n-a\n"),
    ],
)
def test_a_hunk_has_only_the_lines_that_change(text: str, edit: Edit, hunk: str) -> None:
    texts = {"a.md": (text, EditedText(text, [edit]).text)}
    diff = as_diff(Plan((), {"a.md": (edit,)}), texts)
    assert diff == f"diff --git a/a.md b/a.md\n--- a/a.md\n+++ b/a.md\n{hunk}"

"""Outcomes do not depend on the number of processes."""

from pathlib import Path

import pytest

from app.dialects.native import NativeDialect
from app.documents.parse import Parser
from app.documents.parse_files import parse_files, worker_count
from app.documents.reader import Reader, no_progress
from app.files.tree import SourceFile
from app.problems import Problem
from app.site.schema import Site
from tests.paths import SITES

NATIVE = NativeDialect(Site())
TREES = sorted(path for path in SITES.iterdir() if path.is_dir())


@pytest.mark.parametrize("folder", TREES, ids=lambda folder: folder.name)
def test_workers_parse_what_this_process_parses(folder: Path) -> None:
    listing = Reader(folder).listing()
    gone = SourceFile("gone.md", str(folder / "gone.md"))
    files = (*listing.tree.documents, gone)
    expected = Parser(listing.rules.dialect).read_and_parse(files)
    assert isinstance(expected[-1], Problem)
    assert parse_files(listing.rules.dialect, files, no_progress, workers=1) == expected


@pytest.mark.parametrize("workers", [0, 2])
def test_outcomes_are_in_the_order_of_the_files(tmp_path: Path, workers: int) -> None:
    for number in range(700):
        (tmp_path / f"{number:03}.md").write_text(f"# Page {number}\n\nWords of {number}.\n")
    files = Reader(tmp_path).listing().tree.documents
    steps: list[tuple[int, int]] = []
    outcomes = parse_files(
        NATIVE, files, lambda done, total: steps.append((done, total)), workers=workers
    )
    assert outcomes == Parser(NATIVE).read_and_parse(files)
    assert steps[-1] == (len(files), len(files))
    assert steps == sorted(steps)


def test_each_worker_parses_several_chunks(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"{number}.md").write_text("Text.\n")
    files = Reader(tmp_path).listing().tree.documents
    steps: list[int] = []
    parse_files(NATIVE, files, lambda done, _: steps.append(done), workers=2)
    assert len(steps) == 8
    assert steps[-1] == 40


@pytest.mark.parametrize("workers", [None, 0, 1])
def test_no_files_have_no_outcomes(workers: int | None) -> None:
    assert parse_files(NATIVE, (), no_progress, workers=workers) == []


@pytest.mark.parametrize(
    ("size", "processors", "memory", "workers"),
    [
        (30_000_000, 2, None, 2),
        (30_000_000, 16, None, 4),
        (30_000_000, 1, None, 0),  # one worker would do what this process does
        (1_100_000, 2, None, 2),
        (900_000, 2, None, 0),
        (30_000_000, 2, 400_000_000, 2),
        (30_000_000, 2, 300_000_000, 0),
        (30_000_000, 2, 0, 0),
    ],
)
def test_there_are_as_many_workers_as_pay(
    size: int, processors: int, memory: int | None, workers: int
) -> None:
    assert worker_count(size, processors, memory, is_forked=True) == workers


def test_a_worker_that_has_to_import_all_needs_more_text() -> None:
    assert worker_count(2_000_000, 2, None, is_forked=False) == 0
    assert worker_count(3_100_000, 2, None, is_forked=False) == 2

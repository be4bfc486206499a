"""Whoever parses a file, here or in another process, the same comes out."""

import errno
import io
import os
import pickle
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NoReturn

import pytest

from app.dialects.native import NativeDialect
from app.documents.parse import Parser
from app.documents.parse_files import parse_files
from app.documents.reader import Reader, unwatched
from app.documents.workers import Another, Outcome, parse_part, work
from app.files.tree import SourceFile
from app.site.schema import Site
from tests.conftest import run
from tests.paths import SITES

NATIVE = NativeDialect(Site())
TREES = sorted(path for path in SITES.iterdir() if path.is_dir())


def files_of(folder: Path) -> tuple[SourceFile, ...]:
    """The documents, and one that has gone since."""
    gone = SourceFile("gone.md", str(folder / "gone.md"))
    return (*Reader(folder).listing().tree.documents, gone)


@pytest.mark.parametrize("folder", TREES, ids=lambda folder: folder.name)
def test_what_is_sent_to_another_process_is_parsed_as_here(folder: Path) -> None:
    dialect, files = Reader(folder).listing().rules.dialect, files_of(folder)
    asked, answers = io.BytesIO(), io.BytesIO()
    pickle.dump(dialect, asked)
    for part in (files[:2], files[2:]):
        pickle.dump(part, asked)
    asked.seek(0)
    work(asked, answers)
    answers.seek(0)
    another = Another(asked, answers, wait=lambda: None, kill=lambda: None)
    there = [*another.answer(), *another.answer()]
    assert there == parse_part(Parser(dialect), files)


def test_many_processes_parse_all_in_order(tmp_path: Path) -> None:
    for number in range(700):
        (tmp_path / f"{number:03}.md").write_text(f"# Page {number}\n\nWords of {number}.\n")
    files = files_of(tmp_path)
    steps: list[tuple[int, int]] = []
    outcomes = parse_files(NATIVE, files, lambda done, total: steps.append((done, total)), others=2)
    assert outcomes == parse_files(NATIVE, files, unwatched, others=0)
    assert steps[-1] == (len(files), len(files))
    assert steps == sorted(steps)


@pytest.mark.parametrize("program", ["false", "cat", "nowhere-to-be-found"])
def test_what_another_process_does_not_deliver_is_parsed_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    files = _pages(tmp_path)
    expected = parse_files(NATIVE, files, unwatched, others=0)
    monkeypatch.setattr(sys, "executable", program)
    assert _beside_a_thread(lambda: parse_files(NATIVE, files, unwatched, others=2)) == expected


def test_a_process_beside_threads_is_a_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fork() -> int:
        pytest.fail("a fork beside threads")

    files = _pages(tmp_path)
    expected = parse_files(NATIVE, files, unwatched, others=0)
    monkeypatch.setattr(os, "fork", fork)
    assert _beside_a_thread(lambda: parse_files(NATIVE, files, unwatched, others=2)) == expected


# Forks are made where there is but one thread, of which no test can be sure here.
_FORKS = """
import pickle, sys
from app.documents.parse import Parser
from app.documents.workers import parse_part, start
from app.documents.reader import Reader
from tests.conftest import SMALL

sys.executable = "nothing else can be started"
snapshot = Reader(SMALL).listing()
dialect, files = snapshot.rules.dialect, snapshot.tree.documents
others = start(2)
for other in others:
    pickle.dump(dialect, other.asked)
    pickle.dump(files, other.asked)
    other.asked.flush()
expected = parse_part(Parser(dialect), files)
assert [other.answer() == expected for other in others] == [True, True]
for other in others:
    other.close()
    print(other.wait()[1])
"""


def test_where_nothing_else_runs_processes_are_forks_that_answer_and_end() -> None:
    ended = run("-c", _FORKS)
    assert (ended.stdout.split(), ended.stderr) == (["0", "0"], "")


def test_what_a_process_that_dies_was_asked_is_parsed_here(tmp_path: Path) -> None:
    files = _pages(tmp_path)
    expected = parse_files(NATIVE, files, unwatched, others=0)
    assert parse_files(_Deadly(Site()), files, unwatched, others=2) == expected


def test_where_no_process_can_be_started_all_is_parsed_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> int:
        raise BlockingIOError(errno.EAGAIN, "no more processes")

    files = _pages(tmp_path)
    expected = parse_files(NATIVE, files, unwatched, others=0)
    monkeypatch.setattr(os, "fork", refuse)
    assert parse_files(NATIVE, files, unwatched, others=2) == expected


class _Deadly(NativeDialect):
    """Ends the process that reads it."""

    def __reduce__(self) -> tuple[Callable[[int], NoReturn], tuple[int]]:
        return os._exit, (1,)


def _pages(folder: Path) -> tuple[SourceFile, ...]:
    for number in range(200):
        (folder / f"{number:03}.md").write_text(f"# Page {number}\n")
    return files_of(folder)


def _beside_a_thread(parse: Callable[[], list[Outcome]]) -> list[Outcome]:
    """What is parsed in another thread than this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(parse).result()


def test_no_files_are_no_work() -> None:
    assert parse_files(NATIVE, (), unwatched) == []

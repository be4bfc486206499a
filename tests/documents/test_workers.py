"""Workers that cannot start, that die, and that outlive their parent."""

import errno
import multiprocessing
import multiprocessing.synchronize  # before a test takes its semaphores away
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NoReturn

import pytest

from app.dialects.native import NativeDialect
from app.documents.parse import Outcome, Parser
from app.documents.parse_files import parse_files
from app.documents.reader import Reader, no_progress
from app.files.tree import SourceFile
from app.front_matter import FrontMatter
from app.problems import Fault
from app.site.schema import Site
from tests.paths import ROOT

NATIVE = NativeDialect(Site())


class Deadly(NativeDialect):
    """Ends a worker at its first file."""

    def read(self, file: str, text: str) -> tuple[FrontMatter, tuple[Fault, ...]] | None:
        if multiprocessing.parent_process() is not None:
            os._exit(1)
        return super().read(file, text)


class Unsendable(NativeDialect):
    """Ends a worker that receives it."""

    def __reduce__(self) -> tuple[Callable[[int], NoReturn], tuple[int]]:
        return os._exit, (1,)


@pytest.fixture
def files(tmp_path: Path) -> tuple[SourceFile, ...]:
    """Enough documents for several chunks."""
    for number in range(200):
        (tmp_path / f"{number:03}.md").write_text(f"# Page {number}\n")
    return Reader(tmp_path).listing().tree.documents


def beside_a_thread(parse: Callable[[], list[Outcome]]) -> list[Outcome]:
    """Parse in another thread than this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(parse).result()


def test_chunks_of_workers_that_die_are_parsed_here(files: tuple[SourceFile, ...]) -> None:
    expected = Parser(NATIVE).read_and_parse(files)
    assert parse_files(Deadly(Site()), files, no_progress, workers=2) == expected


def test_beside_threads_workers_are_not_forked(
    files: tuple[SourceFile, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fork", lambda: pytest.fail("a fork beside threads"))
    expected = Parser(NATIVE).read_and_parse(files)
    assert beside_a_thread(lambda: parse_files(NATIVE, files, no_progress, workers=2)) == expected


def test_a_dialect_that_kills_the_worker_it_is_sent_to_is_no_loss(
    files: tuple[SourceFile, ...],
) -> None:
    expected = Parser(NATIVE).read_and_parse(files)
    dialect = Unsendable(Site())
    assert beside_a_thread(lambda: parse_files(dialect, files, no_progress, workers=2)) == expected


def test_without_semaphores_all_is_parsed_here(
    files: tuple[SourceFile, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> NoReturn:
        raise PermissionError(errno.EACCES, "no shared memory")

    monkeypatch.setattr("_multiprocessing.SemLock", refuse)
    expected = Parser(NATIVE).read_and_parse(files)
    assert parse_files(NATIVE, files, no_progress, workers=2) == expected


@pytest.mark.parametrize("allowed", [0, 1])
def test_forks_that_are_refused_leave_no_process_behind(
    files: tuple[SourceFile, ...], monkeypatch: pytest.MonkeyPatch, allowed: int
) -> None:
    fork = os.fork
    forks: list[int] = []

    def refuse() -> int:
        if len(forks) == allowed:
            raise BlockingIOError(errno.EAGAIN, "no more processes")
        forks.append(1)
        return fork()

    monkeypatch.setattr(os, "fork", refuse)
    expected = Parser(NATIVE).read_and_parse(files)
    assert parse_files(NATIVE, files, no_progress, workers=2) == expected
    for process in multiprocessing.active_children():
        process.join(10)
    assert multiprocessing.active_children() == []


ORPHANS = """
import os, sys, time
from pathlib import Path
from app.dialects.native import NativeDialect
from app.documents.parse_files import parse_files
from app.documents.reader import Reader
from app.site.schema import Site

class Slow(NativeDialect):
    def read(self, file, text):
        time.sleep(0.01)
        return super().read(file, text)

def die(done, total):
    if done:
        os.kill(os.getpid(), 9)

files = Reader(Path(sys.argv[1])).listing().tree.documents
parse_files(Slow(Site()), files, die, workers=2)
"""


def test_workers_end_with_a_parent_that_is_killed(
    tmp_path: Path, files: tuple[SourceFile, ...]
) -> None:
    # Workers inherit the pipe: it ends when the last of them has.
    command = [sys.executable, "-c", ORPHANS, str(tmp_path)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=30, check=False)
    assert (ended.returncode, ended.stdout) == (-9, b"")
    assert len(files) == 200

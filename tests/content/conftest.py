"""What the tests of the content ask for: whole sites, read."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from app.content.library import Library
from app.content.loader import load

SITES = Path(__file__).parents[1] / "sites"


@pytest.fixture(scope="session")
def load_site() -> Callable[[str], Library]:
    """Reads one of the committed sites."""
    return lambda name: load(SITES / name)


@pytest.fixture
def load_files(tmp_path: Path) -> Callable[[Mapping[str, str | bytes]], Library]:
    """Reads a site of these files; told twice, the files are there besides those of before."""

    def loading(files: Mapping[str, str | bytes]) -> Library:
        root = tmp_path / "content"
        root.mkdir(exist_ok=True)
        for name, held in files.items():
            place = root / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(held if isinstance(held, bytes) else held.encode())
        return load(root)

    return loading


@pytest.fixture(scope="session")
def places() -> Callable[[Library], list[tuple[str, int, int, str]]]:
    """The file, line, column and code of each problem, in the order in which they are told."""
    return lambda library: [
        (problem.file, problem.line, problem.column, problem.code) for problem in library.problems
    ]

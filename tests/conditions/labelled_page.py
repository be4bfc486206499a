"""The labelled pages: clinic pages of many shapes, with the conditions that each should give."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory

from app.library.load import load

PAGES = Path(__file__).parent / "pages"


@dataclass(frozen=True, slots=True)
class LabelledPage:
    """A page with its language and shape, its expected conditions, and those that are drawn."""

    name: str
    language: str
    shape: str
    expected: tuple[str, ...]
    drawn: tuple[str, ...]


def labelled_pages(folder: Path = PAGES) -> Iterator[LabelledPage]:
    """Yield every page of the folder, by file name; each is read as a tree of its own."""
    for file in sorted(folder.glob("*.md")):
        with TemporaryDirectory() as tree:
            copy(file, tree)
            library = load(Path(tree))
        (record,) = library.pages
        yield LabelledPage(
            name=file.stem,
            language=record.language or "",
            shape=str(record.params["shape"]),
            expected=tuple(record.params["expected"]),
            drawn=tuple(condition.name for condition in library.conditions),
        )

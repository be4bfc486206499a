"""What Hugo and we make of one tree, side by side."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from app.content.source import ASSET_TYPES, suffix_of
from tests.parity.hugo.building import BuiltSite
from tests.parity.hugo.reading import ReadSite

Corpus: TypeAlias = Literal["pages", "languages", "redirects", "files"]
CORPORA: Final[tuple[Corpus, ...]] = ("pages", "languages", "redirects", "files")


@dataclass(frozen=True, slots=True)
class Difference:
    """What is otherwise here than there; `name` is an address."""

    corpus: Corpus
    name: str
    theirs: str
    ours: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many of each there are, and what differs."""

    counts: Mapping[Corpus, int]
    differences: tuple[Difference, ...]

    def equal(self, corpus: Corpus) -> int:
        """How many are equal."""
        return self.counts[corpus] - sum(each.corpus == corpus for each in self.differences)


def compare(built: BuiltSite, read: ReadSite) -> Comparison:
    """The addresses of pages, with the file of each, their languages, redirects, static files."""
    static = {path for path in built.static_files if suffix_of(path) in ASSET_TYPES}
    shared = built.pages.keys() & read.pages.keys()
    counts: Mapping[Corpus, int] = {
        "pages": len(built.pages.keys() | read.pages.keys()),
        "languages": len(shared),
        "redirects": len(built.redirects),
        "files": len(static | read.assets),
    }
    differences = [
        *_unequal(
            "pages",
            {address: page.source for address, page in built.pages.items()},
            {address: page.source.file for address, page in read.pages.items()},
        ),
        *_unequal(
            "languages",
            {address: built.pages[address].language for address in shared},
            {address: read.pages[address].language or "-" for address in shared},
        ),
        *_redirects(built, read),
        *_unequal("files", dict.fromkeys(static, "is"), dict.fromkeys(read.assets, "is")),
    ]
    return Comparison(counts, tuple(differences))


def _unequal(
    corpus: Corpus, theirs: Mapping[str, str], ours: Mapping[str, str]
) -> Iterable[Difference]:
    for address in sorted(theirs.keys() | ours.keys()):
        one, other = theirs.get(address, "-"), ours.get(address, "-")
        if one != other:
            yield Difference(corpus, address, one, other)


def _redirects(built: BuiltSite, read: ReadSite) -> Iterable[Difference]:
    for source, to in sorted(built.redirects.items()):
        end = read.end(source)
        if end is None or end != read.end(to) or not read.is_redirect(source):
            yield Difference("redirects", source, to, end or "-")

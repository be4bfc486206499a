"""What Jekyll and we make of one tree, side by side."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final, Literal, TypeAlias

from app.content.source import ASSET_TYPES, suffix_of
from tests.parity.jekyll.building import BuiltSite
from tests.parity.jekyll.reading import ReadSite
from tests.parity.jekyll.words import words

Corpus: TypeAlias = Literal["pages", "redirects", "files", "text"]
CORPORA: Final[tuple[Corpus, ...]] = ("pages", "redirects", "files", "text")
_SHOWN: Final = 12


@dataclass(frozen=True, slots=True)
class Difference:
    """What is otherwise here than there; `name` is an address, or for a text its file."""

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
    """The addresses of pages, redirects and static files, and the words of the pages' bodies."""
    static = {path for path in built.static_files if suffix_of(path) in ASSET_TYPES}
    shared = built.pages.keys() & read.pages.keys()
    counts: Mapping[Corpus, int] = {
        "pages": len(built.pages.keys() | read.pages.keys()),
        "redirects": len(built.redirects),
        "files": len(static | read.assets),
        "text": len(shared),
    }
    theirs = {address: page.source for address, page in built.pages.items()}
    ours = {address: page.source.file for address, page in read.pages.items()}
    differences = [
        *_addresses("pages", theirs, ours),
        *_redirects(built, read),
        *_addresses("files", dict.fromkeys(static, "is there"), dict.fromkeys(read.assets, "is")),
        *_texts(built, read, shared),
    ]
    return Comparison(counts, tuple(differences))


def _addresses(
    corpus: Corpus, theirs: Mapping[str, str], ours: Mapping[str, str]
) -> Iterable[Difference]:
    for address in sorted(theirs.keys() ^ ours.keys()):
        yield Difference(corpus, address, theirs.get(address, "-"), ours.get(address, "-"))


def _redirects(built: BuiltSite, read: ReadSite) -> Iterable[Difference]:
    for source, to in sorted(built.redirects.items()):
        end = read.end(source)
        if end is None or end != read.end(to) or not read.is_redirect(source):
            yield Difference("redirects", source, to, end or "-")


def _texts(built: BuiltSite, read: ReadSite, shared: Iterable[str]) -> Iterable[Difference]:
    for address in sorted(shared):
        page = read.pages[address]
        theirs = words(built.pages[address].html)
        ours = words(page.body.content.unpack().html)
        if theirs != ours:
            at = next(at for at, (a, b) in enumerate(zip_longest(theirs, ours)) if a != b)
            yield Difference("text", page.source.file, _from(theirs, at), _from(ours, at))


def _from(found: list[str], at: int) -> str:
    before = "... " if at > 2 else ""
    return before + " ".join(found[max(at - 2, 0) : at + _SHOWN])

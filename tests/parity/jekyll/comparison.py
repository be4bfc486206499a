"""What Jekyll and we make of one tree, side by side."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal, TypeAlias

from app.files.tree import ASSET_TYPES, suffix_of
from tests.parity.jekyll.building import BuiltSite
from tests.parity.jekyll.content import content_of
from tests.parity.jekyll.reading import ReadSite

Corpus: TypeAlias = Literal["pages", "redirects", "files", "text", "headings", "links"]
CORPORA: Final[tuple[Corpus, ...]] = (
    "pages",
    "redirects",
    "files",
    "text",
    "headings",
    "links",
)
_SHOWN: Final = 12


@dataclass(frozen=True, slots=True)
class Difference:
    """What is otherwise here than there; `name` is an address, or for what a body says its file."""

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
    """The addresses of pages, redirects and static files, and what the pages' bodies say."""
    static = {path for path in built.static_files if suffix_of(path) in ASSET_TYPES}
    shared = built.pages.keys() & read.pages.keys()
    counts: Mapping[Corpus, int] = {
        "pages": len(built.pages.keys() | read.pages.keys()),
        "redirects": len(built.redirects),
        "files": len(static | read.assets),
        "text": len(shared),
        "headings": len(shared),
        "links": len(shared),
    }
    theirs = {address: page.source for address, page in built.pages.items()}
    ours = {address: page.source.file for address, page in read.pages.items()}
    differences = [
        *_addresses("pages", theirs, ours),
        *_redirects(built, read),
        *_addresses("files", dict.fromkeys(static, "served"), dict.fromkeys(read.assets, "served")),
        *_bodies(built, read, shared),
    ]
    return Comparison(counts, tuple(differences))


def _addresses(
    corpus: Corpus, theirs: Mapping[str, str], ours: Mapping[str, str]
) -> Iterable[Difference]:
    for address in sorted(theirs.keys() | ours.keys()):
        there, here = theirs.get(address, "-"), ours.get(address, "-")
        if there != here:
            yield Difference(corpus, address, there, here)


def _redirects(built: BuiltSite, read: ReadSite) -> Iterable[Difference]:
    for source, to in sorted(built.redirects.items()):
        end = read.end(source)
        if end is None or end != read.end(to) or not read.is_redirect(source):
            yield Difference("redirects", source, to, end or "-")


def _bodies(built: BuiltSite, read: ReadSite, shared: Iterable[str]) -> Iterable[Difference]:
    for address in sorted(shared):
        page = read.pages[address]
        theirs = built.pages[address].content
        ours = content_of(page.body.content.unpack().html)
        file = page.source.file
        yield from _parts("text", file, theirs.words, ours.words)
        yield from _parts("headings", file, theirs.headings, ours.headings)
        yield from _parts("links", file, theirs.links, ours.links)


def _parts(
    corpus: Corpus, file: str, theirs: Sequence[str], ours: Sequence[str]
) -> Iterable[Difference]:
    """Each place where they differ, all in one."""
    if theirs == ours:
        return
    steps = SequenceMatcher(None, theirs, ours, autojunk=False).get_opcodes()
    places = [step[1:] for step in steps if step[0] != "equal"]
    yield Difference(
        corpus,
        file,
        " | ".join(_shown(theirs, start, end) for start, end, _, _ in places),
        " | ".join(_shown(ours, start, end) for _, _, start, end in places),
    )


def _shown(parts: Sequence[str], start: int, end: int) -> str:
    """What differs, as far as it is short, with one before it and one after it."""
    shown = parts[max(start - 1, 0) : min(end + 1, start + _SHOWN)]
    return " ".join(part or '""' for part in shown)

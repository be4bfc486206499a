"""What Hugo and we make of one tree, side by side."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal, TypeAlias

from app.files.tree import ASSET_TYPES, suffix_of
from tests.parity.hugo.building import BuiltSite
from tests.parity.hugo.content import contents_of, headings_of, words_of
from tests.parity.hugo.reading import ReadSite

Corpus: TypeAlias = Literal["pages", "languages", "redirects", "files", "text", "contents"]
CORPORA: Final[tuple[Corpus, ...]] = (
    "pages",
    "languages",
    "redirects",
    "files",
    "text",
    "contents",
)


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
    """The addresses of pages, their files, languages and bodies, redirects, static files."""
    static = {path for path in built.static_files if suffix_of(path) in ASSET_TYPES}
    shared = built.pages.keys() & read.pages.keys()
    counts: Mapping[Corpus, int] = {
        "pages": len(built.pages.keys() | read.pages.keys()),
        "languages": len(shared),
        "redirects": len(built.redirects),
        "files": len(static | read.assets),
        "text": len(shared),
        "contents": len(shared),
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
        *_unequal_bodies(built, read, sorted(shared)),
    ]
    return Comparison(counts, tuple(differences))


def _unequal(
    corpus: Corpus, theirs: Mapping[str, str], ours: Mapping[str, str]
) -> Iterable[Difference]:
    for address in sorted(theirs.keys() | ours.keys()):
        one, other = theirs.get(address, "-"), ours.get(address, "-")
        if one != other:
            yield Difference(corpus, address, one, other)


def _unequal_bodies(
    built: BuiltSite, read: ReadSite, addresses: Iterable[str]
) -> Iterable[Difference]:
    for address in addresses:
        theirs, body = built.pages[address], read.pages[address].body
        one, other = words_of(theirs.text), words_of(body.content.unpack().text)
        if one != other:
            yield Difference("text", address, *_where(one, other))
        listed = [str(each) for each in contents_of(theirs.contents)]
        entries = [str(each) for each in headings_of(body.toc)]
        if listed != entries:
            yield Difference("contents", address, *_where(listed, entries))


def _where(theirs: Sequence[str], ours: Sequence[str]) -> tuple[str, str]:
    """What is otherwise, piece by piece."""
    steps = SequenceMatcher(None, theirs, ours, autojunk=False).get_opcodes()
    apart = [step for step in steps if step[0] != "equal"]
    return (
        " | ".join("".join(theirs[start:end]) or "-" for _, start, end, _, _ in apart),
        " | ".join("".join(ours[start:end]) or "-" for _, _, _, start, end in apart),
    )


def _redirects(built: BuiltSite, read: ReadSite) -> Iterable[Difference]:
    for source, to in sorted(built.redirects.items()):
        end = read.end(source)
        if end is None or end != read.end(to) or not read.is_redirect(source):
            yield Difference("redirects", source, to, end or "-")

"""A made tree, read by us, in the terms of what Jekyll writes."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from app.content.library import Library
from app.content.loader import load
from app.content.models import Page
from tests.parity.jekyll.building import PAGE_SUFFIXES, shown_at


@dataclass(frozen=True, slots=True)
class ReadSite:
    """What we serve: pages by the address at which Jekyll's file is shown, and static files."""

    pages: Mapping[str, Page]
    assets: frozenset[str]
    library: Library

    def end(self, address: str) -> str | None:
        """Where who asks for an address comes to, by redirects or at once; None where nowhere."""
        found = self.library.resolve(address)
        if found is None:
            # A whole address elsewhere is where it is.
            return address if "://" in address else None
        held = found.page or found.asset
        return held.path if held is not None else found.location

    def is_redirect(self, address: str) -> bool:
        """Whether nothing lives at an address, and who asks for it is sent on."""
        found = self.library.resolve(address)
        return found is not None and found.code is not None


def read(tree: Path) -> ReadSite:
    """Load the tree."""
    library = load(tree)
    pages = {_written_at(page.path): page for page in library.pages}
    return ReadSite(pages, frozenset(library.assets), library)


def _written_at(path: str) -> str:
    """A path with neither slash nor suffix is that of a file which Jekyll names with one."""
    has_file = path.endswith("/") or PurePosixPath(path).suffix in PAGE_SUFFIXES
    return shown_at(path if has_file else f"{path}.html")

"""A made tree, read by us, in the terms of what Jekyll writes."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.library.library import Library
from app.library.load import load
from app.records import Page
from tests.parity.jekyll.building import shown_at


@dataclass(frozen=True, slots=True)
class ReadSite:
    """What we serve: pages by address, the index of a folder as the folder, and static files."""

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
    pages = {shown_at(page.path): page for page in library.pages}
    return ReadSite(pages, frozenset(library.assets), library)

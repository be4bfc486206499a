"""The made Jekyll trees have the addresses, and at each the words, that Jekyll itself gave them.

What it gave is recorded: `make parity ARGS="jekyll --record"`.
"""

import pytest

from app.files.tree import ASSET_TYPES, suffix_of
from tests.parity.jekyll.comparison import compare
from tests.parity.jekyll.explanations import explanations
from tests.parity.jekyll.reading import ReadSite, read
from tests.parity.jekyll.recording import recorded
from tests.paths import SITES

RECORD = recorded()


@pytest.fixture(scope="module", params=sorted(RECORD))
def tree(request: pytest.FixtureRequest) -> str:
    """The name of one tree after the other."""
    name: str = request.param
    return name


@pytest.fixture(scope="module")
def found(tree: str) -> ReadSite:
    """The tree, read."""
    return read(SITES / tree)


def test_every_made_tree_is_recorded() -> None:
    assert sorted(RECORD) == sorted(folder.name for folder in SITES.glob("jekyll_*"))


def test_pages_are_where_jekyll_has_them(tree: str, found: ReadSite) -> None:
    served = {address: page.source.file for address, page in found.pages.items()}
    assert served == {address: page.source for address, page in RECORD[tree].pages.items()}


def test_old_addresses_lead_where_jekylls_lead(tree: str, found: ReadSite) -> None:
    redirects = RECORD[tree].redirects
    assert all(map(found.is_redirect, redirects))
    assert {old: found.end(old) for old in redirects} == {
        old: found.end(new) for old, new in redirects.items()
    }


def test_files_are_where_jekyll_has_them(tree: str, found: ReadSite) -> None:
    static = RECORD[tree].static_files
    assert found.assets == {path for path in static if suffix_of(path) in ASSET_TYPES}


def test_what_differs_from_jekyll_is_explained(tree: str, found: ReadSite) -> None:
    differences = compare(RECORD[tree], found).differences
    explained = {(corpus, name) for place, corpus, name in explanations() if place == tree}
    assert {(each.corpus, each.name) for each in differences} == explained, differences

"""The made Jekyll trees have the addresses that Jekyll itself gave them.

They are recorded from its output: `make parity ARGS="jekyll --record"`.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from app.content.source import ASSET_TYPES, suffix_of
from tests.parity.jekyll.reading import ReadSite, read

SITES = Path(__file__).parents[2] / "sites"
RECORD: dict[str, Any] = json.loads(
    (Path(__file__).parent / "jekyll_urls.json").read_text(encoding="utf-8")
)


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
    assert served == RECORD[tree]["pages"]


def test_old_addresses_lead_where_jekylls_lead(tree: str, found: ReadSite) -> None:
    redirects: dict[str, str] = RECORD[tree]["redirects"]
    assert all(map(found.is_redirect, redirects))
    assert {old: found.end(old) for old in redirects} == {
        old: found.end(new) for old, new in redirects.items()
    }


def test_files_are_where_jekyll_has_them(tree: str, found: ReadSite) -> None:
    assert sorted(found.assets) == [
        path for path in RECORD[tree]["static_files"] if suffix_of(path) in ASSET_TYPES
    ]

"""The made Hugo trees have the addresses and tables of contents that Hugo itself gave them.

They are recorded from its output: `make parity ARGS="hugo --record"`.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from app.files.tree import ASSET_TYPES, suffix_of
from tests.parity.hugo.__main__ import explanations
from tests.parity.hugo.content import headings_of
from tests.parity.hugo.reading import ReadSite, read
from tests.paths import SITES

RECORD: dict[str, Any] = json.loads(
    (Path(__file__).parent / "hugo_output.json").read_text(encoding="utf-8")
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


def explained(tree: str, corpus: str) -> set[str]:
    """What is known to be otherwise with Hugo."""
    return {name for where, what, name in explanations() if (where, what) == (tree, corpus)}


def test_every_made_tree_is_recorded() -> None:
    assert sorted(RECORD) == sorted(folder.name for folder in SITES.glob("hugo_*"))


def test_pages_are_where_hugo_has_them_in_their_languages(tree: str, found: ReadSite) -> None:
    known = explained(tree, "pages")
    served = {
        address: [page.source.file, page.language]
        for address, page in found.pages.items()
        if address not in known
    }
    assert served == {
        address: page for address, page in RECORD[tree]["pages"].items() if address not in known
    }


def test_old_addresses_lead_where_hugos_lead(tree: str, found: ReadSite) -> None:
    redirects: dict[str, str] = RECORD[tree]["redirects"]
    assert all(map(found.is_redirect, redirects))
    assert {old: found.end(old) for old in redirects} == {
        old: found.end(new) for old, new in redirects.items()
    }


def test_files_are_where_hugo_has_them(tree: str, found: ReadSite) -> None:
    recorded = {path for path in RECORD[tree]["static_files"] if suffix_of(path) in ASSET_TYPES}
    assert found.assets ^ recorded == explained(tree, "files")


def test_headings_are_listed_with_the_ids_of_hugo(tree: str, found: ReadSite) -> None:
    known = explained(tree, "contents")
    listed = {
        address: list(map(str, headings_of(page.body.toc)))
        for address, page in found.pages.items()
        if address not in known and page.body.toc
    }
    assert listed == {
        address: headings
        for address, headings in RECORD[tree]["contents"].items()
        if address not in known
    }

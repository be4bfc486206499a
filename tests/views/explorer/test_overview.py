"""The site at a glance."""

from pathlib import Path

import pytest

from app.library.load import load
from app.views.explorer.overview import overview
from tests.conftest import site_at


def test_shares_of_links_fill_the_bar_and_what_is_wrong_is_last(tmp_path: Path) -> None:
    body = "[a](/b/) [b](/nothing/) [c](https://example.org/) [d](/b/)\n"
    view = overview(load(site_at(tmp_path, {"a.md": body, "b.md": "x\n", "about/c.md": "y\n"})))
    assert [(share.name, share.number) for share in view.links] == [
        ("ok", 2),
        ("external", 1),
        ("broken", 1),
    ]
    assert [share.start for share in view.links] == [0, 500, 750]
    assert sum(share.width for share in view.links) == pytest.approx(1000)
    assert [(share.name, share.number, share.width) for share in view.sections] == [
        ("", 2, 1000),
        ("about", 1, 500),
    ]
    assert [(page.slug, number) for page, number in view.linked] == [("b", 1)]


def test_a_site_without_links_has_no_bar(tmp_path: Path) -> None:
    view = overview(load(site_at(tmp_path, {"a.md": "x\n"})))
    assert view.links == []
    assert view.linked == []

"""Addresses that the front end serves itself."""

from collections.abc import Callable, Mapping

import pytest

from app.library.library import Library
from app.site.located_site import read_site
from app.site.schema import Site

LoadFiles = Callable[[Mapping[str, str | bytes]], Library]

SITE = """
base_url: https://harbour.example
routes: [/appointments, "/portal/**", /about/map]
menus:
  main:
    - {title: Book, path: /appointments/}
    - {title: Lost, path: /lost/}
redirects:
  - {from: /book, to: /appointments}
  - {from: /everything*, to: /portal/all}
  - {from: /appointments, to: /}
"""
HOME = """# Home

[Book](/appointments) [slash](/appointments/) [query](/appointments?day=1#noon)
[whole](https://www.harbour.example/appointments) [portal](/portal/) [deep](/portal/a/b)
[below](/appointments/today) [own](/about/map/) [moved](/book) [all](/everything/old)
[relative](portal/x)
"""


def test_links_to_routes_have_no_target_and_are_no_problem(load_files: LoadFiles) -> None:
    library = load_files(
        {"site.yaml": SITE, "index.md": HOME, "about/map.md": "# Map\n\n[Home](/)\n"}
    )
    statuses = {link.text: link.status for link in library.pages_by_slug["index"].links}
    assert statuses == {
        "Book": "route",
        "slash": "route",
        "query": "route",
        "whole": "route",
        "portal": "route",
        "deep": "route",
        "below": "broken",
        # A document wins over a route, a route over a redirect.
        "own": "ok",
        "moved": "redirected",
        "all": "redirected",
        "relative": "route",
    }
    assert all(
        link.target is None
        for link in library.pages_by_slug["index"].links
        if link.status in {"route", "redirected"}
    )
    messages = [(problem.code, problem.message) for problem in library.problems]
    assert messages == [
        ("broken-link", 'the link "/appointments/today" leads nowhere'),
        ("broken-link", 'the menu entry "Lost" leads to "/lost/", which does not exist'),
    ]


def test_an_address_of_a_route_is_resolved_to_itself(load_files: LoadFiles) -> None:
    library = load_files({"site.yaml": SITE, "index.md": "# Home\n"})
    match = library.resolve("/appointments/")
    assert match is not None
    assert (match.page, match.asset, match.location, match.code) == (
        None,
        None,
        "/appointments/",
        None,
    )
    moved = library.resolve("/book")
    assert moved is not None
    assert (moved.location, moved.code) == ("/appointments", 301)


def test_routes_lie_below_the_base_path_too(load_files: LoadFiles) -> None:
    site = "base_url: https://harbour.example/clinic\nroutes: [/appointments]\n"
    library = load_files({"site.yaml": site, "index.md": "[Book](/clinic/appointments/)\n"})
    assert [link.status for link in library.pages[0].links] == ["route"]
    assert library.problems == ()


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("[appointments]", 'must be addresses that begin with a slash, not "appointments"'),
        ("[/a, 5]", 'must be addresses that begin with a slash, not "5"'),
    ],
)
def test_a_route_is_an_address(written: str, message: str) -> None:
    site, problems = read_site("site.yaml", f"routes: {written}\n".encode())
    assert site.settings.routes == Site().routes
    assert [problem.code for problem in problems] == ["invalid-value"]
    assert message in problems[0].message

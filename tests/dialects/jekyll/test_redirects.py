"""`_redirects`, line by line: rules of a site file, or told why not."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.dialects.jekyll.redirects import read_redirects
from app.front_matter import plain
from app.library.library import Library

LoadFiles: TypeAlias = Callable[[Mapping[str, str | bytes]], Library]


def rules(text: str) -> object:
    found, faults = read_redirects(text)
    assert faults == ()
    return plain(found.values["redirects"])


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("/a /b", {"from": "/a", "to": "/b", "status": 301}),
        ("  /a\t /b   302  ", {"from": "/a", "to": "/b", "status": 302}),
        ("/a /b 308!", {"from": "/a", "to": "/b", "status": 308}),
        ("/a /b#c", {"from": "/a", "to": "/b#c", "status": 301}),
        ("/a /b # why", {"from": "/a", "to": "/b", "status": 301}),
        ("/a/* /b/:splat", {"from": "/a/*", "to": "/b/:splat", "status": 301}),
        ("/a / 410", {"from": "/a", "to": "/", "status": 410}),
        ("/a https://x.example/", {"from": "/a", "to": "https://x.example/", "status": 301}),
        ("https://x.example/a /b", {"from": "https://x.example/a", "to": "/b", "status": 301}),
    ],
)
def test_a_line_is_a_rule(line: str, expected: object) -> None:
    assert rules(line) == [expected]


@pytest.mark.parametrize("text", ["", "\n\n", "# all\n   # of it\n"])
def test_empty_lines_and_comments_are_nothing(text: str) -> None:
    assert rules(text) == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("/a", "only rules of two addresses and a status are followed"),
        ("/a /b 301 Country=us", "only rules of two addresses and a status are followed"),
        ("/a id=:id /b", "only rules of two addresses and a status are followed"),
        ("/a /b 200", "rules of the status 200 are not followed"),
        ("/a /b 404", "rules of the status 404 are not followed"),
        ("/a/:x /b/:x", "placeholders in the old address are not followed"),
        ("https://x.example/:x /b", "placeholders in the old address are not followed"),
    ],
)
def test_what_is_not_followed_is_told_where_it_stands(line: str, told: str) -> None:
    found, faults = read_redirects(f"/x /y\n  {line}\n/z /y\n")
    assert [(each.offset, each.code, each.message) for each in faults] == [
        (8, "not-followed", told)
    ]
    assert [each["from"] for each in plain(found.values["redirects"])] == ["/x", "/z"]  # type: ignore[attr-defined]  # a list


def test_places_are_those_of_the_line_and_of_the_address() -> None:
    found, _ = read_redirects("# x\n /a   /b\n")
    assert found.marks[("redirects", 0)].value == 5
    assert found.marks[("redirects", 0, "to")].value == 10


@given(st.text(st.sampled_from("/a:*#! \t\n13x0\\é"), max_size=40))
def test_every_line_with_words_is_a_rule_or_told(text: str) -> None:
    found, faults = read_redirects(text)
    lines = [line for line in text.split("\n") if line.split()[:1] and line.split()[0][0] != "#"]
    made = found.values["redirects"]
    assert isinstance(made, tuple)
    assert len(made) + len(faults) == len(lines)


def test_links_to_redirects_to_generated_pages_are_not_broken(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "_config.yml": "plugins: [jekyll-feed]\n",
            "_redirects": "/atom /feed.xml\n/rss /feeds.xml\n",
            "a.md": "---\n---\n[1](/atom) [2](/atom/) [3](/rss)\n",
        }
    )
    links = library.pages_by_slug["a.html"].links
    assert [link.status for link in links] == ["other", "other", "broken"]

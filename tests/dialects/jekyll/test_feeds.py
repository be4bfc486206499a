"""Feeds that jekyll-feed makes: links to them are not broken."""

from collections.abc import Callable, Mapping

import pytest

from app.library.library import Library

LoadFiles = Callable[[Mapping[str, str | bytes]], Library]
FEEDS = (
    *("/feed.xml", "/feed/by_tag/knee.xml", "/feed/by_tag/new.xml", "/feed/by_tag/neck pain.xml"),
    *("/feed/news.xml", "/feed/team.xml", "/feed/team/nurses.xml", "/blog.xml", "/tagged/knee.xml"),
)


@pytest.mark.parametrize(
    ("settings", "feeds"),
    [
        ("", {"/feed.xml"}),
        ("path: blog.xml", {"/blog.xml"}),
        ("tags: true", {"/feed.xml", "/feed/by_tag/knee.xml"}),
        ("tags: false", {"/feed.xml"}),
        ("tags: {except: [knee]}", {"/feed.xml"}),
        ("tags: {only: [new, knee]}", {"/feed.xml", *FEEDS[1:3]}),
        ("tags: {path: tagged/}", {"/feed.xml", "/tagged/knee.xml"}),
        ("categories: [news]", {"/feed.xml", "/feed/news.xml"}),
        ("collections: [team]", {"/feed.xml", "/feed/team.xml"}),
        (
            "collections: {team: {categories: [nurses]}, posts: {path: /blog.xml}}",
            {"/blog.xml", "/feed/team.xml", "/feed/team/nurses.xml"},
        ),
    ],
)
def test_links_lead_to_the_feeds_that_the_settings_name(
    load_files: LoadFiles, settings: str, feeds: set[str]
) -> None:
    library = load_files(
        {
            "_config.yml": f"plugins: [jekyll-feed]\nfeed: {{{settings}}}\n",
            "_posts/2024-01-01-a.md": "---\ntags: [knee, neck pain]\n---\n",
            "a.md": "---\n---\n" + " ".join(f"[x](<{feed}>)" for feed in FEEDS),
        }
    )
    statuses = {link.href: link.status for link in library.pages_by_slug["a.html"].links}
    assert {href for href, status in statuses.items() if status == "other"} == feeds


def test_posts_without_tags_have_no_feed_by_tag(load_files: LoadFiles) -> None:
    files: Mapping[str, str | bytes] = {
        "_config.yml": "plugins: [jekyll-feed]\nfeed: {tags: {only: [knee]}}\n",
        "_posts/2024-01-01-a.md": "",
        "a.md": "---\n---\n[x](/feed/by_tag/knee.xml)",
    }
    (link,) = load_files(files).pages_by_slug["a.html"].links
    assert link.status == "broken"

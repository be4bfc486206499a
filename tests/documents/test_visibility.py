"""What is shown when: drafts never, the others from one moment to another."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pytest

from app.documents.reader import Reader
from app.library.build import build
from app.library.library import Library
from app.library.load import load
from tests.conftest import site_at

NOON = dt.datetime(2026, 11, 24, 19, tzinfo=dt.UTC)
SITE = "time_zone: America/Denver\n"


def page(**fields: str) -> str:
    """A document of these keys."""
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in fields.items()) + "---\nText.\n"


def at(folder: Path, files: Mapping[str, str], moment: dt.datetime = NOON) -> Library:
    """The site of these files at a moment."""
    return load(site_at(folder, {"site.yaml": SITE, "index.md": "Home.\n", **files}), at=moment)


def slugs(library: Library) -> set[str]:
    """The pages that are shown, home aside."""
    return {each.slug for each in library.pages} - {"index"}


def words(library: Library, slug: str) -> list[str]:
    """What a page says."""
    return library.pages_by_slug[slug].body.content.unpack().text.split()


@pytest.mark.parametrize("key", ["publish_date", "publishDate", "publishdate", "pubdate"])
def test_a_page_is_shown_from_its_publish_date_on(tmp_path: Path, key: str) -> None:
    files = {"a.md": page(**{key: "2026-11-24T12:00:00"})}
    assert slugs(at(tmp_path, files)) == {"a"}
    before = at(tmp_path, files, NOON - dt.timedelta(microseconds=1))
    assert slugs(before) == set()
    assert before.valid_until == NOON
    assert before.waiting == 1


@pytest.mark.parametrize("key", ["expiry_date", "expiryDate", "expirydate", "unpublishdate"])
def test_a_page_is_shown_until_just_before_its_expiry_date(tmp_path: Path, key: str) -> None:
    files = {"a.md": page(**{key: "2026-11-24T12:00:00", "aliases": "[/old-a/]"})}
    before = at(tmp_path, files, NOON - dt.timedelta(microseconds=1))
    assert slugs(before) == {"a"}
    assert before.valid_until == NOON
    after = at(tmp_path, files)
    assert slugs(after) == set()
    assert after.valid_until is None
    assert after.expired["page"] == {"a"}
    for path in ("/a/", "/old-a/"):
        found = after.resolve(path)
        assert found is not None
        assert found.code == 410


def test_a_date_alone_is_the_moment_at_which_that_day_begins_on_the_sites_clock(
    tmp_path: Path,
) -> None:
    files = {"a.md": page(publish_date="2026-11-25", expiry_date="2026-11-26")}
    first = at(tmp_path, files)
    assert first.valid_until == dt.datetime(2026, 11, 25, 7, tzinfo=dt.UTC)
    second = at(tmp_path, files, first.valid_until)
    assert slugs(second) == {"a"}
    assert second.valid_until == dt.datetime(2026, 11, 26, 7, tzinfo=dt.UTC)


def test_what_is_not_shown_leaves_no_trace(tmp_path: Path) -> None:
    hidden = {
        "draft.md": page(title="Secret", draft="true", menu="main", conditions="[Gout]"),
        "later.md": page(title="Later", publish_date="2027-01-01", menu="main", tags="[new]"),
        "conditions/gone.md": page(title="Gone", expiry_date="2020-01-01"),
    }
    hidden["draft.md"] += "[home](/)\n"
    with_them = at(tmp_path / "with", hidden)
    without = at(tmp_path / "without", {})
    assert with_them.pages == without.pages
    assert with_them.conditions == without.conditions == ()
    assert with_them.menus == without.menus == ()
    assert with_them.edges == without.edges
    assert with_them.counts == without.counts
    assert with_them.near("/draft/") == without.near("/draft/")
    assert with_them.waiting == 2
    assert with_them.expired["condition"] == {"gone"}


def test_a_date_of_publication_that_cannot_be_read_shows_nothing(tmp_path: Path) -> None:
    library = at(tmp_path, {"a.md": page(publish_date="soon")})
    assert slugs(library) == set()
    assert [each.code for each in library.errors] == ["invalid-value"]


def test_links_and_references_to_what_is_not_shown_say_why(tmp_path: Path) -> None:
    files = {
        "index.md": "[a](/draft/) [b](/later/) [c](/past/) [d](/nowhere/)\n",
        "draft.md": page(draft="true"),
        "later.md": page(publish_date="2027-01-01"),
        "past.md": page(expiry_date="2020-01-01"),
        "conditions/x.md": page(treatments="[draft, Later, /past/, nobody, index]"),
    }
    library = at(tmp_path, files)
    told = {(each.code, each.hint) for each in library.problems if each.file == "index.md"}
    assert told == {
        ("broken-link", "The page is a draft; publish it or take the link out."),
        (
            "broken-link",
            (
                "The page is not published before 2027-01-01; "
                "give it an earlier publish_date or take the link out."
            ),
        ),
        (
            "broken-link",
            "The page expired on 2020-01-01; let it expire later or take the link out.",
        ),
        (
            "broken-link",
            (
                "Mend it or take it out. "
                'If another program serves it, write `routes: ["/nowhere/**"]` into site.yaml.'
            ),
        ),
    }
    codes = [each.code for each in library.problems if each.file == "conditions/x.md"]
    assert codes.count("unpublished-reference") == 3
    assert codes.count("unknown-reference") == 1
    assert [each.slug for each in library.conditions[0].treatments] == ["index"]


def test_what_points_to_a_file_that_cannot_be_read_is_not_told_besides(tmp_path: Path) -> None:
    files = {
        "index.md": "[a](/bad/) [b](bad.md)\n",
        "bad.md": "---\ntitle: [\n---\n",
        "conditions/x.md": page(treatments="[bad]", menu="main"),
    }
    library = at(tmp_path, files)
    assert [(each.file, each.code) for each in library.problems] == [
        ("bad.md", "front-matter-syntax")
    ]


def test_a_page_that_expires_before_it_is_published_is_told(tmp_path: Path) -> None:
    library = at(tmp_path, {"a.md": page(publish_date="2027-01-02", expiry_date="2027-01-01")})
    assert [(each.code, each.line) for each in library.problems] == [("never-shown", 3)]


def test_two_pages_may_follow_one_another_at_one_path(tmp_path: Path) -> None:
    files = {
        "old.md": page(title="Old", permalink="/offer/", expiry_date="2026-12-01"),
        "new.md": page(title="New", permalink="/offer/", publish_date="2026-12-01"),
    }
    first = at(tmp_path, files)
    assert first.pages_by_slug["offer"].title == "Old"
    assert not first.errors
    assert first.valid_until is not None
    second = at(tmp_path, files, first.valid_until)
    assert second.pages_by_slug["offer"].title == "New"
    found = second.resolve("/offer/")
    assert found is not None
    assert found.code is None


def test_a_draft_of_what_has_no_page_is_a_draft_first(tmp_path: Path) -> None:
    files = {
        "_config.yml": "collections: {team: {}}\n",
        "_team/ann.md": page(published="false", title="Ann"),
        "moved.md": page(draft="true", redirect_to="/list.html"),
        "list.md": page(title="{{ x }}") + "{% for one in site.team %}{{ one.title }}{% endfor %}",
    }
    found = at(tmp_path, files)
    assert slugs(found) == {"list.html"}
    assert found.waiting == 2
    assert words(found, "list.html") == ["Text."]
    assert found.resolve("/moved.html") is None
    reader = Reader(tmp_path)
    shown = build(reader.read(reader.listing()), NOON, preview=True).library
    assert words(shown, "list.html") == ["Text.", "Ann"]
    assert slugs(shown) == {"list.html"}
    moved = shown.resolve("/moved.html")
    assert moved is not None
    assert (moved.location, moved.code) == ("/list.html", 301)


def test_a_post_of_the_future_appears_at_its_moment(tmp_path: Path) -> None:
    files = {
        "_config.yml": (
            "permalink: /:title/\ntimezone: America/Denver\n"
            "collections: {notes: {output: true, future: true}, visits: {output: true}}\n"
        ),
        "_posts/2026-01-01-noon.md": page(date="2026-11-24 12:00"),
        "_posts/2026-11-25-tomorrow.md": page(),
        "_notes/any.md": page(date="2999-01-01"),
        "_visits/noon.md": page(date="2026-11-24 19:00:00"),
        # A page has no date that would hide it.
        "page.md": page(date="2999-01-01"),
    }
    always = {"notes/any/", "page/"}
    before = at(tmp_path, files, NOON - dt.timedelta(microseconds=1))
    assert {f"{slug}/" for slug in slugs(before)} == always
    assert before.valid_until == NOON
    after = at(tmp_path, files)
    assert {f"{slug}/" for slug in slugs(after)} == always | {"noon/", "visits/noon/"}
    midnight = dt.datetime(2026, 11, 25, 7, tzinfo=dt.UTC)
    assert after.valid_until == midnight
    assert "tomorrow" in slugs(at(tmp_path, files, midnight))
    told = "---\npermalink: /:title/\nfuture: true\n"
    assert "tomorrow" in slugs(at(tmp_path, {**files, "_config.yml": told}))

"""A document lives where Hugo puts it."""

import datetime as dt

import pytest

from app.dialects.hugo.addresses import (
    AddressInputs,
    UnknownTokenError,
    address,
    language_prefix,
)
from app.dialects.hugo.tree_layout import ContentFile
from tests.dialects.hugo.reading import configuration

PAGE = ContentFile("en", "news/2024", "Painted Walls", "page")
LEAF = ContentFile("en", "rooms/gym", "index", "leaf")
SECTION = ContentFile("en", "rooms", "_index", "branch")
HOME = ContentFile("en", "", "_index", "branch")
MOMENT = dt.datetime(2024, 3, 4, 10, tzinfo=dt.UTC)


def named(
    place: ContentFile, text: str = "", *, slug: str | None = None, url: str | None = None
) -> str:
    """The address of a document titled "Fresh Paint!"."""
    parts = tuple(part for part in place.folder.split("/") if part)
    sections = parts[:-1] if place.node == "leaf" else parts
    return address(
        AddressInputs(place, sections, slug, url, "Fresh Paint!", MOMENT), configuration(text)
    )


@pytest.mark.parametrize(
    ("place", "slug", "expected"),
    [
        (PAGE, None, "/news/2024/painted-walls/"),
        (PAGE, "-New Walls-", "/news/2024/new-walls/"),
        (PAGE, "-", "/news/2024/painted-walls/"),
        (LEAF, None, "/rooms/gym/"),
        (LEAF, "sports-hall", "/rooms/sports-hall/"),
        (SECTION, None, "/rooms/"),
        (SECTION, "chambers", "/rooms/"),
        (HOME, None, "/"),
        (HOME, "house", "/"),
    ],
)
def test_a_page_has_its_folder_and_slug_or_name(
    place: ContentFile, slug: str | None, expected: str
) -> None:
    assert named(place, slug=slug) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("/a/b/", "/a/b/"),
        ("a/b", "/a/b/"),
        ("/A B/Ü", "/A B/Ü/"),
        ("/a.html", "/a.html"),
        ("/a.html/", "/a.html/"),
        ("/v1.2/b", "/v1.2/b"),
        ("/a/index.html", "/a/"),
        ("/:year/:slugorfilename/", "/2024/painted-walls/"),
        ("  ", "/news/2024/painted-walls/"),
    ],
)
def test_a_url_is_the_address(url: str, expected: str) -> None:
    assert named(PAGE, url=url) == expected


def test_the_home_is_where_it_is_whatever_its_url() -> None:
    assert named(HOME, url="/house/") == "/"


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("/:year/:month/:day/:filename/", "/2024/03/04/painted-walls/"),
        ("/:monthname/:weekday/:weekdayname/:yearday/:title", "/march/1/monday/64/fresh-paint/"),
        ("/:sections/:slug/", "/news/2024/fresh-paint/"),
        ("/:sections[1:]/:slug/", "/2024/fresh-paint/"),
        ("/:sections[last]/:slug/", "/2024/fresh-paint/"),
        ("/:sections[0]/:slug/", "/news/fresh-paint/"),
        ("/:sections[:last]/:slug/", "/news/fresh-paint/"),
        ("/:section/:contentbasename.html", "/news/painted-walls.html/"),
    ],
)
def test_permalinks_are_filled(pattern: str, expected: str) -> None:
    assert named(PAGE, f"permalinks: {{news: '{pattern}'}}") == expected


@pytest.mark.parametrize(
    ("slug", "filled", "alone"),
    [
        ("C++ x", "c-x", "c++-x"),
        ("a + b", "a--b", "a-+-b"),
        ("1+1=2", "1-12", "1+12"),
        ("C++", "c-", "c++"),
        ("C# tips", "c%23-tips", "c%23-tips"),
        ("AC/DC live", "ac/dc-live", "ac/dc-live"),
    ],
)
def test_a_plus_sign_is_a_space_in_permalinks_alone(slug: str, filled: str, alone: str) -> None:
    assert named(PAGE, "permalinks: {news: '/t/:slug/'}", slug=slug) == f"/t/{filled}/"
    assert named(PAGE, slug=slug) == f"/news/2024/{alone}/"
    assert named(PAGE, url="/t/:slug/", slug=slug) == f"/t/{filled.rstrip('-')}/"


def test_a_slug_goes_before_title_and_name() -> None:
    text = "permalinks: {news: '/:slug/:slugorfilename/:slugorcontentbasename/'}"
    assert named(PAGE, text, slug="s") == "/s/s/s/"


def test_the_deepest_pattern_counts_and_sections_have_their_own() -> None:
    text = "permalinks: {page: {news: /a/, news/2024: /b/}, section: {rooms: '/r/:title/'}}"
    assert named(PAGE, text) == "/b/"
    assert named(ContentFile("en", "news", "x", "page"), text) == "/a/"
    assert named(SECTION, text) == "/r/fresh-paint/"
    assert named(LEAF, text) == "/rooms/gym/"


def test_the_topmost_pages_have_a_pattern_of_their_own() -> None:
    text = "permalinks: {/: '/top/:filename/'}"
    assert named(ContentFile("en", "", "about", "page"), text) == "/top/about/"
    assert named(PAGE, text) == "/news/2024/painted-walls/"


def test_a_page_without_a_date_has_gos_first() -> None:
    naming = AddressInputs(PAGE, ("news",), None, None, "T", None)
    pattern = configuration("permalinks: {news: '/:year/:month/:title/'}")
    assert address(naming, pattern) == "/1/01/t/"


def test_an_unknown_token_is_an_error() -> None:
    with pytest.raises(UnknownTokenError, match="has the unknown token :colour"):
        named(PAGE, "permalinks: {news: '/:colour/'}")


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (PAGE, "/news/2024/painted-walls.html"),
        (LEAF, "/rooms/gym.html"),
        (SECTION, "/rooms.html"),
        (HOME, "/"),
    ],
)
def test_ugly_addresses_have_a_suffix(place: ContentFile, expected: str) -> None:
    assert named(place, "uglyURLs: true") == expected


def test_sections_may_be_ugly_alone() -> None:
    text = "uglyURLs: {rooms: true, news: false}"
    assert named(LEAF, text) == "/rooms/gym.html"
    assert named(PAGE, text) == "/news/2024/painted-walls/"


def test_case_is_kept_where_the_configuration_says_so() -> None:
    assert named(PAGE, "disablePathToLower: true") == "/news/2024/Painted-Walls/"


@pytest.mark.parametrize(
    ("text", "own", "other"),
    [
        ("", "", ""),
        ("defaultContentLanguageInSubdir: true", "/en", "/es"),
        ("languages: {en: {}, es: {}}", "", "/es"),
        ("languages: {en: {}, es: {}}\ndefaultContentLanguageInSubdir: true", "/en", "/es"),
    ],
)
def test_languages_have_prefixes(text: str, own: str, other: str) -> None:
    found = configuration(text)
    assert (language_prefix("en", found), language_prefix("es", found)) == (own, other)


def test_a_url_from_the_root_is_below_no_language() -> None:
    text = "languages: {en: {}, es: {}}"
    page = ContentFile("es", "a", "b", "page")
    assert named(page, text) == "/es/a/b/"
    assert named(page, text, url="c") == "/es/c/"
    assert named(page, text, url="/c/") == "/c/"

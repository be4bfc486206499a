"""Addresses on the site's own host."""

import pytest

from app.site.urls import Internal, base_path, own_host, with_slashes


@pytest.mark.parametrize(
    ("url", "is_internal"),
    [
        ("/a/", True),
        ("a.html", True),
        ("#top", True),
        ("https://clinic.example/a", True),
        ("HTTPS://WWW.CLINIC.EXAMPLE:443/a", True),
        ("//clinic.example", True),
        ("/\t/other.example/a", False),
        ("https://other.example/a", False),
        ("//other.example/a", False),
        ("\\a\\b.png", True),
        ("\\\\other.example\\a", False),
        ("/\\other.example/a", False),
        ("https:\\\\clinic.example\\a", True),
        ("mailto:a@clinic.example", False),
        ("https:a", False),
        ("ht\ntps://other.example", False),
    ],
)
def test_a_url_is_internal_on_the_own_host(url: str, is_internal: bool) -> None:
    assert Internal("clinic.example")(url) is is_internal


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("\\a\\b.png?c\\d#e\\f", "/a/b.png?c\\d#e\\f"),
        ("a\\b#c?d\\e", "a/b#c?d\\e"),
        ("https:\\\\a.example\\b", "https://a.example/b"),
        ("mailto:a\\b@c.example", "mailto:a\\b@c.example"),
        ("C:\\a.png", "C:\\a.png"),
    ],
)
def test_backslashes_in_paths_are_slashes_for_browsers(url: str, read: str) -> None:
    assert with_slashes(url) == read


@pytest.mark.parametrize(
    ("url", "is_internal"),
    [
        ("https://clinic.example/center/it", True),
        ("https://clinic.example/center/it/", True),
        ("//www.clinic.example/center/it/a?b#c", True),
        ("https://clinic.example/center/it?a", True),
        ("https://clinic.example/center/%69t/a", True),
        ("/a", True),
        ("a", True),
        ("https://clinic.example/", False),
        ("https://clinic.example", False),
        ("//clinic.example/center/items", False),
        ("https://clinic.example/center?/center/it/", False),
        ("https://clinic.example:443/center/it/", True),
        ("https://clinic.example:[/center/it/", False),
        ("https://other.example/center/it/", False),
    ],
)
def test_a_site_below_a_path_of_its_host_owns_only_that_path(url: str, is_internal: bool) -> None:
    assert Internal("clinic.example", "/center/it")(url) is is_internal


def test_without_a_host_no_absolute_url_is_internal() -> None:
    assert not Internal(None)("https://clinic.example/a")
    assert Internal(None)("/a")


def test_the_base_url_gives_host_and_path() -> None:
    assert own_host("https://www.clinic.example/below/") == "clinic.example"
    assert base_path("https://www.clinic.example/below/") == "/below"
    assert own_host(None) is None
    assert base_path(None) == ""

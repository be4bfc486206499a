"""Front matter for whole folders, and the sections of a tree."""

import pytest

from app.dialects.hugo.cascades import Cascade
from app.dialects.hugo.tree_facts import cascaded, sections_of
from app.dialects.hugo.tree_layout import ContentFile
from app.site.globs import brace_glob

PAGE = ContentFile("en", "news/2024", "paint", "page")


def cascade(
    below: str = "",
    path: str | None = None,
    kinds: frozenset[str] = frozenset(),
    language: str | None = None,
    **values: str,
) -> Cascade:
    """A cascade of these values."""
    return Cascade(below, values, path, kinds, language)


def test_the_nearest_folder_and_of_one_the_first_wins() -> None:
    known = [
        cascade(layout="site", type="site", mood="calm"),
        cascade("news", layout="news", type="news"),
        cascade("news", layout="second"),
        cascade("news/2024", layout="year"),
        cascade("newsletter", mood="loud"),
    ]
    assert cascaded(known, PAGE) == {"layout": "year", "type": "news", "mood": "calm"}


@pytest.mark.parametrize(
    ("path", "fits"),
    [
        ("/news/**", True),
        ("/News/2024/*", True),
        ("/news/*", False),
        ("/**/paint", True),
        ("/news/20?4/paint", True),
        ("/{rooms,news}/2024/p*", True),
        ("/{rooms/2024/paint", False),
        ("/news", False),
        ("/news/2024/paint", True),
        ("/news.2024.paint", False),
    ],
)
def test_a_target_names_paths_by_a_pattern(path: str, fits: bool) -> None:
    assert bool(cascaded([cascade(path=path, layout="x")], PAGE)) is fits


def test_the_patterns_of_very_many_targets_are_made_once_for_all_pages() -> None:
    known = [cascade(path=f"/news/**{number}", layout="x") for number in range(3_000)]
    before = brace_glob.cache_info().misses
    for _ in range(3):
        cascaded(known, PAGE)
    assert brace_glob.cache_info().misses - before <= 3_000


def test_a_target_names_kinds_and_languages() -> None:
    section = ContentFile("es", "news", "_index", "branch")
    known = [
        cascade(kinds=frozenset({"page"}), a="1"),
        cascade(kinds=frozenset({"section", "home"}), b="2"),
        cascade(language="en", c="3"),
        cascade(language="e?", d="4"),
    ]
    assert cascaded(known, PAGE) == {"a": "1", "c": "3", "d": "4"}
    assert cascaded(known, section) == {"b": "2", "d": "4"}


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (PAGE, ("news",)),
        (ContentFile("en", "a/b/c", "x", "page"), ("a", "b")),
        (ContentFile("en", "a/B/leaf", "index", "leaf"), ("a", "B")),
        (ContentFile("en", "leaf", "index", "leaf"), ()),
        (ContentFile("en", "", "x", "page"), ()),
        (ContentFile("en", "a/b", "_index", "branch"), ("a", "b")),
    ],
)
def test_a_page_lies_in_the_nearest_section(place: ContentFile, expected: tuple[str, ...]) -> None:
    assert sections_of(place, frozenset({"", "a/b"})) == expected

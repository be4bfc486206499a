"""A linker keeps what has not changed, and nobody can tell."""

import datetime as dt
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.clinic.lists.judge import judge_for
from app.documents.reader import Reader
from app.library.build import LibraryBuilder, build
from app.library.library import Library
from app.views.pages import page_answer
from tests.conftest import site_at

NOW = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)
NAMES = ["index.md", "a.md", "b.md", "sub/a.md", "sub/b.md", "c.txt", "site.yaml"]
KEYS = [
    "title: Neck pain",
    "title: B",
    "title: [",
    "menu: main",
    "menu: {main: {parent: b, weight: 2}}",
    "weight: 1",
    "permalink: /a/",
    "redirect_from: [/old/, /b/]",
    "draft: true",
    "publish_date: 2026-11-25",
    "expiry_date: 2026-11-26",
    "conditions: [Gout, neck pain]",
    "type: condition",
    "type: location",
    "alternate_names: [Gout]",
    "treatments: [a, nowhere, B]",
    "related: [b, Gout]",
    "id: x",
    "last_reviewed: 2026-01-02",
    "opening_hours: Mo-Fr 08:00-17:00",
]
PARTS = [
    "# A",
    "## Here",
    "Some words.",
    "[b](/b/) [c](/c.txt) [old](/old/)",
    "[here](/a/#here) [beside](b.md) [nowhere](/nowhere/)",
    "![picture](c.txt)",
    "**Conditions:**\n\n- Gout\n- [Neck pain](/a/)",
    "Golferâ€™s",
    "<iframe src='https://maps.example.org/a' title='A map'></iframe>",
    "Ce qui fait mal:\n\n- Gout",
]
SITE_KEYS = [
    "title: Site",
    "description: A site",
    "base_url: https://example.org/clinic",
    "language: fr",
    "languages: [en, fr]",
    "country: US",
    "time_zone: America/Denver",
    "business_type: Dentist",
    "collections: {conditions: {match: [a.md]}}",
    "condition_lists: {include: [fait mal]}",
    "iframe_hosts: [maps.example.org]",
    "heading_ids: hugo",
    "locations: [{name: An office, phone: 303 555 0123}]",
    "routes: [/nowhere/]",
    "synonyms: [[gout, podagra]]",
    "menus: {main: [{title: First, path: /a/}]}",
    "redirects: [{from: /old/, to: /a/}]",
    "ignore: {a.md: [broken-link]}",
]
Edit: TypeAlias = Callable[[Path], None]


def document(keys: list[str], parts: list[str]) -> str:
    front = "---\n" + "".join(f"{key}\n" for key in keys) + "---\n" if keys else ""
    return front + "\n\n".join(parts)


def write(name: str, text: str) -> Edit:
    """Write a file in place, with no other time than it had."""

    def edit(root: Path) -> None:
        place = root / name
        place.parent.mkdir(exist_ok=True)
        place.write_text(text)
        os.utime(place, ns=(0, 0))

    return edit


def rename(name: str, other: str) -> Edit:
    """Let a file have another's name, if it is there."""

    def edit(root: Path) -> None:
        if (root / name).is_file():
            (root / other).parent.mkdir(exist_ok=True)
            (root / name).replace(root / other)

    return edit


def delete(name: str) -> Edit:
    """Take a file away, if it is there."""
    return lambda root: (root / name).unlink(missing_ok=True)


NAME = st.sampled_from(NAMES)
TEXT = st.one_of(
    st.builds(
        document,
        st.lists(st.sampled_from(KEYS), max_size=5, unique_by=lambda key: key.split(":")[0]),
        st.lists(st.sampled_from(PARTS), max_size=4),
    ),
    st.lists(st.sampled_from(SITE_KEYS), max_size=6, unique_by=lambda key: key.split(":")[0]).map(
        "\n".join
    ),
)
EDITS = st.one_of(
    st.builds(write, NAME, TEXT),
    st.builds(write, NAME, TEXT),
    st.builds(rename, NAME, NAME),
    st.builds(delete, NAME),
)
ROUNDS = st.tuples(st.integers(0, 3), st.lists(EDITS, min_size=1, max_size=3))


def told(library: Library) -> dict[str, Any]:
    """All that is answered from a library, and all its problems."""
    return {
        "pages": [page_answer(page, library) for page in library.pages],
        "conditions": library.conditions,
        "locations": library.locations,
        "links": library.edges,
        "menus": library.menus,
        "assets": {
            path: each._replace(location=Path(), stamp=None)
            for path, each in library.assets.items()
        },
        "problems": library.problems,
        "version": library.version,
        "lasts": (library.valid_until, library.waiting, library.expired),
    }


def read(reader: Reader) -> Library:
    return build(reader.read(reader.listing()), NOW).library


@given(st.lists(ROUNDS, max_size=6), st.booleans())
@settings(max_examples=300)
def test_after_any_edits_and_days_all_is_as_if_it_were_read_for_the_first_time(
    rounds: list[tuple[int, list[Edit]]],
    preview: bool,
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        reader, linker = Reader(root), LibraryBuilder(preview=preview)
        for days, edits in rounds:
            for edit in edits:
                edit(root)
            at = NOW + dt.timedelta(days=days)
            library = linker.build(reader.read(reader.listing()), at)
            fresh = Reader(root)
            expected = build(fresh.read(fresh.listing()), at, preview=preview).library
            assert told(library) == told(expected)


def test_a_related_page_whose_anchors_changed_is_related_once(tmp_path: Path) -> None:
    listed = "# {}\n\n## Conditions we treat\n\n- [Gout](/p/) attacks\n- Bursitis\n- Back pain\n"
    files = {"p.md": "# P\n", "a.md": listed.format("A"), "b.md": listed.format("B")}
    reader, linker = Reader(site_at(tmp_path, files), judge_for=judge_for), LibraryBuilder()
    linker.build(reader.read(reader.listing()), NOW)
    (tmp_path / "p.md").write_text("# P\n\n## A new heading\n")
    (tmp_path / "a.md").write_text(listed.format("Another"))
    library = linker.build(reader.read(reader.listing()), NOW)
    assert told(library) == told(read(Reader(tmp_path, judge_for=judge_for)))
    assert [ref.slug for ref in library.conditions_by_slug["gout-attacks"].related] == ["p"]


# Each key of a site file changes the answers, or the problems.
SITE = {
    "index.md": (
        "---\ntitle: Start\nredirect_from: https://example.org/clinic/start/\n---\n# Größe {#x}\n\n"
        "<iframe src='https://maps.example.org/a' title='A map'></iframe> [b](/clinic/b/)\n\n"
        "Ce qui fait mal:\n\n- Gout\n"
    ),
    "a.md": "---\ntitle: Neck pain\n---\n[old](/old/) [nowhere](/nowhere/)\n",
    "b.fr.md": "# B\n",
    "locations/one.md": "---\nname: One\nphone: 303 555 0123\n---\n",
}


@pytest.mark.parametrize("key", SITE_KEYS)
def test_what_another_key_of_the_site_file_changes_is_as_if_it_were_read_for_the_first_time(
    tmp_path: Path, key: str
) -> None:
    reader, linker = Reader(site_at(tmp_path, SITE), judge_for=judge_for), LibraryBuilder()
    first = linker.build(reader.read(reader.listing()), NOW)
    (tmp_path / "site.yaml").write_text(key)
    second = linker.build(reader.read(reader.listing()), NOW)
    assert told(second) == told(read(Reader(tmp_path, judge_for=judge_for)))
    assert second.version != first.version


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("# A\n\nOther words.\n\n[c](/c/)\n", {"b", "c"}),
        ("# A\n\nOther words.\n", {"b"}),
        ("# A\n\n[c](/c/)\n\n**Conditions:**\n\n- Gout\n", {"b", "c"}),
        ("# Another\n\n[c](/c/)\n", set()),
        ("# A\n\n## Here\n\n[c](/c/)\n", {"c"}),
    ],
)
def test_a_page_that_an_edit_does_not_touch_stays_what_it_is(
    tmp_path: Path, text: str, same: set[str]
) -> None:
    root = site_at(
        tmp_path,
        {
            "a.md": "# A\n\nSome words.\n\n[c](/c/)\n",
            "b.md": "# B\n\n[A](/a/#here)\n",
            "c.md": "# C\n",
        },
    )
    reader, linker = Reader(root), LibraryBuilder()
    first = linker.build(reader.read(reader.listing()), NOW)
    (root / "a.md").write_text(text)
    second = linker.build(reader.read(reader.listing()), NOW)
    pages = second.pages_by_slug
    assert {slug for slug, page in pages.items() if page is first.pages_by_slug[slug]} == same
    assert pages["c"].backlinks == ((pages["a"].ref,) if "/c/" in text else ())
    fresh = Reader(root)
    assert told(second) == told(build(fresh.read(fresh.listing()), NOW).library)

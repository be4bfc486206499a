"""What lies in the folder of a page is shown with the page."""

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from app.documents.reader import Reader
from app.library.build import LibraryBuilder, build
from app.library.library import Library
from tests.conftest import site_at
from tests.dialects.hugo.reading import codes

LoadFiles = Callable[[Mapping[str, str | bytes]], Library]
NOON = dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC)
BUNDLE: Mapping[str, str | bytes] = {
    "hugo.toml": 'title = "T"\n',
    "content/_index.md": "A.\n",
    "content/home.txt": "a",
    "content/b/plan.pdf": "b",
    "content/b/deep/more.txt": "c",
    "static/b/apart.txt": "d",
}
ALWAYS = ["/b/apart.txt", "/home.txt"]
OWN = ["/b/deep/more.txt", "/b/plan.pdf"]


@pytest.mark.parametrize(
    ("front", "shown"),
    [
        ("weight: 1", True),
        ("draft: true", False),
        ("expiryDate: 2001-01-01", False),
        ("publishDate: 2101-01-01", False),
        # They are no pages of their own, and often there for what lies beside them.
        ("headless: true", True),
        ("build: {render: never}", True),
        ("build: {render: link}", True),
        ("build: {publishResources: true}", True),
        ("build: {publishResources: false}", False),
        ("_build: {render: never, publishResources: false}", False),
        ("headless: true\nbuild: {PublishResources: false}", False),
        ("headless: true\ndraft: true", False),
        ("[", False),
    ],
)
@pytest.mark.parametrize("index", ["index", "_index"])
def test_files_are_served_where_hugo_publishes_them(
    load_files: LoadFiles, index: str, front: str, shown: bool
) -> None:
    library = load_files({**BUNDLE, f"content/b/{index}.md": f"---\n{front}\n---\n"})
    assert sorted(library.assets) == sorted([*ALWAYS, *(OWN if shown else ())])
    assert (library.resolve("/b/plan.pdf") is not None) is shown


def test_a_section_that_cannot_be_read_takes_no_picture_from_its_pages(
    load_files: LoadFiles,
) -> None:
    broken = {"content/_index.md": "---\n[\n---\n", "content/b/index.md": "B.\n"}
    assert "/home.txt" in load_files({**BUNDLE, **broken}).assets


def test_a_draft_that_is_handed_down_hides_files_too(load_files: LoadFiles) -> None:
    library = load_files(
        {
            **BUNDLE,
            "content/b/index.md": "B.\n",
            "content/_index.md": "---\ncascade: {draft: true, target: {path: /b}}\n---\n",
        }
    )
    assert sorted(library.assets) == ALWAYS


def test_a_file_belongs_to_the_nearest_page(load_files: LoadFiles) -> None:
    library = load_files(
        {
            **BUNDLE,
            "content/b/_index.md": "---\ndraft: true\n---\n",
            "content/b/c/index.md": "C.\n",
            "content/b/c/c.txt": "c",
            "content/b/d.md": "D.\n",
        }
    )
    assert sorted(library.assets) == sorted(["/b/c/c.txt", *ALWAYS])


def test_one_language_that_is_shown_is_enough(load_files: LoadFiles) -> None:
    files: Mapping[str, str | bytes] = {
        **BUNDLE,
        "hugo.toml": "[languages.en]\n[languages.es]\n",
        "content/b/index.md": "---\ndraft: true\n---\n",
        "content/b/index.es.md": "[p](plan.pdf)\n",
    }
    library = load_files(files)
    assert set(OWN) < set(library.assets)
    assert [link.status for link in library.pages_by_slug["es/b"].links] == ["asset"]
    assert codes(library) == []
    library = load_files({"content/b/index.es.md": "---\ndraft: true\n---\n"})
    assert sorted(library.assets) == ALWAYS


def test_a_preview_shows_them(tmp_path: Path) -> None:
    site = site_at(tmp_path, {**BUNDLE, "content/b/index.md": "---\ndraft: true\n---\n"})
    tree = Reader(site).read(Reader(site).listing())
    assert set(OWN) < set(build(tree, NOON, preview=True).library.assets)
    assert set(OWN).isdisjoint(build(tree, NOON).library.assets)


def test_they_come_and_go_with_the_page(tmp_path: Path) -> None:
    front = "---\npublishDate: 2026-06-02\nexpiryDate: 2026-06-03\n---\n"
    site = site_at(tmp_path, {**BUNDLE, "content/b/index.md": front})
    linker, tree = LibraryBuilder(), Reader(site).read(Reader(site).listing())
    shown = [
        "/b/plan.pdf" in linker.build(tree, NOON + dt.timedelta(days=days)).assets
        for days in range(3)
    ]
    assert shown == [False, True, False]


TRANSLATED: Mapping[str, str | bytes] = {
    "hugo.toml": "[languages.en]\nweight = 1\n[languages.es]\nweight = 2\n",
    "content/b/plan.crt": "a",
    "content/b/deep/plan.pdf": "b",
    "content/b/o.en.crt": "c",
    "content/s/plan.pdf": "d",
    "content/s/_index.md": "S.\n",
    "content/s/_index.es.md": "S.\n",
    "content/z/plan.pdf": "e",
    "content/z/z.es.md": "Z.\n",
}
LINKS = (
    "[a](plan.crt) [b](deep/plan.pdf) [c](/es/b/deep/plan.pdf) [d](/es/s/plan.pdf)"
    " [e](o.en.crt) [f](/es/z/plan.pdf) [g](none.crt)\n"
)


@pytest.mark.parametrize("files", [{"content/b/index.md": LINKS}, {}])
def test_the_translations_of_a_page_share_the_files_beside_it(
    load_files: LoadFiles, files: Mapping[str, str | bytes]
) -> None:
    library = load_files({**TRANSLATED, **files, "content/b/index.es.md": LINKS})
    statuses = [link.status for link in library.pages_by_slug["es/b"].links]
    there = "other" if files else "asset"
    assert statuses == ["other", "asset", there, "other", "other", "broken", "broken"]
    for path in library.assets:
        assert library.resolve(path) is not None


def test_without_a_translation_a_file_has_one_address(load_files: LoadFiles) -> None:
    library = load_files({**TRANSLATED, "content/b/index.md": LINKS})
    statuses = [link.status for link in library.pages_by_slug["b"].links]
    assert statuses == ["other", "asset", "broken", "other", "other", "broken", "broken"]

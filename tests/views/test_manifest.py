"""A manifest names records and files by key; its changes lead from one to the next."""

import time
from collections.abc import Callable, Mapping

from app.library.library import Library
from app.views.bundle import bundle_keys, bundle_lines
from app.views.catalog import Catalog
from app.views.manifest import Manifest, changes_view, within_bound
from tests.paths import SITES

LoadFiles = Callable[[Mapping[str, str | bytes]], Library]
LoadSite = Callable[[str], Library]


def test_changes_are_what_is_new_other_or_gone() -> None:
    former = Manifest("1", {"page/a": "1", "page/b": "1", "page/c": "1"}, {"/x": "1", "/y": "1"})
    current = Manifest("2", {"page/a": "1", "page/b": "2", "page/d": "1"}, {"/y": "2", "/z": "1"})
    assert changes_view(former, current) == {
        "version": "2",
        "since": "1",
        "changed": {"records": {"page/b": "2", "page/d": "1"}, "assets": {"/y": "2", "/z": "1"}},
        "deleted": ["page/c", "/x"],
    }


def test_each_language_of_a_menu_has_a_key_that_ends_its_address(load_site: LoadSite) -> None:
    assert (SITES / "hugo_languages").is_dir()
    library = load_site("hugo_languages")
    catalog = Catalog(library)
    keys = [key for key in catalog.manifest.records if key.startswith("menu/")]
    assert len(keys) == len(library.menus)
    assert any("?language=" in key for key in keys)
    for key in keys:
        name, _, language = key.removeprefix("menu/").partition("?language=")
        menu = catalog.menus_by_key.get(key)
        assert menu is not None
        assert menu == library.menu(name, language or None)


def test_manifests_are_kept_up_to_a_size() -> None:
    small = Manifest("1", {"page/a": "1"}, {})
    assert within_bound((small,) * 60) == (small,) * 50
    records = {f"page/{number}": "1" for number in range(20_000)}
    large = Manifest("2", records, {})
    assert within_bound((large,) * 5 + (small,)) == (large,) * 2
    huge = Manifest("3", {f"page/{number}": "1" for number in range(60_000)}, {})
    assert within_bound((huge,) * 2) == (huge,)


def test_a_manifest_that_was_never_read_is_not_kept(load_files: LoadFiles) -> None:
    first = Catalog(load_files({"index.md": "# A\n"}))
    second = Catalog(load_files({"index.md": "# B\n"}), first)
    assert second.known_manifests == ()
    assert second.manifest.records
    third = Catalog(load_files({"index.md": "# C\n"}), second)
    assert third.known_manifests == (second.manifest,)


def test_thousands_of_menus_are_named_in_a_moment(load_files: LoadFiles) -> None:
    menus = ", ".join(f"m{number}: {{weight: 1}}" for number in range(12_000))
    catalog = Catalog(load_files({"index.md": f"---\nmenu: {{{menus}}}\n---\n"}))
    began = time.process_time()
    lines = list(bundle_lines(catalog, bundle_keys(catalog, ["menu"], ["en"])))
    assert len(lines) == 12_000
    # Looking among all menus for each of them takes several times as long.
    assert time.process_time() - began < 2

"""Pages that Hugo makes of no document: the website has them, and nothing here serves them."""

from collections.abc import Callable, Mapping
from pathlib import Path

from app.documents.reader import Reader
from app.library.build import LibraryBuilder
from app.library.library import Library
from tests.conftest import site_at
from tests.dialects.hugo.reading import codes

LoadFiles = Callable[[Mapping[str, str | bytes]], Library]
SITE: Mapping[str, str | bytes] = {
    "hugo.yaml": "baseURL: https://clinic.example/house/\n"
    "languages: {en: {weight: 1}, es: {weight: 2}}\n"
    "taxonomies: {tag: tags, series: series}\n"
    "menus: {main: [{name: News, pageRef: /news}, {name: Lost, url: /lost/}]}\n",
    "content/news/2024/paint.md": "---\ntags: [New Paint, 3]\nSeries: Walls\n---\n",
    "content/news/pintura.es.md": "P.\n",
    "content/leaf/index.md": "L.\n",
    "content/rooms/gym/index.md": "G.\n",
    "content/later/x.md": "---\ndraft: true\n---\n",
}


def statuses(library: Library, slug: str) -> dict[str, str]:
    """How each link of a page is, by its address."""
    return {link.href: link.status for link in library.pages_by_slug[slug].links}


def test_links_to_lists_are_not_broken(load_files: LoadFiles) -> None:
    there = (
        *("/", "/es/", "https://clinic.example/house", "/news/", "/house/news", "/es/news/"),
        *("/rooms/", "/tags/", "/tags/new-paint/", "/tags/3/", "/series/walls", "../rooms"),
    )
    lost = ("/news/2024/", "/es/rooms/", "/categories/", "/tags/paint/", "/later/", "/leaf/x/")
    body = "\n".join(f"[x]({address})" for address in (*there, *lost))
    library = load_files({**SITE, "content/a.md": f"{body}\n"})
    found = statuses(library, "a")
    assert {address for address, status in found.items() if status == "other"} == set(there)
    assert {address for address, status in found.items() if status == "broken"} == set(lost)


def test_entries_of_menus_may_lead_to_lists(load_files: LoadFiles) -> None:
    library = load_files(SITE)
    assert codes(library) == [("hugo.yaml", "broken-link")]
    (problem,) = (each for each in library.problems if each.code == "broken-link")
    assert '"/lost/"' in problem.message
    menu = library.menu("main")
    assert menu is not None
    assert [(item.title, item.path, item.target) for item in menu.items] == [
        ("Lost", "/lost/", None),
        ("News", "/news", None),
    ]


def test_kinds_that_are_disabled_have_no_pages(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "hugo.toml": 'disableKinds = ["taxonomy", "Section"]\n',
            "content/news/a.md": "---\ntags: b\n---\n"
            "[1](/news/) [2](/tags/) [3](/tags/b/) [4](/)\n",
        }
    )
    assert statuses(library, "news/a") == {
        "/news/": "broken",
        "/tags/": "broken",
        "/tags/b/": "other",
        "/": "other",
    }


def test_an_edit_of_a_tag_is_seen_by_the_pages_that_link_to_it(tmp_path: Path) -> None:
    linked = "[x](/series/a/) [y](/series/b/)\n"
    site = site_at(
        tmp_path,
        {**SITE, "content/a.md": linked, "content/b.md": "---\nseries: [a]\n---\n"},
    )
    linker, reader = LibraryBuilder(), Reader(site)
    first = reader.read(reader.listing())
    before = statuses(linker.build(first, first.read_at), "a")
    (site / "content/b.md").write_text("---\nseries: [b]\n---\n", encoding="utf-8")
    second = reader.read(reader.listing())
    after = statuses(linker.build(second, second.read_at), "a")
    assert (before, after) == (
        {"/series/a/": "other", "/series/b/": "broken"},
        {"/series/a/": "broken", "/series/b/": "other"},
    )


def test_files_of_configured_formats_are_there(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "hugo.yaml": "outputs: {home: [HTML, Index, Calendar, Odd], section: [HTML, Text]}\n"
            "outputFormats:\n"
            "  Index: {mediaType: application/json, baseName: search, path: find}\n"
            "  Text: {mediaType: text/x-plain}\n"
            "  Odd: {mediaType: model/odd}\n"
            "mediaTypes: {text/x-plain: {suffixes: [text]}}\n",
            "content/news/a.md": "[1](/find/search.json) [2](/news/index.text) [3](/index.ics) "
            "[4](/search.json) [5](/index.xml) [6](/news/index.xml) [7](/index.odd)\n",
        }
    )
    there = ("/find/search.json", "/news/index.text", "/index.ics")
    found = statuses(library, "news/a")
    assert {address for address, status in found.items() if status == "other"} == set(there)


def test_files_of_formats_that_a_page_names_are_there(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "hugo.yaml": "disableKinds: [RSS]\n",
            "content/news/_index.md": "---\noutputs: [HTML, RSS, JSON]\n---\n",
            "content/news/a.md": "---\noutputs: [html, calendar]\n---\n"
            "[1](/news/index.json) [2](/news/a/index.ics) [3](/news/index.ics) [4](/index.json)\n"
            "[5](/news/a/index.json)\n",
        }
    )
    found = statuses(library, "news/a")
    assert {address for address, status in found.items() if status == "other"} == {
        "/news/index.json",
        "/news/a/index.ics",
    }


def test_a_page_that_is_only_linked_to_has_an_address(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "hugo.toml": "",
            "content/docs/api.md": "---\nbuild: {render: link}\n---\n",
            "content/docs/never.md": "---\nbuild: {render: never}\n---\n",
            "content/docs/a.md": "[1](../api) [2](/docs/api/) [3](../never) [4](../none)\n",
        }
    )
    assert statuses(library, "docs/a") == {
        "../api": "other",
        "/docs/api/": "other",
        "../never": "broken",
        "../none": "broken",
    }


def test_a_mount_of_a_single_file_makes_a_page_at_its_target(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "hugo.yaml": "module: {mounts: [{source: content, target: content},"
            " {source: content/.all/Build.md, target: content/Docs/Build.md},"
            " {source: content/.all/Build.md, target: content/guide/index.md},"
            " {source: content/.all, target: content/hidden.md}]}\n",
            "content/.all/Build.md": "B\n",
            "content/a.md": "[1](/docs/build/) [2](/docs/build#x) [3](/guide/) [4](/build/) "
            "[5](/docs/builder/) [6](/hidden/)\n",
        }
    )
    assert statuses(library, "a") == {
        "/docs/build/": "other",
        "/docs/build#x": "other",
        "/guide/": "other",
        "/build/": "broken",
        "/docs/builder/": "broken",
        "/hidden/": "broken",
    }


def test_files_of_a_mount_that_is_not_in_the_tree_cannot_be_judged(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "hugo.yaml": "module: {mounts: [{source: node_modules/icons, target: static/icons},"
            " {source: files, target: static/files}, {source: content, target: content}]}\n",
            "files/a.pdf": "%PDF-1.4",
            "content/a.md": "[1](/icons/set/a.svg) ![2](/icons/b.svg) "
            "[3](/files/a.pdf) [4](/files/b.pdf)\n",
        }
    )
    assert statuses(library, "a") == {
        "/icons/set/a.svg": "other",
        "/files/a.pdf": "asset",
        "/files/b.pdf": "broken",
    }
    assert [problem.code for problem in library.problems if problem.severity != "hint"] == [
        "broken-link"
    ]

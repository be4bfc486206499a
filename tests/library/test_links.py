"""The graph: where each link leads, what is wrong with it, who links to whom."""

from collections.abc import Callable, Mapping

import pytest

from app.library.library import Library
from app.library.links import split_address
from app.records import Link
from app.site.urls import is_internal, own_host

LoadFiles = Callable[[Mapping[str, str | bytes]], Library]
Places = Callable[[Library], list[tuple[str, int, int, str]]]

PNG = b"\x89PNG\r\n\x1a\n"
SITE: dict[str, str | bytes] = {
    "site.yaml": "base_url: https://www.example.org\nredirects: {/old/: /about/, /far/: 'https://x.example/'}\n",
    "index.md": "# Home\n",
    "about/index.md": "# About\n\n## Größe & Maß\n\n## Größe & Maß\n",
    "about/team.md": "---\npermalink: /about/team.html\n---\n# Team\n",
    "about/plan.pdf": b"%PDF-1.4\n",
    "files/a b.pdf": b"%PDF-1.4\n",
    "draft.md": "---\ndraft: true\n---\n",
}


def link(load_files: LoadFiles, href: str, origin: str = "about/here.md") -> tuple[Link, Library]:
    """A link on a page of its own, and the library with it."""
    library = load_files({**SITE, origin: f"# Here\n\n[link]({href})\n"})
    page = next(page for page in library.pages if page.source.file == origin)
    (found,) = page.links
    return found, library


@pytest.mark.parametrize(
    ("href", "status", "path"),
    [
        ("/about/", "ok", "/about/"),
        ("/about", "ok", "/about/"),
        ("../", "ok", "/about/"),
        ("..", "ok", "/about/"),
        ("../team.html", "ok", "/about/team.html"),
        ("../team", "ok", "/about/team.html"),
        ("team.md", "ok", "/about/team.html"),
        ("./index.md#größe--maß", "ok", "/about/"),
        ("index.md", "ok", "/about/"),
        ("../about/team.md/#team", "ok", "/about/team.html"),
        ("../index.md", "ok", "/"),
        ("/about/team.md", "ok", "/about/team.html"),
        ("/about/index.md", "ok", "/about/"),
        ("<TEAM.md>", "ok", "/about/team.html"),
        ("https://www.example.org/about/", "ok", "/about/"),
        ("http://example.org/about/?q#größe--maß", "ok", "/about/"),
        ("//EXAMPLE.org/about", "ok", "/about/"),
        ("https://example.org", "ok", "/"),
        ("https://example.org:8080/about/", "ok", "/about/"),
        ("https://sub.example.org/about/", "external", None),
        ("https://example.org.evil.example/", "external", None),
        ("https://example.org@evil.example/", "external", None),
        ("//evil.example/", "external", None),
        ("https://[::1", "external", None),
        ("#here", "ok", "/about/here/"),
        ("#", "ok", "/about/here/"),
        ("", "ok", "/about/here/"),
        ("?print", "ok", "/about/here/"),
        ("#nowhere", "anchor_missing", "/about/here/"),
        ("/about/#größe--maß-1", "ok", "/about/"),
        ("/about/#gr%C3%B6%C3%9Fe--ma%C3%9F", "ok", "/about/"),
        ("/about/#Größe--maß", "anchor_missing", "/about/"),
        ("/about/#:~:text=Maß", "ok", "/about/"),
        ("/about/#?version=6.0", "ok", "/about/"),
        ("/about/#/team", "ok", "/about/"),
        ("/about/#!team", "ok", "/about/"),
        ("/about/#top", "ok", "/about/"),
        ("team.md#nowhere", "anchor_missing", "/about/team.html"),
        ("/old/", "redirected", "/about/"),
        ("/old/#nowhere", "redirected", "/about/"),
        ("/far/", "redirected", None),
        ("plan.pdf", "asset", None),
        ("/about/plan.pdf#page=2", "asset", None),
        ("<../files/a b.pdf>", "asset", None),
        ("../files/a%20b.pdf", "asset", None),
        ("/nowhere/", "broken", None),
        ("nowhere.md", "broken", None),
        ("/draft/", "broken", None),
        ("mailto:a@example.org", "mailto", None),
        ("tel:+13035550123", "tel", None),
        ("TEL:+13035550123", "tel", None),
        ("sms:+13035550123", "other", None),
        ("javascript:alert(1)", "unsafe", None),
        ("data:text/plain,a", "unsafe", None),
        ("file:///etc/passwd", "unsafe", None),
    ],
)
def test_the_status_and_target_of_a_link(
    load_files: LoadFiles, href: str, status: str, path: str | None
) -> None:
    found, _ = link(load_files, href)
    assert found.status == status
    assert (found.target.path if found.target else None) == path
    assert found.line == 3


def test_a_redirect_to_elsewhere_is_no_mistake(load_files: LoadFiles, places: Places) -> None:
    _, library = link(load_files, "/far/")
    assert [place for place in places(library) if place[3] != "orphan"] == []


def test_links_by_files_get_addresses_and_others_stay_as_written(load_files: LoadFiles) -> None:
    body = (
        "[a](team.md#team) [b](../team) [c](plan.pdf) [d](<../files/a b.pdf>) ![e](../files/x.png)"
    )
    library = load_files({**SITE, "about/here.md": f"{body}\n", "files/x.png": PNG})
    html = library.pages_by_slug["about/here"].body.content.unpack().html
    for served in (
        'href="/about/team.html#team"',
        'href="../team"',
        'href="/about/plan.pdf"',
        'href="/files/a%20b.pdf"',
        'src="/files/x.png"',
    ):
        assert served in html


def test_a_link_by_a_file_leads_to_that_file_wherever_it_lives(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "index.md": "[a](a.md) [b](/a.md) [c](/b/)\n",
            "a.md": "---\npermalink: /moved/\n---\n",
            "b.md": "---\npermalink: /a.md\n---\n",
            "c.md": "---\npermalink: /b/\n---\n",
        }
    )
    home = library.pages_by_slug["index"]
    files = [
        library.pages_by_slug[link.target.slug].source.file for link in home.links if link.target
    ]
    assert files == ["a.md", "a.md", "c.md"]


@pytest.mark.parametrize("href", ["es/", "es", "./es/#es", "/es/", "/es#es"])
@pytest.mark.parametrize("name", ["README.md", "readme.md"])
def test_a_link_to_a_folder_without_an_index_leads_to_its_readme(
    load_files: LoadFiles, href: str, name: str
) -> None:
    library = load_files({"index.md": f"[a]({href})\n", f"es/{name}": "# es\n"})
    (found,) = library.pages_by_slug["index"].links
    assert found.status == "ok"
    assert found.target is not None
    assert found.target.path == "/es/readme/"


def test_a_link_to_a_folder_with_an_index_leads_there(load_files: LoadFiles) -> None:
    files = {"es/README.md": "# es\n", "es/index.md": "# es\n"}
    library = load_files({"index.md": "[a](es/)\n", **files})
    (found,) = library.pages_by_slug["index"].links
    assert found.target is not None
    assert found.target.path == "/es/"


@pytest.mark.parametrize(
    ("href", "status", "path"),
    [
        ("./team", "ok", "/about/team/"),
        ("team#team", "ok", "/about/team/"),
        ("team#lost", "anchor_missing", "/about/team/"),
        ("team.html", "ok", "/about/team/"),
        ("more/plan?print", "ok", "/about/more/plan/"),
        ("../first", "ok", "/first/"),
        ("child", "ok", "/about/here/child/"),
        ("gone", "redirected", "/first/"),
        ("front", "route", None),
        ("/team", "broken", None),
        ("nothing", "broken", None),
        ("team.pdf", "broken", None),
    ],
)
def test_a_relative_link_may_name_a_file_without_its_suffix(
    load_files: LoadFiles, href: str, status: str, path: str | None
) -> None:
    names = ("first", "about/team", "about/child", "about/here/child", "about/gone", "about/front")
    library = load_files(
        {
            "site.yaml": "redirects: {/about/here/gone: /first/}\nroutes: [/about/here/front]\n",
            **{f"{name}.md": "# Team\n" for name in names},
            "about/more/plan.markdown": "# Plan\n",
            "about/here.md": f"[a]({href})\n",
        }
    )
    (found,) = library.pages_by_slug["about/here"].links
    assert (found.status, found.target and found.target.path) == (status, path)


@pytest.mark.parametrize(
    ("href", "status"),
    [
        ("/try/it/", "other"),
        ("/try/it", "other"),
        ("/try/it.html#top", "other"),
        ("/try/", "other"),
        ("it.html", "other"),
        ("./it", "other"),
        ("/try/it.php", "broken"),
        ("/it/", "broken"),
    ],
)
def test_pages_in_html_of_a_native_tree_may_be_there(
    load_files: LoadFiles, href: str, status: str
) -> None:
    files = {"try/it.html": "<p>", "try/index.html": "<p>", "try/it.php": ""}
    library = load_files({"try/here.md": f"[a]({href})\n", **files})
    (found,) = library.pages_by_slug["try/here"].links
    assert found.status == status


def test_a_generators_tree_has_no_links_to_files_without_their_suffix(
    load_files: LoadFiles,
) -> None:
    library = load_files(
        {
            "hugo.toml": "",
            "content/about/here.md": "[a](team)\n",
            "content/about/team.md": "",
        }
    )
    (found,) = library.pages_by_slug["about/here"].links
    assert found.status == "broken"


def test_the_same_link_counts_once_among_backlinks(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "index.md": "# Zoo\n\n[a](/a/) [a](/a/#b) [a](a.md)\n",
            "a.md": "# A\n\n[self](#a) [home](/)\n",
            "b.md": "# beta\n\n[a](/a/)\n",
        }
    )
    assert [ref.title for ref in library.pages_by_slug["a"].backlinks] == ["beta", "Zoo"]
    assert [ref.title for ref in library.pages_by_slug["index"].backlinks] == ["A"]
    assert [(edge.origin.slug, edge.link.href) for edge in library.edges] == [
        ("index", "/a/"),
        ("index", "/a/#b"),
        ("index", "a.md"),
        ("a", "#a"),
        ("a", "/"),
        ("b", "/a/"),
    ]


def test_orphans_are_pages_that_nothing_leads_to(load_files: LoadFiles, places: Places) -> None:
    library = load_files(
        {
            "site.yaml": "menus: {main: [{title: Listed, path: /listed/}]}\n",
            "index.md": "[a](/linked/) [b](/anchored/#nowhere) [c](/old/) ![d](/alone/)\n",
            "linked.md": "",
            "anchored.md": "",
            "redirected.md": "---\naliases: /old/\n---\n",
            "listed.md": "",
            "placed.md": "---\nmenu: main\n---\n",
            "self.md": "[self](/self/)\n",
            "alone.md": "",
        }
    )
    orphans = [place for place in places(library) if place[3] == "orphan"]
    assert orphans == [("alone.md", 1, 1, "orphan"), ("self.md", 1, 1, "orphan")]


@pytest.mark.parametrize(
    ("url", "internal"),
    [
        ("a", True),
        ("/a", True),
        ("", True),
        ("#a", True),
        ("https://example.org/a", True),
        ("HTTP://WWW.EXAMPLE.ORG", True),
        ("//example.org?a", True),
        ("https:a", False),
        ("https://example.com", False),
        ("mailto:a@example.org", False),
        ("java\nscript:alert(1)", False),
        (" \thttps://example.com", False),
        (f"java{chr(9) * 400}script:alert(1)", False),
        (f"{chr(32) * 400}https://example.com", False),
    ],
)
def test_what_is_internal(url: str, internal: bool) -> None:
    assert is_internal(own_host("https://www.example.org"), url) is internal


def test_without_a_base_url_no_host_is_ones_own() -> None:
    assert own_host(None) is None
    assert not is_internal(None, "https://example.org/")
    assert is_internal(None, "/a")


@pytest.mark.parametrize(
    ("href", "parts"),
    [
        ("/a?b#c%20d", ("/a", "c d")),
        ("https://example.org?a", ("/", None)),
        ("//example.org/a#", ("/a", "")),
        (" a ", ("a", None)),
        ("#a#b", ("", "a#b")),
    ],
)
def test_an_address_has_a_path_and_a_fragment(href: str, parts: tuple[str, str | None]) -> None:
    assert split_address(href) == parts


@pytest.mark.parametrize(
    ("configuration", "text", "page"),
    [
        ("site.yaml", "base_url: https://uni.example/center/it\n", "a.md"),
        ("hugo.toml", 'baseURL = "https://uni.example/center/it/"\n', "content/a.md"),
        ("_config.yml", "url: https://uni.example\nbaseurl: /center/it\n", "a.md"),
    ],
)
def test_beside_the_path_of_the_base_url_is_another_site(
    load_files: LoadFiles, configuration: str, text: str, page: str
) -> None:
    body = (
        "---\ntitle: A\n---\n[a](https://uni.example/access.html) [b](//www.uni.example/center/)\n"
        "[c](https://uni.example/center/it/none/) [d](https://uni.example/center/it/)\n"
    )
    home = "content/_index.md" if configuration == "hugo.toml" else "index.md"
    library = load_files({configuration: text, page: body, home: body})
    links = next(found for found in library.pages if found.source.file == page).links
    assert [link.status for link in links] == ["external", "external", "broken", "ok"]
    assert library.resolve("https://uni.example/access.html") is None
    assert library.resolve("https://uni.example/center/it/") is not None

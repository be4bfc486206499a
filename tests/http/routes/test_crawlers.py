"""What crawlers read, and pages as Markdown."""

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

from fastapi.testclient import TestClient

from app.library.load import load
from app.main import create_app
from app.settings import Settings
from app.views.crawlers import sitemap_texts
from tests.conftest import Ask, assert_problem, client_of, client_on, site_at

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
MARKDOWN = {"Accept": "text/markdown, */*"}
FILES = {
    "index.md": "---\ntitle: Home [x]\ndescription: |\n  All\n  of it\n---\nHi",
    "a.md": (
        "---\ntitle: a & b\npermalink: /a&b/\n"
        "date: 2026-01-02\nupdated: 2026-02-03T04:05:06Z\n---\n"
    ),
    "hidden.md": "---\nsitemap: false\n---\n",
    "404.md": "---\ntitle: Nothing here\n---\n",
    "team.en.md": "---\ntitle: Team\n---\n",
    "team.de.md": "---\ntitle: Team\n---\n",
    "patients/fees.md": "---\ntitle: Fees\n---\nThey are low.",
    "locations/o.md": "---\nname: Main\naddress: {locality: Bonn}\nphone: x\n---\n",
    "site.yaml": "base_url: https://example.org\nlanguages: [en, de]\nlanguage: en\ntitle: C\n",
}


def test_the_sitemap_has_every_page_with_date_and_translations(tmp_path: Path) -> None:
    received = client_on(tmp_path, FILES).get("/sitemap.xml")
    assert received.headers["content-type"] == "application/xml"
    urls = {url.findtext(f"{SITEMAP}loc"): url for url in ET.fromstring(received.content)}
    assert list(urls) == [
        "https://example.org/",
        "https://example.org/a&b/",
        "https://example.org/de/team/",
        "https://example.org/locations/o/",
        "https://example.org/patients/fees/",
        "https://example.org/team/",
    ]
    dates = [url.findtext(f"{SITEMAP}lastmod") for url in urls.values()]
    assert dates == [None, "2026-02-03T04:05:06+00:00", None, None, None, None]
    links = [
        [(link.get("hreflang"), link.get("href")) for link in url.iter(LINK)]
        for url in urls.values()
    ]
    both = [("de", "https://example.org/de/team/"), ("en", "https://example.org/team/")]
    assert links == [[], [], both, [], [], both]


def test_the_sitemap_is_compressed_as_other_text_is(tmp_path: Path) -> None:
    pages = {f"page-{number}.md": "# P\n" for number in range(30)}
    client = client_on(tmp_path, {**pages, "site.yaml": "base_url: https://example.org\n"})
    plain = client.get("/sitemap.xml", headers={"Accept-Encoding": "identity"})
    packed = client.get("/sitemap.xml", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < len(plain.content)
    assert packed.content == plain.content
    assert plain.headers["vary"] == packed.headers["vary"] == "Accept-Encoding"


def test_without_a_base_url_there_is_no_sitemap(tmp_path: Path) -> None:
    client = client_on(tmp_path, {"index.md": "x"})
    assert "base_url" in assert_problem(client.get("/sitemap.xml"), 404)["detail"]
    assert client.get("/robots.txt").text == "User-agent: *\nAllow: /\n"


def test_a_sitemap_of_many_pages_is_an_index_of_parts(tmp_path: Path) -> None:
    library = load(site_at(tmp_path, FILES))
    urls = ET.fromstring(sitemap_texts(library)["sitemap.xml"])
    for bounds in ({"most_urls": 4}, {"most_bytes": 600}):
        texts = dict(sitemap_texts(library, **bounds))
        index = ET.fromstring(texts.pop("sitemap.xml"))
        assert [part.findtext(f"{SITEMAP}loc") for part in index] == [
            f"https://example.org/sitemap-{number}.xml" for number in range(1, len(texts) + 1)
        ]
        assert len(texts) > 1
        parts = [ET.fromstring(text) for text in texts.values()]
        assert all(len(part) <= 4 for part in parts)
        assert all(len(text.encode()) <= 600 for text in texts.values())
        assert [ET.tostring(url) for part in parts for url in part] == list(map(ET.tostring, urls))


def test_no_page_is_lost_beyond_the_bound_of_a_sitemap(tmp_path: Path) -> None:
    library = load(site_at(tmp_path, {"a.md": "x", "site.yaml": "base_url: https://example.org\n"}))
    many = client_of(create_app(library=replace(library, pages=library.pages * 50_001)))
    index = ET.fromstring(many.get("/sitemap.xml").content)
    addresses = [part.findtext(f"{SITEMAP}loc", "") for part in index]
    parts = [many.get(address.removeprefix("https://example.org")) for address in addresses]
    assert {part.headers["content-type"] for part in parts} == {"application/xml"}
    assert [len(ET.fromstring(part.content)) for part in parts] == [50_000, 1]
    assert "/sitemap.xml" in assert_problem(many.get("/sitemap-3.xml"), 404)["detail"]


def test_robots_are_led_to_the_sitemap(client: TestClient) -> None:
    received = client.get("/robots.txt")
    assert received.headers["content-type"] == "text/plain; charset=utf-8"
    assert received.text == (
        "User-agent: *\nAllow: /\n\nSitemap: https://example.org/sitemap.xml\n"
    )


def test_a_file_of_the_folder_comes_first(tmp_path: Path) -> None:
    client = client_on(tmp_path, {"index.md": "x", "robots.txt": "User-agent: *\nDisallow: /\n"})
    assert client.get("/robots.txt").text.endswith("Disallow: /\n")


def test_language_models_get_offices_and_pages_by_section(tmp_path: Path) -> None:
    note = "Each page is Markdown in this API, at `/pages/{slug}` with `Accept: text/markdown`."
    assert client_on(tmp_path, FILES).get("/llms.txt").text == (
        f"# C\n\n{note}\n\n"
        "## Offices\n\n- Main: Bonn, x\n\n"
        "## Pages\n\n"
        "- [Home \\[x\\]](https://example.org/): All of it\n"
        "- [a & b](https://example.org/a&b/)\n"
        "- [Team](https://example.org/de/team/)\n"
        "- [Team](https://example.org/team/)\n\n"
        "## locations\n\n- [Main](https://example.org/locations/o/)\n\n"
        "## patients\n\n- [Fees](https://example.org/patients/fees/): They are low.\n"
    )


def test_without_a_base_url_pages_are_named_by_their_addresses_here(tmp_path: Path) -> None:
    site_at(tmp_path, {"straße 1.md": "---\ntitle: S\n---\n"})
    client = client_of(
        create_app(Settings(root_path="/api"), library=load(tmp_path, root_path="/api"))
    )
    text = client.get("/api/llms.txt").text
    assert "at `/api/pages/{slug}`" in text
    assert "- [S](/api/pages/stra%C3%9Fe-1)\n" in text


def test_a_page_is_its_body_as_markdown_for_those_who_prefer_it(client: TestClient) -> None:
    json = client.get("/pages/index")
    markdown = client.get("/pages/index", headers=MARKDOWN)
    assert markdown.headers["content-type"] == "text/markdown; charset=utf-8"
    assert markdown.text == json.json()["body"]["markdown"]
    assert json.headers["vary"] == markdown.headers["vary"] == "Accept-Encoding, Accept"
    assert json.headers["etag"] != markdown.headers["etag"]
    same = {**MARKDOWN, "If-None-Match": markdown.headers["etag"]}
    assert client.get("/pages/index", headers=same).status_code == 304
    assert client.get("/pages/index/", headers=MARKDOWN).content == markdown.content
    head = client.head("/pages/index", headers=MARKDOWN)
    assert head.headers["content-length"] == str(len(markdown.content))


def test_markdown_is_only_a_whole_page(client: TestClient) -> None:
    assert client.get("/pages/index?fields=slug", headers=MARKDOWN).json() == {"slug": "index"}
    assert client.get("/pages", headers=MARKDOWN).headers["content-type"] == "application/json"
    assert_problem(client.get("/pages/nowhere", headers=MARKDOWN), 404)


def test_a_kept_answer_of_one_type_is_not_sent_to_those_who_prefer_the_other(ask: Ask) -> None:
    for _ in range(3):
        markdown = ask("/pages/about", Accept="text/markdown")
        assert markdown.headers["content-type"] == "text/markdown; charset=utf-8"
        assert ask("/pages/about").headers["content-type"] == "application/json"
        assert ask("/pages/about", Accept="*/*").headers["content-type"] == "application/json"

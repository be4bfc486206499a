"""Files for crawlers: the sitemap, robots.txt, and llms.txt for language models."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from app.library.library import Library
from app.records import Location, Page
from app.views.address_line import address_line
from app.views.answers import Answer, entity_tag
from app.views.seo import website_address

XML: Final = "application/xml"
TEXT: Final = "text/plain; charset=utf-8"
MARKDOWN: Final = "text/markdown; charset=utf-8"
_SITEMAP: Final = "sitemap.xml"
# The bounds of the protocol. Specification: https://www.sitemaps.org/protocol.html
_MOST_URLS: Final = 50_000
_MOST_BYTES: Final = 50 * 1024 * 1024
_XML_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_INDEX_HEAD: Final = (
    f'{_XML_HEAD}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
)
_INDEX_END: Final = "</sitemapindex>\n"
_HEAD: Final = (
    f'{_XML_HEAD}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)
# The pages that web servers show in place of another.
_ERROR_PAGES: Final = frozenset({"404", "404.html", "500", "500.html"})


def sitemap_texts(
    library: Library, *, most_urls: int = _MOST_URLS, most_bytes: int = _MOST_BYTES
) -> Mapping[str, str]:
    """Return the addresses of all pages, by path, as files by name; none without a `base_url`.

    More than fit into one file are in `sitemap-1.xml` and so on, and `sitemap.xml` is their index.
    A page is left out if it is an error page or its front matter has `sitemap: false`.
    """
    site = library.site
    if site.base_url is None:
        return {}
    urls = (_url(page, library) for page in library.pages if _is_listed(page))
    parts = list(_sitemap_parts(urls, most_urls, most_bytes))
    if len(parts) == 1:
        return {_SITEMAP: parts[0]}
    named = {f"sitemap-{number}.xml": part for number, part in enumerate(parts, start=1)}
    locations = (
        f"<sitemap><loc>{escape(f'{site.base_url}/{name}')}</loc></sitemap>\n" for name in named
    )
    return {_SITEMAP: "".join((_INDEX_HEAD, *locations, _INDEX_END)), **named}


def sitemap_answer(text: str) -> Answer:
    """Return a file of the sitemap."""
    return _answer(text, XML, "sitemap")


def robots_answer(library: Library) -> Answer:
    """Return that all may be read, and where the sitemap is."""
    lines = ["User-agent: *", "Allow: /"]
    if library.site.base_url is not None:
        lines += ["", f"Sitemap: {library.site.base_url}/sitemap.xml"]
    return _answer("\n".join([*lines, ""]), TEXT, "robots")


def llms_answer(library: Library) -> Answer:
    """Return an overview of the site in Markdown. Specification: https://llmstxt.org/

    Pages are named by their addresses on the website, without a `base_url` by those of their
    Markdown in this API, below its root path.
    """
    site, root_path = library.site, library.root_path
    lines = [f"# {_line(site.title or 'Clinic')}", ""]
    if site.description:
        lines += [f"> {_line(site.description)}", ""]
    address = f"`{root_path}/pages/{{slug}}`"
    note = f"Each page is Markdown in this API, at {address} with `Accept: text/markdown`."
    lines += [note, ""]
    if library.locations:
        lines += ["## Offices", "", *map(_office, library.locations), ""]
    sections: dict[str, list[Page]] = {}
    for page in library.pages:
        if _is_listed(page):
            sections.setdefault(page.section or "", []).append(page)
    for section, pages in sorted(sections.items()):
        lines += [f"## {_line(section) or 'Pages'}", ""]
        for page in pages:
            summary = _line(page.description or page.body.excerpt)
            address = f"{root_path}/pages/{quote(page.slug)}"
            if site.base_url is not None:
                address = website_address(site, page.path)
            lines.append(f"- [{_label(page.title)}]({address})" + (summary and f": {summary}"))
        lines.append("")
    return _answer("\n".join(lines), TEXT, "llms")


def markdown_answer(page: Page) -> Answer:
    """Return the body of a page as Markdown."""
    body = page.body.content.unpack().markdown.encode()
    return Answer(body, entity_tag(body), MARKDOWN, surrogate_keys=(f"page/{page.slug}", "pages"))


def _answer(text: str, media_type: str, key: str) -> Answer:
    body = text.encode()
    return Answer(body, entity_tag(body), media_type, surrogate_keys=(key,))


def _is_listed(page: Page) -> bool:
    is_error = page.path.strip("/").rpartition("/")[2] in _ERROR_PAGES
    return not is_error and page.params.get("sitemap") is not False


def _sitemap_parts(urls: Iterable[str], most_urls: int, most_bytes: int) -> Iterator[str]:
    """Yield sitemaps, each with as many of the entries as it may have; at least one sitemap."""
    end = "</urlset>\n"
    frame = len(_HEAD) + len(end)
    part: list[str] = []
    size = frame
    for url in urls:
        length = len(url.encode())
        if part and (len(part) == most_urls or size + length > most_bytes):
            yield "".join((_HEAD, *part, end))
            part, size = [], frame
        part.append(url)
        size += length
    yield "".join((_HEAD, *part, end))


def _url(page: Page, library: Library) -> str:
    """Return the entry of a page in the sitemap."""
    site = library.site
    parts = [f"<url><loc>{escape(website_address(site, page.path))}</loc>"]
    if (changed := page.updated or page.date) is not None:
        parts.append(f"<lastmod>{changed.isoformat()}</lastmod>")
    if page.translations:
        # Specification: https://developers.google.com/search/docs/specialty/international
        for ref in sorted((page.ref, *page.translations), key=lambda ref: ref.path or ""):
            other = library.pages_by_slug[ref.slug]
            if other.language is not None:
                address = quoteattr(website_address(site, other.path))
                language = quoteattr(other.language)
                parts.append(f'<xhtml:link rel="alternate" hreflang={language} href={address}/>')
    parts.append("</url>\n")
    return "".join(parts)


def _office(location: Location) -> str:
    """Return an office as an item of a list."""
    address = address_line(location.address) if location.address is not None else None
    phone = location.phone.display if location.phone is not None else None
    parts = (address, phone, location.email)
    text = _line(", ".join(filter(None, parts)))
    return f"- {_label(location.name)}" + (text and f": {text}")


def _line(text: str) -> str:
    return " ".join(text.split())


def _label(text: str) -> str:
    """Return a text that may stand in the brackets of a link."""
    return _line(text).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")

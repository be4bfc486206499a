"""Files for crawlers: the sitemap, robots.txt, and llms.txt for language models."""

from collections.abc import Iterator
from typing import Final
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from app.library.library import Library
from app.records import Location, Page
from app.views.answers import Answer, entity_tag
from app.views.seo import website_address

XML: Final = "application/xml"
TEXT: Final = "text/plain; charset=utf-8"
MARKDOWN: Final = "text/markdown; charset=utf-8"
# The bound of the protocol. Specification: https://www.sitemaps.org/protocol.html
_MAX_URLS: Final = 50_000
_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)
# The pages that web servers show in place of another.
_ERROR_PAGES: Final = frozenset({"404", "404.html", "500", "500.html"})


def sitemap_answer(library: Library) -> Answer | None:
    """Return the addresses of all pages, by path; None for a site without a `base_url`.

    A page is left out if it is an error page or its front matter has `sitemap: false`.
    """
    if library.site.base_url is None:
        return None
    listed = [page for page in library.pages if _is_listed(page)][:_MAX_URLS]
    return _answer("".join([_HEAD, *_urls(listed, library), "</urlset>\n"]), XML, "sitemap")


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


def _urls(pages: list[Page], library: Library) -> Iterator[str]:
    site = library.site
    for page in pages:
        yield f"<url><loc>{escape(website_address(site, page.path))}</loc>"
        if (changed := page.updated or page.date) is not None:
            yield f"<lastmod>{changed.isoformat()}</lastmod>"
        if page.translations:
            # Specification: https://developers.google.com/search/docs/specialty/international
            for ref in sorted((page.ref, *page.translations), key=lambda ref: ref.path or ""):
                other = library.pages_by_slug[ref.slug]
                if other.language is not None:
                    address = quoteattr(website_address(site, other.path))
                    language = quoteattr(other.language)
                    yield f'<xhtml:link rel="alternate" hreflang={language} href={address}/>'
        yield "</url>\n"


def _office(location: Location) -> str:
    """Return an office as an item of a list."""
    parts: list[str | None] = []
    if (address := location.address) is not None:
        region = " ".join(filter(None, (address.region, address.postal_code)))
        parts += [address.street_address, address.unit, address.locality, region]
    parts += [location.phone.display if location.phone is not None else None, location.email]
    text = _line(", ".join(filter(None, parts)))
    return f"- {_label(location.name)}" + (text and f": {text}")


def _line(text: str) -> str:
    return " ".join(text.split())


def _label(text: str) -> str:
    """Return a text that may stand in the brackets of a link."""
    return _line(text).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")

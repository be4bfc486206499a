"""`/sitemap.xml`, `/robots.txt` and `/llms.txt`."""

from fastapi import Response

from app.http.errors import RequestError
from app.http.queries import CurrentCatalog
from app.http.responses import respond
from app.http.routing import NOT_FOUND, create_router
from app.views.catalog import Catalog
from app.views.crawlers import (
    TEXT,
    XML,
    llms_answer,
    robots_answer,
    sitemap_answer,
    sitemap_texts,
)

router = create_router("crawlers")


class _Sitemap(Response):
    media_type = XML


class _Text(Response):
    media_type = TEXT


@router.get("/sitemap.xml", operation_id="getSitemap", response_class=_Sitemap, responses=NOT_FOUND)
def get_sitemap(catalog: CurrentCatalog) -> Response:
    """The addresses of all pages on the website, when they changed, and their translations.

    More than fit into one sitemap (50,000) are in several, and this is their index. It is 404 for
    a site without a `base_url`.
    """
    return _sitemap_response(catalog, "sitemap.xml")


# Crawlers come to the parts from their index.
@router.get("/sitemap-{number}.xml", response_class=_Sitemap, include_in_schema=False)
def get_sitemap_part(catalog: CurrentCatalog, number: str) -> Response:
    """A part of a sitemap that is too large for one file."""
    return _sitemap_response(catalog, f"sitemap-{number}.xml")


@router.get("/robots.txt", operation_id="getRobots", response_class=_Text)
def get_robots(catalog: CurrentCatalog) -> Response:
    """That crawlers may read everything, and where the sitemap is."""
    return respond(catalog, robots_answer(catalog.library))


@router.get("/llms.txt", operation_id="getLlms", response_class=_Text)
def get_llms(catalog: CurrentCatalog) -> Response:
    """The offices and pages of the site for language models, in Markdown."""
    return respond(catalog, llms_answer(catalog.library))


def _sitemap_response(catalog: Catalog, name: str) -> Response:
    if catalog.library.site.base_url is None:
        detail = "the site has no base_url, which the addresses of a sitemap begin with"
        raise RequestError(404, detail)
    text = sitemap_texts(catalog.library).get(name)
    if text is None:
        raise RequestError(404, f"the sitemap has no part {name}: /sitemap.xml names those it has")
    return respond(catalog, sitemap_answer(text))

"""`/sitemap.xml`, `/robots.txt` and `/llms.txt`."""

from fastapi import Response

from app.http.errors import RequestError
from app.http.queries import CurrentCatalog
from app.http.responses import respond
from app.http.routing import NOT_FOUND, create_router
from app.views.crawlers import TEXT, XML, llms_answer, robots_answer, sitemap_answer

router = create_router("crawlers")


class _Sitemap(Response):
    media_type = XML


class _Text(Response):
    media_type = TEXT


@router.get("/sitemap.xml", operation_id="getSitemap", response_class=_Sitemap, responses=NOT_FOUND)
def get_sitemap(catalog: CurrentCatalog) -> Response:
    """The addresses of all pages on the website, when they changed, and their translations.

    It is 404 for a site without a `base_url`.
    """
    answer = sitemap_answer(catalog.library)
    if answer is None:
        detail = "the site has no base_url, which the addresses of a sitemap begin with"
        raise RequestError(404, detail)
    return respond(catalog, answer)


@router.get("/robots.txt", operation_id="getRobots", response_class=_Text)
def get_robots(catalog: CurrentCatalog) -> Response:
    """That crawlers may read everything, and where the sitemap is."""
    return respond(catalog, robots_answer(catalog.library))


@router.get("/llms.txt", operation_id="getLlms", response_class=_Text)
def get_llms(catalog: CurrentCatalog) -> Response:
    """The offices and pages of the site for language models, in Markdown."""
    return respond(catalog, llms_answer(catalog.library))

"""The pages of the explorer: each is one answer, made for its request."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote

from fastapi import Request, Response

from app import __version__
from app.http.context import context_of
from app.http.responses import whole
from app.library.search.index import SearchIndex
from app.live.snapshot import SnapshotStore
from app.problems import Problem
from app.records import Page, Ref
from app.settings import Settings
from app.suggestions import most_like
from app.views.answers import NEVER, Answer, entity_tag
from app.views.catalog import Catalog
from app.views.explorer.conditions import condition_detail, condition_matrix
from app.views.explorer.frame import Frame, Options, frame_of
from app.views.explorer.graph import graph
from app.views.explorer.menus import menu_trees
from app.views.explorer.neighbourhood import neighbourhood
from app.views.explorer.offices import offices
from app.views.explorer.overview import overview
from app.views.explorer.page import page_detail
from app.views.explorer.pages import page_table
from app.views.explorer.problems import MANY, problem_groups
from app.views.explorer.redirects import redirect_table
from app.views.explorer.rendering import prepare, render, trusted
from app.views.explorer.search import search_page

_HTML: Final = "text/html; charset=utf-8"
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# The problems of a refused edit are shown while the version of the content stays.
_CHECKED: Final = "no-cache"
_MAX_NAME: Final = 200
# The codes of problems in the overview.
_MOST_GROUPS: Final = 8


class Explorer:
    """The pages that answer one request."""

    prepare = staticmethod(prepare)

    def __init__(self, request: Request, catalog: Catalog) -> None:
        self._query: Final = request.query_params
        self._catalog: Final = catalog
        self._library: Final = catalog.library
        self._frame, self._problems = _frame(request, catalog)

    def overview(self) -> Response:
        """Return the site at a glance."""
        groups = problem_groups(self._library, self._problems, self._frame.editor, most=1).groups
        return self._page(
            "overview.html",
            current="overview",
            view=overview(self._library),
            counts=self._library.counts,
            groups=groups[:_MOST_GROUPS],
        )

    def pages(self) -> Response:
        """Return the table of all pages."""
        numbers = Counter(problem.file for problem in self._problems)
        table = page_table(self._catalog, numbers, self._query)
        return self._page("pages.html", current="pages", table=table)

    def page(self, slug: str) -> Response:
        """Return a page as readers see it, beside what is known of it."""
        page = self._library.pages_by_slug.get(slug.strip("/") or "index")
        if page is None:
            return self._missing(
                "pages", f"There is no page “{slug}”.", self._catalog.near("page", slug)
            )

        def route(target: str) -> str:
            return f"{self._frame.root}/explore/pages/{quote(target)}"

        view = page_detail(
            self._catalog, page, self._problems, self._frame.editor, self._frame.root, route
        )
        picture = page.image
        is_own = picture is not None and self._library.assets.get(picture.src) is not None
        return self._page(
            "page.html",
            current="pages",
            view=view,
            html=trusted(view.html),
            lead_picture=picture if is_own else None,
        )

    def conditions(self) -> Response:
        """Return the conditions by their treatments."""
        matrix = condition_matrix(self._library, self._query.get("q", ""), _part(self._query))
        return self._page("conditions.html", current="conditions", matrix=matrix)

    def condition(self, slug: str) -> Response:
        """Return a condition, and the places where pages name it."""
        condition = self._library.conditions_by_slug.get(slug)
        if condition is None:
            near = self._catalog.near("condition", slug)
            return self._missing("conditions", f"There is no condition “{slug}”.", near)
        view = condition_detail(self._library, condition, self._frame.editor)
        return self._page("condition.html", current="conditions", view=view)

    def offices(self) -> Response:
        """Return the offices on a map, their weeks, and which are open now."""
        view = offices(self._library, dt.datetime.now(dt.UTC), self._frame.editor)
        return self._page("offices.html", current="offices", view=view)

    def menus(self) -> Response:
        """Return the menus as trees."""
        return self._page("menus.html", current="menus", menus=menu_trees(self._library))

    def redirects(self) -> Response:
        """Return the old addresses."""
        view = redirect_table(self._library, self._query.get("q", ""), _part(self._query))
        return self._page("redirects.html", current="redirects", view=view)

    def graph(self) -> Response:
        """Return the links between pages: all of them, or those of one page."""
        name = self._query.get("page", "").strip()[:_MAX_NAME]
        page = _page_named(self._catalog, name) if name else None
        if page is not None:
            view = neighbourhood(page)
            return self._page("neighbourhood.html", current="graph", view=view)
        return self._page("graph.html", current="graph", view=graph(self._library), name=name)

    def problems(self) -> Response:
        """Return the problems of the content by code."""
        code, severity = (self._query.get(name) or None for name in ("code", "severity"))
        options: dict[str, Any] = {"code": code, "severity": severity}
        if code is not None:
            options["most"] = MANY
        view = problem_groups(self._library, self._problems, self._frame.editor, **options)
        return self._page("problems.html", current="problems", view=view)

    def search(self, words: str, index: SearchIndex | None) -> Response:
        """Return the results of a search."""
        return self._page(
            "search.html", current="search", view=search_page(words, index), words=words
        )

    def nothing(self, rest: str) -> Response:
        """Return a page for addresses at which nothing is."""
        return self._missing("", f"There is nothing at /explore/{rest}.", ())

    def _page(self, template: str, status: int = 200, **context: Any) -> Response:
        html = render(template, frame=self._frame, assets=__version__, **context)
        body = html.encode("utf-8", "replace")
        headers = {"Content-Security-Policy": _POLICY}
        if status != 200:
            headers["Cache-Control"] = NEVER
            return Response(body, status, headers, _HTML)
        answer = Answer(body, entity_tag(body), _HTML, _CHECKED)
        return whole(answer, headers)

    def _missing(self, current: str, detail: str, near: Sequence[Ref]) -> Response:
        return self._page("missing.html", 404, current=current, detail=detail, suggestions=near)


def _frame(request: Request, catalog: Catalog) -> tuple[Frame, Sequence[Problem]]:
    """Return the frame of all pages, and the problems of the content."""
    state = request.app.state
    settings: Settings = state.settings
    store: SnapshotStore = state.store
    problems = store.problems(catalog).items
    root = context_of(request.scope).root_path
    options = Options(root, settings.editor_url, settings.watch, store.is_refusing)
    return frame_of(catalog.library, problems, options), problems


def _page_named(catalog: Catalog, name: str) -> Page | None:
    """Return the page of a slug, a path or a title, else the one with the most similar title."""
    library = catalog.library
    page = library.pages_by_slug.get(name) or library.pages_by_slug.get(name.strip("/"))
    if page is not None:
        return page
    by_title = {page.title.casefold(): page for page in reversed(library.pages)}
    similar = most_like(name.casefold(), by_title, 1)
    return by_title[similar[0]] if similar else None


def _part(query: Mapping[str, str]) -> int:
    text = query.get("part", "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 1

"""What the service is held against, each a server process: `python -m tests.bench.peers`.

The server and its settings are those of the service: uvicorn with httptools, and uvloop where it
is installed.
"""

import argparse
from pathlib import Path
from typing import Any, Final, Literal

import uvicorn
from fastapi import FastAPI, Response
from pydantic import BaseModel, ConfigDict
from starlette.types import ASGIApp, Receive, Scope, Send

from tests.bench.client import Answer, saved
from tests.loopback import HOST

KINDS: Final = ("bare", "model", "bytes")


class Shape(BaseModel):
    """Fields that are added to the service's answers are sent here too."""

    model_config = ConfigDict(extra="allow")


class Ref(Shape):
    """A pointer to a record."""

    kind: Literal["page", "condition", "location"]
    slug: str
    path: str | None
    title: str


class Link(Shape):
    """A link of a page's body."""

    href: str
    text: str
    status: str
    target: Ref | None
    fragment: str | None
    line: int


class ListItem(Shape):
    """An item of a labelled list."""

    text: str
    links: list[Link]


class LabelledList(Shape):
    """A list with what labels it."""

    title: str
    role: str | None
    items: list[ListItem]


class TocEntry(Shape):
    """A heading with the deeper ones below it."""

    depth: int
    id: str
    title: str
    children: list["TocEntry"]


class Body(Shape):
    """A body in every form."""

    html: str
    mdast: dict[str, Any]
    markdown: str
    text: str
    excerpt: str
    toc: list[TocEntry]
    word_count: int
    reading_minutes: int


class Page(Shape):
    """A page as somebody who writes the same API with pydantic would declare it."""

    kind: Literal["page", "condition", "location"]
    slug: str
    path: str
    title: str
    subtitle: str | None
    description: str | None
    layout: str | None
    section: str | None
    language: str | None
    date: str | None
    updated: str | None
    publish_date: str | None
    expiry_date: str | None
    draft: bool
    image: dict[str, Any] | None
    menus: list[dict[str, Any]]
    tags: list[str]
    categories: list[str]
    condition: str | None
    location: str | None
    conditions: list[Ref]
    breadcrumbs: list[Ref]
    previous: Ref | None
    next: Ref | None
    translations: list[Ref]
    body: Body
    lists: list[LabelledList]
    links: list[Link]
    backlinks: list[Ref]
    seo: dict[str, Any]
    params: dict[str, Any]
    source: dict[str, Any]


def bare(answer: Answer) -> ASGIApp:
    """Sends the same bytes with the same headers, whatever is asked."""
    headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in answer.headers]
    start = {"type": "http.response.start", "status": answer.status, "headers": headers}
    body = {"type": "http.response.body", "body": answer.body}

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        del scope, receive
        await send(start)
        await send(body)

    return app


def model(answer: Answer) -> ASGIApp:
    """FastAPI with a response model; the page is made before it is asked for."""
    app = FastAPI()
    page = Page.model_validate_json(answer.body)

    @app.get("/pages/{slug:path}", response_model=Page)
    async def get_page(slug: str) -> Page:
        del slug
        return page

    return app


def prebuilt(answer: Answer) -> ASGIApp:
    """FastAPI with a route that returns bytes."""
    app = FastAPI()
    body = answer.body

    @app.get("/conditions")
    async def list_conditions() -> Response:
        return Response(body, media_type="application/json")

    return app


def main() -> None:
    """Serve until a signal ends it."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.peers", description=__doc__)
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("port", type=int)
    parser.add_argument("answer", type=Path)
    given = parser.parse_args()
    made = {"bare": bare, "model": model, "bytes": prebuilt}[given.kind](saved(given.answer))
    uvicorn.run(
        made,
        host=HOST,
        port=given.port,
        http="httptools",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
    )


if __name__ == "__main__":
    main()

"""The load: what good clients ask, chosen by chance from what is known to be there."""

import asyncio
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.resilience.client import ANY, Client
from tests.resilience.server import Server
from tests.resilience.wire import Request
from tests.resilience.worktree import COMMON_PAGES

LATENCY: Final = "good clients"
_PERMALINK: Final = re.compile(r"^permalink: (\S+)$", re.MULTILINE)
_FOUND: Final = frozenset({200, 304})
_MISSING: Final = frozenset({404})
_ENCODINGS: Final = (
    *("", "identity", "gzip", "br", "zstd", "*", "gzip, br"),
    *("gzip;q=0.5, br;q=0.9", "gzip, deflate, br, zstd", "br;q=0, gzip;q=1.0"),
)
_LISTS: Final = (
    "/pages?fields=slug,title&limit=1000",
    "/pages?kind=condition",
    "/pages?kind=page&sort=-title&limit=20&offset=20",
    "/pages?section=library&fields=title,body.text&limit=200",
    "/pages?fields=title,lists.title,links.href&limit=50",
    "/conditions?limit=1000",
    "/conditions?has_page=true&fields=name,treatments",
    "/conditions?q=pain",
    "/locations",
    "/locations?near=40.02,-105.27",
    "/locations?open_at=now",
    "/links?limit=1000",
    "/links?status=external",
    "/menus",
    "/menus/main",
    "/site",
    "/",
    "/resolve?path=/iastm/",
    "/resolve?path=/faqs-of-old/",
    "/schemas/page.json",
    "/openapi.json",
    "/healthz",
)
_UNKNOWN: Final = ("/pages/iastn", "/conditions/nothing", "/menus/none", "/images/none.jpg")


@dataclass(frozen=True, slots=True)
class Known:
    """What is there at all times, whatever the editors do."""

    pages: tuple[str, ...]
    files: tuple[str, ...]


def known_in(content: Path) -> Known:
    """The pages and static files of the clinic's own content, and what both branches have."""
    pages = [_slug(document) for document in sorted(content.rglob("*.md"))]
    common = [f"library/page-{number:04}" for number in range(COMMON_PAGES)]
    files = [f"/{file.relative_to(content).as_posix()}" for file in content.glob("images/*")]
    return Known((*pages * 10, *common), tuple(sorted(files)))


def _slug(document: Path) -> str:
    """The slug of one of the clinic's documents: its permalink, or its stem."""
    found = _PERMALINK.search(document.read_text(encoding="utf-8"))
    return found[1].strip("/") if found is not None else document.stem


class Load:
    """Good clients on one server, each with a connection and chances of its own."""

    def __init__(self, server: Server, known: Known, seed: str, rate: float) -> None:
        """`rate`: requests a second, of all clients together."""
        self._server = server
        self._known = known
        self._seed = seed
        self._rate = rate

    async def run(self, clients: int) -> None:
        """Ask until cancelled."""
        async with asyncio.TaskGroup() as group:
            for number in range(clients):
                chance = random.Random(f"{self._seed}/load/{number}")
                group.create_task(self._ask_on(chance, clients / self._rate))

    async def _ask_on(self, chance: random.Random, pause: float) -> None:
        client = Client(self._server)
        try:
            while True:
                # As a crowd comes: at random moments, whatever the answers take.
                await asyncio.sleep(chance.expovariate(1 / pause))
                await self._ask(client, chance)
        finally:
            client.close()

    async def _ask(self, client: Client, chance: random.Random) -> None:
        target, expected = self._target(chance)
        headers = self._headers(chance, target)
        sort = chance.random()
        if sort < 0.05:
            await client.ask(Request(target, "OPTIONS", headers), frozenset({204, 405}), LATENCY)
        elif sort < 0.15:
            await self._head_and_get(client, Request(target, "HEAD", headers), expected)
        else:
            await client.ask(Request(target, "GET", headers), expected, LATENCY)

    async def _head_and_get(
        self, client: Client, request: Request, expected: frozenset[int]
    ) -> None:
        head = await client.ask(request, expected, LATENCY)
        whole = await client.ask(Request(request.target, "GET", request.headers), expected)
        if head is not None and whole is not None:
            self._server.ledger.same_head(self._server.name, request, head, whole)

    def _target(self, chance: random.Random) -> tuple[str, frozenset[int]]:
        sort = chance.random()
        if sort < 0.05:
            return chance.choice(_UNKNOWN), _MISSING
        if sort < 0.10:
            # An editor deletes notes, so that this one may be missing.
            return f"/pages/notes/note-{chance.randint(1, 8)}", ANY
        if sort < 0.25:
            return chance.choice(self._known.files), _FOUND
        if sort < 0.55:
            target = chance.choice(_LISTS)
            return target, ANY if "/resolve" in target or "/openapi" in target else _FOUND
        slug = chance.choice(self._known.pages)
        fields = chance.choice(("", "", "?fields=title,body.html,seo"))
        return f"/pages/{slug.replace('/', '%2F')}{fields}", _FOUND

    def _headers(self, chance: random.Random, target: str) -> tuple[tuple[str, str], ...]:
        headers = []
        if accepted := chance.choice(_ENCODINGS):
            headers.append(("Accept-Encoding", accepted))
        if chance.random() < 0.3:
            seen = sorted(self._server.ledger.tags(self._server.name, target))
            tags: Sequence[str] = chance.sample(seen, min(len(seen), 3))
            headers.append(("If-None-Match", ", ".join((*tags, '"of-nothing"'))))
        if chance.random() < 0.1:
            headers.append(("Connection", "close"))
        return tuple(headers)

"""The layer in front of the routes: who is let in, what is shown, what every answer carries.

It is plain ASGI, so that it costs next to nothing and sees every answer, errors too.
"""

import hmac
from typing import Final, NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.http.context import OPTIONS, STATIC, RequestContext, context_of, without_context
from app.http.middleware.cors import CorsMiddleware
from app.http.middleware.limits import HostLimits
from app.http.middleware.static_files import serve_asset
from app.http.plain_requests import Plain, plain
from app.http.problem_response import refuse
from app.live.snapshot import SnapshotStore
from app.settings import Settings
from app.views.catalog import Catalog
from app.views.http_problems import PREVIEW

_PRIVATE: Final = "private, no-store"
# What browsers may do with an answer that says nothing else itself: read it, never run it.
_SECURITY: Final = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class _Shown(NamedTuple):
    """What a request is answered from; `private` for those who hold the preview token."""

    catalog: Catalog | None
    private: bool


class Gateway:
    """Wraps the application."""

    def __init__(
        self,
        app: ASGIApp,
        shelf: SnapshotStore,
        settings: Settings,
        admission: HostLimits,
        cross_origin: CorsMiddleware,
    ) -> None:
        self._app = app
        self._shelf = shelf
        self._root = settings.root_path
        self._admission = admission
        self._cross_origin = cross_origin
        token = settings.preview_token
        self._token = token.get_secret_value().encode() if token is not None else None
        varies = (self._cross_origin.vary, PREVIEW if token is not None else None)
        self._vary = ", ".join(name for name in varies if name is not None)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let the routes answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        shown = self._shown(headers)
        send = self._dressed(send, headers, private=shown is not None and shown.private)
        account = context_of(scope)
        if (refused := self._admission.refusal(scope)) is not None:
            await refuse(scope, receive, send, *refused)
        elif scope["method"] == "OPTIONS":
            account.named = OPTIONS
            await self._cross_origin.options(headers)(scope, receive, send)
        elif shown is None:
            await refuse(scope, receive, send, 401, self._wrong_token)
        else:
            account.catalog, account.private = shown.catalog, shown.private
            account.inside = self._inside(scope, shown.catalog)
            await self._answer(account.inside, account, receive, send)

    async def _answer(
        self, scope: Scope, account: RequestContext, receive: Receive, send: Send
    ) -> None:
        catalog = account.catalog
        asset = catalog.library.assets.get(scope["path"]) if catalog is not None else None
        if catalog is not None and asset is not None:
            account.named = STATIC
            await serve_asset(asset, catalog.library, scope, receive, send)
            return
        if len(scope["path"]) > 1 and scope["path"].endswith("/"):
            scope["path"] = scope["path"].rstrip("/") or "/"
        if scope["method"] == "HEAD":
            scope["method"] = "GET"
        if scope["method"] == "GET" and not scope["query_string"]:
            found = plain(scope["path"], catalog, self._shelf)
            if found is not None and (response := await _answered(found)) is not None:
                account.named = found.route
                await response(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _inside(self, scope: Scope, catalog: Catalog | None) -> Scope:
        """The request as the routes see it: below no prefix, with what it is answered from.

        It is answered from that alone, so a reload never splits an answer.
        """
        inside = {**without_context(scope), "catalog": catalog, "mounted_at": self._root}
        path = scope["path"]
        if self._root and (path == self._root or path.startswith(f"{self._root}/")):
            inside["path"] = path[len(self._root) :] or "/"
        return inside

    def _shown(self, headers: Headers) -> _Shown | None:
        """What the request may see; None where it holds a token that is not ours."""
        edition = self._shelf.snapshot
        given = headers.get(PREVIEW)
        if given is None:
            return _Shown(edition.published if edition is not None else None, private=False)
        if self._token is None or not hmac.compare_digest(given.encode("latin-1"), self._token):
            return None
        catalog = None if edition is None else edition.preview or edition.published
        return _Shown(catalog, private=True)

    @property
    def _wrong_token(self) -> str:
        if self._token is None:
            return f"no {PREVIEW} is set here, so there is no preview; ask without the header"
        return f"the {PREVIEW} is not the one that is set here"

    def _dressed(self, send: Send, asked: Headers, *, private: bool) -> Send:
        """What every answer carries, unless it says something else itself."""
        held = {**_SECURITY, **self._cross_origin.headers(asked.get("origin"))}

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in held.items():
                    headers.setdefault(name, value)
                if self._vary:
                    headers.add_vary_header(self._vary)
                if private:
                    headers["Cache-Control"] = _PRIVATE
                    del headers["Surrogate-Key"]
            await send(message)

        return sending


async def _answered(found: Plain) -> Response | None:
    """The answer; None where making it fails, of which the routes know how to tell."""
    try:
        return await run_in_threadpool(found.answer)
    except Exception:  # noqa: BLE001 - the route fails in the same way, and is heard
        return None

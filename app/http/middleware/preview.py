"""Chooses the content of a request: published, or with the preview token drafts too."""

import hmac
from functools import partial
from typing import Final

from pydantic import SecretStr
from starlette.types import ASGIApp, Receive, Scope, Send

from app.http.context import RequestContext
from app.http.errors import RequestError
from app.live.snapshot import SnapshotStore
from app.views.http_problems import PREVIEW

_HEADER: Final = PREVIEW.lower().encode()


class PreviewMiddleware:
    """Choose the catalog that a request is answered from."""

    def __init__(self, app: ASGIApp, store: SnapshotStore, token: SecretStr | None) -> None:
        self._app = app
        self._store = store
        self._token = None if token is None else token.get_secret_value().encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with its catalog; raise RequestError for a wrong token."""
        context: RequestContext = scope["context"]
        token = context.headers.get(_HEADER)
        if self._token is not None:
            context.vary += (PREVIEW.encode(),)
        if token is None:
            context.find_catalog = self._store.catalog
            context.catalog = context.find_catalog()
            await self._app(scope, receive, send)
        elif self._token is not None and hmac.compare_digest(token, self._token):
            context.is_private = True
            context.find_catalog = partial(self._store.catalog, is_private=True)
            context.catalog = context.find_catalog()
            await self._app(scope, receive, send)
        else:
            detail = (
                f"no {PREVIEW} is set here, so there is no preview; ask without the header"
                if self._token is None
                else f"the {PREVIEW} is not the one that is set here"
            )
            raise RequestError(401, detail)

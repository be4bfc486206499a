"""Sends each change of the content to a URL, signed, such as one that purges a cache."""

import asyncio
import hashlib
import hmac
import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Final
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from app import __version__
from app.live.announcements import Announcements, manifest_of
from app.views.answers import encode
from app.views.catalog import Catalog
from app.views.manifest import Manifest, changes_view

_LOG: Final = logging.getLogger(__name__)
SIGNATURE: Final = "X-Hub-Signature-256"
_TIMEOUT_SECONDS: Final = 10.0
# The seconds before each further attempt. After the last the next change has this one too.
_PAUSES: Final = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0)


class Webhook:
    """Posts what has changed since the last change that was received.

    A change that comes while another is sent, or waits to be sent again, is sent with it.
    """

    def __init__(self, url: str, secret: str, pauses: tuple[float, ...] = _PAUSES) -> None:
        self._url = url
        self._secret = secret.encode()
        self._pauses = pauses

    async def run(self, announcements: Announcements, latest: Callable[[], Catalog | None]) -> None:
        """Send changes until this is cancelled or the announcements end."""
        received: Manifest | None = None
        with announcements.waiter() as event:
            while not announcements.is_closed:
                event.clear()
                catalog = latest()
                if catalog is not None and received is None:
                    # The first manifest is the base of later changes; nothing is sent for it.
                    received = await manifest_of(catalog)
                elif catalog is not None and received is not None:
                    received = await self._send(received, catalog, event)
                await event.wait()

    async def _send(self, received: Manifest, catalog: Catalog, event: asyncio.Event) -> Manifest:
        """Send what has changed, and return the manifest that is received by now.

        Between two attempts a newer change ends this one.
        """
        current = await manifest_of(catalog)
        if current.version == received.version:
            return received
        body = encode(changes_view(received, current))
        for pause in self._pauses:
            error = await asyncio.to_thread(post, self._url, self._secret, body)
            if error is None:
                return current
            _LOG.warning("the webhook failed (%s); again in %g s at the latest", error, pause)
            with suppress(TimeoutError):
                await asyncio.wait_for(event.wait(), pause)
                return received
        if (error := await asyncio.to_thread(post, self._url, self._secret, body)) is None:
            return current
        _LOG.error("the webhook failed (%s); the next change has this one too", error)
        return received


def signature(secret: bytes, body: bytes) -> str:
    """Return the signature of a body: HMAC-SHA256 in hexadecimal, as GitHub writes it."""
    return f"sha256={hmac.new(secret, body, hashlib.sha256).hexdigest()}"


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Follow none: a POST would become a GET."""


def post(url: str, secret: bytes, body: bytes) -> str | None:
    """Send a body; return what went wrong, None for nothing."""
    headers = {
        "Content-Type": "application/json",
        "User-Agent": f"bodywise/{__version__}",
        SIGNATURE: signature(secret, body),
    }
    try:
        # The settings allow only http and https.
        request = Request(url, body, headers, method="POST")  # noqa: S310
        with build_opener(_NoRedirects).open(request, timeout=_TIMEOUT_SECONDS):
            return None
    except HTTPError as error:
        error.close()
        return f"status {error.code}"
    except (OSError, ValueError) as error:
        return str(error)

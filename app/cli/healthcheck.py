"""Whether the service on this machine lives: asked every half minute, within its own memory.

So this stands apart from all that the service itself imports.
"""

import os
from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

DEFAULT_HOST: Final = "127.0.0.1"
DEFAULT_PORT: Final = 8000
_PATIENCE_SECONDS: Final = 2.0
_ANY_ADDRESS: Final = frozenset({"0.0.0.0", "::"})  # noqa: S104 - it is looked for, not listened on


def complaint(environment: Mapping[str, str] = os.environ) -> str | None:
    """What is wrong with the service that listens as BODYWISE_HOST and BODYWISE_PORT say.

    None where it answers that it lives.
    """
    # The settings take their defaults from here and ask nobody.
    from http.client import HTTPConnection, HTTPException  # noqa: PLC0415

    # As the settings are read: whatever the case of their names.
    named = {name.upper(): value for name, value in environment.items()}
    host = named.get("BODYWISE_HOST", DEFAULT_HOST)
    written = named.get("BODYWISE_PORT", str(DEFAULT_PORT))
    try:
        port = int(written)
    except ValueError:
        return f'BODYWISE_PORT is "{written}", which is no port; set it to a number'
    # Not through urllib: that would ask a proxy, where the environment names one.
    asked = HTTPConnection(
        DEFAULT_HOST if host in _ANY_ADDRESS else host, port, timeout=_PATIENCE_SECONDS
    )
    try:
        asked.request("GET", "/healthz")
        status = asked.getresponse().status
    except (OSError, OverflowError, HTTPException) as error:
        return f"nothing answers on port {port}: {error}"
    finally:
        asked.close()
    if status != HTTPStatus.OK:
        return f"/healthz on port {port} answers {status}"
    return None

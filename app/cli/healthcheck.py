"""The health check of a container: is the service on this machine alive?

It imports nothing of the service and so repeats the default host and port.
"""

import os
from collections.abc import Mapping
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from typing import Final

DEFAULT_HOST: Final = "127.0.0.1"
DEFAULT_PORT: Final = 8000
_TIMEOUT_SECONDS: Final = 2.0
# Addresses that stand for all of a machine, and the one to ask there. Who listens on `::` listens
# on IPv6 alone.
_LOOPBACK: Final = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - compared, not listened on


def health_problem(environment: Mapping[str, str] = os.environ) -> str | None:
    """Return what is wrong with the service at BODYWISE_HOST and BODYWISE_PORT; None if alive."""
    variables = {name.upper(): value for name, value in environment.items()}
    host = variables.get("BODYWISE_HOST", DEFAULT_HOST)
    port_text = variables.get("BODYWISE_PORT", str(DEFAULT_PORT))
    try:
        port = int(port_text)
    except ValueError:
        return f'BODYWISE_PORT is "{port_text}", which is no port; set it to a number'
    # Not urllib, which would use a proxy that the environment names.
    connection = HTTPConnection(_LOOPBACK.get(host, host), port, timeout=_TIMEOUT_SECONDS)
    try:
        connection.request("GET", "/healthz")
        status = connection.getresponse().status
    except (OSError, OverflowError, HTTPException) as error:
        return f"nothing answers on port {port}: {error}"
    finally:
        connection.close()
    if status != HTTPStatus.OK:
        return f"/healthz on port {port} answers {status}"
    return None

"""Where servers under test listen, and the environment that they are started in."""

import os
import socket
from typing import Final

HOST: Final = "127.0.0.1"


def free_port() -> int:
    """A port that nothing listens on now."""
    with socket.create_server((HOST, 0)) as listening:
        return int(listening.getsockname()[1])


def environment(**settings: str) -> dict[str, str]:
    """This process's environment with these settings of the service, and no others."""
    prefix = "BODYWISE_"
    kept = {name: each for name, each in os.environ.items() if not name.upper().startswith(prefix)}
    return {**kept, **settings}

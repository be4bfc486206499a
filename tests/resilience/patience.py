"""Waiting for something to become so, with a bound."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Final

PATIENCE: Final = 20.0
_POLL: Final = 0.05


async def seconds_until(
    condition: Callable[[], Awaitable[bool]], patience: float = PATIENCE, poll: float = _POLL
) -> float | None:
    """The seconds until the condition holds; None where it does not within `patience` seconds."""
    began = time.monotonic()
    while not await condition():
        if time.monotonic() - began > patience:
            return None
        await asyncio.sleep(poll)
    return time.monotonic() - began

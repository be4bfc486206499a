"""The C library's allocator, which keeps what was freed unless it is asked to return it."""

import ctypes
import sys


def return_free_memory() -> None:
    """Return memory that is free to the system, where the C library can (glibc)."""
    if sys.platform != "linux":
        return
    # Memory that was freed between blocks in use stays with the process. In the drill's fire, with
    # a branch switch every 12 s, the service took 330 MiB without this, and 180 MiB with it.
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)

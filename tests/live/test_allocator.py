"""Memory that was freed is returned to the system."""

import resource
from pathlib import Path

from app.live.allocator import return_free_memory

_BLOCK = 2_000
_BLOCKS = 20_000


def resident() -> int:
    """The bytes of this process that are in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize()


def test_memory_between_blocks_in_use_is_returned() -> None:
    # Blocks of more than 512 bytes come from the C library. A few between them stay in use, as
    # parts of a library do that the next one has too.
    blocks = [bytes([number % 256]) * _BLOCK for number in range(_BLOCKS)]
    blocks = blocks[::50]
    before = resident()
    return_free_memory()
    assert before - resident() > _BLOCK * _BLOCKS / 2
    assert len(blocks) == _BLOCKS / 50

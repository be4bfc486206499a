"""How much of the machine this process may use, according to Linux."""

import os
from pathlib import Path
from typing import Final

_CONTROL_GROUP: Final = Path("/sys/fs/cgroup")
# The limit and what is used, of version 2 and of version 1.
_MEMORY_FILES: Final = (
    ("memory.max", "memory.current"),
    ("memory/memory.limit_in_bytes", "memory/memory.usage_in_bytes"),
)


def processors(control_group: Path = _CONTROL_GROUP) -> int:
    """Return the number of processors, at least one. A quota may allow only a part of them.

    Specification: Linux, Control Group v2, `cpu.max`.
    """
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    quota, _, period = _content(control_group / "cpu.max").partition(" ")
    if quota.isdigit() and period.isdigit() and int(period) > 0:
        return max(1, min(count or 1, int(quota) // int(period)))
    return count or 1


def memory_left(control_group: Path = _CONTROL_GROUP) -> int | None:
    """Return the bytes of memory that a container's limit leaves; None without a limit.

    Specification: Linux, Control Group v2, `memory.max` and `memory.current`; v1,
    `memory.limit_in_bytes`, which is a very large number without a limit.
    """
    for limit_file, used_file in _MEMORY_FILES:
        limit, used = _content(control_group / limit_file), _content(control_group / used_file)
        if limit.isdigit() and used.isdigit():
            return int(limit) - int(used)
    return None


def _content(file: Path) -> str:
    try:
        return file.read_text().strip()
    except OSError:
        return ""

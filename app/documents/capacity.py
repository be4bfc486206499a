"""How much of a machine this process may use, as far as Linux tells."""

import os
from pathlib import Path
from typing import Final

_CONTROL_GROUP: Final = Path("/sys/fs/cgroup")


def processors(control_group: Path = _CONTROL_GROUP) -> int:
    """How many processors there are for us, at least one: a container may have parts of some.

    Specification: Linux, Control Group v2, `cpu.max`.
    """
    there = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    quota, _, period = _told(control_group / "cpu.max").partition(" ")
    if quota.isdigit() and period.isdigit() and int(period) > 0:
        return max(1, min(there or 1, int(quota) // int(period)))
    return there or 1


def memory_left(control_group: Path = _CONTROL_GROUP) -> int | None:
    """How many bytes of memory a container's limit leaves; None where there is no limit.

    Specification: Linux, Control Group v2, `memory.max` and `memory.current`.
    """
    limit, used = _told(control_group / "memory.max"), _told(control_group / "memory.current")
    return int(limit) - int(used) if limit.isdigit() and used.isdigit() else None


def _told(file: Path) -> str:
    try:
        return file.read_text().strip()
    except OSError:
        return ""

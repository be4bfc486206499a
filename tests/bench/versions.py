"""Versions of all that is measured, and of the machine."""

import os
import platform
import re
import subprocess
from importlib.metadata import version
from pathlib import Path
from typing import Final

from tests.bench.bench import nginx_program

_PACKAGES: Final = (
    *("bodywise-content-api", "uvicorn", "httptools", "uvloop"),
    *("fastapi", "starlette", "pydantic"),
)


def versions() -> dict[str, str]:
    """By name, as the report tells them."""
    return {
        "Python": platform.python_version(),
        **{name: version(name) for name in _PACKAGES},
        "Hugo": _told(("hugo", "version"), r"v(\S+)"),
        "nginx": _told((nginx_program(), "-v"), r"nginx/(\S+)"),
        "wrk": _told(("wrk", "-v"), r"^wrk (\S+)"),
        "kernel": f"{platform.system()} {platform.release()}",
        "CPU": f"{_cpu()}, {len(os.sched_getaffinity(0))} of {os.cpu_count()} to use",
    }


def _told(command: tuple[str, ...], pattern: str) -> str:
    # wrk exits with 1 after telling its version, nginx tells it on standard error.
    told = subprocess.run(command, capture_output=True, check=False, text=True, timeout=30)
    found = re.search(pattern, told.stdout + told.stderr)
    return found[1] if found else "unknown"


def _cpu() -> str:
    told = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    found = re.search(r"^model name\s*: (.+)$", told, re.MULTILINE)
    return found[1] if found else platform.machine()

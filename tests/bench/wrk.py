"""Load by wrk, and what it tells of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.bench.processes import MeasurementError, run

CONNECTIONS: Final = 64

_RATE: Final = re.compile(r"^Requests/sec:\s+([\d.]+)$", re.MULTILINE)
_SLOWEST: Final = re.compile(r"^\s+99%\s+([\d.]+)(us|ms|s|m)$", re.MULTILINE)
_FAULTS: Final = re.compile(r"^\s*(Socket errors: .*|Non-2xx or 3xx responses: .*)$", re.MULTILINE)
_SECONDS: Final = {"us": 1e-6, "ms": 1e-3, "s": 1.0, "m": 60.0}


@dataclass(frozen=True, slots=True)
class Load:
    """Requests a second, and the seconds within which 99 of 100 were answered."""

    rate: float
    p99: float


def parse(told: str) -> Load:
    """What `wrk --latency` printed. Raises MeasurementError if requests failed or figures miss."""
    if faults := _FAULTS.findall(told):
        raise MeasurementError(f"requests failed under load: {'; '.join(faults)}")
    rate, slowest = _RATE.search(told), _SLOWEST.search(told)
    if rate is None or slowest is None:
        raise MeasurementError(f"wrk tells no requests a second or no latency: {told!r}")
    return Load(float(rate[1]), float(slowest[1]) * _SECONDS[slowest[2]])


def load(
    url: str, seconds: int, log: Path, cpu: int | None, headers: Mapping[str, str] | None = None
) -> Load:
    """Ask for one address as fast as it is answered, over CONNECTIONS connections.

    wrk asks for no encoding. Its output goes to a new file `log`.
    """
    log.unlink(missing_ok=True)
    asked = [each for name, value in (headers or {}).items() for each in ("-H", f"{name}: {value}")]
    run(
        [
            *("wrk", "--latency", "--threads", "1", "--connections", str(CONNECTIONS)),
            *("--duration", f"{seconds}s", *asked, url),
        ],
        log,
        limit=seconds + 30.0,
        cpu=cpu,
    )
    return parse(log.read_text(encoding="utf-8"))

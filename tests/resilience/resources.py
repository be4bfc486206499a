"""What a process holds: memory, descriptors, threads; whether it grows without bound."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import linear_regression
from typing import Final

_MEBIBYTE: Final = 1 << 20
# A reload holds two libraries at once, and an allocator keeps what it had: the bound is room for
# that. A library kept by every reload would go far beyond it within minutes.
SHARE: Final = 0.25
LEAST_BYTES: Final = 48 * _MEBIBYTE
_MORE_FILES: Final = 16
_MORE_THREADS: Final = 48  # asyncio's and anyio's pools grow to their limits and stay there
_FEWEST: Final = 4
# The first reloads take what later ones use again: a life is judged from then on.
WARM_UP_SECONDS: Final = 60.0


@dataclass(frozen=True, slots=True)
class Sample:
    """A process at a moment, in seconds since the start of the run; `life` counts its starts."""

    moment: float
    life: int
    resident: int
    files: int
    sockets: int
    threads: int


def sample(pid: int, moment: float, life: int) -> Sample:
    """Look at a process. Raises OSError where it has ended."""
    process = Path(f"/proc/{pid}")
    status = dict(
        line.split(":", 1) for line in (process / "status").read_text().splitlines() if ":" in line
    )
    if "VmRSS" not in status:
        # It has ended and waits for whoever started it to take notice.
        raise ProcessLookupError(pid)
    held = [_target(each) for each in (process / "fd").iterdir()]
    sockets = sum(each.startswith("socket:") for each in held)
    resident = int(status["VmRSS"].split()[0]) * 1024
    return Sample(moment, life, resident, len(held) - sockets, sockets, int(status["Threads"]))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a process over the last two thirds of the run, and what is too much."""

    first: Sample
    last: Sample
    peak: int
    seconds: float
    bytes_per_minute: float
    growth: float
    bound: float
    faults: tuple[str, ...]


def judge(samples: Sequence[Sample]) -> Verdict | None:
    """Judge the last life, once warm, in the last two thirds; None where it was seen too rarely."""
    if not samples:
        return None
    life = [each for each in samples if each.life == samples[-1].life]
    since = max(samples[-1].moment / 3, life[0].moment + WARM_UP_SECONDS)
    seen = [each for each in life if each.moment >= since]
    if len(seen) < _FEWEST:
        return None
    first, last = seen[0], seen[-1]
    seconds = last.moment - first.moment
    fit = linear_regression([each.moment for each in seen], [float(each.resident) for each in seen])
    growth = fit.slope * seconds
    bound = max(SHARE * first.resident, LEAST_BYTES)
    faults = []
    if growth > bound:
        faults.append(
            f"resident memory grows by {growth / _MEBIBYTE:.0f} MiB in {seconds:.0f} s, "
            f"the bound is {bound / _MEBIBYTE:.0f} MiB"
        )
    if last.files > first.files + _MORE_FILES:
        faults.append(f"open files grow from {first.files} to {last.files}")
    if last.threads > first.threads + _MORE_THREADS:
        faults.append(f"threads grow from {first.threads} to {last.threads}")
    peak = max(each.resident for each in samples)
    return Verdict(first, last, peak, seconds, fit.slope * 60, growth, bound, tuple(faults))


def _target(descriptor: Path) -> str:
    try:
        return str(descriptor.readlink())
    except OSError:
        return ""  # closed between two looks

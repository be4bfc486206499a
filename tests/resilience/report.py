"""The report: a Markdown table of what was asked, what came and how long it took."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from tests.resilience.ledger import Fault, Ledger
from tests.resilience.resources import SHARE, WARM_UP_SECONDS, Verdict

Row = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that a run found out, beside the ledger."""

    seed: int
    planned: float
    lasted: float
    actions: Mapping[str, int]
    left_out: tuple[str, ...]
    reloads: Mapping[str, Mapping[str, int]]
    lives: Mapping[str, int]
    held: Sequence[int]
    verdicts: Mapping[str, Verdict | None]
    versions: Mapping[str, str]


def render(ledger: Ledger, outcome: Outcome) -> str:
    """The whole report, in Markdown."""
    lines = ["# Under fire", "", "| measure | value |", "|---|---|"]
    lines += [f"| {name} | {value} |" for name, value in _rows(ledger, outcome)]
    if ledger.failures:
        lines += ["", f"## {sum(ledger.faults.values())} failures", ""]
        for failure in ledger.failures:
            lines.append(f"- **{failure.fault}** {failure}")
    else:
        lines += ["", "Nothing failed."]
    return "\n".join(lines) + "\n"


def _rows(ledger: Ledger, outcome: Outcome) -> Iterable[Row]:
    yield "Verdict", "failed" if ledger.faults else "passed"
    yield "Seed", str(outcome.seed)
    yield "Duration", f"{outcome.lasted:.0f} s, of {outcome.planned:.0f} s asked for"
    for name, version in outcome.versions.items():
        yield name, version
    for server, statuses in ledger.statuses.items():
        yield f"Answers, {server}", _counted(statuses)
    yield "Answers by encoding", _counted(ledger.encodings)
    yield "Content-Versions seen", _counted({k: len(v) for k, v in ledger.versions.items()})
    for name, number in outcome.actions.items():
        yield f"Done: {name}", str(number)
    yield "Not done for want of time", ", ".join(outcome.left_out) or "nothing"
    for server, reloads in outcome.reloads.items():
        told = _counted(reloads) or "/metrics tells of none"
        yield f"Reloads, {server}", told
    yield "Starts", _counted(outcome.lives)
    for fault in Fault:
        yield str(fault), str(ledger.faults[fault])
    for name, number in sorted(ledger.counts.items()):
        yield name[0].upper() + name[1:], str(number)
    for name, seconds in ledger.seconds.items():
        yield f"Time, {name}", _times(seconds)
    if outcome.held:
        low, high = min(outcome.held[len(outcome.held) // 4 :]), max(outcome.held)
        yield "Idle connections held", f"median {median(outcome.held):.0f}, {low} to {high}"
    for server, verdict in outcome.verdicts.items():
        yield from _resources(server, verdict)


def _resources(server: str, verdict: Verdict | None) -> Iterable[Row]:
    if verdict is None:
        told = f"its last life was too short, beyond the first {WARM_UP_SECONDS:.0f} s"
        yield f"Memory, {server}", f"not judged: {told}"
        return
    first, last = verdict.first, verdict.last
    memory = (
        f"{_mebibytes(first.resident)} at the start of the last {verdict.seconds:.0f} s, "
        f"{_mebibytes(last.resident)} at the end, {_mebibytes(verdict.peak)} at most; "
        f"{_mebibytes(verdict.bytes_per_minute)} a minute, "
        f"{_mebibytes(verdict.growth)} by the fitted line; bound {_mebibytes(verdict.bound)} "
        f"({SHARE:.0%} of the start, at least 48 MiB)"
    )
    yield f"Memory, {server}", memory
    held = (
        f"files {first.files} → {last.files}, sockets {first.sockets} → {last.sockets}, "
        f"threads {first.threads} → {last.threads}"
    )
    yield f"Descriptors and threads, {server}", held


def _times(seconds: Sequence[float]) -> str:
    ordered = sorted(seconds)
    far = ordered[min(len(ordered) - 1, len(ordered) * 99 // 100)]
    return (
        f"median {_milliseconds(median(ordered))}, p99 {_milliseconds(far)}, "
        f"max {_milliseconds(ordered[-1])} ({len(ordered)})"
    )


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:,.1f} ms" if seconds < 1 else f"{seconds:.2f} s"


def _mebibytes(number: float) -> str:
    return f"{number / (1 << 20):.1f} MiB"


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name}: {number:,}" for name, number in sorted(counts.items()))

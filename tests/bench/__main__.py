"""`make bench`: the service beside bare uvicorn, FastAPI, nginx and Hugo, as a table of ratios.

Exits with 1 where a target is missed, with 2 where something could not be measured. The report is
printed and left in `.cache/bench/report.md`.
"""

import argparse
import compileall
import signal
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

from tests.bench.answering import conditions, hot, latency, not_modified
from tests.bench.bench import FULL, SMOKE, Bench
from tests.bench.loading import edit, first, load, memory
from tests.bench.processes import MeasurementError
from tests.bench.searching import search
from tests.bench.table import Row, render
from tests.bench.versions import versions
from tests.bench.wrk import CONNECTIONS
from tests.paths import ROOT

ROWS: Final[Mapping[str, Callable[[Bench], Iterable[Row]]]] = {
    "hot": hot,
    "304": not_modified,
    "load": load,
    "edit": edit,
    "conditions": conditions,
    "first": first,
    "memory": memory,
    "latency": latency,
    "search": search,
}


def main() -> int:
    """The exit code of the run."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--rows", default=",".join(ROWS), help="by comma, of: %(default)s")
    parser.add_argument("--smoke", action="store_true", help="small and short, nothing is judged")
    given = parser.parse_args()
    names = given.rows.split(",")
    if unknown := [name for name in names if name not in ROWS]:
        parser.error(f"--rows: there is no {unknown[0]!r}; there are {', '.join(ROWS)}")
    # So that servers are ended on this signal too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    rows: list[Row] = []
    # As what is installed has been compiled: not every environment lets Python keep that itself.
    compileall.compile_dir(ROOT / "app", quiet=2)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        bench = Bench(SMOKE if given.smoke else FULL, Path(folder))
        for name in names:
            sys.stderr.write(f"measuring {name} ...\n")
            try:
                rows += ROWS[name](bench)
            except MeasurementError as error:
                sys.stderr.write(f"make bench: {name}: {error}\n")
                return 2
        report = render(rows, versions(), tuple(_notes(bench)), judged=not given.smoke)
    kept = ROOT / ".cache/bench"
    kept.mkdir(parents=True, exist_ok=True)
    (kept / "report.md").write_text(report, encoding="utf-8")
    sys.stdout.write(report)
    return 1 if not given.smoke and any(row.missed for row in rows) else 0


def _notes(bench: Bench) -> Iterable[str]:
    extent = bench.extent
    yield (
        f"Rounds: {extent.rounds}, figures are their medians; each round measures every side once, "
        "in turn. A ratio is ours by theirs, the median of the rounds' ratios."
    )
    yield (
        f"Requests a second and latency: wrk with 1 thread and {CONNECTIONS} connections for "
        f"{extent.seconds} s on a tree of {extent.served:,} pages; no encoding is asked for. "
        "nginx has one worker; where it is faster than wrk can ask, its figure is wrk's."
    )
    if bench.server_cpu is None:
        yield "There is one CPU, which servers and wrk share."
    else:
        yield (
            f"Under load each server has CPU {bench.server_cpu} and wrk CPU {bench.client_cpu}; "
            "all else is free to use every CPU, Hugo too."
        )
    yield (
        "The service is `bodywise serve` with its defaults: one worker, BODYWISE_ACCESS_LOG is "
        "false. The bare app is on uvicorn with the same settings and sends the same bytes with "
        "the same headers; FastAPI sends only its own headers and takes no query parameters, which "
        "is in its favour."
    )
    yield (
        "Peak memory: ours is the high water mark of the process or, where it starts others, the "
        "most that their shares (PSS) were seen to sum to; Hugo's is ru_maxrss of wait4. Ours is "
        "taken in runs of its own, so that looking does not slow the timed ones."
    )
    yield (
        "Search: queries that were never asked before, in this process. FTS5 alone has the same "
        "rows with its own stemmer, and answers with the numbers of the best twenty. Ours has "
        "corrections, synonyms, excerpts and the encoding of the first twenty in it."
    )
    yield (
        "An edit counts from the end of writing the file to the first answer with another ETag, "
        "asked for every 5 ms; the time in which the service waits for writing to end is in it."
    )


if __name__ == "__main__":
    sys.exit(main())

"""`make resilience`: puts the service under fire and tells what became of it.

Exits with 1 on any failure. The report is printed and left in `.cache/resilience/report.md`.
"""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from tests.paths import ROOT
from tests.resilience.drill import Drill, Options
from tests.resilience.report import render


def main() -> int:
    """The exit code of the run."""
    parser = argparse.ArgumentParser(prog="make resilience", description=__doc__)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=40.0, help="requests a second of the load")
    given = parser.parse_args()
    if not 0 < given.minutes <= 24 * 60:
        parser.error(f"--minutes is a number above 0, to a day at most, not {given.minutes}")
    if not 0 < given.rate <= 1_000:
        parser.error(f"--rate is a number above 0, to 1000 at most, not {given.rate}")
    kept = ROOT / ".cache/resilience"
    kept.mkdir(parents=True, exist_ok=True)
    options = Options(
        seconds=given.minutes * 60,
        seed=given.seed,
        rate=given.rate,
        content=ROOT / "content",
        program=Path(sys.executable).with_name("bodywise"),
        logs=kept,
    )
    with tempfile.TemporaryDirectory(prefix="resilience-") as folder:
        drill = Drill(options, Path(folder))
        outcome = asyncio.run(drill.run())
    report = render(drill.ledger, outcome)
    (kept / "report.md").write_text(report, encoding="utf-8")
    sys.stdout.write(report)
    return 1 if drill.ledger.faults else 0


if __name__ == "__main__":
    sys.exit(main())

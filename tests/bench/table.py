"""The report: a Markdown table of what was measured against what, and what was to be reached."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from tests.bench.rounds import ratios

_HEAD: Final = (
    *("measure", "ours", "against", "theirs", "ratio"),
    *("lowest to highest round", "must be", "verdict"),
)


@dataclass(frozen=True, slots=True)
class Target:
    """What a ratio must be or, without another side, our own figure."""

    bound: float
    at_least: bool = False

    def met(self, figure: float) -> bool:
        """Whether a figure is within it; the bound itself is."""
        return figure >= self.bound if self.at_least else figure <= self.bound


@dataclass(frozen=True, slots=True)
class Row:
    """A measure: its figures of every round, and those of what it is held against, if of anything.

    `form` writes a figure with its unit. The ratio is the median of the rounds' ratios: it may
    differ a little from that of the two medians.
    """

    measure: str
    form: str
    ours: Sequence[float]
    against: str = ""
    theirs: Sequence[float] = ()
    target: Target | None = None

    @property
    def judged(self) -> tuple[float, ...]:
        """What is held against the target, round by round."""
        return ratios(self.ours, self.theirs) if self.theirs else tuple(self.ours)

    @property
    def missed(self) -> bool:
        """Whether there is a target that is not met."""
        return self.target is not None and not self.target.met(median(self.judged))


def render(
    rows: Sequence[Row], versions: Mapping[str, str], notes: Sequence[str], *, judged: bool
) -> str:
    """The whole report, in Markdown. Without `judged`, nothing is said to be met or missed."""
    lines = ["# Side by side", "", _line(_HEAD), _line(["---"] * len(_HEAD))]
    lines += [_line(_cells(row, judged=judged)) for row in rows]
    lines += ["", *(f"- {note}" for note in notes), "", "| what | version |", "|---|---|"]
    lines += [_line(pair) for pair in versions.items()]
    return "\n".join(lines) + "\n"


def _cells(row: Row, *, judged: bool) -> Iterator[str]:
    form = row.form if not row.theirs else "{:.2f}"
    yield row.measure
    yield row.form.format(median(row.ours))
    yield row.against or "–"
    yield row.form.format(median(row.theirs)) if row.theirs else "–"
    yield form.format(median(row.judged)) if row.theirs else "–"
    yield f"{form.format(min(row.judged))} to {form.format(max(row.judged))}"
    if row.target is None:
        yield "–"
        yield "–"
        return
    yield f"{'≥' if row.target.at_least else '≤'} {_bound(row, row.target)}"
    yield "not judged" if not judged else "**missed**" if row.missed else "met"


def _bound(row: Row, target: Target) -> str:
    return f"{target.bound:g}" if row.theirs else row.form.format(target.bound)


def _line(cells: Sequence[str] | Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |"

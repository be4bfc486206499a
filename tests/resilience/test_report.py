"""The report tells the verdict first, every failure, and what was left out."""

from tests.resilience.ledger import Fault, Ledger
from tests.resilience.report import Outcome, render


def outcome(*left_out: str) -> Outcome:
    """A run in which next to nothing happened."""
    return Outcome(
        seed=7,
        planned=60.0,
        lasted=61.0,
        actions={"SIGHUP": 2},
        left_out=left_out,
        reloads={"clinic": {"accepted": 3}},
        lives={"clinic": 1},
        held=(),
        verdicts={"clinic": None},
        versions={},
    )


def test_a_run_without_failures() -> None:
    report = render(Ledger(), outcome())
    assert "| Verdict | passed |" in report
    assert "| Seed | 7 |" in report
    assert "| Reloads, clinic | accepted: 3 |" in report
    assert all(f"| {fault} | 0 |" in report for fault in Fault)


def test_failures_are_counted_and_shown() -> None:
    ledger = Ledger()
    for number in range(100):
        ledger.fail(Fault.CUT, "clinic", f"GET /{number}", "a whole answer", "a half")
    report = render(ledger, outcome())
    assert "| Verdict | failed |" in report
    assert "| Cut connections | 100 |" in report
    assert "GET /0\n  expected a whole answer\n  found    a half" in report


def test_what_was_left_out_is_said() -> None:
    assert "| Not done for want of time | SIGHUP |" in render(Ledger(), outcome("SIGHUP"))

"""What wrk prints is understood, and failed requests are no figure."""

import pytest

from tests.bench.processes import MeasurementError
from tests.bench.wrk import parse

TOLD = """\
Running 5s test @ http://127.0.0.1:8000/pages/iastm
  1 threads and 64 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     2.21ms    1.02ms  31.20ms   96.10%
    Req/Sec    22.55k     1.31k   24.10k    90.00%
  Latency Distribution
     50%    2.10ms
     75%    2.33ms
     90%    2.61ms
     99%    {slowest}
  112184 requests in 5.00s, 2.21GB read
{faults}Requests/sec:  22430.31
Transfer/sec:    452.85MB
"""


@pytest.mark.parametrize(
    ("slowest", "seconds"),
    [("812.00us", 0.000812), ("9.30ms", 0.0093), ("1.25s", 1.25), ("1.50m", 90.0)],
)
def test_figures(slowest: str, seconds: float) -> None:
    load = parse(TOLD.format(slowest=slowest, faults=""))
    assert load.rate == 22430.31
    assert load.p99 == pytest.approx(seconds)


@pytest.mark.parametrize(
    "fault",
    ["Non-2xx or 3xx responses: 7", "Socket errors: connect 0, read 3, write 0, timeout 0"],
)
def test_failed_requests(fault: str) -> None:
    with pytest.raises(MeasurementError, match=fault):
        parse(TOLD.format(slowest="9.30ms", faults=f"  {fault}\n"))


@pytest.mark.parametrize("missing", ["Requests/sec", "99%"])
def test_missing_figures(missing: str) -> None:
    told = TOLD.format(slowest="9.30ms", faults="")
    with pytest.raises(MeasurementError, match="wrk tells no"):
        parse("\n".join(line for line in told.splitlines() if missing not in line))

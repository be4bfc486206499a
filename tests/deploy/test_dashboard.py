"""The dashboard asks for metrics that there are."""

import json
import re
from typing import Any

from app.live.reloader import Reloader
from app.main import create_app
from app.settings import Settings
from tests.conftest import client_of
from tests.paths import ROOT

DASHBOARD: dict[str, Any] = json.loads((ROOT / "deploy/grafana/dashboard.json").read_text("utf-8"))
METRIC = re.compile(r"\b(?:bodywise|process)_[a-z_]+")


def names_in(text: str) -> set[str]:
    """The names of metrics in a text."""
    return set(METRIC.findall(text))


def test_every_metric_of_the_dashboard_and_of_the_documented_alerts_exists() -> None:
    reloader = Reloader(Settings(content=ROOT / "content"))
    reloader.load()
    with client_of(create_app(Settings(content=ROOT / "content"), reloader=reloader)) as client:
        client.get("/search?q=neck")
        served = names_in(client.get("/metrics").text)
    expressions = [target["expr"] for panel in DASHBOARD["panels"] for target in panel["targets"]]
    used = names_in("\n".join(expressions))
    assert len(used) > 8
    assert used - served == set()
    alerts = names_in((ROOT / "docs/operations.md").read_text("utf-8"))
    assert {name.partition("{")[0] for name in alerts} - served == set()


def test_panels_do_not_lie_over_each_other() -> None:
    taken: set[tuple[int, int]] = set()
    for panel in DASHBOARD["panels"]:
        place = panel["gridPos"]
        cells = {
            (place["x"] + x, place["y"] + y) for x in range(place["w"]) for y in range(place["h"])
        }
        assert not cells & taken
        assert all(x < 24 for x, _ in cells)
        taken |= cells

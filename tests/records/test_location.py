"""The location record."""

import datetime as dt
import json
from pathlib import Path

import orjson

from app.records import HoursException, Location
from tests.conftest import client_on

OFFICE = """---
opening_hours: Mo-Fr 07:00-18:00
exceptions:
  - date: 2026-12-24
    note: Christmas Eve
---
# Boulder
"""


def test_dates_are_text_in_json_and_in_the_schema() -> None:
    closed = HoursException(dt.date(2026, 12, 24), None, None, "Christmas Eve")
    assert json.loads(orjson.dumps(closed))["date"] == "2026-12-24"
    schema = Location.model_json_schema(mode="serialization")
    assert schema["$defs"]["HoursException"]["properties"]["date"]["type"] == "string"


def test_an_answer_is_the_record_in_the_order_of_its_fields(tmp_path: Path) -> None:
    client = client_on(tmp_path, {"locations/boulder.md": OFFICE})
    office = client.get("/locations/boulder").json()
    assert len(office.pop("digest")) == 22
    assert list(office) == list(Location.model_fields)
    assert Location.model_validate_json(json.dumps(office)).model_dump(mode="json") == office
    assert office["opening_hours"]["exceptions"] == [
        {"date": "2026-12-24", "opens": None, "closes": None, "note": "Christmas Eve"}
    ]

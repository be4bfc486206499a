"""Problems as SARIF."""

from pathlib import Path

import orjson

from app.cli.sarif import as_sarif
from app.problems import CODES, Problem

PROBLEMS = [
    Problem("a b.md", 3, 5, "broken-link", "the link leads nowhere", "Mend it."),
    Problem("c.md", 1, 1, "not-text", "it is no text"),
    Problem("d/é.md", 2, 1, "orphan", "nothing leads here", "Link to it."),
]


def test_results_name_their_rule_level_and_place() -> None:
    log = orjson.loads(as_sarif(PROBLEMS, Path("content")))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["broken-link", "not-text", "orphan"]
    assert rules[0]["shortDescription"]["text"] == CODES["broken-link"].meaning
    assert [result["level"] for result in run["results"]] == ["warning", "error", "note"]
    assert [rules[each["ruleIndex"]]["id"] for each in run["results"]] == [
        each["ruleId"] for each in run["results"]
    ]
    assert run["results"][0]["message"]["text"] == "the link leads nowhere. Mend it."
    assert run["results"][1]["message"]["text"] == "it is no text."
    assert run["results"][0]["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "content/a%20b.md"},
                "region": {"startLine": 3, "startColumn": 5},
            }
        }
    ]
    places = [each["locations"][0]["physicalLocation"] for each in run["results"]]
    assert places[2]["artifactLocation"]["uri"] == "content/d/%C3%A9.md"


def test_no_problems_are_an_empty_log() -> None:
    (run,) = orjson.loads(as_sarif([], Path()))["runs"]
    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])

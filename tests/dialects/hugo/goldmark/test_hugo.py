"""What Hugo makes of a body is what is served of it."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from app.dialects.hugo.goldmark.options import IdType
from tests.dialects.hugo.goldmark.bodies import contents, parse

_CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("hugo.toml").read_text(encoding="utf-8")
)["case"]
_RULES: tuple[IdType, ...] = ("github", "github-ascii", "blackfriday")


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case["name"])
def test_the_text_is_hugos(case: dict[str, Any]) -> None:
    assert " ".join(parse(case["markdown"]).content.unpack().text.split()) == case["text"].strip()


@pytest.mark.parametrize("rule", _RULES)
@pytest.mark.parametrize(
    "case", [case for case in _CASES if "github" in case], ids=lambda case: case["name"]
)
def test_the_contents_are_hugos(case: dict[str, Any], rule: IdType) -> None:
    toc = parse(case["markdown"], heading_ids=rule).toc
    assert [identity for identity, _ in contents(toc)] == case.get(rule, case["github"])

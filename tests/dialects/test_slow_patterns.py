"""Patterns of configurations that a backtracking engine would try for hours."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import site_at
from tests.paths import ROOT

NAME = "a" * 120
LONG_ENOUGH = 60
HUGO = f"""
title = "T"
ignoreFiles = ["(a+)+$"]
[[cascade]]
type = "x"
[cascade.target]
path = "/{"**a" * 14}b"
"""
JEKYLL = f"""
title: T
exclude: ["{"*a" * 14}b"]
defaults:
  - scope: {{path: "{"*a" * 14}b"}}
    values: {{layout: x}}
"""


@pytest.mark.parametrize(
    ("configuration", "text", "file"),
    [("hugo.toml", HUGO, f"content/{NAME}!.md"), ("_config.yml", JEKYLL, f"{NAME}!.md")],
    ids=["hugo", "jekyll"],
)
def test_no_pattern_holds_up_the_load(
    tmp_path: Path, configuration: str, text: str, file: str
) -> None:
    site_at(tmp_path, {configuration: text, file: "---\ntitle: A\n---\nText.\n"})
    # In a process of its own, which can be stopped.
    check = subprocess.run(
        [sys.executable, "-m", "app", "check", str(tmp_path), "--format", "json"],
        cwd=ROOT,
        capture_output=True,
        check=False,
        timeout=LONG_ENOUGH,
    )
    assert json.loads(check.stdout)["summary"]["errors"] == 0, check.stderr

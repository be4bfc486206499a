"""Anchors that a template makes of what a shortcode is given: nobody is told that they are missing.

What the template makes cannot be known; an argument that names an id stands in it.
"""

from pathlib import Path

import pytest

from app.library.library import Library
from app.library.load import load
from tests.conftest import site_at


def missing(library: Library) -> list[str]:
    return [each.message for each in library.problems if each.code == "missing-anchor"]


def linked(tmp_path: Path, glossary: str, fragment: str) -> list[str]:
    files = {
        "hugo.toml": 'baseURL = "https://example.org/"\n',
        "content/glossary.md": f"---\ntitle: Glossary\n---\n{glossary}\n",
        "content/_index.md": f"---\ntitle: Home\n---\n[It](/glossary/#{fragment})\n",
    }
    return missing(load(site_at(tmp_path, files)))


@pytest.mark.parametrize(
    "glossary",
    [
        '{{% def id="joint" name="Joint" %}}Where bones meet.{{% /def %}}',
        '{{< terms >}}\n{{< def id="joint" >}}\n{{< /terms >}}',
        '- {{< mark anchor="joint" >}}',
    ],
)
def test_an_id_given_to_a_shortcode_may_be_jumped_to(tmp_path: Path, glossary: str) -> None:
    assert linked(tmp_path, glossary, "def-joint") == []
    assert linked(tmp_path / "exact", glossary, "joint") == []


@pytest.mark.parametrize(
    ("glossary", "fragment"),
    [
        ('{{< def id="joint" >}}', "def-bone"),
        ('{{< def name="joint" >}}', "def-joint"),
        ('{{< def id="" >}}', "def-joint"),
        ('`{{</* def id="joint" */>}}`', "def-joint"),
    ],
)
def test_another_anchor_is_missing_still(tmp_path: Path, glossary: str, fragment: str) -> None:
    (told,) = linked(tmp_path, glossary, fragment)
    assert fragment in told

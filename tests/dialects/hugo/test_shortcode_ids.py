"""Anchors that templates of shortcodes may make are not reported as missing.

An argument that names an id stands in its anchor. Other anchors of a template are not known.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest

from app.library.library import Library
from app.library.load import load
from tests.conftest import site_at


def codes(library: Library) -> list[str]:
    return [problem.code for problem in library.problems if "anchor" in problem.code]


def linked(tmp_path: Path, glossary: str, fragment: str, templates: Mapping[str, str]) -> list[str]:
    """Return the codes of problems with anchors; `templates` are those of the shortcodes."""
    files = {
        "hugo.toml": 'baseURL = "https://example.org/"\n',
        "content/glossary.md": f"---\ntitle: Glossary\n---\n{glossary}\n",
        "content/_index.md": f"---\ntitle: Home\n---\n[It](/glossary/#{fragment})\n",
        **{f"layouts/shortcodes/{name}.html": text for name, text in templates.items()},
    }
    return codes(load(site_at(tmp_path, files)))


@pytest.mark.parametrize(
    "glossary",
    [
        '{{% def id="joint" name="Joint" %}}Where bones meet.{{% /def %}}',
        '{{< terms >}}\n{{< def id="joint" >}}\n{{< /terms >}}',
        '- {{< mark anchor="joint" >}}',
    ],
)
def test_an_id_given_to_a_shortcode_may_be_jumped_to(tmp_path: Path, glossary: str) -> None:
    assert linked(tmp_path, glossary, "def-joint", {}) == []
    assert linked(tmp_path / "exact", glossary, "joint", {}) == []


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
    templates = {"def": "<dfn>{{ .Inner }}</dfn>"}
    assert linked(tmp_path, glossary, fragment, templates) == ["missing-anchor"]


@pytest.mark.parametrize(
    ("template", "code"),
    [
        (None, "uncertain-anchor"),
        ('<dfn id="{{ .Get 0 }}"></dfn>', "uncertain-anchor"),
        ('<a class="x" name="y"></a>', "uncertain-anchor"),
        ("## Heading", "uncertain-anchor"),
        ('{{ partial "list" . }}', "uncertain-anchor"),
        ('{{ readFile "a.md" }}', "uncertain-anchor"),
        ('{{ partial "box" .Inner }}', "missing-anchor"),
        ("<h2>Heading</h2>", "missing-anchor"),
        ('<input type="text" name="y">', "missing-anchor"),
    ],
)
def test_a_template_that_may_make_anchors_leaves_them_uncertain(
    tmp_path: Path, template: str | None, code: str
) -> None:
    templates = {} if template is None else {"def": template}
    assert linked(tmp_path, "{{< def joint >}}", "bone", templates) == [code]


def test_shortcodes_of_hugo_itself_make_no_anchors(tmp_path: Path) -> None:
    assert linked(tmp_path, "{{< youtube abc >}}", "bone", {}) == ["missing-anchor"]


def test_templates_of_a_section_count_too(tmp_path: Path) -> None:
    glossary = "{{< def joint >}}"
    files = {"../docs/_shortcodes/def": "<dfn></dfn>"}
    assert linked(tmp_path, glossary, "bone", files) == ["missing-anchor"]

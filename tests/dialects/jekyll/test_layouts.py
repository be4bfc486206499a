"""Ids that a layout computes may be anchors of the pages that it shows, and of no others."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

import pytest

from app.library.library import Library

LoadFiles: TypeAlias = Callable[[Mapping[str, str | bytes]], Library]

PHASES = '{% for phase in site.data.phases %}<div id="phase-{{ phase.id }}"></div>{% endfor %}'


def codes(
    load_files: LoadFiles, files: Mapping[str, str], anchor: str = "phase-one", layout: str = "list"
) -> set[str]:
    library = load_files(
        {
            "_config.yml": "",
            "a.md": f"---\n---\n[b](/b.html#{anchor})\n",
            "b.md": f"---\nlayout: {layout}\n---\n[a](/a.html)\n",
            **files,
        }
    )
    return {problem.code for problem in library.problems}


@pytest.mark.parametrize(
    "files",
    [
        {"_layouts/list.html": PHASES},
        {"_layouts/list.html": PHASES.replace('"', "'")},
        {"_layouts/list.html": "{%- include x/y.html a=1 %}", "_includes/x/y.html": PHASES},
        {
            "_layouts/list.html": "---\nlayout: other\n---\n{% include x.html %}",
            "_includes/x.html": "{% include x.html %}{% include_cached y.html %}",
            "_includes/y.html": PHASES,
        },
        {
            "_config.yml": "defaults: [{scope: {path: ''}, values: {layout: base}}]\n",
            "b.md": "---\n---\n[a](/a.html)\n",
            "_layouts/base.html": PHASES,
        },
    ],
)
def test_an_id_that_the_layout_computes_is_uncertain(
    load_files: LoadFiles, files: Mapping[str, str]
) -> None:
    assert codes(load_files, files) & {"missing-anchor", "uncertain-anchor"} == {"uncertain-anchor"}


@pytest.mark.parametrize(
    ("text", "anchor", "layout"),
    [
        (PHASES, "one", "list"),
        (PHASES, "phase-one", "other"),
        ('<div id="phase"></div>', "phase-one", "list"),
        ('<div data-x="{{ a }}"></div>', "phase-one", "list"),
        ('<a href="#{{ a }}"></a>', "phase-one", "list"),
        ('<i id="{{ a }}-x"></i>', "phase-one", "list"),
        ("---\nlayout: frame\n---\n", "phase-one", "list"),
    ],
)
def test_other_anchors_are_missing(
    load_files: LoadFiles, text: str, anchor: str, layout: str
) -> None:
    files = {"_layouts/list.html": text, "_layouts/other.html": "", "_includes/x.html": PHASES}
    files["_layouts/frame.html"] = PHASES
    found = codes(load_files, files, anchor, layout)
    assert found & {"missing-anchor", "uncertain-anchor"} == {"missing-anchor"}


@pytest.mark.parametrize(
    ("configuration", "layout", "code"),
    [
        ("remote_theme: a/b\n", "categories", "uncertain-anchor"),
        ("theme: a\n", "list-of-tags", "uncertain-anchor"),
        ("theme: a\n", "page", "missing-anchor"),
        ("theme: a\n", "own", "missing-anchor"),
        ("title: a\n", "categories", "missing-anchor"),
    ],
)
def test_a_layout_of_a_theme_may_compute_any_anchor(
    load_files: LoadFiles, configuration: str, layout: str, code: str
) -> None:
    files = {"_config.yml": configuration, "_layouts/own.html": "{{ content }}"}
    found = codes(load_files, files, layout=layout)
    assert found & {"missing-anchor", "uncertain-anchor"} == {code}

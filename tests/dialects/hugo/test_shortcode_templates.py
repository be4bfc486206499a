"""Shortcodes that must have an end, as the templates of a tree say."""

from pathlib import Path

import pytest

from app.dialects.hugo import shortcode_templates
from app.dialects.hugo.shortcode_templates import (
    has_inner,
    leads_to_shortcodes,
    shortcode_of,
)
from app.files.tree import Role, SourceFile, walk

INNER = "<p>{{ .Inner }}</p>"


def enclosing(files: tuple[SourceFile, ...]) -> frozenset[str]:
    """The shortcodes that need an end, with these templates in the tree."""
    templates = (file for file in files if shortcode_of(file.name) is not None)
    return shortcode_templates.enclosing({file.name: has_inner(file) for file in templates})


def files(tmp_path: Path, texts: dict[str, str]) -> tuple[SourceFile, ...]:
    """Files of these texts, as a walk finds them."""
    for name, text in texts.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return walk(tmp_path, lambda _, is_folder: Role.FOLDER if is_folder else Role.SUPPORT).support


def test_hugos_own_that_enclose_something_need_no_template() -> None:
    assert enclosing(()) == {"details", "highlight", "qr"}


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        (INNER, True),
        ("{{ with .InnerDeindent }}{{ . }}{{ end }}", True),
        ("{{/* .Inner is not asked for */}}{{ .Get 0 }}", False),
        ("{{- /* .Inner,\nneither here */ -}}{{ .InnerName }}", False),
    ],
)
def test_a_template_tells_whether_it_asks_for_what_is_enclosed(
    tmp_path: Path, text: str, asks: bool
) -> None:
    found = enclosing(files(tmp_path, {"layouts/shortcodes/note.html": text}))
    assert ("note" in found) is asks


def test_names_are_paths_without_languages_and_formats(tmp_path: Path) -> None:
    texts = dict.fromkeys(
        (
            "layouts/shortcodes/deep/box.html",
            "layouts/_shortcodes/new.md",
            "layouts/shortcodes/spoken.es.html",
            "themes/plain/layouts/shortcodes/themed.html",
            "layouts/partials/part.html",
            "themes/plain/archetypes/shortcodes/other.html",
        ),
        INNER,
    )
    assert enclosing(files(tmp_path, texts)) - enclosing(()) == {
        "deep/box",
        "new",
        "spoken",
        "themed",
    }


@pytest.mark.parametrize("theme", ["a", "z"])
def test_the_trees_own_template_counts_before_one_of_a_theme(tmp_path: Path, theme: str) -> None:
    texts = {
        "layouts/shortcodes/highlight.html": "",
        f"themes/{theme}/layouts/shortcodes/highlight.html": INNER,
        f"themes/{theme}/layouts/shortcodes/details.html": "",
    }
    assert enclosing(files(tmp_path, texts)) == {"qr"}


@pytest.mark.parametrize(
    ("folder", "leads"),
    [
        ("layouts", True),
        ("layouts/shortcodes", True),
        ("layouts/_shortcodes/deep", True),
        ("themes", True),
        ("themes/plain", True),
        ("themes/plain/layouts", True),
        ("themes/plain/layouts/shortcodes", True),
        ("layouts/partials", False),
        ("themes/plain/content", False),
        ("themes/layouts/shortcodes", False),
        ("shortcodes", False),
    ],
)
def test_only_the_folders_on_the_way_are_entered(folder: str, leads: bool) -> None:
    assert leads_to_shortcodes(folder) is leads
    is_shortcode = shortcode_of(f"{folder}/one.html") is not None
    assert is_shortcode is (leads and "shortcodes" in folder)

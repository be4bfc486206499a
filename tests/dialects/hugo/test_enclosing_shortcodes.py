"""Shortcodes that must have an end, as the templates of a tree say."""

from pathlib import Path

import pytest

from app.dialects.hugo.tree_facts import read_tree
from app.dialects.hugo.tree_layout import TreeLayout
from app.files.tree import Role, Tree, walk
from tests.dialects.hugo.reading import configuration

INNER = "<p>{{ .Inner }}</p>"
LAYOUT = TreeLayout(configuration())


def enclosing(tree: Tree) -> frozenset[str]:
    """The shortcodes that need an end, with the templates of this tree."""
    return read_tree(tree, LAYOUT, (), {}, 0).facts.enclosing


def files(tmp_path: Path, texts: dict[str, str]) -> Tree:
    """A tree of these texts, as a walk finds them."""
    for name, text in texts.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return walk(tmp_path, LAYOUT.role)


@pytest.fixture
def none(tmp_path: Path) -> frozenset[str]:
    """The shortcodes that need an end in a tree without templates."""
    return enclosing(walk(tmp_path, LAYOUT.role))


def test_hugos_own_that_enclose_something_need_no_template(none: frozenset[str]) -> None:
    assert none == {"details", "highlight", "qr"}


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


def test_a_template_that_encloses_nothing_has_no_end(tmp_path: Path) -> None:
    texts = {
        "layouts/shortcodes/note.html": INNER,
        "layouts/shortcodes/icon.html": "<i></i>",
        "layouts/shortcodes/figure.html": INNER,
    }
    single = read_tree(files(tmp_path, texts), LAYOUT, (), {}, 0).facts.single
    assert {"note", "icon", "figure", "gist", "details"} & single == {"icon", "gist"}


def test_names_are_paths_without_languages_and_formats(
    tmp_path: Path, none: frozenset[str]
) -> None:
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
    assert enclosing(files(tmp_path, texts)) - none == {
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
        # It may hold templates that make anchors.
        ("layouts/posts", True),
        ("layouts/posts/deep", True),
        ("themes/plain/content", False),
        ("themes/layouts/shortcodes", False),
        ("shortcodes", False),
    ],
)
def test_only_the_folders_on_the_way_are_entered(folder: str, leads: bool) -> None:
    assert LAYOUT.role(folder, is_folder=True) is (Role.FOLDER if leads else Role.LEFT_OUT)
    is_template = LAYOUT.role(f"{folder}/one.html", is_folder=False) is Role.DATA
    assert is_template is (leads and "layouts" in folder)

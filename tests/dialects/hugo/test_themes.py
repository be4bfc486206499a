"""The themes of a site: their static files are on the website, their layouts make anchors."""

from collections.abc import Callable, Mapping

import pytest

from app.library.library import Library
from app.problems import Severity

LoadFiles = Callable[[Mapping[str, str | bytes]], Library]
CONFIGURATION = 'theme = "plain"\n'
THEME = "themes/plain"


def reported(library: Library) -> list[tuple[str, int, str]]:
    return [
        (problem.file, problem.line, problem.code)
        for problem in library.problems
        if problem.severity is not Severity.HINT
    ]


def test_a_themes_files_are_on_the_website(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "hugo.toml": CONFIGURATION,
            f"{THEME}/static/a.txt": "theme",
            f"{THEME}/static/css/main.css": "",
            "content/a.md": "[a](/a.txt) [b](/css/main.css) [c](/c.txt)\n",
        }
    )
    links = library.pages_by_slug["a"].links
    assert [link.status for link in links] == ["asset", "other", "broken"]
    assert library.assets["/a.txt"].file == f"{THEME}/static/a.txt"


@pytest.mark.parametrize("folder", ["static", "www"])
def test_a_file_of_the_sites_own_hides_a_themes(load_files: LoadFiles, folder: str) -> None:
    library = load_files(
        {
            "hugo.toml": f'{CONFIGURATION}staticDir = "{folder}"\n',
            f"{THEME}/static/a.txt": "theme",
            f"{folder}/a.txt": "own",
            "content/a.md": "A\n",
        }
    )
    assert library.assets["/a.txt"].file == f"{folder}/a.txt"


def test_another_themes_files_are_not(load_files: LoadFiles) -> None:
    files = {"hugo.toml": CONFIGURATION, "themes/other/static/a.txt": "", "content/a.md": "A\n"}
    assert load_files(files).assets == {}


@pytest.mark.parametrize(
    "configuration",
    [
        'theme = ["plain"]',
        'theme = "plain"\nthemesDir = "/themes"',
        '[module]\n[[module.imports]]\npath = "plain"',
    ],
)
def test_a_theme_may_be_named_in_several_ways(load_files: LoadFiles, configuration: str) -> None:
    files = {"hugo.toml": configuration, f"{THEME}/static/a.txt": "", "content/a.md": "A\n"}
    assert set(load_files(files).assets) == {"/a.txt"}


def test_what_is_wrong_with_a_themes_files_is_not_reported(load_files: LoadFiles) -> None:
    files: dict[str, str | bytes] = {
        "hugo.toml": CONFIGURATION,
        f"{THEME}/static/a.png": b"none",
        f"{THEME}/static/a.psd": b"",
        "content/a.md": "A\n",
    }
    assert not [problem for problem in load_files(files).problems if "a.p" in problem.file]
    own = {**files, "static/b.png": b"none", "content/a.md": "![B](/b.png)\n"}
    assert reported(load_files(own)) == [("static/b.png", 1, "unreadable-image")]


@pytest.mark.parametrize(
    "layout",
    ["layouts/_default/single.html", "layouts/partials/a/b.html", f"{THEME}/layouts/single.html"],
)
@pytest.mark.parametrize("written", ['id="x-1"', "id='x-1'", "id=x-1"])
def test_a_layout_makes_anchors(load_files: LoadFiles, layout: str, written: str) -> None:
    library = load_files(
        {
            "hugo.toml": CONFIGURATION,
            f"{THEME}/layouts/index.html": "",
            layout: f"<div {written}>{{{{ .Content }}}}</div>",
            "content/a.md": "[a](#x-1) [b](#x-2) [c](#page-title)\n",
        }
    )
    assert reported(library) == [("content/a.md", 1, "missing-anchor")] * 2


@pytest.mark.parametrize(
    ("configuration", "text"),
    [
        ("hugo.toml", CONFIGURATION),
        ("hugo.toml", '[module]\n[[module.imports]]\npath = "example.org/theme"'),
        ("_config.yml", "theme: minimal-mistakes-jekyll"),
        ("_config.yml", "remote_theme: mmistakes/minimal-mistakes"),
    ],
)
def test_a_theme_that_is_elsewhere_makes_the_usual_ones(
    load_files: LoadFiles, configuration: str, text: str
) -> None:
    page = "a.md" if configuration == "_config.yml" else "content/a.md"
    body = "---\n---\n[a](#page-title) [b](#costs)\n"
    assert reported(load_files({configuration: text, page: body})) == [(page, 3, "missing-anchor")]


@pytest.mark.parametrize("configuration", ["hugo.toml", "_config.yml"])
def test_without_a_theme_none_is_usual(load_files: LoadFiles, configuration: str) -> None:
    page = "a.md" if configuration == "_config.yml" else "content/a.md"
    library = load_files({configuration: "", page: "---\n---\n[a](#page-title)\n"})
    assert reported(library) == [(page, 3, "missing-anchor")]


def test_a_picture_that_layouts_have_is_a_hint_in_front_matter(load_files: LoadFiles) -> None:
    files: dict[str, str | bytes] = {
        "hugo.toml": "",
        "assets/img/a.jpg": b"",
        "assets/css/main.scss": "",
        "layouts/_default/single.html": "",
        "content/a.md": "---\nimage: img/a.jpg\n---\n![a](/img/a.jpg)\n",
        "content/b.md": "---\nimage: img/b.jpg\n---\n",
    }
    library = load_files(files)
    assert reported(library) == [
        ("content/a.md", 4, "missing-image"),
        ("content/b.md", 2, "missing-image"),
    ]
    (hint,) = (problem for problem in library.problems if problem.code == "not-served")
    assert (hint.file, hint.line) == ("content/a.md", 2)
    assert "is in the folder assets/, which is not served" in hint.message
    assert library.assets == {}
    moved = {**files, "hugo.toml": 'assetDir = "src"\n'}
    assert len(reported(load_files(moved))) == 3

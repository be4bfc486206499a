"""The configuration files by which a tree is recognised."""

from pathlib import Path

import pytest

from app.dialects.configuration_files import find_configuration, find_others
from app.library.load import load
from tests.conftest import site_at


@pytest.mark.parametrize(
    ("files", "kind", "names"),
    [
        (["_config.yml", "_config.toml", "hugo.toml"], "jekyll", ["_config.yml"]),
        (["hugo.yaml", "hugo.toml"], "hugo", ["hugo.toml"]),
        (["config.toml", "content/a.md"], "hugo", ["config.toml"]),
        (
            ["config/_default/menus.toml", "config/_default/a.txt", "config/production/hugo.yml"],
            "hugo",
            ["config/_default/menus.toml", "config/production/hugo.yml"],
        ),
    ],
)
def test_a_tree_is_recognised_by_its_configuration(
    tmp_path: Path, files: list[str], kind: str, names: list[str]
) -> None:
    configuration = find_configuration(site_at(tmp_path, dict.fromkeys(files, "")))
    assert configuration is not None
    assert configuration.kind == kind
    assert [file.name for file in configuration.files] == names


@pytest.mark.parametrize("files", [["config.toml"], ["a.md"], ["sub/_config.yml"]])
def test_any_other_tree_is_native(tmp_path: Path, files: list[str]) -> None:
    assert find_configuration(site_at(tmp_path, dict.fromkeys(files, ""))) is None


def test_a_folder_is_no_configuration(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").mkdir()
    assert find_configuration(tmp_path) is None


def test_configuration_that_leads_out_of_the_tree_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "outside.toml").write_text("[offices]\n")
    root = site_at(tmp_path / "site", {"hugo.toml": "", "config/_default/menus.toml": ""})
    (root / "config/_default/params.toml").symlink_to(tmp_path / "outside.toml")
    configuration = find_configuration(root)
    assert configuration is not None
    assert [file.name for file in configuration.files] == [
        "hugo.toml",
        "config/_default/menus.toml",
    ]
    assert [(problem.file, problem.code) for problem in configuration.problems] == [
        ("config/_default/params.toml", "symlink-outside")
    ]
    assert set(configuration.problems) < set(load(root).problems)


@pytest.mark.parametrize(
    ("file", "system"),
    [
        ("mkdocs.yml", "MkDocs"),
        ("book.toml", "mdBook"),
        ("docusaurus.config.js", "Docusaurus"),
        ("book.json", "GitBook"),
        ("LANGS.md", "GitBook"),
        ("SUMMARY.md", "GitBook"),
        (".eleventy.js", "Eleventy"),
        ("eleventy.config.mjs", "Eleventy"),
        ("astro.config.ts", "Astro"),
        ("gatsby-config.js", "Gatsby"),
    ],
)
@pytest.mark.parametrize("folder", ["", "docs"])
def test_a_system_whose_rules_are_not_known_is_named(
    tmp_path: Path, file: str, system: str, folder: str
) -> None:
    root = site_at(tmp_path, {file: "", "docs/a.md": ""}) / folder
    other = find_others(root, None).system
    assert other is not None
    assert (other.name, other.file, other.read_as) == (system, file, "plain Markdown")


@pytest.mark.parametrize("folder", ["", "source"])
def test_hexo_is_recognised_by_its_folder_and_is_no_jekyll_site(
    tmp_path: Path, folder: str
) -> None:
    files = {"_config.yml": "source_dir: source", "scaffolds/a.md": "", "source/a.md": ""}
    root = site_at(tmp_path, files) / folder
    assert find_configuration(root) is None
    other = find_others(root, None).system
    assert other is not None
    assert (other.name, other.file) == ("Hexo", "scaffolds/")
    codes = {problem.code for problem in load(root).problems} - {"orphan"}
    assert codes == {"other-system" if folder else "site-in-subfolder"}


@pytest.mark.parametrize("folder", ["", "src"])
def test_vitepress_is_recognised_by_its_folder(tmp_path: Path, folder: str) -> None:
    root = site_at(tmp_path, {".vitepress/config.ts": "", "src/a.md": ""}) / folder
    other = find_others(root, None).system
    assert other is not None
    assert (other.name, other.file) == ("VitePress", ".vitepress/")


@pytest.mark.parametrize(
    ("folder", "top", "is_of_system"),
    [
        ("docs", None, True),
        ("docs/a", None, False),
        ("docs/a", ".git/config", True),
        ("docs/a/b", "package.json", True),
        ("docs/a/b/c", "package.json", True),
        ("docs/a/b/c/d", "package.json", False),
        ("docs/a/b", "docs/a/package.json", False),
        ("docs", "docs/package.json", True),
    ],
)
def test_the_file_of_a_system_may_be_at_the_top_of_the_repository(
    tmp_path: Path, folder: str, top: str | None, is_of_system: bool
) -> None:
    files = {"astro.config.mjs": "", f"{folder}/a.md": ""}
    root = site_at(tmp_path, files if top is None else {**files, top: ""})
    assert (find_others(root / folder, None).system is not None) is is_of_system


@pytest.mark.parametrize(
    ("file", "static"),
    [
        ("docusaurus.config.js", "static"),
        ("gatsby-config.js", "static"),
        ("astro.config.mjs", "public"),
        (".vitepress/config.ts", "public"),
        ("mkdocs.yml", ""),
    ],
)
def test_static_files_outside_of_the_tree_are_listed(
    tmp_path: Path, file: str, static: str
) -> None:
    names = {f"{folder}/img/a.png": "" for folder in ("static", "public")}
    root = site_at(tmp_path, {file: "", "docs/a.md": "", **names})
    above, below = find_others(root, None).system, find_others(root / "docs", None).system
    assert above is not None
    assert below is not None
    assert (above.static, above.static_files) == (static, frozenset())
    assert (below.static, below.static_files) == (
        static,
        frozenset({"/img/a.png"} if static else ()),
    )


@pytest.mark.parametrize(
    ("folders", "is_zolas"),
    [
        (("templates",), True),
        (("templates", "layouts"), False),
        (("templates", "archetypes"), False),
        ((), False),
    ],
)
def test_zola_is_told_from_hugo_by_its_folders(
    tmp_path: Path, folders: tuple[str, ...], is_zolas: bool
) -> None:
    site_at(tmp_path, {"config.toml": "", "content/a.md": ""})
    for folder in folders:
        (tmp_path / folder).mkdir()
    other = find_others(tmp_path, find_configuration(tmp_path)).system
    assert (other is not None and other.name == "Zola") is is_zolas


def test_no_system_is_named_where_there_is_none(tmp_path: Path) -> None:
    root = site_at(tmp_path / "site", {"a.md": "", "b/mkdocs.yml": "", "_config.yml": ""})
    (root / ".vitepress").touch()
    (root / "book.toml").mkdir()
    assert find_others(root, None).system is None
    (root / "mkdocs.yml").touch()
    assert find_others(root, find_configuration(root)).system is None

"""Links into folders whose files are not here: a submodule, or what a build makes."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from app.documents.reader import Reader
from app.library.library import Library
from app.library.load import load
from app.problems import Problem
from tests.conftest import site_at

LoadFiles = Callable[[Mapping[str, str | bytes]], Library]
SUBMODULE = "[submodule]\n\tpath = files\n"
BODY = "---\nimage: {0}d.png\n---\n![a]({0}a.png) [b]({0}b/c.pdf) [d](/elsewhere/a.pdf)\n"


@pytest.mark.parametrize(
    ("configuration", "page", "folder", "address"),
    [
        ("_config.yml", "a.md", "assets/images", "/assets/images/"),
        ("_config.yml", "src/a.md", "src/assets", "/assets/"),
        ("hugo.toml", "content/a.md", "static/img", "/img/"),
        ("hugo.toml", "content/a.md", "content/docs", "/docs/"),
        ("site.yaml", "a.md", "files", "/files/"),
    ],
)
def test_links_and_pictures_below_its_address_are_not_reported_one_by_one(
    load_files: LoadFiles, configuration: str, page: str, folder: str, address: str
) -> None:
    files: dict[str, str | bytes] = {
        configuration: "source: src\n" if page.startswith("src/") else "",
        page: BODY.format(address),
        ".gitmodules": f"[submodule]\n\tpath = {folder}\n",
    }
    library = load_files(files)
    reported = [(item.code, item.file, item.line) for item in library.problems]
    assert ("missing-submodule", ".gitmodules", 2) in reported
    assert [code for code, *_ in reported if code not in {"missing-submodule", "orphan"}] == [
        "broken-link"
    ]
    (problem,) = (item for item in library.problems if item.code == "missing-submodule")
    assert f'"{folder}"' in problem.message
    assert address in problem.message
    assert "git submodule update --init" in problem.hint


def test_the_problem_moves_with_its_line(tmp_path: Path) -> None:
    folder = site_at(tmp_path, {"a.md": "[a](/files/a.pdf)", ".gitmodules": SUBMODULE})
    reader = Reader(folder)
    before = reader.read(reader.listing())
    (folder / ".gitmodules").write_text(f"# A remark.\n{SUBMODULE}")
    after = reader.read(reader.listing())
    assert before.inputs != after.inputs


@pytest.mark.parametrize("folder", ["themes/t", "_sass/x", "docs/.hidden", "assets/vendor/x"])
def test_a_folder_that_is_not_on_the_website_is_no_problem(
    load_files: LoadFiles, folder: str
) -> None:
    configuration = "hugo.toml" if folder.startswith("themes") else "_config.yml"
    modules = f"[submodule]\n\tpath = {folder}\n"
    library = load_files({configuration: "", ".gitmodules": modules, "a.md": "---\n---\nA\n"})
    assert "missing-submodule" not in {problem.code for problem in library.problems}


def test_fetching_it_is_a_change_of_the_tree(tmp_path: Path) -> None:
    modules = "[submodule]\n\tpath = img\n"
    reader = Reader(site_at(tmp_path, {"a.md": "![a](/img/a.png)\n", ".gitmodules": modules}))
    before = reader.listing()
    missing = reader.read(before)
    assert missing.absent_folders == ("/img/",)
    site_at(tmp_path, {"img/a.txt": "a"})
    after = reader.listing()
    assert after != before
    fetched = reader.read(after)
    assert fetched.absent_folders == ()
    assert fetched.inputs != missing.inputs


def test_the_list_of_submodules_alone_is_a_change_too(tmp_path: Path) -> None:
    reader = Reader(site_at(tmp_path, {"a.md": "A\n"}))
    before = reader.listing()
    whole = reader.read(before)
    site_at(tmp_path, {".gitmodules": "[submodule]\n\tpath = img\n"})
    after = reader.listing()
    assert after != before
    assert reader.read(after).inputs != whole.inputs


@pytest.mark.parametrize("configuration", ["_config.yml", "hugo.toml", "site.yaml"])
@pytest.mark.parametrize("path", ["a" * 5_000, "a\0b", "\ufffd", 'x"y', "a//b", "%2e/..%2f", "?#"])
def test_any_name_is_read(load_files: LoadFiles, configuration: str, path: str) -> None:
    modules = f"[submodule]\n\tpath = {path}\n"
    page = "content/a.md" if configuration == "hugo.toml" else "a.md"
    library = load_files({configuration: "", ".gitmodules": modules, page: "---\n---\n[a](/b/)\n"})
    assert "broken-link" in {problem.code for problem in library.problems}


def test_a_theme_of_another_generator_is_no_folder_of_the_website(load_files: LoadFiles) -> None:
    modules = "[submodule]\n\tpath = themes/ananke\n"
    library = load_files({"_config.yml": "", ".gitmodules": modules, "a.md": "---\n---\nA\n"})
    assert "missing-submodule" not in {problem.code for problem in library.problems}


def but_orphans(library: Library) -> list[Problem]:
    return [problem for problem in library.problems if problem.code != "orphan"]


@pytest.mark.parametrize(
    ("configuration", "page", "folder", "address"),
    [
        ("_config.yml", "a.md", "docs", "/docs/"),
        ("_config.yml", "src/a.md", "src/docs/api", "/docs/api/"),
        ("hugo.toml", "content/a.md", "static/api", "/api/"),
    ],
)
def test_links_into_a_folder_that_a_build_makes_are_one_hint(
    load_files: LoadFiles, configuration: str, page: str, folder: str, address: str
) -> None:
    files: dict[str, str | bytes] = {
        configuration: "source: src\n" if page.startswith("src/") else "",
        page: f"---\n---\n[a]({address}) [b]({address}a/b.pdf) [c]({address.strip('/')}-c/)\n",
    }
    assert [problem.code for problem in but_orphans(load_files(files))] == ["broken-link"] * 3
    hint, broken = but_orphans(load_files({**files, ".gitignore": f"/{folder}\n"}))
    assert (hint.code, broken.code) == ("missing-route", "broken-link")
    assert hint.message == (
        f"2 links in 1 file lead below {address}, where the content has nothing; "
        "git ignores the folder"
    )
    assert f'write `routes: ["{address}**"]`' in hint.hint


@pytest.mark.parametrize(
    ("ignored", "codes"),
    [
        ("*.zip\n", ["missing-route", "broken-link"]),
        ("**/*.ZIP\n", ["missing-route", "broken-link"]),
        ("*.zip\n!week.zip\n", ["broken-link"] * 3),
        ("# *.zip\n*.html\nzip\n", ["broken-link"] * 3),
    ],
)
def test_links_to_files_of_a_type_that_git_ignores_are_one_hint(
    load_files: LoadFiles, ignored: str, codes: list[str]
) -> None:
    page = "[a](/course/a.zip) [b](/course/b.zip) [c](/course/c.html)\n"
    problems = but_orphans(
        load_files({"hugo.toml": "", "content/a.md": page, ".gitignore": ignored})
    )
    assert [problem.code for problem in problems] == codes
    if "missing-route" in codes:
        assert problems[0].message == (
            "2 links in 1 file lead to /course/*.zip, where the content has nothing; "
            "git ignores files of that type"
        )
        assert 'write `routes: ["/course/*.zip"]`' in problems[0].hint


def test_a_route_of_such_files_is_no_problem(load_files: LoadFiles) -> None:
    files = {"hugo.toml": "", "content/a.md": "[a](/course/a.zip)\n", ".gitignore": "*.zip\n"}
    assert but_orphans(load_files({**files, "site.yaml": 'routes: ["/course/*.zip"]\n'})) == []


def test_a_symbolic_link_into_such_a_folder_is_a_hint(tmp_path: Path) -> None:
    page = "---\n---\n[a](/doc/a) [b](/other/a)\n"
    site_at(tmp_path, {"_config.yml": "", ".gitignore": "docs\n", "a.md": page})
    (tmp_path / "doc").symlink_to("docs/doc")
    (tmp_path / "other").symlink_to("others/doc")
    problems = [(item.file, item.code, item.severity.value) for item in but_orphans(load(tmp_path))]
    assert sorted(problems) == [
        ("a.md", "broken-link", "warning"),
        ("a.md", "missing-route", "hint"),
        ("doc", "not-served", "hint"),
        ("other", "symlink-loop", "error"),
    ]


def test_a_native_tree_has_no_folders_that_a_build_makes(tmp_path: Path) -> None:
    site_at(tmp_path, {"index.md": "[a](/docs/a)\n", ".gitignore": "docs\n"})
    (tmp_path / "doc").symlink_to("docs")
    assert {item.code for item in load(tmp_path).problems} == {"broken-link", "symlink-loop"}


def test_what_git_ignores_is_a_change_of_the_tree(tmp_path: Path) -> None:
    reader = Reader(site_at(tmp_path, {"_config.yml": "", "a.md": "A\n"}))
    before = reader.listing()
    without = reader.read(before)
    site_at(tmp_path, {".gitignore": "docs\n"})
    after = reader.listing()
    assert after != before
    ignoring = reader.read(after)
    assert ignoring.built_folders == ("/docs/",)
    assert ignoring.inputs != without.inputs


@pytest.mark.parametrize(
    ("ignored", "pages"),
    [
        ({"content/tools/.gitignore": "_index.adoc\n"}, "[a](/tools/) [b](/tools/#x)"),
        ({"content/api/.gitignore": "v*.md\n"}, "[a](/api/v1/) [b](/api/v2beta/)"),
        (
            {".gitignore": "/a.md\n../b.md\n/index.md\ncontent/cmd/run.md\n"},
            "[a](/cmd/run/) [b](/cmd/run/)",
        ),
    ],
)
def test_links_to_pages_that_git_ignores_are_hints(
    tmp_path: Path, ignored: dict[str, str], pages: str
) -> None:
    site = {
        "hugo.toml": "",
        "content/cmd/a.md": "A\n",
        "content/api/a.md": "A\n",
        "content/a.md": f"{pages} [lost](/api/x/)\n",
        **ignored,
    }
    codes = [item.code for item in but_orphans(load(site_at(tmp_path, site)))]
    assert sorted(set(codes)) == ["broken-link", "missing-route"]
    assert codes.count("broken-link") == 1


def test_a_page_at_the_top_of_a_jekyll_site_may_be_one_that_git_ignores(tmp_path: Path) -> None:
    page = "---\n---\n[a](/made) [b](/made.html) [lost](/lost)\n"
    site = {"_config.yml": "", ".gitignore": "/made.md\n/../x.md\n/*.md\n", "a.md": page}
    codes = [item.code for item in but_orphans(load(site_at(tmp_path, site)))]
    assert codes == ["missing-route", "broken-link"]

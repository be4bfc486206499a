"""Sites whose configuration names the folder that is the site: jekyllrb.com/docs/configuration."""

from pathlib import Path

import pytest

from app.library.library import Library
from app.library.load import load

_FILES = {
    "README.md": "---\n---\nAbout the repository.",
    "package.json": "{}",
    "src/index.md": "---\ntitle: Home\n---\n{% include note.html %} {{ site.data.team.name }}",
    "src/about/team.md": "---\n---\n[Home](/), [a post](/care/2024/02/03/gout.html), "
    "[news](/feed.xml), [replies](#disqus_thread)",
    "src/care/_posts/2024-02-03-gout.md": "---\n---\n![Foot](/images/foot.svg)",
    "src/_treatments/cupping.md": "---\n---\nCupping.",
    "src/_includes/note.html": "A note.",
    "src/_data/team.yml": "name: Ann",
    "src/images/foot.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="2"/>',
    "src/feed.xml": "---\n---\n<feed/>",
    "src/_redirects": "/old /about/team.html 301\n/atom.xml /feed.xml 301",
}


def _load(folder: Path, source: str) -> Library:
    configuration = f"source: {source}\ncollections:\n  treatments:\n    output: true\n"
    for name, text in {**_FILES, "_config.yml": configuration}.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return load(folder)


@pytest.mark.parametrize("source", ["src", "./src/", ".tmp/src"])
def test_pages_have_their_addresses_below_the_source(tmp_path: Path, source: str) -> None:
    library = _load(tmp_path, source)
    assert {page.path for page in library.pages} == {
        "/",
        "/about/team.html",
        "/care/2024/02/03/gout.html",
        "/treatments/cupping.html",
    }
    assert [str(problem) for problem in library.problems if problem.severity != "hint"] == []


def test_data_includes_files_and_redirects_are_those_of_the_source(tmp_path: Path) -> None:
    library = _load(tmp_path, "src")
    home = library.pages_by_slug["index"]
    assert home.body.content.unpack().text.split() == ["A", "note.", "Ann"]
    post = next(page for page in library.pages if page.section == "posts")
    assert post.categories == ("care",)
    assert {asset.path for asset in library.assets.values()} == {"/images/foot.svg"}
    assert library.addresses.leads_somewhere("/old")


def test_problems_name_the_file_as_it_lies_in_the_tree(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src/a.md").write_text("---\n---\n[lost](/nowhere/)")
    library = _load(tmp_path, "src")
    broken = [problem for problem in library.problems if problem.code == "broken-link"]
    assert [(problem.file, problem.line) for problem in broken] == [("src/a.md", 3)]


@pytest.mark.parametrize("source", [".", "", "..", "/srv/site"])
def test_another_source_than_a_folder_of_the_tree_is_the_whole_tree(
    tmp_path: Path, source: str
) -> None:
    library = _load(tmp_path, source)
    assert "/src/about/team.html" in {page.path for page in library.pages}


def test_a_source_without_documents_is_named_with_its_setting(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("source: web\n")
    (tmp_path / "index.md").write_text("---\n---\nHome.\n")
    (problem,) = load(tmp_path).problems
    assert (problem.code, problem.severity) == ("no-documents", "warning")
    assert problem.message == 'there is no document in the folder "web/", which `source` names'
    assert problem.hint == "Correct `source` in the configuration, or add Markdown files there."

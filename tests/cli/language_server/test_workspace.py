"""A tree with the texts that are open in an editor."""

from pathlib import Path

import pytest

from app.cli.language_server.workspace import OpenText, Workspace, find_content, own_problems
from app.documents.reader import ContentFolderError
from tests.cli.language_server.trees import codes, opened
from tests.conftest import site_at

SITE = {"index.md": "# Home\n\n[About](/about/)\n", "about.md": "# About\n\n[Home](/)\n"}
BROKEN = "# Home\n\n[About](/abuot/)\n"


def test_an_open_text_counts_until_it_is_closed(tmp_path: Path) -> None:
    workspace, snapshot = opened(tmp_path, SITE, {"index.md": BROKEN})
    assert codes(snapshot, "index.md") == ["broken-link"]
    workspace.close((tmp_path / "index.md").as_uri())
    assert codes(workspace.build(), "index.md") == []


def test_a_file_of_a_folder_that_is_a_link_has_its_open_text(tmp_path: Path) -> None:
    site_at(tmp_path / "real", SITE)
    (tmp_path / "link").symlink_to("real")
    workspace = Workspace(tmp_path / "link")
    workspace.open(OpenText((tmp_path / "link/index.md").as_uri(), BROKEN))
    snapshot = workspace.build()
    assert codes(snapshot, "index.md") == ["broken-link"]
    source = workspace.source("about.md", snapshot.texts)
    assert source.uri == (tmp_path / "link/about.md").as_uri()


def test_a_text_that_is_typed_halfway_keeps_its_former_document(tmp_path: Path) -> None:
    workspace, _ = opened(tmp_path, {**SITE, "conditions/a.md": "# Bursitis\n"})
    uri = (tmp_path / "conditions/a.md").as_uri()
    workspace.open(OpenText(uri, "---\ntitle: [\n---\n", 2))
    snapshot = workspace.build()
    assert codes(snapshot, "conditions/a.md") == ["front-matter-syntax"]
    assert snapshot.documents["conditions/a.md"].kind == "condition"
    assert snapshot.library.conditions == ()


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_byte_order_mark_that_the_editor_hides_is_still_reported(
    tmp_path: Path, mark: str
) -> None:
    page = "---\ntitle: A\n---\n"
    files = {"_config.yml": "title: A\n", "index.md": f"\ufeff{page}", "about.md": page}
    _, snapshot = opened(tmp_path, files, {"index.md": f"{mark}{page}More.\n"})
    assert "byte-order-mark" in codes(snapshot, "index.md")


@pytest.mark.parametrize("text", ["\ud83d", "a\0b", "\ufdd0", "---\n", "{{", "---\na: *b\n---\n"])
def test_no_text_stops_the_reading(tmp_path: Path, text: str) -> None:
    workspace, snapshot = opened(tmp_path, SITE)
    written = OpenText((tmp_path / "index.md").as_uri(), text)
    own_problems(snapshot, "index.md", written)
    workspace.open(written)
    assert workspace.build().library.pages_by_slug["about"].title == "About"


def test_problems_of_a_document_by_itself_are_those_of_its_text(tmp_path: Path) -> None:
    files = {**SITE, "site.yaml": "ignore: {about.md: [duplicate-key]}\n"}
    _, snapshot = opened(tmp_path, files)
    text = OpenText("", "---\ndraft: maybe\na: 1\na: 2\n---\n[x](/lost/)\n")
    found = {file: own_problems(snapshot, file, text) for file in ("index.md", "about.md")}
    assert sorted(problem.code for problem in found["index.md"]) == [
        "duplicate-key",
        "invalid-value",
    ]
    assert [problem.code for problem in found["about.md"]] == ["invalid-value"]


@pytest.mark.parametrize("uri", ["untitled:Untitled-1", "git:/a.md?HEAD", "file:///%00", ""])
def test_a_uri_that_is_no_file_has_no_path(uri: str) -> None:
    assert Workspace.path_of(uri) is None


def test_a_named_site_file_elsewhere_is_found_by_its_name(tmp_path: Path) -> None:
    site_file = tmp_path / "other" / "clinic.yaml"
    site_at(tmp_path / "other", {"clinic.yaml": "titel: A\n"})
    workspace = Workspace(site_at(tmp_path / "content", SITE), site_file)
    snapshot = workspace.build()
    assert list(snapshot.problems) == ["clinic.yaml"]
    assert workspace.source("clinic.yaml", {}).uri == site_file.as_uri()
    workspace.open(OpenText(site_file.as_uri(), "title: A\n"))
    assert workspace.build().problems == {}


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ContentFolderError):
        Workspace(tmp_path / "none").build()


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (["one/site.yaml", "one/content/a.md"], "one"),
        (["one/hugo.toml", "one/content/a.md"], "one"),
        (["one/_config.yml"], "one"),
        (["one/content/a.md"], "one/content"),
        (["one/README.md", "two/site.yaml"], "two"),
        (["one/README.md", "two/content/a.md"], "two/content"),
        (["one/README.md", "two/index.md"], "two"),
        (["one/_index.md", "two/index.md"], "one"),
        (["one/README.md", "two/README.md"], "one/content"),
    ],
)
def test_the_content_folder_is_found_in_the_folders_of_a_project(
    tmp_path: Path, files: list[str], expected: str
) -> None:
    site_at(tmp_path, dict.fromkeys(files, ""))
    folders = [tmp_path / "one", tmp_path / "two"]
    assert find_content(folders) == tmp_path / expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("content/a.md", True),
        ("content/new/picture.png", True),
        ("content/.git/index", False),
        ("other/a.md", False),
    ],
)
def test_only_files_of_the_tree_have_it_read_again(
    tmp_path: Path, name: str, expected: bool
) -> None:
    workspace = Workspace(site_at(tmp_path / "content", SITE))
    assert workspace.concerns((tmp_path / name).as_uri()) == expected
    assert not workspace.concerns("untitled:1")

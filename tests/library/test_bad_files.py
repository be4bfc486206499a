"""Files that no repository can hold, or that no one should commit: made here, told, survived."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import orjson
import pytest

from app.documents.reader import ContentFolderError
from app.files.opening import read
from app.files.tree import SourceFile
from app.library.library import Library
from app.library.load import load
from app.problems import Problem
from app.views.answers import encode
from app.views.pages import page_view
from tests.conftest import site_at

LoadFiles = Callable[[Mapping[str, str | bytes]], Library]
Places = Callable[[Library], list[tuple[str, int, int, str]]]

HOME = "# Home\n\nAll is well here.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A content folder with a home page."""
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "index.md").write_text(HOME, encoding="utf-8")
    return folder


def paths(library: Library) -> list[str]:
    return [page.path for page in library.pages]


def test_there_must_be_a_folder(tmp_path: Path) -> None:
    with pytest.raises(ContentFolderError, match="no such file or directory"):
        load(tmp_path / "nowhere")
    (tmp_path / "file.md").write_text(HOME, encoding="utf-8")
    with pytest.raises(ContentFolderError, match="not a directory"):
        load(tmp_path / "file.md")


def test_an_empty_folder_is_a_site_without_pages(tmp_path: Path) -> None:
    library = load(tmp_path)
    assert (library.pages, library.menus) == ((), ())


def test_utf_16_is_told_by_its_mark(load_files: LoadFiles, places: Places) -> None:
    library = load_files(
        {
            "index.md": HOME,
            "big.md": HOME.encode("utf-16-be"),
            "little.md": b"\xff\xfe" + HOME.encode("utf-16-le"),
            "marked.md": b"\xfe\xff" + HOME.encode("utf-16-be"),
            "wide.md": HOME.encode("utf-32"),
        }
    )
    assert places(library) == [
        ("big.md", 1, 1, "not-text"),
        ("little.md", 1, 1, "not-text"),
        ("marked.md", 1, 1, "not-text"),
        ("wide.md", 1, 1, "not-text"),
    ]
    assert "UTF-16" in library.problems[1].message
    assert "UTF-32" in library.problems[3].message
    assert paths(library) == ["/"]


def test_a_file_of_twenty_megabytes_is_not_read(root: Path, places: Places) -> None:
    with (root / "huge.md").open("wb") as file:
        file.truncate(20 * 1024 * 1024)
    library = load(root)
    assert places(library) == [("huge.md", 1, 1, "file-too-large")]
    assert "20,971,520 bytes" in library.problems[0].message
    assert paths(library) == ["/"]


def test_a_file_at_the_limit_is_read(root: Path, places: Places) -> None:
    (root / "large.md").write_bytes(b"x" * (5 * 1024 * 1024))
    library = load(root)
    assert places(library) == [("large.md", 1, 1, "orphan")]
    (root / "large.md").write_bytes(b"x" * (5 * 1024 * 1024 + 1))
    assert places(load(root)) == [("large.md", 1, 1, "file-too-large")]


def test_symbolic_links_that_lead_astray(root: Path, places: Places) -> None:
    outside = root.parent / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text("Secret.", encoding="utf-8")
    (outside / "secret.png").write_bytes(b"secret")
    (root / "file.md").symlink_to(outside / "secret.md")
    (root / "picture.png").symlink_to("../outside/secret.png")
    (root / "folder").symlink_to(outside)
    (root / "own.md").symlink_to("own.md")
    (root / "ping.md").symlink_to("pong.md")
    (root / "pong.md").symlink_to("ping.md")
    (root / "dangling.md").symlink_to("nothing.md")
    (root / "here").symlink_to(".")
    (root / "below").mkdir()
    (root / "below" / "up").symlink_to("..")
    library = load(root)
    assert places(library) == [
        ("below/up", 1, 1, "symlink-loop"),
        ("dangling.md", 1, 1, "symlink-loop"),
        ("file.md", 1, 1, "symlink-outside"),
        ("folder", 1, 1, "symlink-outside"),
        ("here", 1, 1, "symlink-loop"),
        ("own.md", 1, 1, "symlink-loop"),
        ("picture.png", 1, 1, "symlink-outside"),
        ("ping.md", 1, 1, "symlink-loop"),
        ("pong.md", 1, 1, "symlink-loop"),
    ]
    assert paths(library) == ["/"]
    assert library.assets == {}


def test_symbolic_links_within_the_folder_are_followed(root: Path, places: Places) -> None:
    (root / "real").mkdir()
    (root / "real" / "page.md").write_text("# Page\n\n[home](/)\n", encoding="utf-8")
    (root / "twin").symlink_to("real")
    (root / "alone.md").symlink_to("real/page.md")
    library = load(root)
    assert paths(library) == ["/", "/alone/", "/real/page/", "/twin/page/"]
    assert {page.title for page in library.pages[1:]} == {"Page"}
    assert {place[3] for place in places(library)} == {"orphan"}


def test_a_folder_that_is_itself_a_symbolic_link(root: Path) -> None:
    link = root.parent / "current"
    link.symlink_to(root)
    assert paths(load(link)) == ["/"]


def test_what_is_neither_file_nor_folder_is_never_opened(root: Path, places: Places) -> None:
    os.mkfifo(root / "pipe.md")
    os.mkfifo(root / "pipe.png")
    os.mkfifo(root / "site.yaml")
    library = load(root)
    assert places(library) == [
        ("pipe.md", 1, 1, "unreadable"),
        ("pipe.png", 1, 1, "unreadable"),
        ("site.yaml", 1, 1, "unreadable"),
    ]
    assert paths(library) == ["/"]


def test_a_file_that_is_gone_or_out_of_reach_is_told(tmp_path: Path) -> None:
    # What a user may not read, root may; so it is another reason that the system gives here.
    beyond = tmp_path / ("x" * 300)
    for location, reason in ((tmp_path / "a.md", "no such file"), (beyond, "file name too long")):
        problem = read(SourceFile("a.md", str(location)))
        assert isinstance(problem, Problem)
        assert (problem.file, problem.code) == ("a.md", "unreadable")
        assert reason in problem.message


def test_names_that_are_no_text(root: Path, places: Places) -> None:
    (Path(os.fsdecode(os.fsencode(root) + b"/na\xefve.md"))).write_text("x", encoding="utf-8")
    (root / "two\nlines.md").write_text("x", encoding="utf-8")
    library = load(root)
    assert places(library) == [
        ("na\\udcefve.md", 1, 1, "unreadable"),
        ("two\\nlines.md", 1, 1, "unreadable"),
    ]
    assert paths(library) == ["/"]


def test_hidden_files_are_nobodys_business(root: Path) -> None:
    (root / ".git").mkdir()
    (root / ".git" / "config.md").write_text("x", encoding="utf-8")
    (root / ".hidden.md").write_text("x", encoding="utf-8")
    (root / ".env.png").write_text("x", encoding="utf-8")
    library = load(root)
    assert (paths(library), library.problems, library.assets) == (["/"], (), {})


def test_files_of_no_served_type_are_told(root: Path, places: Places) -> None:
    (root / "config.toml").write_text("x", encoding="utf-8")
    (root / "README").write_text("x", encoding="utf-8")
    (root / "below").mkdir()
    (root / "below" / "site.yaml").write_text("x", encoding="utf-8")
    assert places(load(root)) == [
        ("README", 1, 1, "not-served"),
        ("below/site.yaml", 1, 1, "not-served"),
        ("config.toml", 1, 1, "not-served"),
    ]


def test_file_names_up_to_what_a_disk_takes(root: Path, places: Places) -> None:
    (root / f"{'x' * 200}.md").write_text("# Fits\n", encoding="utf-8")
    (root / f"{'y' * 201}.md").write_text("# Does not\n", encoding="utf-8")
    # 18 letters each once they are spelled out.
    (root / f"{'ﷺ' * 80}.md").write_text("# Neither\n", encoding="utf-8")
    library = load(root)
    wrong = [place for place in places(library) if place[3] == "invalid-slug"]
    assert wrong == [
        (f"{'y' * 201}.md", 1, 1, "invalid-slug"),
        (f"{'ﷺ' * 80}.md", 1, 1, "invalid-slug"),
    ]
    assert {page.title: len(page.slug) for page in library.pages[1:]} == {
        "Fits": 200,
        "Does not": len("untitled-12345678"),
        "Neither": len("untitled-12345678"),
    }


def test_a_permalink_has_a_limit_as_a_whole(load_files: LoadFiles, places: Places) -> None:
    library = load_files({"index.md": f"---\npermalink: {'/a' * 50_000}\n---\n"})
    assert places(library) == [("index.md", 2, 12, "invalid-slug")]
    assert paths(library) == ["/"]


@pytest.mark.parametrize(
    ("body", "line"),
    [
        (">" * 10_000 + " deep", 3),
        ("- " * 10_000 + "deep", 3),
        ("*" * 10_000 + "deep" + "*" * 10_000, 3),
        ("[" * 10_000 + "deep" + "](/)" * 10_000, None),
        ("![" * 10_000 + "deep" + "](a.png)" * 10_000, None),
        ("<div>" * 10_000 + "deep" + "</div>" * 10_000, None),
        ("<b>" * 10_000 + "deep", None),
        ("a " + "`" * 10_000 + "deep", None),
        ("a " + "~~" * 10_000 + "deep" + "~~" * 10_000, None),
        ("| a " * 10_000 + "|\n" + "| - " * 10_000 + "|\n", None),
        ("[^a]: " * 10_000 + "deep", None),
    ],
    ids=[
        "quotes",
        "lists",
        "stars",
        "brackets",
        "pictures",
        "elements",
        "bold",
        "ticks",
        "strokes",
        "table",
        "footnotes",
    ],
)
def test_bodies_nested_ten_thousand_deep(
    load_files: LoadFiles, places: Places, body: str, line: int | None
) -> None:
    library = load_files({"index.md": HOME, "deep.md": f"Ä\n\n{body}\n"})
    page = library.pages_by_slug["deep"]
    told = [place for place in places(library) if place[3] == "nested-too-deep"]
    if line is None:
        assert len(told) <= 1
    else:
        assert [(place[0], place[1]) for place in told] == [("deep.md", line)]
    # What is served can be read by any reader of JSON.
    assert orjson.loads(page.body.content.unpack().mdast)["type"] == "root"
    assert encode(page_view(page, library))
    if "|" not in body and "[^a]" not in body and "![" not in body:
        assert "deep" in page.body.content.unpack().text
    assert page.body.content.unpack().markdown == f"Ä\n\n{body}\n"


@pytest.mark.parametrize(
    ("front_matter", "code"),
    [
        ("---\na: " + "[" * 10_000 + "]" * 10_000 + "\n---\n", "nested-too-deep"),
        ("---\n" + "- " * 10_000 + "a\n---\n", "front-matter-not-mapping"),
        ("---\na: " + "{b: " * 10_000 + "}" * 10_000 + "\n---\n", "nested-too-deep"),
        ("+++\na = " + "[" * 10_000 + "]" * 10_000 + "\n+++\n", "nested-too-deep"),
        ("+++\na" + ".a" * 10_000 + " = 1\n+++\n", "nested-too-deep"),
        ('{"a": ' * 10_000 + "1" + "}" * 10_000 + "\n", "nested-too-deep"),
        ('{"a": ' + "[" * 10_000 + "]" * 10_000 + "}\n", "nested-too-deep"),
    ],
)
def test_front_matter_nested_ten_thousand_deep(
    load_files: LoadFiles, places: Places, front_matter: str, code: str
) -> None:
    library = load_files({"index.md": HOME, "deep.md": front_matter})
    ((file, line, _, told),) = places(library)
    assert (file, told) == ("deep.md", code)
    assert line in {1, 2}
    assert paths(library) == ["/"]


def test_a_site_file_nested_ten_thousand_deep(load_files: LoadFiles, places: Places) -> None:
    menu = "menus:\n  main: " + "[{title: A, children: " * 10_000 + "[]" + "}]" * 10_000
    library = load_files({"index.md": HOME, "site.yaml": menu + "\n"})
    ((file, line, _, code),) = places(library)
    assert (file, line, code) == ("site.yaml", 2, "nested-too-deep")
    assert paths(library) == ["/"]


def test_menus_as_deep_as_parents_make_them(load_files: LoadFiles, places: Places) -> None:
    def below(number: int) -> str:
        return f"---\nmenu:\n  main: {{identifier: p{number}, parent: p{number - 1}}}\n---\n"

    files = {f"p{number:04}.md": below(number) for number in range(1, 350)}
    files["p0000.md"] = "---\nmenu:\n  main: {identifier: p0}\n---\n"
    library = load_files(files)
    assert places(library) == [
        (f"p{hundred:02}00.md", 3, 9 + len("{identifier: p") + len(f"{hundred}00, parent: "), code)
        for hundred, code in ((number, "nested-too-deep") for number in range(1, 4))
    ]
    (menu,) = library.menus
    assert len(menu.items) == 4
    assert encode(menu)
    assert len(library.pages) == 350


@pytest.mark.parametrize(
    ("held", "place"),
    [
        (b"title: A\nmenus: 'b\n", ("site.yaml", 2, 8, "front-matter-syntax")),
        (b"- a\n", ("site.yaml", 1, 1, "front-matter-not-mapping")),
        (b"title: \xe9\n", ("site.yaml", 1, 8, "not-text")),
        (b"title: A\r\ntitle: B\r\n", ("site.yaml", 2, 1, "duplicate-key")),
        (b"#" * (5 * 1024 * 1024 + 1), ("site.yaml", 1, 1, "file-too-large")),
    ],
    ids=["syntax", "list", "bytes", "twice", "huge"],
)
def test_site_files_that_cannot_be_read(
    load_files: LoadFiles, places: Places, held: bytes, place: tuple[str, int, int, str]
) -> None:
    library = load_files({"index.md": HOME, "site.yaml": held})
    assert places(library) == [place]
    assert paths(library) == ["/"]


def test_a_site_file_named_on_the_way_in_must_be_one(root: Path) -> None:
    with pytest.raises(ContentFolderError, match="there is no site file"):
        load(root, root / "other.yaml")
    with pytest.raises(ContentFolderError, match="there is no site file"):
        load(root, root)
    elsewhere = root.parent / "elsewhere.yaml"
    elsewhere.write_text("title: Elsewhere\ncolor: red\n", encoding="utf-8")
    library = load(root, elsewhere)
    assert library.site.title == "Elsewhere"
    assert [(problem.file, problem.line) for problem in library.problems] == [("elsewhere.yaml", 2)]
    elsewhere.write_bytes(b"#" * (5 * 1024 * 1024 + 1))
    with pytest.raises(ContentFolderError, match="5,242,881 bytes"):
        load(root, elsewhere)


def test_a_folder_named_like_the_site_file_is_a_folder(root: Path) -> None:
    (root / "site.yaml").mkdir()
    (root / "site.yaml" / "a.md").write_text("# A\n", encoding="utf-8")
    assert paths(load(root)) == ["/", "/site.yaml/a/"]


def test_thousands_of_damaged_words_take_no_time_to_speak_of(
    load_files: LoadFiles, places: Places
) -> None:
    damaged = "Golfer’s".encode().decode("cp1252")
    library = load_files({"index.md": f"{damaged} " * 5_000})
    found = places(library)
    assert len(found) == 5_000
    assert found[-1] == ("index.md", 1, 4_999 * (len(damaged) + 1) + 1, "mojibake")


@pytest.mark.parametrize("html", ["<p>{}</p>", '<a href="{}">a</a>', "<ul><li>{}</li></ul>"])
@pytest.mark.parametrize("name", ["a.md", "a.html"])  # the second in a Jekyll tree
def test_a_character_reference_of_any_number_of_digits_is_read(
    load_files: LoadFiles, html: str, name: str
) -> None:
    body = html.format(f"&#{'9' * 5_000};")
    library = load_files({name: f"---\ntitle: A\n---\n{body}\n", "_config.yml": ""})
    assert [page.title for page in library.pages] == ["A"]


def test_a_folder_without_a_document_is_reported(tmp_path: Path) -> None:
    (problem,) = load(tmp_path).problems
    assert str(problem) == (
        ".:1:1: warning[no-documents]: there is no document in the content folder. "
        "Add Markdown files, or name the folder that holds them."
    )
    (tmp_path / "draft.md").write_text("---\ndraft: true\n---\n")
    assert load(tmp_path).problems == ()


@pytest.mark.parametrize("configuration", ["_config.yml", "hugo.toml"])
def test_a_folder_of_html_without_front_matter_has_no_document(
    tmp_path: Path, configuration: str
) -> None:
    folder = "content/" if configuration == "hugo.toml" else ""
    files = {configuration: "", f"{folder}a.html": "<p>A</p>", f"{folder}b.html": "<p>B</p>"}
    first, *others = load(site_at(tmp_path, files)).problems
    assert first.code == "no-documents"
    assert first.message.endswith(", only 2 files without front matter")
    assert [problem.code for problem in others] == ["not-served"] * 2
    site_at(tmp_path, {f"{folder}c.html": "---\n---\n<p>C</p>"})
    assert "no-documents" not in {problem.code for problem in load(tmp_path).problems}


def test_a_file_that_cannot_be_read_is_not_called_no_document(tmp_path: Path) -> None:
    site_at(tmp_path, {"_config.yml": "", "a.md": "---\n: [\n---\n"})
    assert "no-documents" not in {problem.code for problem in load(tmp_path).problems}


def test_a_site_in_a_folder_is_reported_instead_of_the_mistakes_of_its_files(
    tmp_path: Path,
) -> None:
    site_at(tmp_path, {"README.md": "# A\n", "clinic/content/a.md": "---\n: [\n---\n"})
    assert "front-matter-syntax" in [problem.code for problem in load(tmp_path).problems]
    site_at(tmp_path, {"clinic/hugo.toml": "", "old/_config.yml": "", ".cache/_config.yml": ""})
    (problem,) = load(tmp_path).problems
    assert str(problem) == (
        '.:1:1: warning[site-in-subfolder]: the site is in the folder "clinic/", '
        "which has clinic/hugo.toml. "
        "Name the folder clinic/ or old/ as the content; it is read by its own rules."
    )
    (tmp_path / "index.md").write_text("Home\n")
    assert "front-matter-syntax" in [problem.code for problem in load(tmp_path).problems]


def test_a_configuration_alone_is_no_site_beside_one_in_a_folder(tmp_path: Path) -> None:
    docs = {"docs/_config.yml": "title: A\n", "docs/index.md": "---\n---\n[x](/lost/)"}
    site_at(tmp_path, {"_config.yml": "theme: t\n", "readme.md": "# A\n", **docs})
    assert [problem.code for problem in load(tmp_path).problems] == ["site-in-subfolder"]


@pytest.mark.parametrize(
    "files",
    [
        {"index.html": "---\n---\n"},
        {"_layouts/a.html": ""},
        {"_config.yml": "source: docs\n"},
        {"docs/index.md": None},
        {"site.yaml": ""},
    ],
)
def test_the_root_is_the_site_where_it_has_more_than_a_configuration(
    tmp_path: Path, files: Mapping[str, str | None]
) -> None:
    docs = {"docs/_config.yml": "title: A\n", "docs/index.md": "---\n---\n", "docs/a.md": ""}
    tree: dict[str, str | None] = {"_config.yml": "theme: t\n", **docs, **files}
    site_at(tmp_path, {name: text for name, text in tree.items() if text is not None})
    assert "site-in-subfolder" not in {problem.code for problem in load(tmp_path).problems}

"""The generated tree is the same everywhere, and one that the service has nothing to say about."""

from pathlib import Path

from app.library.load import load
from tests.bench.tree import PAGE_BYTES, file_of, make_tree, page_text, slug

PAGES = 40


def files(folder: Path) -> dict[str, bytes]:
    """All files of a folder by their names."""
    return {
        each.relative_to(folder).as_posix(): each.read_bytes()
        for each in folder.rglob("*")
        if each.is_file()
    }


def test_two_trees_of_one_size_are_the_same(tmp_path: Path) -> None:
    make_tree(tmp_path / "one", PAGES)
    make_tree(tmp_path / "two", PAGES)
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_a_page_stays_as_it_was_generated_once() -> None:
    text = page_text(7, 1_000)
    assert text.startswith('---\ntitle: "Page 7: ')
    assert "/stories/page-00007/" not in text
    assert "](/treatments/page-00008/)" in text


def test_pages_differ_and_have_their_size() -> None:
    texts = [page_text(number, PAGES) for number in range(PAGES)]
    assert len(set(texts)) == PAGES
    assert all(PAGE_BYTES <= len(text.encode()) < PAGE_BYTES * 1.1 for text in texts)


def test_the_service_finds_no_problem_in_it(tmp_path: Path) -> None:
    make_tree(tmp_path / "content", PAGES)
    library = load(tmp_path / "content")
    assert [str(problem) for problem in library.problems] == []
    assert len(library.pages) == PAGES + 1


def test_pages_have_what_a_clinic_s_pages_have(tmp_path: Path) -> None:
    make_tree(tmp_path / "content", PAGES)
    page = load(tmp_path / "content").pages_by_slug[slug(3)]
    assert [each.role for each in page.lists] == ["conditions", None, None]
    assert len(page.conditions) == 6
    assert [link.status for link in page.links] == ["ok"] * 3
    assert page.backlinks
    assert page.params == {"audience": "adults", "minutes": page.params["minutes"]}


def test_a_page_lies_where_it_is_edited(tmp_path: Path) -> None:
    make_tree(tmp_path / "content", PAGES)
    assert file_of(tmp_path / "content", 5).read_text(encoding="utf-8") == page_text(5, PAGES)


def test_an_empty_tree_is_a_home_page(tmp_path: Path) -> None:
    make_tree(tmp_path / "content", 0)
    assert list(files(tmp_path / "content")) == ["_index.md"]

"""Files that links to missing ones may mean."""

import pytest

from app.library.similar_files import SimilarFiles, names_file

FILES = [
    "/doc/Price List.pdf",
    "/doc/plan.docx",
    "/doc/twice.pdf",
    "/doc/twice.docx",
    "/a/logo.pdf",
    "/b/logo.pdf",
    "/2019/form.pdf",
    "/doc/team.png",
    "/doc/look.css",
]


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("/doc/price-list.pdf", "/doc/Price List.pdf"),
        ("/doc/Price_List", "/doc/Price List.pdf"),
        ("/Doc/price list.PDF", "/doc/Price List.pdf"),
        ("/doc/plan.pdf", "/doc/plan.docx"),
        ("/doc/Twice.PDF", "/doc/twice.pdf"),
        ("/form.pdf", "/2019/form.pdf"),
        ("/2018/Form.pdf", "/2019/form.pdf"),
        ("/form", None),
        ("/doc/team", None),
        ("/doc/look", None),
        ("/doc/plan/", None),
        ("/doc/team.jpg", "/doc/team.png"),
        ("/form.docx", None),
        ("/doc/twice.zip", None),
        ("/logo.pdf", None),
        ("/doc/prices.pdf", None),
        ("/", None),
    ],
)
def test_a_file_is_meant_by_its_name_and_then_its_folder(path: str, meant: str | None) -> None:
    assert SimilarFiles(FILES).meant((path, path)) == meant


def test_a_relative_link_may_name_a_file_in_either_folder() -> None:
    assert SimilarFiles(FILES).meant(("/a/b/plan.pdf", "/doc/plan.pdf")) == "/doc/plan.docx"


@pytest.mark.parametrize(
    ("path", "is_file"),
    [
        ("/a/b.jar", True),
        ("/a.PDF", True),
        ("/v1.2", False),
        ("/a.html", False),
        ("/a.md", False),
        ("/a.b/c", False),
    ],
)
def test_a_suffix_tells_a_file_from_a_page(path: str, is_file: bool) -> None:
    assert names_file(path) is is_file

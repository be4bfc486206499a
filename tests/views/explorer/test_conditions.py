"""Conditions by treatments."""

from pathlib import Path

from app.library.library import Library
from app.library.load import load
from app.views.explorer.conditions import PART, condition_detail, condition_matrix
from app.views.explorer.frame import EditorLinks
from tests.conftest import site_at

FILES = {
    "massage.md": "---\ntitle: Massage\nconditions: [Bursitis, Sciatica]\n---\n",
    "taping.md": "---\ntitle: Taping\nconditions: [Bursitis]\n---\n",
    "conditions/tendonitis.md": "---\ntitle: Tendonitis\nalternate_names: [tendinosis]\n---\n",
}


def clinic(tmp_path: Path) -> Library:
    """Three conditions, two of them treated."""
    return load(site_at(tmp_path, FILES))


def test_the_matrix_says_what_treats_what(tmp_path: Path) -> None:
    matrix = condition_matrix(clinic(tmp_path))
    assert [(page.title, number) for page, number in matrix.treatments] == [
        ("Massage", 2),
        ("Taping", 1),
    ]
    assert {row.condition.name: list(row.cells) for row in matrix.rows} == {
        "Bursitis": [True, True],
        "Sciatica": [True, False],
        "Tendonitis": [False, False],
    }
    assert (matrix.total, matrix.without_treatment, matrix.left_out) == (3, 1, 0)


def test_names_and_alternate_names_select(tmp_path: Path) -> None:
    library = clinic(tmp_path)
    assert [row.condition.name for row in condition_matrix(library, "BURS").rows] == ["Bursitis"]
    assert [row.condition.name for row in condition_matrix(library, "osis").rows] == ["Tendonitis"]
    assert condition_matrix(library, "nothing").rows == []


def test_much_is_bounded_and_counted(tmp_path: Path) -> None:
    names = ", ".join(f"Syndrome {number:03}" for number in range(PART + 1))
    files = {f"{number}.md": f"---\nconditions: [{names}]\n---\n" for number in range(30)}
    library = load(site_at(tmp_path, files))
    matrix = condition_matrix(library)
    assert (len(matrix.rows), matrix.parts, len(matrix.treatments)) == (PART, 2, 24)
    assert (matrix.left_out, matrix.rows[0].others) == (6, 6)
    assert len(condition_matrix(library, part=2).rows) == 1
    assert condition_matrix(library, part=99).part == 2


def test_mentions_have_their_file_and_line(tmp_path: Path) -> None:
    library = clinic(tmp_path)
    condition = library.conditions_by_slug["bursitis"]
    editor = EditorLinks("vscode://file{file}:{line}", Path("/site"))
    rows = condition_detail(library, condition, editor).mentions
    assert [(row.file, row.editor) for row in rows] == [
        ("massage.md", "vscode://file/site/massage.md:3"),
        ("taping.md", "vscode://file/site/taping.md:3"),
    ]

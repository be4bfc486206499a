"""The verdicts on lists after an edit are those of a fresh load."""

import datetime as dt
from pathlib import Path

import pytest

from app.clinic.lists.judge import judge_for
from app.documents.reader import Reader
from app.library.build import LibraryBuilder, build
from tests.conftest import site_at

NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
LISTING = "# Team\n\n## Expertise\n\n- Zyxia\n- Wvutia\n"
NAMING = "---\nconditions: [Zyxia, Wvutia]\n---\n# A\n"


@pytest.mark.parametrize("edits", [(NAMING, "# A\n"), ("# A\n", NAMING)])
def test_an_edit_of_names_decides_the_lists_of_other_pages(
    tmp_path: Path, edits: tuple[str, ...]
) -> None:
    root = site_at(tmp_path, {"a.md": "# A\n\nSome words.\n", "team.md": LISTING})
    reader, builder = Reader(root, judge_for=judge_for), LibraryBuilder()
    builder.build(reader.read(reader.listing()), NOW)
    for text in edits:
        (root / "a.md").write_text(text)
        tree = reader.read(reader.listing())
        library = builder.build(tree, NOW)
        expected = build(tree, NOW).library
        names = [item.text for item in library.pages_by_slug["team"].lists[0].items]
        assert names == ["Zyxia", "Wvutia"]
        role = library.pages_by_slug["team"].lists[0].role
        assert role == ("conditions" if text == NAMING else None)
        assert library.pages_by_slug == expected.pages_by_slug
        assert library.conditions == expected.conditions

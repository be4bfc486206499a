"""What Hugo's rules keep from one look at a tree to the next."""

from pathlib import Path

import pytest

from app.dialects.detect import Rules
from app.dialects.hugo.dialect import HugoDialect
from app.documents.reader import Reader
from app.files.stamps import Stamp
from app.files.tree import Tree, walk
from app.library.load import load
from tests.conftest import site_at

FILES = {
    "hugo.toml": 'title = "T"\n',
    "content/_index.md": "---\ncascade:\n  layout: plain\n---\n",
    "content/care/_index.md": "---\ncascade: calm\n---\n",
    "layouts/shortcodes/note.html": "{{ .Inner }}",
}
YEAR_NS = 365 * 24 * 3600 * 10**9


def rules_of(content: Path) -> tuple[Rules, Tree]:
    """The rules of a tree, without its facts, and its files."""
    rules = Reader(content).listing().rules
    dialect = rules.dialect
    assert isinstance(dialect, HugoDialect)
    return rules, walk(content, dialect.role)


def test_an_unchanged_tree_is_not_read_again(tmp_path: Path) -> None:
    rules, tree = rules_of(site_at(tmp_path, FILES))
    later = Stamp.of(tmp_path.stat()).mtime_ns + YEAR_NS
    first = rules.dialect.with_tree(tree, later, None)
    for name in FILES:
        (tmp_path / name).unlink()
    again = rules.dialect.with_tree(tree, later, first)
    assert again.tree_facts == first.tree_facts
    assert again.extend_site(rules.site, {}) == first.extend_site(rules.site, {})
    assert rules.dialect.with_tree(tree, later, None).tree_facts != first.tree_facts


def test_a_file_that_may_change_within_its_stamp_is_read_again(tmp_path: Path) -> None:
    rules, tree = rules_of(site_at(tmp_path, FILES))
    now = Stamp.of((tmp_path / "content/_index.md").stat()).mtime_ns
    first = rules.dialect.with_tree(tree, now, None)
    for name in FILES:
        (tmp_path / name).unlink()
    assert rules.dialect.with_tree(tree, now, first).tree_facts != first.tree_facts


def test_a_changed_section_is_read_again(tmp_path: Path) -> None:
    rules, tree = rules_of(site_at(tmp_path, FILES))
    later = Stamp.of(tmp_path.stat()).mtime_ns + YEAR_NS
    first = rules.dialect.with_tree(tree, later, None)
    (tmp_path / "content/_index.md").write_text("---\ncascade:\n  layout: wide\n---\nLonger.\n")
    changed = walk(tmp_path, rules.dialect.role)
    fresh = rules.dialect.with_tree(changed, later, None)
    assert rules.dialect.with_tree(changed, later, first).tree_facts == fresh.tree_facts
    assert fresh.tree_facts != first.tree_facts


@pytest.mark.parametrize(
    ("configuration", "place"),
    [
        ('ignoreFiles = ["ok$", "("]\n', (1, 23)),
        ('ignoreFiles = ["", "ok$", "("]\n', (1, 27)),
        ('title = "T"\nignoreFiles = "(?<!a)b"\n', (2, 15)),
        (f'cascade = [{{target = {{path = "{"**/?" * 60_000}"}}, layout = "x"}}]\n', (1, 12)),
    ],
)
def test_an_invalid_pattern_is_a_problem_at_its_place(
    tmp_path: Path, configuration: str, place: tuple[int, int]
) -> None:
    site_at(tmp_path, {"hugo.toml": configuration, "content/a.md": "# A\n"})
    problems = [each for each in load(tmp_path).problems if each.code == "invalid-value"]
    assert [(each.file, each.line, each.column) for each in problems] == [("hugo.toml", *place)]

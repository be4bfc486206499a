"""Tags that name documents by file, under new names."""

import time
from pathlib import Path

import pytest

from app.dialects.configuration_files import find_configuration
from app.dialects.detect import read_rules
from app.markdown.edits import EditedText


def renamed(folder: Path, text: str, old: str, new: str) -> str:
    """The text after a document has another name."""
    (folder / "_config.yml").write_text("collections: {staff: {output: true}}\n")
    dialect = read_rules(None, find_configuration(folder), is_named=False).dialect
    return EditedText(text, dialect.tag_edits(text, {old: new})).text


@pytest.mark.parametrize(
    ("tag", "new"),
    [
        ("{% link _staff/a.md %}", "{% link _staff/b.md %}"),
        ("{%- link /_staff/a.md -%}", "{%- link /_staff/b.md -%}"),
        ("{% link _staff/ab.md %}", "{% link _staff/ab.md %}"),
        ("{% link {{ page.x }} %}", "{% link {{ page.x }} %}"),
        ("{% comment %}{% link _staff/a.md %}{% endcomment %}", None),
        (
            "{% raw %}{% comment %}{% endraw %}{% link _staff/a.md %}",
            "{% raw %}{% comment %}{% endraw %}{% link _staff/b.md %}",
        ),
        (
            "{% endraw %}{% raw %}{% link _staff/a.md %}",
            "{% endraw %}{% raw %}{% link _staff/b.md %}",
        ),
        ("{%- raw -%}{%- link _staff/a.md -%}{%- endraw -%}", None),
    ],
)
def test_a_link_names_the_new_file(tmp_path: Path, tag: str, new: str | None) -> None:
    assert renamed(tmp_path, tag, "_staff/a.md", "_staff/b.md") == (new or tag)


@pytest.mark.parametrize(
    ("tag", "new"),
    [
        ("{% post_url 2024-01-02-a %}", "{% post_url 2024-01-03-b %}"),
        ("{% post_url /x/2024-01-02-a %}", "{% post_url /y/2024-01-03-b %}"),
        ("{% post_url 2024-01-02-ab %}", "{% post_url 2024-01-02-ab %}"),
    ],
)
def test_a_post_has_its_name_with_and_without_folders(tmp_path: Path, tag: str, new: str) -> None:
    old, moved = "_posts/x/2024-01-02-a.md", "_posts/y/2024-01-03-b.md"
    assert renamed(tmp_path, tag, old, moved) == new


def test_a_post_that_becomes_a_page_has_no_such_name(tmp_path: Path) -> None:
    tag = "{% post_url 2024-01-02-a %}"
    assert renamed(tmp_path, tag, "_posts/2024-01-02-a.md", "a.md") == tag


@pytest.mark.parametrize(
    "text",
    ["{% raw %}" * 20_000, "{% raw %}{% link _staff/a.md %}{% endraw %}" * 4_000],
)
def test_the_time_grows_with_the_text(tmp_path: Path, text: str) -> None:
    start = time.process_time()
    assert renamed(tmp_path, text, "_staff/a.md", "_staff/b.md") == text
    assert time.process_time() - start < 1

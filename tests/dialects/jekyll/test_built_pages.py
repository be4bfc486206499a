"""Links lead to what Jekyll builds of feeds, styles and texts with front matter."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

import pytest

from app.documents.reader import Reader
from app.library.library import Library

LoadFiles: TypeAlias = Callable[[Mapping[str, str | bytes]], Library]

CONFIGURATION = """\
permalink: pretty
defaults:
  - scope: {path: feeds}
    values: {permalink: "/f/:basename:output_ext"}
"""


@pytest.mark.parametrize(
    ("file", "front_matter", "address", "status"),
    [
        ("a.xml", "permalink: /en/rss.xml", "/en/rss.xml", "other"),
        ("a.xml", "permalink: /en/rss.xml", "/a.xml", "broken"),
        ("a.xml", "permalink: en/rss", "/en/rss.xml", "other"),
        ("a.xml", "permalink: /k.json", "/k.json", "other"),
        ("a.xml", "permalink: /feed/", "/feed/", "other"),
        ("d/a.json", 'permalink: "/x/:path/:basename:output_ext"', "/x/d/a.json", "other"),
        ("d/a.json", "", "/d/a.json", "other"),
        ("feeds/a.xml", "", "/f/a.xml", "other"),
        ("a.txt", "", "/a.txt", "other"),
        ("a.txt", "permalink: '/%41 b.txt'", "/A%20b.txt", "other"),
        ("a.txt", "permalink: /b.txt", "/a.txt", "broken"),
        ("a.scss", "", "/a.css", "other"),
        ("a.scss", "permalink: /s/n.css", "/s/n.css", "other"),
    ],
)
def test_a_link_finds_the_address_of_what_is_built(
    load_files: LoadFiles, file: str, front_matter: str, address: str, status: str
) -> None:
    library = load_files(
        {
            "_config.yml": CONFIGURATION,
            "index.md": f"---\n---\n[x]({address})\n",
            file: f"---\n{front_matter}\n---\n",
        }
    )
    assert [link.status for link in library.pages_by_slug["index"].links] == [status]


@pytest.mark.parametrize(
    "text", ["<x/>", "---\npermalink: [\n---\n", "---\npermalink: /b.xml\n", ""]
)
def test_a_file_without_front_matter_that_can_be_read_keeps_its_name(
    load_files: LoadFiles, text: str
) -> None:
    files = {"_config.yml": "", "index.md": "---\n---\n[x](/a.xml)\n", "a.xml": text}
    library = load_files(files)
    assert [link.status for link in library.pages_by_slug["index"].links] == ["other"]


def test_a_new_permalink_is_a_change_of_the_tree(tmp_path: Path) -> None:
    for file, text in {"_config.yml": "", "a.xml": "---\npermalink: /b.xml\n---\n"}.items():
        (tmp_path / file).write_text(text)
    reader = Reader(tmp_path)
    before = reader.read(reader.listing())
    (tmp_path / "a.xml").write_text("---\npermalink: /c.xml\n---\n")
    after = reader.read(reader.listing())
    assert [*before.unserved.values(), *after.unserved.values()] == ["/b.xml", "/c.xml"]
    assert before.inputs != after.inputs

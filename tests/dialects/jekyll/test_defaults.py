"""Front matter that the configuration gives to scopes of files, as Jekyll gives it."""

import json
from typing import Any

import pytest

from app.front_matter import plain
from tests.dialects.jekyll.recorded import RECORDED, configuration

FILES = (
    *("about.md", "about/team.md", "about-us/x.md", "about/deep/y.md", "index.html"),
    *("_posts/2024-01-02-a.md", "health/_posts/2024-01-02-b.md", "_drafts/d.md"),
    *("_notes/one.md", "_notes/sub/two.md"),
    *("blog/2023/a.md", "blog/2024/a.md", "blog/.hidden/a.md", "blog/2024.md"),
)


def kind_of(file: str) -> str:
    if "_posts" in file or "_drafts" in file:
        return "posts"
    return "notes" if "_notes" in file else "pages"


@pytest.mark.parametrize(("beside", "written", "expected"), RECORDED["defaults"])
def test_scopes_give_what_jekyll_gives(
    beside: str, written: list[Any], expected: dict[str, Any]
) -> None:
    rules = configuration(json.dumps({"defaults": written, "collections_dir": beside}))
    found = {file: plain(rules.defaults_for(file, kind_of(file))) for file in FILES}
    assert {file: values for file, values in found.items() if values} == expected

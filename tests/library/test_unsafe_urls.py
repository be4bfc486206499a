"""URLs that may run code: none of them leaves, wherever the content has it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.library.load import load
from tests.conftest import client_on, site_at

URL = "javascript:alert(1)"
TARGETS = (
    "/pages?fields=body.html,image,seo,lists,links",
    "/menus",
    "/links",
    "/locations",
    "/site",
    "/resolve?path=/old",
    "/resolve?path=/b",
)
SITES: dict[str, dict[str, str]] = {
    "native": {
        "site.yaml": (
            f'redirects: [{{from: /old, to: "{URL}"}}]\n'
            f'menus: {{main: [{{title: x, path: "{URL}"}}]}}\n'
        ),
        "index.md": f'---\ntitle: A\nimage: "{URL}"\n---\n[x]({URL}) ![y]({URL})\n',
        "locations/a.md": f'---\nname: A\nurl: "{URL}"\nimage: "{URL}"\n---\n',
    },
    "jekyll": {
        "_config.yml": "title: A\n",
        "a.md": f'---\nredirect_to: "{URL}"\npermalink: /old\n---\n',
        "b.md": '---\nredirect_to: [" Java\\tScript:alert(1)"]\n---\n',
    },
    "hugo": {
        "hugo.toml": f'[[menus.main]]\nname = "x"\nurl = "{URL}"\n',
        "content/b.md": (
            f'---\ntitle: B\n---\n{{{{< figure src="{URL}" link="{URL}" >}}}}\n[x]({URL})\n'
        ),
    },
}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize("site", SITES)
def test_no_answer_has_one(tmp_path: Path, site: str) -> None:
    client = client_on(tmp_path, SITES[site])
    for target in TARGETS:
        answer = client.get(target)
        assert answer.status_code in {200, 404}
        if answer.status_code == 200:
            texts = ["".join(text.lower().split()) for text in _texts(answer.json())]
            assert not [text for text in texts if text.startswith(("javascript:", 'href="java'))]


def test_a_redirect_of_jekyll_to_one_is_reported(tmp_path: Path) -> None:
    problems = load(site_at(tmp_path, SITES["jekyll"])).problems
    places = [(p.file, p.line, p.column) for p in problems if p.code == "unsafe-link"]
    assert places == [("a.md", 2, 14), ("b.md", 2, 14)]

"""Ids that authors write hide no property of a document or a form, and links to them follow."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from app.library.library import Library
from app.main import create_app
from app.markdown.clobbering import PREFIX, safe_id
from tests.conftest import client_of

LoadFiles = Callable[[Mapping[str, str | bytes]], Library]
NAMES = [
    "constructor",
    "location",
    "__proto__",
    "body",
    "forms",
    "elements",
    "onclick",
    "ariaLabel",
]
JEKYLL = {"_config.yml": "title: A\n"}
HUGO = {"hugo.toml": "title = 'A'\n"}


@pytest.mark.parametrize("name", [*NAMES, "toString", "hasOwnProperty", "cookie", "action"])
def test_the_name_of_a_property_gets_a_prefix_once(name: str) -> None:
    assert safe_id(name) == f"{PREFIX}{name}"
    assert safe_id(safe_id(name)) == safe_id(name)


@pytest.mark.parametrize("name", ["pricing", "Location", "our-location", "only", "fn:1", ""])
def test_any_other_id_stays(name: str) -> None:
    assert safe_id(name) == name


def answer(library: Library, number: int = 0) -> dict[str, Any]:
    """Return the page of this number, by path, as it is answered."""
    page: dict[str, Any] = (
        client_of(create_app(library=library)).get(f"/pages/{library.pages[number].slug}").json()
    )
    return page


def ids_in(text: str) -> set[str]:
    return set(re.findall(r"""\b(?:id|name)["']?[=:] ?["']([^"']*)""", text))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("tree", "file", "body"),
    [
        ({}, "a.md", '<div id="{0}">\n\nText\n\n</div>\n\n[go](#{0})\n'),
        ({}, "a.md", 'Text <a name="{0}"></a> <b ID=\'{0}\'>b</b> <a href="#{0}">go</a>\n'),
        (JEKYLL, "a.md", "Text\n{{: #{0}}}\n\n[go](#{0})\n"),
        (JEKYLL, "a.md", "## Where {{#{0}}}\n\n[go](#{0})\n"),
        (JEKYLL, "a.html", '<p id="{0}">Text</p><p><a href="#{0}">go</a></p>\n'),
        (HUGO, "content/a.md", "## Where {{#{0}}}\n\n[go](#{0})\n"),
    ],
)
def test_ids_are_prefixed_in_every_form_of_a_body_and_links_follow(
    load_files: LoadFiles, tree: Mapping[str, str], file: str, body: str, name: str
) -> None:
    start = "" if not tree else "---\ntitle: A\n---\n"
    if "{{" in body:
        # In an attribute list, an id begins with a letter.
        name = name.lstrip("_")
        name = "body" if name == "proto__" else name
    library = load_files({**tree, file: start + body.format(name)})
    page = answer(library)
    text = f"{page['body']['html']} {page['body']['mdast']} {page['body']['toc']}"
    assert name not in ids_in(text)
    assert f"{PREFIX}{name}" in ids_in(text)
    assert f'href="#{PREFIX}{name}"' in page["body"]["html"]
    assert [link["status"] for link in page["links"]] == ["ok"]


def test_links_from_other_pages_follow(load_files: LoadFiles) -> None:
    library = load_files(
        {"a.md": '<div id="location"></div>\n', "b.md": "[go](/a/#location) [md](a.md#location)\n"}
    )
    page = answer(library, 1)
    assert page["body"]["html"].count(f'href="/a/#{PREFIX}location"') == 2
    assert {link["status"] for link in page["links"]} == {"ok"}


def test_headings_keep_the_ids_that_their_texts_give_them(load_files: LoadFiles) -> None:
    """A heading is never found as a property of a document or a form."""
    library = load_files({"a.md": "## Location\n\n[go](#location)\n"})
    assert '<h2 id="location">' in answer(library)["body"]["html"]

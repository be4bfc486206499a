"""Shortcodes in whole trees: what they know of the site, and the links that stand in them."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from app.library.library import Library
from tests.dialects.hugo.reading import codes

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
LoadFiles = Callable[[Mapping[str, str | bytes]], Library]
SITE: Mapping[str, str | bytes] = {
    "hugo.toml": 'title = "T"\n[params]\nphone = "1"\nmood = "calm"\n[params.desk]\nfax = "2"\n',
    "content/_index.md": "---\ncascade: {mood: handed down}\n---\nHome.\n",
    "content/care/_index.md": "Care.\n",
    "content/care/massage.md": "---\nslug: rubbing\n---\n## How\n",
    "content/care/knee/index.md": "Knee.\n",
    "content/care/knee/knee.txt": "k",
}


def test_a_parameter_is_the_pages_or_one_handed_down_or_the_sites(load_files: LoadFiles) -> None:
    asks = "{{< param Phone >}} {{< param mood >}} {{< param desk.fax >}}\n"
    library = load_files(
        {
            **SITE,
            "content/a.md": f"+++\n[params]\nphone = 'own'\n+++\n{asks}",
            "content/b.md": f"---\nmood: loud\n---\n{asks}",
        }
    )
    assert codes(library) == []
    texts = {slug: library.pages_by_slug[slug].body.content.unpack().text for slug in "ab"}
    assert texts == {"a": "own handed down 2", "b": "1 loud 2"}


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        (None, ["shortcode-argument"]),
        ("layouts/shortcodes/gist.html", ["shortcode-argument"]),
        ("layouts/shortcodes/figure.html", []),
        ("layouts/_shortcodes/figure.html", []),
        ("themes/plain/layouts/shortcodes/figure.html", []),
    ],
)
def test_a_template_of_the_tree_decides_what_a_shortcode_needs(
    load_files: LoadFiles, template: str | None, expected: list[str]
) -> None:
    templates: Mapping[str, str | bytes] = {template: "<img>"} if template else {}
    library = load_files({**SITE, **templates, "content/a.md": '{{< figure img="a.png" >}}\n'})
    assert [code for _, code in codes(library)] == expected


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("themes/other/layouts/index.html", ["uncertain-argument"]),
        ("themes/plain/layouts/index.html", ["shortcode-argument"]),
        ("themes/plain/layouts/shortcodes/figure.html", []),
    ],
)
def test_a_theme_that_is_not_in_the_tree_may_decide_it(
    load_files: LoadFiles, file: str, expected: list[str]
) -> None:
    files = {"hugo.toml": 'theme = "plain"\n', file: "", "content/a.md": "{{< figure >}}\n"}
    assert [code for _, code in codes(load_files(files))] == expected


def test_links_inside_are_links_of_the_page(load_files: LoadFiles) -> None:
    body = (
        "{{< outer >}}\n{{% inner %}}\n"
        "[a](/care/rubbing/) [b](/care/massage.md#how) [c](massage.md) [d](knee/knee.txt)\n"
        "{{% /inner %}}\n- [e](/nowhere/)\n{{< /outer >}}\n"
    )
    library = load_files({**SITE, "content/care/_index.md": body})
    page = library.pages_by_slug["care"]
    assert [(link.text, link.status, link.line) for link in page.links] == [
        ("a", "ok", 3),
        ("b", "ok", 3),
        ("c", "ok", 3),
        ("d", "asset", 3),
        ("e", "broken", 5),
    ]
    told = [(each.file, each.line, each.column, each.code) for each in library.problems]
    assert ("content/care/_index.md", 5, 3, "broken-link") in told
    assert [ref.slug for ref in library.pages_by_slug["care/rubbing"].backlinks] == ["care"]
    content = page.body.content.unpack()
    for address in ("/care/rubbing/#how", "/care/rubbing/", "knee/knee.txt"):
        assert f'href="{address}"' in content.html


def test_a_component_holds_its_links_in_the_tree(load_files: LoadFiles) -> None:
    library = load_files(
        {**SITE, "content/a.md": '{{< box kind="x" >}}\n[a](care/massage.md)\n{{< /box >}}\n'}
    )
    root: Any = json.loads(library.pages_by_slug["a"].body.content.unpack().mdast)
    (box,) = root["children"]
    assert (box["type"], box["name"], box["attributes"]) == (
        *("containerDirective", "box"),
        {"kind": "x"},
    )
    (paragraph,) = box["children"]
    (link,) = paragraph["children"]
    assert link["url"] == "/care/rubbing/"
    assert link["data"]["target"]["slug"] == "care/rubbing"


@pytest.mark.parametrize(
    ("template", "src", "address"),
    [
        ('<img src="{{ .Get "src" | relURL }}">', "img/a.svg", "/img/a.svg"),
        ('<img src="{{ .Get `src` | absURL }}">', "img/a.svg", "/img/a.svg"),
        ('<img src="{{ relURL (.Get "src") }}">', "/img/a.svg", "/img/a.svg"),
        ('<img src="{{ .Get "src" | relURL }}">', "https://x.test/a.svg", "https://x.test/a.svg"),
        ('<img src="{{ .Get "src" }}">', "img/a.svg", "img/a.svg"),
        ("{{/* relURL */}}<img>", "img/a.svg", "img/a.svg"),
    ],
)
def test_the_sites_own_figure_may_show_pictures_from_the_root(
    load_files: LoadFiles, template: str, src: str, address: str
) -> None:
    library = load_files(
        {
            **SITE,
            "layouts/shortcodes/figure.html": template,
            "static/img/a.svg": SVG,
            "static/care/img/a.svg": SVG,
            "content/care/_index.md": f'{{{{< figure src="{src}" >}}}}\n',
        }
    )
    assert f'src="{address}"' in library.pages_by_slug["care"].body.content.unpack().html
    assert not codes(library)

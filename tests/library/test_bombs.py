"""Content that is made to take for ever or to fill the memory: told, and the rest is served.

Nothing is timed: the worst of these would not come to their end before the tests are given up.
"""

import json
from collections.abc import Callable, Mapping

import pytest

from app.library.library import Library

LoadFiles = Callable[[Mapping[str, str | bytes]], Library]
MANY = 10_000

# The bodies that published lists call pathological for parsers of CommonMark, and ours.
BODIES = {
    "nested emphasis": "*a **a " * MANY + "b" + " a** a*" * MANY,
    "closers without openers": "a_ " * MANY,
    "openers without closers": "_a " * MANY,
    "mismatched openers": "*a_ " * MANY,
    "link openers": "[a" * MANY,
    "link closers": "a]" * MANY,
    "brackets and parentheses": "[ (](" * MANY,
    "pictures of links": "![[]()" * MANY,
    "nested brackets": "[" * MANY + "a" + "]" * MANY,
    "nested quotations": "> " * MANY + "a",
    "nested lists": "- " * MANY + "x" + "\n" * MANY,
    "lists that go on": "".join("  " * depth + "* a\n" for depth in range(500)),
    "stars": "*" * MANY + "a" + "*" * MANY,
    "backticks": "".join("e" + "`" * length for length in range(1_000)),
    "unclosed links": "[a](<b" * MANY + "[a](b" * MANY,
    "unclosed comments": "</" + "<!--" * MANY + "a <?" * MANY + "<![CDATA[" * MANY,
    "definitions": "".join(f"[{number}]: u\n" for number in range(MANY)) + "[0] " * MANY,
    "links": "[a](/b/) " * 25_000,
    "bare addresses": "https://a.example/( " * MANY + "a@b.example " * MANY,
    "footnotes": "".join(f"[^{number}] " for number in range(MANY)) + "\n\n[^1]: a",
    "headings of one name": "# a\n# a-1\n" * MANY,
    "cells": "|a" * 2_000 + "|\n" + "|-" * 2_000 + "|\n" + "|x\n" * 100,
    "items": "- a\n" * 60_000,
    "signs": "[" * 5_000_000,
    "one line": "a" * 1_000_000,
    "one line of words": "a " * 500_000,
    "unclosed elements": "<div>" * MANY,
    "nested elements": "<div>\n\n" * MANY + "</div>\n\n" * MANY,
    "nested lists of HTML": "<ul><li>" * MANY,
    "misnested elements": "<b><i><a href=/><div></b></i>" * MANY,
    "elements that an end does not reach": "<div><table><td></div>" * MANY
    + "<span><div></span>" * MANY,
    "formatting that is taken up again": "".join(f"<p><b id=a{at}></p>" for at in range(MANY)),
    "attributes": "<a" + " b=c" * MANY + ">" + '<a b="' * MANY,
    "damaged words": "â€™ " * MANY,
    "delimiters": "---\n" * MANY,
}
FRONT_MATTER = {
    "aliases of aliases": "---\na0: &a0 [x, x]\n"
    + "".join(f"a{level + 1}: &a{level + 1} [*a{level}, *a{level}]\n" for level in range(60))
    + "---\n",
    "nested YAML": "---\na: " + "[" * MANY + "\n---\n",
    "nested JSON": '{"a": ' + "[" * MANY,
    "nested TOML": "+++\na = " + "[" * MANY + "\n+++\n",
    "a TOML key of many parts": "+++\n" + "a." * MANY + "b = 1\n+++\n",
    "a JSON text that never ends": '{"a": [' + "[], " * 300 + '"' + '\\"' * 500_000,
    "a TOML text that never ends": "+++\na = ["
    + "[], " * 300
    + '"""'
    + '\\"""' * 200_000
    + "\n+++\n",
    "a TOML word": "+++\n" + "a.b\n" * 1_000 + "a" * 1_000_000 + "\n+++\n",
    "TOML numbers": "+++\na = [" + ("1" * 4_000 + ",") * 1_000 + "1" * 5_000 + "]\n+++\n",
    "a YAML key of dashes": "---\n" + "-" * 500_000 + ": x: y\n---\n",
    "keys that stand twice": "---\n" + "a: b\n" * MANY + "---\n",
    "aliases of a long text": "---\na: &a "
    + "x" * 1_000_000
    + "\nb: ["
    + "*a, " * MANY
    + "]\n---\n",
}
OFFICES = {
    "email": "a@" + "." * 500_000 + "@",
    "phone": "(1) " * MANY,
    "opening_hours": "Mo-" * MANY,
    "address": "1 a, " * MANY,
    "geo": "1, " * MANY,
    "map_url": "javascript:" + "<iframe src " * MANY,
}
NESTED = {
    "nested quotations",
    "nested lists",
    "lists that go on",
    "nested emphasis",
    "stars",
    "unclosed elements",
    "nested elements",
    "nested lists of HTML",
    "misnested elements",
    "elements that an end does not reach",
    "formatting that is taken up again",
}


TOO_LARGE = {"items", "signs", "cells"}


@pytest.mark.parametrize("name", BODIES)
def test_a_body_made_to_take_for_ever_is_served(load_files: LoadFiles, name: str) -> None:
    library = load_files({"a.md": BODIES[name], "b.md": "# Beside\n"})
    assert [page.slug for page in library.pages] == ["a", "b"]
    codes = {problem.code for problem in library.errors}
    expected = "nested-too-deep" if name in NESTED else "file-too-large"
    assert codes == ({expected} if name in NESTED | TOO_LARGE else set())
    json.loads(library.pages_by_slug["a"].body.content.unpack().mdast)


@pytest.mark.parametrize("name", FRONT_MATTER)
def test_front_matter_made_to_take_for_ever_is_told(load_files: LoadFiles, name: str) -> None:
    library = load_files({"a.md": FRONT_MATTER[name], "b.md": "# Beside\n"})
    assert "b" in library.pages_by_slug
    assert {problem.file for problem in library.errors} == {"a.md"}


@pytest.mark.parametrize("field", OFFICES)
def test_a_field_made_to_take_for_ever_is_told(load_files: LoadFiles, field: str) -> None:
    held = f"---\ntype: location\n{field}: '{OFFICES[field]}'\n---\n# A\n"
    library = load_files({"a.md": held, "b.md": "# Beside\n"})
    assert set(library.pages_by_slug) == {"a", "b"}
    assert library.problems
    assert all(len(problem.message) < 1_000 for problem in library.problems)


def test_links_that_lead_nowhere_are_all_told(load_files: LoadFiles) -> None:
    body = "".join(
        f"# h{number}\n[a](/beside{number}/) [a](#c{number})\n" for number in range(MANY)
    )
    library = load_files({"a.md": body, "beside.md": "# Beside\n"})
    codes = [problem.code for problem in library.problems if problem.file == "a.md"]
    assert codes.count("broken-link") == codes.count("missing-anchor") == MANY
    # To look for what is meant takes long, so not all of them have a hint of their own.
    meant = [problem for problem in library.problems if problem.hint.startswith("Did you mean")]
    assert len(meant) == 1_000


@pytest.mark.parametrize("form", ["", "_config.yml", "hugo.toml"])
def test_a_body_of_too_many_parts_is_served_empty(load_files: LoadFiles, form: str) -> None:
    file = "content/a.md" if form == "hugo.toml" else "a.md"
    files = {file: "---\ntitle: A\n---\n\n" + "# a\n" * 80_000, **({form: ""} if form else {})}
    library = load_files(files)
    (problem,) = library.errors
    assert (problem.file, problem.line, problem.code) == (file, 5, "file-too-large")
    assert "150,000 parts" in problem.message
    (page,) = [page for page in library.pages if page.title == "A"]
    assert page.body.content.unpack().html == ""


def test_an_html_page_of_too_many_tags_is_served_empty(load_files: LoadFiles) -> None:
    files = {"_config.yml": "title: A\n", "a.html": "---\n---\n" + "<p>a" * 80_000}
    assert {problem.code for problem in load_files(files).errors} == {"file-too-large"}


def test_definitions_that_shortcodes_repeat_without_measure_are_too_much(
    load_files: LoadFiles,
) -> None:
    definitions = "".join(f"[r{number}]: /{'u' * 1_000}{number}\n" for number in range(500))
    labels = " ".join(f"[r{number}]" for number in range(500))
    shortcode = f"{{{{% a %}}}}{labels}{{{{% /a %}}}}\n"
    files = {"hugo.toml": "", "content/a.md": definitions + shortcode}
    assert not load_files(files).errors
    files["content/a.md"] += shortcode * 200
    assert {problem.code for problem in load_files(files).errors} == {"file-too-large"}


def test_scopes_of_many_defaults_are_compiled_once(load_files: LoadFiles) -> None:
    # Compiled again for each page they took minutes.
    scopes = "".join(
        f"- {{scope: {{path: '*{number}/*'}}, values: {{k: 1}}}}\n" for number in range(1_500)
    )
    pages = {f"{number}/a.md": "---\n---\na\n" for number in range(300)}
    library = load_files({"_config.yml": f"defaults:\n{scopes}", **pages})
    assert all("k" in page.params for page in library.pages)


def test_many_routes_and_ignored_files_are_compared_at_once(load_files: LoadFiles) -> None:
    # One after the other, or compiled again each time, they took minutes.
    routes = "".join(f"- /r{number}/**\n" for number in range(MANY // 10))
    ignored = "".join(f"  r{number}/*.md: [broken-link]\n" for number in range(MANY // 10))
    links = "".join(f"[a](/x{number}/y) [b](/r{number}/y)\n" for number in range(MANY // 10))
    rules = f"routes:\n{routes}ignore:\n{ignored}"
    library = load_files({"site.yaml": rules, "a.md": links, "r1/a.md": links[:12]})
    assert [link.status for link in library.pages[0].links] == ["broken", "route"] * (MANY // 10)
    assert {p.file for p in library.problems if p.code == "broken-link"} == {"a.md"}


def test_redirects_that_multiply_a_path_lead_nowhere(load_files: LoadFiles) -> None:
    rules = "redirects:\n  /a/*: /a/:splat/:splat\n" + "".join(
        f"  /r{number}: /r{number + 1}\n  /s{number}/*: /t/:splat\n" for number in range(MANY // 4)
    )
    links = "".join(f"[a](/z{number}) " for number in range(MANY // 4))
    library = load_files({"site.yaml": rules, "index.md": f"[a](/a/{'b' * 1_000})\n{links}"})
    assert {link.status for link in library.pages[0].links} == {"broken"}


def test_menus_nest_no_deeper_than_can_be_read(load_files: LoadFiles) -> None:
    entries = "".join(
        f"    - {{title: t{number}, identifier: i{number}, parent: i{number - 1}}}\n"
        for number in range(1, MANY)
    )
    rules = f"menus:\n  main:\n    - {{title: t0, identifier: i0}}\n{entries}"
    library = load_files({"site.yaml": rules, "index.md": "# Home\n"})
    assert {problem.code for problem in library.errors} == {"nested-too-deep"}


def test_a_drawing_of_many_beginnings_is_told(load_files: LoadFiles) -> None:
    library = load_files({"a.svg": "<svg " * 1_000_000, "index.md": "# Home\n"})
    assert [(each.file, each.code) for each in library.problems] == [("a.svg", "unused-image")]

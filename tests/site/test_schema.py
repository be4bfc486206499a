"""The site file: what it says of the whole, and each mistake in it at its place."""

from collections.abc import Callable, Mapping
from zoneinfo import ZoneInfo

import pytest

from app.library.library import Library
from app.problems import Problem
from app.site.located_site import LocatedSite, read_site
from app.site.schema import Collection

LoadFiles = Callable[[Mapping[str, str | bytes]], Library]
Places = Callable[[Library], list[tuple[str, int, int, str]]]


def read(text: str) -> tuple[LocatedSite, tuple[Problem, ...]]:
    return read_site("site.yaml", text.encode())


def told(text: str) -> tuple[int, int, str, str]:
    """Line, column, code and message of the one problem of a site file."""
    _, (problem,) = read(text)
    assert problem.file == "site.yaml"
    return problem.line, problem.column, problem.code, problem.message


def test_all_of_it_is_optional() -> None:
    for file, problems in (read_site("site.yaml", None), read(""), read("# nothing\n")):
        assert problems == ()
        assert file.settings.title is None
        assert file.settings.redirects == ()
        assert str(file.settings.zone) == "UTC"


def test_keys_with_nothing_after_them_say_nothing() -> None:
    file, problems = read("title:\nmenus:\nredirects:\n  - {from: /a/, to: /b/, status: }\n")
    assert problems == ()
    assert file.settings.title is None
    assert file.settings.redirects[0].status == 301


def test_what_it_says() -> None:
    file, problems = read(
        "title: 2024\nbase_url: https://example.org/de/\ncountry: us\ntime_zone: Europe/Zurich\n"
        "iframe_hosts: www.youtube.com\n"
        "condition_lists: {include: helps with, exclude: [weather]}\n"
    )
    assert problems == ()
    assert file.settings.title == "2024"
    assert file.settings.base_url == "https://example.org/de"
    assert file.settings.country == "US"
    assert file.settings.zone == ZoneInfo("Europe/Zurich")
    assert file.settings.iframe_hosts == ("www.youtube.com",)
    assert file.settings.condition_lists.include == ("helps with",)
    assert file.settings.condition_lists.exclude == ("weather",)


@pytest.mark.parametrize(
    ("text", "line", "column", "code", "message"),
    [
        ("a: 1\ntitle: x\n", 1, 1, "misspelt-key", '"a" is not a key'),
        ("é: 1\n", 1, 1, "misspelt-key", '"é" is not a key'),
        ("menus: {m: [{title: A, pathh: /a/}]}\n", 1, 24, "unknown-key", "of menus.m.0; it has no"),
        (
            "menus: {m: [{title: A, children: [{title: B, url: /a/}]}]}\n",
            1,
            46,
            "unknown-key",
            '"url" is not a known key of menus.m.0.children.0',
        ),
        ("redirects: [{from: /a, to: /, code: 301}]\n", 1, 31, "unknown-key", '"code" is not'),
        ("redirects: [{from: /a, to: /, permanent: true}]\n", 1, 31, "unknown-key", "permanent"),
        ("locations: {from: a.yml, feilds: {}}\n", 1, 26, "unknown-key", "of locations; it has no"),
        ("condition_lists: {includes: [a]}\n", 1, 19, "unknown-key", "of condition_lists;"),
        ("collections: {a: {matches: [x]}}\n", 1, 19, "unknown-key", "of collections.a;"),
        ("title: x\nbase_url: /a\n", 2, 11, "invalid-value", "https://example.org"),
        ("base_url: https://\n", 1, 11, "invalid-value", "https://example.org"),
        ("base_url: https://[a\n", 1, 11, "invalid-value", "https://example.org"),
        ("base_url: ftp://example.org\n", 1, 11, "invalid-value", "https://example.org"),
        ("base_url: https://example.org/?a\n", 1, 11, "invalid-value", "https://example.org"),
        ("base_url: [a]\n", 1, 11, "invalid-value", "must be text, not a list"),
        ("time_zone: Boulder\n", 1, 12, "invalid-value", "America/Denver"),
        ("time_zone: ../../etc/passwd\n", 1, 12, "invalid-value", "America/Denver"),
        ('time_zone: ""\n', 1, 12, "invalid-value", "America/Denver"),
        ("country: Narnia\n", 1, 10, "invalid-value", "two letters"),
        ("business_type: Physiotherpy\n", 1, 16, "invalid-value", "such as Physiotherapy, not"),
        ("business_type: [Dentist]\n", 1, 16, "invalid-value", "must be text, not a list"),
        ("iframe_hosts: [a.example, 'https://b']\n", 1, 15, "invalid-value", "host names"),
        ("condition_lists: {include: '('}\n", 1, 28, "invalid-value", "regular expressions"),
        ("condition_lists: {include: 'a{99999999999999}'}\n", 1, 28, "invalid-value", "regular"),
        ("condition_lists: {exclude: '(?<!a)b'}\n", 1, 28, "invalid-value", "look-behind, is not"),
        ("condition_lists: {exclude: '(a{999}){999}'}\n", 1, 28, "invalid-value", "size limit"),
        (f"collections: {{a: {{match: '{'**/' * 99999}'}}}}\n", 1, 26, "invalid-value", "size"),
        (
            "base_url: https://a.example\niframe_hosts: [b.example, A.example]\n",
            2,
            15,
            "invalid-value",
            "own host",
        ),
        ("ignore: {'*': nothing}\n", 1, 9, "invalid-value", "problem codes"),
        ("ignore: [orphan]\n", 1, 9, "invalid-value", "must be a mapping"),
        ("redirects: /a/\n", 1, 12, "invalid-value", "must be a list"),
        ("redirects: [{from: /a/*/b, to: /}]\n", 1, 20, "invalid-value", "* only at its end"),
        ("redirects: [{to: /a/}]\n", 1, 13, "invalid-value", "redirects.0.from is missing"),
        ("redirects: [{from: /a/}]\n", 1, 13, "invalid-value", "must have a target"),
        ("redirects: [/a/]\n", 1, 13, "invalid-value", "must be a mapping"),
        ("redirects: {/a/: }\n", 1, 18, "invalid-value", "must have a target"),
        ("redirects: {/a/: [b]}\n", 1, 18, "invalid-value", "must be text, not a list"),
        (
            "redirects: [{from: /a/, to: /, status: 200}]\n",
            1,
            40,
            "invalid-value",
            "redirects.0.status must be 301, 302, 303, 307, 308 or 410, not 200",
        ),
        (
            "redirects: [{from: /a/, to: /, status: gone}]\n",
            1,
            40,
            "invalid-value",
            "must be a whole number",
        ),
        ("menus: {a: {title: b}}\n", 1, 12, "invalid-value", "must be a list, not a mapping"),
        ("menus: {a: [{path: /}]}\n", 1, 13, "invalid-value", "menus.a.0.title is missing"),
        ("menus: {a: [{title: [b]}]}\n", 1, 21, "invalid-value", "must be text"),
        ("collections: {a: {match: b, permalink: '/:x/'}}\n", 1, 40, "invalid-value", ":x"),
        ("collections: {a: {match: [[b]]}}\n", 1, 27, "invalid-value", "a pattern of files"),
        ("collections: {a: b}\n", 1, 18, "invalid-value", "must be a mapping"),
        ("title: â€œA”\n".replace("”", "â€\x9d"), 1, 8, "mojibake", "“A”"),
    ],
)
def test_mistakes_are_told_at_their_place(
    text: str, line: int, column: int, code: str, message: str
) -> None:
    found = told(text)
    assert found[:3] == (line, column, code)
    assert message in found[3]


def test_a_misspelt_key_has_a_suggestion() -> None:
    _, (problem,) = read("time-zone: UTC\n")
    assert problem.hint == 'Did you mean "time_zone"?'


def test_one_wrong_entry_takes_no_other_with_it() -> None:
    file, problems = read(
        "redirects:\n"
        "  - {from: [a], to: /}\n"
        "  - {from: /b/, to: /nowhere/}\n"
        "  - nonsense\n"
        "  - {from: /d/, to: /}\n"
        "menus:\n"
        "  main:\n"
        "    - {path: /}\n"
        "    - {title: B, weight: heavy, children: [{weight: 1}, {title: C}]}\n"
        "  side: nonsense\n"
        "collections:\n"
        "  a: {match: 'a/*', permalink: [x]}\n"
    )
    assert [(problem.line, problem.column) for problem in sorted(problems)] == [
        (2, 12),
        (4, 5),
        (8, 7),
        (9, 26),
        (9, 44),
        (10, 9),
        (12, 32),
    ]
    site = file.settings
    assert [rule.source for rule in site.redirects] == ["/b/", "/d/"]
    (entry,) = site.menus["main"]
    assert (entry.title, entry.weight) == ("B", None)
    assert [child.title for child in entry.children] == ["C"]
    assert "side" not in site.menus
    assert (site.collections["a"].match, site.collections["a"].permalink) == (("a/*",), None)
    # What is told later of the entries that stay is told where they stand.
    at = file.problem(("redirects", 0, "to"), "broken-link", "told", "Hint.")
    assert (at.line, at.column) == (3, 21)
    at = file.problem(("redirects", 1), "redirect-loop", "told", "Hint.")
    assert (at.line, at.column) == (5, 5)
    at = file.problem(("menus", "main", 0, "children", 0, "title"), "broken-link", "told", "H.")
    assert (at.line, at.column) == (9, 65)
    at = file.problem(("menus", "main", 0), "broken-link", "told", "H.")
    assert (at.line, at.column) == (9, 7)


def test_collections_take_documents_by_name_and_by_what_they_say() -> None:
    collection = Collection.model_validate(
        {"match": ("news/*", {"menu": "symptoms"}, {"category": "a", "layout": "b"})}
    )
    assert collection.takes("news/a.md", {})
    assert not collection.takes("news/2024/a.md", {})
    assert collection.takes("x.md", {"menu": "symptoms"})
    assert collection.takes("x.md", {"menus": ("main", "symptoms")})
    assert collection.takes("x.md", {"menu": {"symptoms": {"weight": "1"}}})
    assert not collection.takes("x.md", {"menu": "main"})
    assert not collection.takes("x.md", {"category": "a"})
    assert collection.takes("x.md", {"categories": ("a", "c"), "layout": "b"})
    for empty in (Collection(), Collection.model_validate({"match": ({},)})):
        assert not empty.takes("x.md", {})
    nested = Collection.model_validate({"match": {"menu": {"main": None}, "a": (None, "b")}})
    assert nested.match == ({"menu": {"main": None}, "a": [None, "b"]},)


def test_what_is_compared_with_everything_is_bounded() -> None:
    collections = "".join(f"  c{number}: {{match: a}}\n" for number in range(1_001))
    _, _, code, message = told(f"collections:\n{collections}")
    assert (code, "1,000 collections, not 1,001" in message) == ("invalid-value", True)
    group = ", ".join(f"a{number}" for number in range(200))
    file, problems = read(f"synonyms:\n- [{group}]\n")
    assert (problems, len(file.settings.synonyms[0])) == ((), 200)
    _, _, code, message = told(f"synonyms:\n- [{group}]\n- [{group}]\n")
    assert (code, "50,000 pairs of phrases, not 80,000" in message) == ("invalid-value", True)


def test_problems_are_ignored_by_glob_and_code(load_files: LoadFiles, places: Places) -> None:
    files = {
        "index.md": "[a](/nowhere/)\n",
        "news/a.md": "[a](/nowhere/)\n",
        "news/b/c.md": "[a](/nowhere/)\n",
    }
    assert places(load_files(files)) == [
        ("index.md", 1, 1, "broken-link"),
        ("news/a.md", 1, 1, "broken-link"),
        ("news/a.md", 1, 1, "orphan"),
        ("news/b/c.md", 1, 1, "broken-link"),
        ("news/b/c.md", 1, 1, "orphan"),
    ]
    ignore = 'ignore:\n  "news/*": broken-link\n  "**": [orphan]\n'
    assert places(load_files({**files, "site.yaml": ignore})) == [
        ("index.md", 1, 1, "broken-link"),
        ("news/b/c.md", 1, 1, "broken-link"),
    ]


def test_the_first_collection_that_takes_a_document_gives_it_path_and_kind(
    load_files: LoadFiles, places: Places
) -> None:
    library = load_files(
        {
            "site.yaml": (
                "ignore: {'**': orphan}\n"
                "collections:\n"
                "  conditions: {match: {menu: symptoms}, permalink: '/:slug/'}\n"
                "  news: {match: ['news/**'], permalink: '/:year/:title/'}\n"
                "  locations: {match: [offices/*]}\n"
            ),
            "deep/down/hip.md": "---\nmenu: symptoms\n---\n",
            "news/own.md": "---\npermalink: /own/\n---\n",
            "news/a.md": "---\ntitle: Big News!\ndate: 2026-02-03\nslug: ignored\n---\n",
            "news/undated.md": "---\ntitle: No date\n---\n",
            "offices/one.md": "",
            "offices/two.md": "---\ntype: page\n---\n",
            "conditions/knee.md": "",
        }
    )
    assert {page.source.file: (page.path, page.kind) for page in library.pages} == {
        "deep/down/hip.md": ("/hip/", "condition"),
        "news/own.md": ("/own/", "page"),
        "news/a.md": ("/2026/big-news/", "page"),
        "news/undated.md": ("/news/undated/", "page"),
        "offices/one.md": ("/offices/one/", "location"),
        "offices/two.md": ("/offices/two/", "page"),
        "conditions/knee.md": ("/conditions/knee/", "condition"),
    }
    assert places(library) == [("news/undated.md", 1, 1, "invalid-slug")]

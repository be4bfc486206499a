"""Redirects of a static site's host."""

from collections.abc import Callable, Mapping

import pytest

from app.dialects.hosting import host_redirects, is_redirects, netlify_redirects
from app.dialects.mappings import mapping_of
from app.library.library import Library

LoadFiles = Callable[[Mapping[str, str | bytes]], Library]
RULES = """\
[[redirects]]
from = "/old"
to = "/a/"

[[redirects]]
from = "/shop/*"
to = "https://shop.test/:splat"
status = 302

[[redirects]]
from = "/lost"
to = "/nowhere/"
"""


@pytest.mark.parametrize(
    ("configuration", "page"),
    [("hugo.toml", "content/a.md"), ("_config.yml", "a.md")],
)
def test_links_to_redirects_of_the_host_are_not_broken(
    load_files: LoadFiles, configuration: str, page: str
) -> None:
    body = "---\npermalink: /a/\n---\n[x](/old) [y](/shop/oil) [z](/older)\n"
    library = load_files({configuration: "", "netlify.toml": RULES, page: body})
    statuses = [link.status for link in library.pages[0].links]
    assert statuses == ["redirected", "redirected", "broken"]
    found = {problem.code for problem in library.problems if problem.file == "netlify.toml"}
    assert found == set()


@pytest.mark.parametrize(
    "rule",
    [
        'from = "https://other.test/*"\nto = "/"',
        'from = "/*/team"\nto = "/team/"',
        'from = "/:year/x"\nto = "/x/"',
        'from = "/a"\nto = "/b/:place"',
        'from = "/*"\nto = "/index.html"\nstatus = 200',
        'from = "/a"\nto = "/404.html"\nstatus = 404',
        'from = "/a"\nto = "/de/a"\nconditions = {Language = ["de"]}',
        'from = "/a"',
        "from",
    ],
)
def test_rules_that_depend_on_the_host_are_left_to_it(rule: str) -> None:
    assert netlify_redirects(f"[[redirects]]\n{rule}\n") is None


def test_links_to_what_the_host_takes_from_elsewhere_are_routes(load_files: LoadFiles) -> None:
    rules = (
        '[[redirects]]\nfrom = "/api/*"\nto = "https://api.test/:splat"\nstatus = 200\n'
        '[[redirects]]\nfrom = "/form"\nto = "/.netlify/functions/form"\nstatus = 200\n'
    )
    library = load_files(
        {
            "hugo.toml": "",
            "netlify.toml": rules,
            "content/a.md": "[x](/api/v1/) [y](/form) [z](/apis/)\n",
        }
    )
    statuses = [link.status for link in library.pages[0].links]
    assert statuses == ["route", "route", "broken"]


def test_lines_of_redirects_are_rules_with_their_places() -> None:
    lines = [
        (0, "/old  /new # moved"),
        (30, "/api/* https://x.test/:splat 200"),
        (70, "/a"),
        (80, "/b"),
    ]
    rules = host_redirects([*lines, (90, "/c /d 302!"), (99, "/e /f Country=de")])
    assert rules is not None
    redirects = rules.values["redirects"]
    assert isinstance(redirects, tuple)
    assert [(mapping_of(rule)["from"], mapping_of(rule)["to"]) for rule in redirects] == [
        ("/old", "/new"),
        ("/c", "/d"),
    ]
    assert rules.values["routes"] == ("/api/**",)
    assert [rules.marks["redirects", 1].value, rules.marks["routes", 0].value] == [90, 30]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("_redirects", True),
        ("_redirects_cf", True),
        ("_redirects.production", True),
        ("_redirects.in.txt", True),
        ("_redirectsx", False),
        ("redirects_cf", False),
        ("a/_redirects", False),
        ("_redirects_cf/a", False),
    ],
)
def test_a_build_may_rename_a_file_to_redirects(name: str, expected: bool) -> None:
    assert is_redirects(name) is expected


@pytest.mark.parametrize(
    ("configuration", "folder", "document"),
    [
        ("hugo.toml", "static/", "content/a.md"),
        ("_config.yml", "", "a.md"),
    ],
)
def test_links_to_redirects_that_a_build_may_rename_are_not_broken(
    load_files: LoadFiles, configuration: str, folder: str, document: str
) -> None:
    library = load_files(
        {
            configuration: "",
            f"{folder}_redirects": "/own /there/\n",
            f"{folder}_redirects_cf": "/own /else/\n/x/* https://x.test/:splat 301\n/:a /b\n",
            f"{folder}_redirects.preview": "/far https://far.test/\n/gone /nowhere/\n",
            f"{folder}_redirects_of/a": "/z https://z.test/\n",
            document: "---\n---\n[1](/x/y) [2](/far) [3](/z) [4](/lost)\n",
        }
    )
    (page,) = library.pages
    statuses = [link.status for link in page.links]
    assert statuses == ["redirected", "redirected", "broken", "broken"]
    # Whether a rule leads somewhere is for the build to say.
    files = {problem.file for problem in library.problems if problem.code != "not-served"}
    assert files <= {document, f"{folder}_redirects"}

"""Redirects of a static site's host."""

from collections.abc import Callable, Mapping

import pytest

from app.dialects.hosting import netlify_redirects
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
        'from = "/api/*"\nto = "/.netlify/functions/:splat"\nstatus = 200',
        'from = "/a"\nto = "/de/a"\nconditions = {Language = ["de"]}',
        'from = "/a"',
        "from",
    ],
)
def test_rules_that_depend_on_the_host_are_left_to_it(rule: str) -> None:
    assert netlify_redirects(f"[[redirects]]\n{rule}\n") is None

"""Several links below a prefix for which the content has nothing are one hint."""

from collections.abc import Callable, Mapping

import pytest

from app.library.library import Library

LoadFiles = Callable[[Mapping[str, str | bytes]], Library]


def problems(
    load_files: LoadFiles, links: str, more: Mapping[str, str | bytes] | None = None
) -> list[tuple[str, int, str, str]]:
    """Return place, code and message of the problems of two pages with these links."""
    first, _, others = links.partition(" ")
    files = {"a.md": others, "index.md": "[Home](/) [a](/a/) [b](/b/)\n", "b.md": first}
    library = load_files({"site.yaml": "base_url: https://x.test\n", **files, **(more or {})})
    return [
        (problem.file, problem.line, problem.code, problem.message) for problem in library.problems
    ]


def test_links_to_another_program_are_one_hint_that_names_the_route(
    load_files: LoadFiles,
) -> None:
    library = load_files(
        {
            "site.yaml": "base_url: https://x.test\n",
            "index.md": "[b](/b/)\n\n[1](/shop/oil) [2](https://x.test/shop/cart#top)\n",
            "b.md": "[3](/shop/) and [4](/lost/) ![5](/shop/oil.png)\n",
        }
    )
    (route,) = (problem for problem in library.problems if problem.code == "missing-route")
    assert (route.file, route.line, route.severity) == ("b.md", 1, "hint")
    assert route.message == "3 links in 2 files lead below /shop/, where the content has nothing"
    assert route.hint == (
        'If another program serves it, write `routes: ["/shop/**"]` into site.yaml; '
        "else mend the links."
    )
    rest = [problem.message for problem in library.problems if problem.code != "missing-route"]
    assert rest == [
        'the link "/lost/" leads nowhere',
        'the picture "/shop/oil.png" is not in the content folder',
    ]


def test_the_prefix_may_lie_below_a_folder_that_has_pages(load_files: LoadFiles) -> None:
    links = "[1](/docs/api/x) [2](/docs/api/y) [3](/docs/api/z)"
    found = problems(load_files, links, {"docs/a.md": "[a](/a/)\n", "c.md": "[d](/docs/a/)\n"})
    assert ("a.md", 1, "missing-route") in [row[:3] for row in found]
    assert "broken-link" not in [row[2] for row in found]
    assert any("below /docs/api/" in row[3] for row in found)


@pytest.mark.parametrize(
    "links",
    [
        "[1](/shop/oil) [2](/shop/cart)",
        "[1](/shop/oil) [2](/shop/oil) [3](/shop/oil/)",
        "[1](/shop/a.pdf) [2](/shop/b.PDF) [3](/shop/c.jpg)",
        "[1](/docs/x) [2](/docs/y) [3](/docs/z)",
        "[1](/old/opening-hours/) [2](/old/y) [3](/old/z)",
        "[1](shop/x) [2](shop/y) [3](shop/z)",
        "[a](/a/) [2](/shop/x) [3](/shop/y) [4](/shop/z)",
    ],
    ids=["few", "one address", "files", "known prefix", "alike", "relative", "one page"],
)
def test_other_links_are_reported_one_by_one(load_files: LoadFiles, links: str) -> None:
    more = {"docs/a.md": "D.\n", "new/opening-hours.md": "O.\n"}
    codes = [code for _, _, code, _ in problems(load_files, links, more)]
    assert codes.count("broken-link") == links.count("](") - links.count("](/a/)")
    assert "missing-route" not in codes


def test_pages_that_redirect_below_the_prefix_count(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "_config.yml": "title: T\n",
            "a.md": "---\nredirect_to: /guide/start/\npermalink: /start/\n---\n",
            "b.md": "---\n---\n[1](/start/) [2](/guide/end/)\n",
            "c.md": "---\n---\n[3](/guide/more/)\n",
        }
    )
    problems = [problem for problem in library.problems if "link" in problem.message]
    assert [problem.code for problem in problems] == ["missing-route"]
    assert problems[0].message.startswith("3 links in 2 files lead below /guide/")

"""What a Jekyll tree shows of its documents."""

from pathlib import Path

import pytest

from app.library.load import load
from app.problems import Severity
from tests.conftest import site_at


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        ("2", {"b", "c"}),
        ("9", {"a", "b", "c"}),
        ("0", {"a", "b", "c"}),
        ("-1", {"a", "b", "c"}),
        ("yes", {"a", "b", "c"}),
    ],
)
def test_of_the_posts_the_newest_are_shown_as_many_as_are_wanted(
    tmp_path: Path, limit: str, expected: set[str]
) -> None:
    post = "---\npermalink: /:title/\n---\nText.\n"
    library = load(
        site_at(
            tmp_path,
            {
                "_config.yml": f"limit_posts: {limit}\n",
                "index.md": "---\n---\n{% for post in site.posts %}{{ post.slug }}{% endfor %}\n",
                "_posts/2020-01-01-a.md": post,
                "x/_posts/2021-01-01-b.md": post,
                "_posts/2019-01-01-c.md": "---\npermalink: /c/\ndate: 2022-01-01\n---\nText.\n",
                # What is not shown is none of them.
                "_posts/2030-01-01-d.md": f"---\npublished: false\n---\n{post}",
            },
        )
    )
    assert {page.slug for page in library.pages} == {"index", *expected}
    (home,) = (page for page in library.pages if page.slug == "index")
    assert home.body.content.unpack().text.strip() == "".join(sorted(expected, reverse=True))


def test_a_link_to_a_post_that_is_one_too_many_is_told(tmp_path: Path) -> None:
    files = {
        "_config.yml": "limit_posts: 1\npermalink: pretty\n",
        "index.md": "---\n---\n[a](/2020/01/01/a/) [b](/2021/01/01/b/)\n",
        "_posts/2020-01-01-a.md": "",
        "_posts/2021-01-01-b.md": "",
    }
    (problem,) = load(site_at(tmp_path, files)).problems
    assert "older than the newest posts that the site shows (limit_posts: 1)" in problem.hint


@pytest.mark.parametrize(
    ("written", "old"),
    [
        ("cases/2.html", ["/cases/2.html"]),
        ("/cases/2.html", ["/cases/2.html"]),
        ("[a/b, /c]", ["/a/b", "/c"]),
        ("[{a: b}, c]", ["/c"]),
    ],
)
def test_old_addresses_count_from_the_root(tmp_path: Path, written: str, old: list[str]) -> None:
    text = f"---\npermalink: /studies/2/\nredirect_from: {written}\n---\nText.\n"
    library = load(site_at(tmp_path, {"_config.yml": "", "a.md": text}))
    for address in old:
        found = library.resolve(address)
        assert found is not None
        assert (found.code, found.location) == (301, "/studies/2/")


@pytest.mark.parametrize(
    "draft", ["---\na: b: c\n---\n", "---\n---\n\nNow ** bold ** text.\n", "---\na: 1\na: 2\n---\n"]
)
@pytest.mark.parametrize(
    ("configuration", "folder", "is_reported"),
    [
        ("", "_drafts", False),
        ("", "news/_drafts", False),
        ("show_drafts: true\n", "_drafts", True),
        ("", "_posts", True),
    ],
)
def test_what_is_wrong_with_a_draft_is_a_hint_unless_drafts_are_shown(
    tmp_path: Path, draft: str, configuration: str, folder: str, is_reported: bool
) -> None:
    files = {
        "_config.yml": configuration,
        "index.md": "---\n---\n",
        f"{folder}/2024-01-01-a.md": draft,
    }
    problems = load(site_at(tmp_path, files)).problems
    assert any(problem.severity is not Severity.HINT for problem in problems) is is_reported
    assert any(problem.code == "draft-problem" for problem in problems) is not is_reported

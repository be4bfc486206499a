"""What is wrong with links, and what to do about it."""

from collections.abc import Callable, Mapping

import pytest

from app.library.library import Library

LoadFiles = Callable[[Mapping[str, str | bytes]], Library]

SITE: dict[str, str | bytes] = {
    "site.yaml": "redirects: {/old/: /about/}\n",
    "index.md": "# Home\n",
    "about/index.md": "# About\n\n## Größe & Maß\n\n## Größe & Maß\n",
    "draft.md": "---\ndraft: true\n---\n",
}


@pytest.mark.parametrize(
    ("href", "code", "hint"),
    [
        ("/abuot/", "broken-link", "Did you mean /about/?"),
        ("/zzzzzzzzzz", "broken-link", "Mend it or take it out."),
        ("/draft/", "broken-link", "The page is a draft; publish it or take the link out."),
        ("/about/#größe-maß", "missing-anchor", 'Did you mean "#größe--maß"?'),
        ("/about/#zzzzzzzzzzzzzz", "missing-anchor", "Name one of its headings."),
        ("/old/", "redirected-link", "Link to /about/ itself."),
        ("javascript:x", "unsafe-link", "Use https:, mailto: or tel:, or take the link out."),
    ],
)
def test_a_wrong_link_is_reported_with_a_remedy(
    load_files: LoadFiles, href: str, code: str, hint: str
) -> None:
    library = load_files({**SITE, "about/here.md": f"# Here\n\n[link]({href})\n"})
    problems = [problem for problem in library.problems if problem.code == code]
    assert [(problem.line, problem.column, problem.hint) for problem in problems] == [(3, 1, hint)]

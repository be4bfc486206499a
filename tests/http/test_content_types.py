"""Which clients prefer Markdown, and which HTML."""

import pytest

from app.http.content_types import prefers_html, prefers_markdown


@pytest.mark.parametrize(
    ("accept", "preferred"),
    [
        (None, False),
        (b"", False),
        (b"*/*", False),
        (b"application/json", False),
        (b"text/markdown", True),
        (b"TEXT/Markdown", True),
        (b"text/markdown;variant=GFM", True),
        (b"text/markdown; charset=utf-8; q=0.5, */*;q=0.4", True),
        (b"text/markdown, text/html, */*", True),
        (b"text/html, */*;q=0.8, text/markdown;q=0.8", True),
        (b"text/markdown, application/json", False),
        (b"text/markdown, application/json;q=0.9", True),
        (b"text/markdown;q=0.5, application/json", False),
        (b"text/markdown;q=0.5, */*", False),
        (b"text/markdown;q=0.5, application/*", False),
        (b"text/markdown;q=0", False),
        (b"text/markdown;q=0, */*;q=0", False),
        (b"text/x-markdown", False),
        (b"application/json;x=text/markdown", False),
        (b"\xff;text/markdown,,;", False),
    ],
)
def test_a_client_has_to_name_markdown_and_weigh_it_no_less(
    accept: bytes | None, preferred: bool
) -> None:
    assert prefers_markdown(accept) is preferred


@pytest.mark.parametrize(
    ("accept", "preferred"),
    [
        (None, False),
        (b"*/*", False),
        (b"application/json", False),
        (b"text/html", True),
        (b"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", True),
        (b"TEXT/HTML, */*;q=0.1", True),
        (b"application/json, text/html", False),
        (b"application/json;q=0.9, text/html", True),
        (b"text/html;q=0, */*", False),
        (b"application/xhtml+xml", False),
    ],
)
def test_browsers_prefer_html(accept: bytes | None, preferred: bool) -> None:
    assert prefers_html(accept) is preferred

"""Shortcodes for content of other sites."""

import pytest

from tests.dialects.hugo.goldmark.bodies import html, nodes, parse, text

_HOSTS = ("www.youtube.com", "player.vimeo.com")


@pytest.mark.parametrize(
    ("shortcode", "address", "name"),
    [
        ("youtube a-b_1", "https://www.youtube.com/watch?v=a-b_1", "YouTube video"),
        ('youtube id=a title="B"', "https://www.youtube.com/watch?v=a", "B"),
        ("vimeo 1", "https://vimeo.com/1", "Vimeo video"),
        ("gist a 1", "https://gist.github.com/a/1", "Gist"),
        ('gist a 1 "b.md"', "https://gist.github.com/a/1", "b.md"),
        ("instagram a", "https://www.instagram.com/p/a/", "Instagram post"),
        ("tweet user=a id=1", "https://twitter.com/a/status/1", "Post of a"),
        ("tweet 1", "https://twitter.com/x/status/1", "Post of x"),
        ("twitter_simple user=a id=1", "https://twitter.com/a/status/1", "Post of a"),
        ("x user=a id=1", "https://x.com/a/status/1", "Post of a"),
    ],
)
def test_an_embed_is_a_link(shortcode: str, address: str, name: str) -> None:
    markdown = f"{{{{< {shortcode} >}}}}\n"
    assert html(markdown) == f'<p><a href="{address}">{name}</a></p>\n'
    (paragraph,) = nodes(markdown)
    link = {"type": "link", "title": None, "url": address}
    assert paragraph["children"] == [{**link, "children": [{"type": "text", "value": name}]}]
    # It is no text of the body.
    assert text(markdown) == ""
    assert [(link.href, link.text) for link in parse(markdown).links] == [(address, name)]


def test_an_embed_is_a_frame_where_the_site_allows_its_host() -> None:
    framed = html("{{< youtube a >}}\n\n{{< vimeo 1 >}}\n", _HOSTS)
    assert 'src="https://www.youtube.com/embed/a"' in framed
    assert 'src="https://player.vimeo.com/video/1"' in framed
    assert "sandbox=" in framed
    assert 'src="https://www.youtube-nocookie.com/embed/a"' in html(
        "{{< youtube a >}}\n", ("www.youtube-nocookie.com",)
    )
    (paragraph,) = nodes("{{< youtube a >}}\n")
    assert paragraph["children"][0]["type"] == "link"

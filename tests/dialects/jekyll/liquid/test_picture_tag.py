"""Pictures of jekyll_picture_tag are served as the original file."""

import pytest

from app.dialects.jekyll.liquid.plugins import Pictures, Plugins
from tests.dialects.jekyll.liquid.sites import places, rendering_of

PLUGINS = Plugins(pictures=Pictures("images", frozenset({"direct"})))


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("a.jpg", '<img src="/clinic/images/a.jpg" alt="">'),
        ("large a.jpg", '<img src="/clinic/images/a.jpg" alt="">'),
        (
            "/b/a.jpg --alt The\nfront door",
            '<img src="/clinic/images/b/a.jpg" alt="The front door">',
        ),
        (
            'large "an example.jpg" 16:9 mobile: b.jpg --img class="c" alt="A \'b\' &amp; c"',
            '<img src="/clinic/images/an%20example.jpg" alt="A &#x27;b&#x27; &amp; c">',
        ),
        (r"an\ example.jpg", '<img src="/clinic/images/an%20example.jpg" alt="">'),
        (
            '"{{ page.picture }}" --link {{ page.to }} --alt {{ page.picture }}',
            '<a href="/x/"><img src="/clinic/images/p.png" alt="p.png"></a>',
        ),
        ("https://example.org/a.jpg", '<img src="https://example.org/a.jpg" alt="">'),
        ("direct a.jpg", "/clinic/images/a.jpg"),
    ],
)
def test_a_picture_is_served_with_its_text_and_link(tag: str, expected: str) -> None:
    page = {"picture": "p.png", "to": "/x/"}
    result = rendering_of(f"{{% picture {tag} %}}", PLUGINS, page)
    assert result.problems == ()
    assert result.text.text == expected


@pytest.mark.parametrize("tag", ['large ""', "large", '"{{ page.nothing }}"'])
def test_a_picture_without_a_file_is_reported(tag: str) -> None:
    result = rendering_of(f"a{{% picture {tag} %}}", PLUGINS)
    assert result.text.text == "a"
    assert places(result) == [("page.md", 1, 2, "liquid-value")]


def test_without_the_plugin_the_tag_is_unknown() -> None:
    result = rendering_of("{% picture a.jpg %}", Plugins())
    assert places(result) == [("page.md", 1, 1, "liquid-unknown-tag")]

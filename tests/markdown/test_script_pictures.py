"""Which pictures a script may give their address."""

import pytest

from tests.markdown.bodies import parse


@pytest.mark.parametrize(
    "html",
    [
        '<img id="large" src="" alt="">',
        '<img data-src="/a.jpg" src="">',
        '<img data-lazy-src="/a.jpg" src="">',
        '<img :src="picture" src="">',
        '<img class="lightbox-image" src="">',
        '<div class="modal"><div><p><img src=""></p></div></div>',
        '<figure id="photo-popup">\n\n<div></div>\n\n<img src="">\n\n</figure>',
    ],
)
def test_a_script_fills_pictures_that_it_can_find(html: str) -> None:
    (image,) = parse(html).images
    assert image.is_filled


@pytest.mark.parametrize(
    "markdown",
    [
        "![]()",
        '<img src="" alt="a">',
        '<img class="wide" data-aos="fade-up" src="">',
        '<div id="gallery"><img src=""></div>',
        '<div class="modal"><div></div></div><div><img src=""></div>',
        '<div class="modal">\n\n</div>\n\n![]()',
    ],
)
def test_the_author_fills_any_other(markdown: str) -> None:
    (image,) = parse(markdown).images
    assert not image.is_filled

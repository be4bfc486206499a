"""Pictures have their sizes in HTML and in the tree, unless the author gave others."""

from typing import Any

import orjson
import pytest

from app.markdown.body import Picture
from app.markdown.pictures import missing_size
from app.records import BodyContent
from tests.markdown.bodies import parse


def rendered(markdown: str, *pictures: Picture | None) -> BodyContent:
    return parse(markdown).content.unpack(
        lambda kind, number: f"/{kind}-{number}", lambda _: None, pictures.__getitem__
    )


def images(node: Any) -> list[Any]:
    found = [node] if node["type"] == "image" else []
    return found + [image for child in node.get("children", []) for image in images(child)]


def test_pictures_have_their_sizes_by_number() -> None:
    body = rendered(
        '![a](a.png) <img src="b.png"> ![c](c.png "C") ![d](d.png)',
        Picture(30, 20, None),
        Picture(7, 5, None),
        Picture(None, None, None),
        None,
    )
    assert body.html == (
        '<p><img src="/image-0" alt="a" width="30" height="20"> '
        '<img src="/image-1" width="7" height="5"> '
        '<img src="/image-2" alt="c" title="C"> <img src="/image-3" alt="d"></p>\n'
    )
    assert [image.get("data") for image in images(orjson.loads(body.mdast))] == [
        {"hProperties": {"width": "30", "height": "20"}},
        None,
        None,
    ]
    assert '"<img src=\\"/image-1\\" width=\\"7\\" height=\\"5\\">"' in body.mdast


def test_a_picture_without_a_text_has_the_one_that_is_known() -> None:
    body = rendered(
        '![](a.png) ![own](a.png) <img src="a.png"> <img src="a.png" alt="">',
        *[Picture(None, None, 'A "hip"')] * 4,
    )
    assert body.html == (
        '<p><img src="/image-0" alt="A &quot;hip&quot;"> <img src="/image-1" alt="own"> '
        '<img src="/image-2" alt="A &quot;hip&quot;"> <img src="/image-3" alt=""></p>\n'
    )
    assert [image["alt"] for image in images(orjson.loads(body.mdast))] == ['A "hip"', "own"]


@pytest.mark.parametrize(
    ("given", "added"),
    [
        ([], [("width", "300"), ("height", "200")]),
        ([("class", "wide")], [("width", "300"), ("height", "200")]),
        ([("width", "150")], [("height", "100")]),
        ([("height", "50")], [("width", "75")]),
        ([("width", "1")], [("height", "1")]),
        ([("width", "50%")], []),
        ([("width", "²")], []),
        ([("width", "9999999")], []),
        ([("width", "")], []),
        ([("width", "10"), ("height", "10")], []),
    ],
)
def test_a_size_that_the_author_gave_stays(
    given: list[tuple[str, str]], added: list[tuple[str, str]]
) -> None:
    assert missing_size(given, Picture(300, 200, None)) == added


@pytest.mark.parametrize("picture", [None, Picture(None, None, "x"), Picture(0, 5, None)])
def test_an_unknown_size_is_left_out(picture: Picture | None) -> None:
    assert missing_size([], picture) == []

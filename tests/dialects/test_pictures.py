"""Pictures in front matter, as themes of generators name them."""

from collections.abc import Callable, Mapping

import pytest

from app.dialects.pictures import with_source
from app.library.library import Library

LoadFiles = Callable[[Mapping[str, str | bytes]], Library]


@pytest.mark.parametrize(
    ("image", "src"),
    [
        ({"filename": "heel.jpg", "caption": ""}, "heel.jpg"),
        ({"caption": "A heel", "focal_point": ""}, ""),
        ({"filename": "featured"}, ""),
        ({"title": "heel.jpg", "caption_url": "https://x.test"}, "heel.jpg"),
        ({"src": "a.png", "path": "b.png"}, "a.png"),
        ({}, ""),
    ],
)
def test_a_picture_has_the_path_that_a_theme_reads(image: dict[str, str], src: str) -> None:
    assert with_source(image) == {**image, "src": src}


@pytest.mark.parametrize(
    ("configuration", "file", "slug"),
    [("_config.yml", "a.md", "a.html"), ("hugo.yaml", "content/a.md", "a")],
)
def test_the_other_keys_of_a_picture_are_kept(
    load_files: LoadFiles, configuration: str, file: str, slug: str
) -> None:
    text = "---\nimage: {caption: By me, focal_point: top}\n---\nText.\n"
    page = (library := load_files({configuration: "title: A\n", file: text})).pages_by_slug[slug]
    assert page.image is None
    assert page.params["image"] == {"caption": "By me", "focal_point": "top"}
    assert not [problem for problem in library.problems if problem.severity != "hint"]

"""What templates are told of their site."""

from collections.abc import Mapping
from pathlib import Path

from app.library.load import load
from tests.conftest import site_at


def home(folder: Path, template: str, files: Mapping[str, str]) -> str:
    """What the home page of a tree of these files says."""
    index = {"index.md": f"---\ntitle: Home\n---\n{template}\n"}
    library = load(site_at(folder, {"_config.yml": "", **index, **files}))
    (page,) = (each for each in library.pages if each.slug == "index")
    return page.body.content.unpack().text.strip()


def test_collections_are_listed_by_their_labels(tmp_path: Path) -> None:
    template = "{% for each in site.collections %}{{ each.label }} {% endfor %}"
    config = "collections: {staff: {output: true}, exams: {}}\n"
    assert home(tmp_path, template, {"_config.yml": config}) == "exams posts staff"


def test_a_collection_has_the_keys_of_its_configuration(tmp_path: Path) -> None:
    template = "{% for each in site.collections %}{{ each.label }} {{ each.title }}, {% endfor %}"
    config = "collections: {staff: {title: Our team, label: x}}\n"
    assert home(tmp_path, template, {"_config.yml": config}) == "posts , staff Our team,"


def test_a_collection_may_be_named_like_a_list_of_the_site(tmp_path: Path) -> None:
    template = "{% for each in site.pages %}{{ each.title }} {% endfor %}{{ site.posts.size }}"
    config = "collections: {pages: {output: true}, posts: {}}\n"
    files = {"_config.yml": config, "_pages/a.md": "---\ntitle: A\n---\n"}
    assert home(tmp_path, template, files) == "A 0"

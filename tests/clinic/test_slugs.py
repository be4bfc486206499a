"""Slugs of conditions and locations."""

from collections.abc import Callable, Mapping

from app.library.library import Library

LoadFiles = Callable[[Mapping[str, str | bytes]], Library]


def slugs(library: Library) -> list[str]:
    return sorted(library.conditions_by_slug)


def test_a_slug_is_the_id_else_the_stem(load_files: LoadFiles) -> None:
    library = load_files(
        {"conditions/neck.md": "---\nid: neck-pain\n---\n", "conditions/knee.md": "# Knee\n"}
    )
    assert slugs(library) == ["knee", "neck-pain"]


def test_an_index_takes_the_name_of_its_folder(load_files: LoadFiles) -> None:
    assert slugs(load_files({"conditions/hip/index.md": "# Hip\n"})) == ["hip"]


def test_two_that_would_share_a_slug_both_take_that_of_their_page(load_files: LoadFiles) -> None:
    library = load_files({"conditions/a/pain.md": "# A\n", "conditions/b/pain.md": "# B\n"})
    assert slugs(library) == ["conditions-a-pain", "conditions-b-pain"]
    assert [problem.code for problem in library.problems].count("shared-slug") == 2


def test_a_slug_that_no_address_can_have_is_reported(load_files: LoadFiles) -> None:
    library = load_files({"conditions/a.md": "---\nid: x/y\n---\n"})
    assert slugs(library) == ["a"]
    assert [problem.code for problem in library.problems if problem.code != "orphan"] == [
        "invalid-slug"
    ]


def test_a_number_takes_no_slug_of_another(load_files: LoadFiles) -> None:
    site = "locations: [{name: North}, {name: North}, {name: North 2}]\n"
    library = load_files({"site.yaml": site})
    names = {office.slug: office.name for office in library.locations}
    assert names == {"north": "North", "north-2": "North 2", "north-3": "North"}
    assert [problem.code for problem in library.problems].count("shared-slug") == 2


def test_many_of_one_name_are_numbered_in_linear_time(load_files: LoadFiles) -> None:
    # Each counted from two again: that took half a minute.
    offices = "- {name: A}\n" * 10_000
    library = load_files({"a.md": "a", "site.yaml": f"locations:\n{offices}"})
    assert len(library.locations_by_slug) == 10_000
    assert {"a-2", "a-9999"} <= library.locations_by_slug.keys()

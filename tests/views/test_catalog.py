"""The catalog of a library: its lists, and the records most like a name."""

from app.library.library import Library
from app.views.catalog import Catalog, counts


def test_similar_slugs_are_found_best_first(library: Library) -> None:
    catalog = Catalog(library)
    near = catalog.near("condition", "nek-pain")
    assert near[0].slug == "neck-pain"
    assert near[0].kind == "condition"
    assert [ref.slug for ref in catalog.near("location", "bolder")] == ["boulder"]
    assert catalog.near("location", "zzzzzz") == ()


def test_conditions_are_numbered_as_in_their_list(library: Library) -> None:
    numbers = Catalog(library).condition_numbers
    assert [library.conditions[number].slug for number in numbers.values()] == list(numbers)


def test_lists_are_as_long_as_the_library(library: Library) -> None:
    catalog = Catalog(library)
    numbers = counts(library)
    assert len(catalog.pages) == numbers["pages"] == len(library.pages)
    assert len(catalog.edges) == numbers["links"]
    assert len(catalog.menus) == numbers["menus"]

"""Results of any text, suggestions, and conditions."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.library.search.index import SearchIndex
from app.library.search.results import MAX_QUERY, Results, ranked_conditions, suggested_names
from tests.library.search.site import index_of

HOSTILE = st.one_of(
    st.text(max_size=MAX_QUERY),
    st.lists(
        st.sampled_from(
            ['"', "AND", "OR NOT", "*", "(", "NEAR(a b)", "neck", "elbwo", "\0", "😀", "'"]
        )
    ).map(" ".join),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    """The index of the small site."""
    return index_of(tmp_path_factory.mktemp("site"))


@given(HOSTILE)
def test_any_text_is_a_query(index: SearchIndex, text: str) -> None:
    results = Results(text, index)
    assert len(results.part(0, 1000)) == len(results)


def test_a_corrected_query_is_suggested(index: SearchIndex) -> None:
    assert Results("tenis elbow", index).suggestions == ("tennis elbow",)
    assert Results("tennis elbow", index).suggestions == ()


def test_where_nothing_is_found_names_are_suggested(index: SearchIndex) -> None:
    assert Results("tunnjs albjw", index).suggestions[0] == "Tennis Elbow"
    assert len(Results("???", index)) == 0
    assert Results("???", index).suggestions[0] in {"Neck Pain", "Tennis Elbow"}


def test_a_site_without_conditions_suggests_nothing(tmp_path: Path) -> None:
    assert suggested_names("???", index_of(tmp_path, {"a.md": "A"}).library) == ()


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("elbow", ["elbow"]),
        ("tenis", ["elbow"]),
        ("shin", ["shin-splints"]),
        ("whiplash", ["neck"]),
        ("turning head", ["neck"]),
        # Only the text has it, and text does not count here.
        ("gripping", []),
        ("???", []),
    ],
)
def test_conditions_are_found_by_names_and_symptoms(
    index: SearchIndex, text: str, slugs: list[str]
) -> None:
    assert list(ranked_conditions(text, index)) == slugs

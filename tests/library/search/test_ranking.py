"""The order of what matches."""

from pathlib import Path

import pytest

from app.library.search.index import SearchIndex
from app.library.search.query import parse_query
from app.library.search.ranking import Ranking, _looked_up
from app.library.search.terms import Term
from tests.library.search.site import found, index_of


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    """The index of the small site."""
    return index_of(tmp_path_factory.mktemp("site"))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("tennis elbow", "elbow"),
        ("neck pain", "neck"),
        ("NECK PAIN!", "neck"),
        ("stiff nek", "neck"),
        ("whiplash", "neck"),
        ("turn head", "neck"),
        ("when to see a doctor", "neck#when-to-see-a-doctor"),
        ("where do i park", "index#where-to-park"),
        ("shin splints", "shin-splints"),
        ("harbor", "harbour"),
        ("quay", "harbour"),
        ("attic room", "loft"),
        ("numb arm", "neck#when-to-see-a-doctor"),
    ],
)
def test_the_best_comes_first(index: SearchIndex, text: str, first: str) -> None:
    assert found(index, text)[0] == first


def test_a_title_with_the_words_of_the_query_comes_before_one_with_their_synonyms(
    tmp_path: Path,
) -> None:
    files = {
        "conditions/foot.md": (
            "---\ntitle: Foot Pain\nalternate_names: [Plantar heel pain]\n"
            "symptoms: [Heel pain with the first steps]\n---\nHeel pain.\n"
        ),
        "laser.md": "---\ntitle: Laser\n---\n**Conditions we treat:**\n\n- Heel Pain\n- Bursitis\n",
    }
    index = index_of(tmp_path, files)
    assert found(index, "my heel hurts")[:2] == ["heel-pain", "foot"]
    assert found(index, "my foot hurts")[0] == "foot"


@pytest.mark.parametrize(
    ("neck", "first"),
    [
        ("---\ntitle: The neck\n---\nIs it stiff?\n", "neck"),
        ("---\ntitle: The neck\n---\n## Signs\n\nStiff, and the neck aches.\n", "neck"),
    ],
)
def test_a_phrase_of_which_a_title_has_a_part_comes_before_one_in_a_text(
    tmp_path: Path, neck: str, first: str
) -> None:
    files = {"a.md": "---\ntitle: Questions\n---\nA neck, and stiff knees.\n", "neck.md": neck}
    assert found(index_of(tmp_path, files), "stiff neck")[0] == first


def test_of_equal_rows_that_in_the_language_of_the_query_comes_first(tmp_path: Path) -> None:
    files = {
        "a.md": "---\ntitle: Osteopathie\nlanguage: fr\n---\n",
        "b.md": "---\ntitle: Osteopathie\nlanguage: de\n---\n",
    }
    index = index_of(tmp_path, files)
    assert found(index, "Osteopathie") == ["a", "b"]
    assert found(index, "wie ist Osteopathie") == ["b", "a"]
    assert found(index, "la Osteopathie") == ["a", "b"]


def test_a_page_that_has_all_words_in_several_sections_comes_first(tmp_path: Path) -> None:
    files = {
        "a.md": "---\ntitle: Needling\n---\nThin needles.\n",
        "b.md": "---\ntitle: Needling\n---\nThin needles.\n\n## Before\n\nIf you are pregnant.\n",
    }
    assert found(index_of(tmp_path, files), "needling pregnant")[0] == "b"


def test_the_home_page_comes_after_others_that_say_the_same(tmp_path: Path) -> None:
    files = {"index.md": "Grip and elbow.\n", "z.md": "The elbow, and more. Grip.\n"}
    assert found(index_of(tmp_path, files), "elbow grip")[0] == "z"


def test_words_may_be_missing(index: SearchIndex) -> None:
    results = found(index, "elbow upstairs")
    assert {"elbow", "loft"} <= set(results)


def test_parts_of_a_ranking_are_the_whole(index: SearchIndex) -> None:
    ranking = Ranking(parse_query("pain elbow neck room", index), index)
    whole = ranking.part(0, 100)
    assert len(ranking) == len(whole) == len(set(whole))
    assert [*ranking.part(0, 2), *ranking.part(2, 98)] == whole


def test_only_allowed_rows_are_ranked(index: SearchIndex) -> None:
    query = parse_query("elbow neck", index)
    (first, *_) = Ranking(query, index).part(0, 1)
    assert Ranking(query, index, {first}).part(0, 9) == [first]


def test_many_equal_rows_keep_the_order_of_the_site(tmp_path: Path) -> None:
    files = {f"p{number:03}.md": "---\ntitle: Same\n---\nWords.\n" for number in range(150)}
    index = index_of(tmp_path, files)
    assert found(index, "words", 200) == [f"p{number:03}" for number in range(150)]


def test_the_most_frequent_terms_are_not_looked_up_where_others_find_enough() -> None:
    rare, frequent, everywhere = (
        Term(text, (), 1.0, rows) for text, rows in (("a", 10), ("b", 9_000), ("c", 15_000))
    )
    assert _looked_up([everywhere, frequent, rare]) == [rare, frequent]
    assert _looked_up([everywhere]) == [everywhere]

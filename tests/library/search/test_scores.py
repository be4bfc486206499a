"""How well rows match, and which terms they have."""

from pathlib import Path

import pytest

from app.library.search.fields import RowFields
from app.library.search.index import SearchIndex
from app.library.search.query import parse_query
from app.library.search.scores import TermMatcher, _in_title, score, worth_of
from tests.library.search.site import index_of


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    """The index of the small site."""
    return index_of(tmp_path_factory.mktemp("site"))


def first_row(index: SearchIndex, slug: str) -> RowFields:
    """Return the first row of a page."""
    (row, *_) = (
        fields
        for fields in index.rows.values()
        if fields.row.page is not None and fields.row.page.slug == slug
    )
    return row


def test_a_long_title_with_the_words_of_the_query_adds_less(index: SearchIndex) -> None:
    query = parse_query("harbour quay ", index)
    short = frozenset({"harbour", "quay", "sea", "port"})
    assert _in_title(query, short) == sum(term.rarity for term in query.terms)
    assert _in_title(query, short | {"knee", "hip", "rib", "shin"}) == _in_title(query, short) / 2


def test_a_row_says_which_terms_it_has_and_how_much_of_the_query_that_is(
    index: SearchIndex,
) -> None:
    query = parse_query("gripping upstairs ", index)
    gripping, upstairs = query.terms
    result = score(query, first_row(index, "conditions/elbow"))
    assert result.terms == {0}
    assert result.coverage == gripping.rarity / (gripping.rarity + upstairs.rarity)
    assert score(query, first_row(index, "needling")).terms == frozenset()


def test_words_near_each_other_are_worth_more_than_words_far_apart(tmp_path: Path) -> None:
    files = {
        "a.md": f"---\ntitle: A\n---\nThe heel is numb. {'Much else. ' * 20}Toe.\n",
        "b.md": f"---\ntitle: B\n---\nThe heel. {'Much else. ' * 20}Numb. Toe.\n",
    }
    index = index_of(tmp_path, files)
    query = parse_query("numb heel ", index)
    assert score(query, first_row(index, "a")).value > score(query, first_row(index, "b")).value


def test_a_row_with_all_of_a_query_is_worth_most() -> None:
    assert 0 < worth_of(0.0) < worth_of(0.5) < worth_of(1.0) == 1.0


def test_each_term_that_a_row_has_comes_with_its_best_alternative(index: SearchIndex) -> None:
    query = parse_query("upstairs tennis elb", index)
    matches = TermMatcher(query).matches(first_row(index, "conditions/elbow"))
    assert [(match.term.text, match.choice.written) for match in matches] == [
        ("tennis", "tennis"),
        ("elb", "elbow"),
    ]


def test_a_phrase_of_which_a_row_has_a_part_is_no_match(tmp_path: Path) -> None:
    files = {"a.md": "---\ntitle: A\n---\nNeck.\n", "b.md": "---\ntitle: Stiff neck\n---\nWords.\n"}
    index = index_of(tmp_path, files)
    matcher = TermMatcher(parse_query("stiff neck ", index))
    assert matcher.matches(first_row(index, "a")) == []
    assert [match.term.text for match in matcher.matches(first_row(index, "b"))] == ["stiff neck"]


def test_a_small_part_of_a_symptom_counts_for_less_than_a_whole_one(tmp_path: Path) -> None:
    symptoms = ("Unsure what is safe to lift or carry", "Safe")
    files = {
        f"conditions/{number}.md": f"---\ntitle: No. {number}\nsymptoms: [{symptom}]\n---\nWords.\n"
        for number, symptom in enumerate(symptoms)
    }
    index = index_of(tmp_path, files)
    query = parse_query("safe ", index)
    long, short = (score(query, first_row(index, f"conditions/{number}")) for number in range(2))
    assert long.value < short.value


def test_of_several_alternatives_the_first_is_taken_where_none_is_compared(
    tmp_path: Path,
) -> None:
    files = {"a.md": "---\ntitle: Hurting\n---\nPain.\n"}
    index = index_of(tmp_path, files)
    matcher = TermMatcher(parse_query("pain ", index))
    row = first_row(index, "a")
    assert [match.choice.written for match in matcher.matches(row)] == ["hurt"]
    assert [match.choice.written for match in matcher.matches(row, closely=False)] == ["pain"]

"""Excerpts with marks, and why a row matches."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.library.search.excerpts import Excerpt, Explainer
from app.library.search.index import SearchIndex
from app.library.search.results import Results
from tests.library.search.site import index_of

LONG = "word " * 200


def first_excerpt(index: SearchIndex, text: str) -> tuple[Excerpt, dict[str, tuple[str, str]]]:
    """Return the excerpt of the first result, and by term what matched and how."""
    results = Results(text, index)
    (number,) = results.part(0, 1)
    excerpt, matches = Explainer(results.query, index).explain(index.rows[number], 0)
    return excerpt, {match.term: (match.written, match.by) for match in matches}


def marked(excerpt: Excerpt) -> list[str]:
    """Return the marked parts, as a client with UTF-16 strings cuts them."""
    units = excerpt.text.encode("utf-16-le")
    return [units[2 * start : 2 * end].decode("utf-16-le") for start, end in excerpt.marks]


@pytest.mark.parametrize(
    ("body", "query", "marks", "match"),
    [
        ("My heel aches.", "heel", ["heel"], ("heel", "exact")),
        ("My heels ache.", "heel", ["heels"], ("heels", "stem")),
        ("My heel aches.", "hele", ["heel"], ("heel", "typo")),
        ("My heel aches.", "hee", ["heel"], ("heel", "prefix")),
        ("😀😀 a heel, HEEL.", "heel", ["heel", "HEEL"], ("heel", "exact")),
        ("Wheels and heel", "heel", ["heel"], ("heel", "exact")),
        ("İİ heel", "heel", ["heel"], ("heel", "exact")),
    ],
)
def test_the_words_that_match_are_marked(
    tmp_path: Path, body: str, query: str, marks: list[str], match: tuple[str, str]
) -> None:
    excerpt, matches = first_excerpt(
        index_of(tmp_path, {"a.md": f"---\ntitle: A\n---\n{body}"}), query
    )
    assert marked(excerpt) == marks
    assert matches == {query: match}


def test_a_synonym_says_what_it_stands_for(tmp_path: Path) -> None:
    index = index_of(tmp_path, {"site.yaml": "synonyms: [[sofa, couch]]", "a.md": "A couch."})
    excerpt, matches = first_excerpt(index, "sofa")
    assert marked(excerpt) == ["couch"]
    assert matches == {"sofa": ("couch", "synonym")}


def test_a_long_text_is_cut_around_the_words(tmp_path: Path) -> None:
    index = index_of(tmp_path, {"a.md": f"---\ntitle: A\n---\n{LONG} heel and toe {LONG}"})
    excerpt, _ = first_excerpt(index, "toe heel")
    assert marked(excerpt) == ["heel", "toe"]
    assert excerpt.text.startswith("…word")
    assert excerpt.text.endswith("word…")
    assert len(excerpt.text) < 260


def test_white_space_is_one_space_each(tmp_path: Path) -> None:
    index = index_of(tmp_path, {"a.md": "---\ntitle: A\n---\nThe\u00a0 \u2003 heel,\n\n\nthe toe."})
    excerpt, _ = first_excerpt(index, "toe heel")
    assert excerpt.text == "The heel, the toe."
    assert marked(excerpt) == ["heel", "toe"]


def test_what_matches_by_its_title_shows_how_the_text_begins(tmp_path: Path) -> None:
    index = index_of(tmp_path, {"a.md": f"---\ntitle: Heel\n---\nBegin {LONG}"})
    excerpt, matches = first_excerpt(index, "heel")
    assert excerpt.text.startswith("Begin word")
    assert excerpt.marks == ()
    assert matches == {"heel": ("heel", "exact")}


@given(
    st.text(st.sampled_from("heltoİ😀 ’-\n"), max_size=600), st.sampled_from(["heel", "toe", "he"])
)
def test_marks_are_in_order_and_within_the_text(
    tmp_path_factory: pytest.TempPathFactory, body: str, query: str
) -> None:
    files = {"a.md": f"---\ntitle: A\n---\nheel toe {body}"}
    excerpt, _ = first_excerpt(index_of(tmp_path_factory.mktemp("site"), files), query)
    units = len(excerpt.text.encode("utf-16-le")) // 2
    ends = [0]
    for start, end in excerpt.marks:
        assert ends[-1] <= start < end <= units
        ends.append(end)


def test_of_many_terms_the_rarest_are_looked_for_and_all_are_named(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        f"{number}.md": " ".join(f"word{letter}" for letter in "abcdefgh"[:number]) + "."
        for number in range(1, 9)
    }
    index = index_of(tmp_path, files)
    text = " ".join(f"word{letter}" for letter in "abcdefgh")
    excerpt, matches = first_excerpt(index, text)
    assert marked(excerpt) == [f"word{letter}" for letter in "cdefgh"]
    assert list(matches) == text.split()


def test_a_part_with_all_terms_is_shown_even_if_it_comes_late(tmp_path: Path) -> None:
    index = index_of(tmp_path, {"a.md": f"heel {LONG} heel pain {LONG}"})
    excerpt, _ = first_excerpt(index, "pain heel")
    assert marked(excerpt) == ["heel", "pain"]


def test_beyond_the_first_hundred_results_only_the_two_rarest_words_are_marked(
    tmp_path: Path,
) -> None:
    pages = {f"p{number}.md": "Knee, heel, neck." for number in range(2)}
    index = index_of(tmp_path, pages | {"q.md": "Knee and heel.", "r.md": "Knee."})
    results = Results("knee heel neck", index)
    fields = index.rows[results.part(0, 1)[0]]
    explainer = Explainer(results.query, index)
    excerpt, matches = explainer.explain(fields, 99)
    assert marked(excerpt) == ["Knee", "heel", "neck"]
    excerpt, others = explainer.explain(fields, 100)
    assert marked(excerpt) == ["heel", "neck"]
    assert [match.term for match in others] == [match.term for match in matches]

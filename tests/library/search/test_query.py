"""The meanings of the words of a query."""

from pathlib import Path

import pytest

from app.library.search.index import SearchIndex
from app.library.search.query import MAX_CORRECTED, Query, parse_query
from tests.library.search.site import index_of


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    """The index of the small site."""
    return index_of(tmp_path_factory.mktemp("site"))


def meanings(query: Query) -> dict[str, set[tuple[str, str]]]:
    """Return by term what it means and how."""
    return {
        term.text: {(choice.written, choice.by) for choice in term.alternatives}
        for term in query.terms
    }


@pytest.mark.parametrize(
    ("text", "term", "meaning"),
    [
        ("elbow ", "elbow", ("elbow", "exact")),
        ("elbows ", "elbows", ("elbow", "stem")),
        ("elb", "elb", ("elbow", "prefix")),
        ("elbwo ", "elbwo", ("elbow", "typo")),
        ("attic room ", "attic", ("loft", "synonym")),
        ("whiplash ", "whiplash", ("Neck Pain", "synonym")),
        ("self care ", "self", ("self", "exact")),
        ("quayelbow ", "quayelbow", ("elbow", "exact")),
        ("whip lash ", "whiplash", ("whiplash", "exact")),
        ("selfcare ", "selfcare", ("self-care", "exact")),
    ],
)
def test_a_word_means_words_of_the_site(
    index: SearchIndex, text: str, term: str, meaning: tuple[str, str]
) -> None:
    found = [
        (choice.written, choice.by)
        for entry in parse_query(text, index).terms
        for choice in entry.alternatives
        if entry.text == term
    ]
    assert meaning in found


def test_stop_words_are_not_looked_for(index: SearchIndex) -> None:
    assert set(meanings(parse_query("where is the elbow ", index))) == {"elbow"}


def test_a_misspelt_word_is_mended_in_the_suggested_query(index: SearchIndex) -> None:
    assert parse_query("tenis elbow", index).corrected == "tennis elbow"
    assert parse_query("tennis elbow", index).corrected is None


def test_only_so_many_unknown_words_are_corrected(index: SearchIndex) -> None:
    words = [f"unknown{letter}" for letter in "abcdefghijklmnopqrst"]
    query = parse_query(" ".join(words), index)
    assert list(query.uncorrected) == words[MAX_CORRECTED:]


def test_words_of_phrases_that_may_be_mistakes_are_listed_beyond_the_limit(
    index: SearchIndex,
) -> None:
    known = {"allergic", "ankylosing", "antenatal", "appointment", "arthroscopic", "artificial"}
    known |= {"associated", "athletic", "attention", "backside", "baseball", "basketball"}
    known |= {"bleaching", "blinding", "botulinum", "abdominal", "acceleration", "acromion"}
    words = sorted(known)
    query = parse_query(" ".join(words), index)
    assert list(query.uncorrected) == words[MAX_CORRECTED:]


def test_a_word_that_means_something_is_not_taken_for_a_mistake(tmp_path: Path) -> None:
    index = index_of(tmp_path, {"site.yaml": "language: en\n", "a.md": "# Heel\n\nFasciitis.\n"})
    assert parse_query("fascitis ", index).corrected == "fasciitis"
    (tmp_path / "more").mkdir()
    site = "language: en\nsynonyms: [[fascitis, heel]]\n"
    files = {"site.yaml": site, "a.md": "# Heel\n\nFasciitis.\n"}
    assert parse_query("fascitis ", index_of(tmp_path / "more", files)).corrected is None


def test_a_query_without_words_looks_for_nothing(index: SearchIndex) -> None:
    query = parse_query("???", index)
    assert (query.terms, query.corrected) == ((), None)


def test_a_language_is_looked_up_in_its_words(tmp_path: Path) -> None:
    index = index_of(
        tmp_path,
        {
            "site.yaml": "languages: [en, de]\n",
            "a.md": "---\ntitle: Back\n---\n",
            "b.de.md": "---\ntitle: Rücken\n---\n",
        },
    )
    assert meanings(parse_query("ruecken ", index)) == {"ruecken": {("rücken", "exact")}}


@pytest.mark.parametrize(
    ("languages", "meaning"),
    [
        ("[en, de]", {("migräne", "exact"), ("migraine", "typo")}),
        # On a site in one language it is the word without its accents, and nothing else.
        ("[de]", {("migräne", "exact")}),
    ],
)
def test_a_word_of_another_language_without_its_accents_may_be_a_slip(
    tmp_path: Path, languages: str, meaning: set[tuple[str, str]]
) -> None:
    other = "b.md" if languages == "[de]" else "b.de.md"
    files = {
        "site.yaml": f"languages: {languages}\n",
        "a.md": "---\ntitle: Migraine\n---\n",
        other: "---\ntitle: Migräne\n---\n",
    }
    query = parse_query("migrane ", index_of(tmp_path, files))
    assert meanings(query) == {"migrane": meaning}
    assert query.corrected is None
    assert meanings(parse_query("migräne ", index_of(tmp_path, files))) == {
        "migräne": {("migräne", "exact")}
    }


def test_another_form_of_a_word_is_no_slip_on_a_site_in_two_languages(tmp_path: Path) -> None:
    files = {
        "site.yaml": "languages: [en, de]\n",
        "a.md": "---\ntitle: Strain\n---\n\nOur training.\n",
        "b.de.md": "---\ntitle: Zerrung\n---\n",
    }
    query = parse_query("straining ", index_of(tmp_path, files))
    assert meanings(query) == {"straining": {("strain", "stem")}}


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Plattfuß ", {("fuß", "stem")}),
        ("Kniebeschwerden ", {("knie", "stem")}),
        ("Überkopfknie ", {("knie", "stem")}),
        # A word of daily language of which the site has nothing else.
        ("Knieweh ", {("knie", "stem")}),
        ("Qwertz ", set()),
    ],
)
def test_the_known_part_of_a_compound_stands_for_it(
    tmp_path: Path, text: str, meaning: set[tuple[str, str]]
) -> None:
    index = index_of(tmp_path, {"site.yaml": "language: de\n", "a.md": "Fuß und Knie.\n"})
    assert meanings(parse_query(text, index)).get(text.strip().lower(), set()) == meaning


def test_an_unfinished_word_is_rather_its_completion_than_a_shorter_word(tmp_path: Path) -> None:
    index = index_of(tmp_path, {"site.yaml": "language: en\n", "a.md": "Netlify. A net.\n"})
    (term,) = parse_query("netli", index).terms
    assert max(term.alternatives, key=lambda choice: choice.weight).written == "netlify"


def test_words_written_as_one_are_a_phrase_with_those_beside_them(tmp_path: Path) -> None:
    index = index_of(
        tmp_path, {"site.yaml": "language: en\n", "a.md": "# Back pain\n\nLow pain.\n"}
    )
    (term,) = parse_query("low backpain ", index).terms
    assert term.text == "low backpain"
    assert ("back pain", "synonym") in meanings(parse_query("low backpain ", index))[term.text]


def test_a_stop_word_is_no_part_of_an_unknown_word(tmp_path: Path) -> None:
    index = index_of(tmp_path, {"site.yaml": "language: en\n", "a.md": "Go on, with less.\n"})
    assert parse_query("lessons ", index).terms == ()


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        # A short slip beside an unknown word.
        ("xylophone nekc", []),
        ("nekc", ["nekc"]),
        ("xylophone neck", ["neck"]),
        ("xylophone whiplsah", ["whiplsah"]),
    ],
)
def test_a_short_slip_beside_an_unknown_word_is_none(
    index: SearchIndex, text: str, terms: list[str]
) -> None:
    assert [term.text for term in parse_query(f"{text} ", index).terms] == terms


def test_phrases_and_words_of_other_languages_are_known_beside_unknown_words(
    tmp_path: Path,
) -> None:
    files = {"site.yaml": "language: en\n", "a.md": "# Ankle sprain\n\nNumb fingers, double.\n"}
    index = index_of(tmp_path, files)
    (term,) = parse_query("me doblé el tobillo ", index).terms
    assert {choice.written for choice in term.alternatives} >= {"ankle sprain"}
    assert {term.text for term in parse_query("fourmis dqns zzz doigts ", index).terms} >= {
        "fourmis",
        "doigts",
    }


def test_a_word_of_daily_language_that_the_site_has_is_known(tmp_path: Path) -> None:
    index = index_of(tmp_path, {"site.yaml": "language: en\n", "a.md": "# Lower back pain\n"})
    terms = parse_query("lower bck pian ", index).terms
    assert [term.text for term in terms] == ["lower", "pian"]


def test_a_word_of_a_phrase_means_nothing_else_beside_a_general_word(tmp_path: Path) -> None:
    text = "# Sciatica\n\nThe pain goes down the leg.\n\n# Sports injuries\n\nOf running.\n"
    index = index_of(tmp_path, {"site.yaml": "language: en\n", "a.md": text})
    written = {
        choice.written
        for term in parse_query("pain running down my leg ", index).terms
        for choice in term.alternatives
    }
    assert "sciatica" in written
    assert "sports injuries" not in written


def test_two_words_that_are_one_of_daily_language_are_one(tmp_path: Path) -> None:
    index = index_of(tmp_path, {"site.yaml": "language: en\n", "a.md": "# Low back\n\nBone.\n"})
    (term,) = parse_query("tail bone ", index).terms
    assert {choice.written for choice in term.alternatives} == {"low back"}

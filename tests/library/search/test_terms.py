"""The terms of a query."""

from collections import Counter
from dataclasses import replace

from app.library.search.synonyms import Synonym, Synonyms
from app.library.search.terms import Alternative, Term, TermReader, Token, distinct
from app.library.search.words import Word


def reader(*synonyms: Synonym, **rows: int) -> TermReader:
    """Return a reader for a site of 100 rows that have these stems, and names with all of them."""
    by_first = {synonym.phrase[0]: (synonym,) for synonym in synonyms}
    return TermReader(
        synonyms=[Synonyms(by_first, {}, {})],
        ignored=frozenset({"the", "all"}),
        left_out=frozenset({"the"}),
        stems_of=lambda word: frozenset({word.folded}),
        count=lambda stem: Counter(rows)[stem],
        is_named=lambda _: True,
        total=100,
        emphasis={},
    )


def tokens(text: str) -> list[Token]:
    """Return the words of a text, each known as it is."""
    return [
        Token(Word(word, word), (Alternative((word,), word, "exact", 1.0),))
        for word in text.split()
    ]


def meanings(terms: list[Term]) -> list[tuple[str, list[str]]]:
    """Return the terms with how their alternatives are written."""
    return [(term.text, [choice.written for choice in term.alternatives]) for term in terms]


CRICK = Synonym(("crick", "in", "neck"), ("stiff",), "stiff neck", 0.85, is_whole=True)


def test_a_phrase_is_its_words_where_nothing_is_called_like_it() -> None:
    query = tokens("crick in neck")
    rows = {"stiff": 3, "crick": 1, "in": 9, "neck": 9}
    assert len(reader(CRICK, **rows).read(query)) == 1
    nameless = replace(reader(CRICK, **rows), is_named=lambda _: False)
    words = nameless.read(query)
    assert [term.text for term in words] == ["crick", "in", "neck"]


def test_a_phrase_is_one_term_and_may_have_an_article() -> None:
    terms = reader(CRICK, stiff=3, neck=9, crick=1).read(tokens("crick in the neck"))
    assert meanings(terms) == [("crick in the neck", ["stiff neck"])]


def test_a_phrase_of_which_the_site_has_nothing_is_its_words() -> None:
    terms = reader(CRICK, neck=9).read(tokens("crick in the neck"))
    assert meanings(terms) == [("neck", ["neck"])]


def test_a_phrase_is_written_with_its_small_words() -> None:
    (term,) = reader(CRICK, stiff=3, crick=3, neck=3, **{"in": 1}).read(tokens("crick in the neck"))
    assert term.alternatives[0].written == "crick in the neck"


def test_a_misspelt_phrase_is_the_phrase_with_its_mistake_mended() -> None:
    wrong = Token(
        Word("nek", "nek"),
        (Alternative(("ne",), "ne", "typo", 0.0), Alternative(("neck",), "neck", "typo", 0.9)),
    )
    same = Synonym(("stiff", "neck"), ("wryneck",), "wryneck", 0.85, is_whole=True)
    (term,) = reader(same, neck=9, stiff=9, ne=0).read([*tokens("stiff"), wrong])
    assert term.text == "stiff nek"
    assert term.alternatives == (Alternative(("stiff", "neck"), "stiff neck", "typo", 0.9),)


def test_stop_words_are_terms_only_without_other_words() -> None:
    assert meanings(reader(all=1, neck=1).read(tokens("all the neck"))) == [("neck", ["neck"])]
    assert meanings(reader(all=1, the=1).read(tokens("all the"))) == [
        ("all", ["all"]),
        ("the", ["the"]),
    ]


def test_a_word_says_as_little_as_a_frequent_one_that_means_the_same() -> None:
    same = Synonym(("sore",), ("pain",), "pain", 0.85, is_whole=False)
    wider = same._replace(weight=0.75)
    (alone,) = reader(sore=2).read(tokens("sore"))
    (with_same,) = reader(same, sore=2, pain=90).read(tokens("sore"))
    (with_wider,) = reader(wider, sore=2, pain=90).read(tokens("sore"))
    assert with_same.rarity < alone.rarity == with_wider.rarity


def test_of_equal_alternatives_the_heaviest_stays() -> None:
    light = Alternative(("knee",), "knees", "stem", 0.5)
    assert distinct([light, light._replace(weight=0.9)]) == (light._replace(weight=0.9),)


def test_of_a_phrase_of_which_a_word_is_missing_only_words_in_names_stay() -> None:
    floor = Synonym(("pelvic", "floor"), ("kegel",), "kegel", 0.85, is_whole=True)
    nameless = replace(reader(floor, floor=9), is_named=lambda _: False)
    assert nameless.read(tokens("pelvic floor")) == []
    assert [term.text for term in reader(floor, floor=9).read(tokens("pelvic floor"))] == ["floor"]
    both = replace(reader(floor, floor=9, pelvic=1), is_named=lambda _: False)
    assert [term.text for term in both.read(tokens("pelvic floor"))] == ["pelvic", "floor"]


def test_a_term_counts_for_what_its_words_are_emphasised() -> None:
    plain = reader(knee=9)
    (term,) = plain.read(tokens("knee"))
    (more,) = replace(plain, emphasis={("knee",): 1.5}).read(tokens("knee"))
    assert more.rarity == 1.5 * term.rarity


def test_of_many_synonyms_those_that_name_something_stay() -> None:
    words = [f"word{number}" for number in range(30)]
    many = [Synonym(("ache",), (word,), word, 0.85, is_whole=False) for word in words]
    terms = replace(
        reader(**dict.fromkeys(words, 1)),
        synonyms=[Synonyms({"ache": tuple(many)}, {}, {})],
        is_named=lambda stems: stems == ("word29",),
    )
    (term,) = terms.read(tokens("ache"))
    assert term.alternatives[0].written == "word29"


def test_a_wider_meaning_counts_for_less_beside_the_word_itself() -> None:
    gym = Synonym(("gym",), ("sport",), "sports", 0.75, is_whole=False)
    (alone,) = reader(gym, sport=3).read([Token(Word("gym", "gym"), ())])
    (beside,) = reader(gym, sport=3, gym=1).read(tokens("gym"))
    assert alone.alternatives[-1].weight > beside.alternatives[-1].weight


def test_a_wider_meaning_of_a_phrase_counts_for_less_where_something_is_called_like_it() -> None:
    ball = Synonym(("foot", "ball"), ("foot",), "foot", 0.75, is_whole=True)
    named = reader(ball, foot=3, ball=1)
    (term,) = named.read(tokens("foot ball"))
    nameless = replace(named, is_named=lambda stems: stems == ("foot",))
    (other,) = nameless.read(tokens("foot ball"))
    assert term.alternatives[-1].weight < other.alternatives[-1].weight == 0.75

"""Words that together mean something else."""

from pathlib import Path

import pytest

from app.library.search.query import parse_query
from app.library.search.stems import stemmer_of
from app.library.search.together import meant_together, together_terms
from tests.library.search.site import found, index_of

STIFF = {"a.md": "---\ntitle: Neck\n---\n", "b.md": "---\ntitle: Stiff neck\n---\n"}


def written(language: str, text: str) -> set[str]:
    """Return what the words of a text mean together."""
    words = [frozenset({stemmer_of(language)(word)}) for word in text.split()]
    return {
        meaning.written
        for entry in meant_together([together_terms(language)], words)
        for meaning in entry.meanings
    }


@pytest.mark.parametrize(
    ("language", "text", "meaning"),
    [
        ("en", "my arm wont go up", "shoulder pain"),
        ("en", "behind me my arm", "shoulder pain"),
        ("de", "nachts kribbelt ein finger", "Karpaltunnelsyndrom"),
        ("es", "la rodilla en las escaleras", "dolor de rodilla"),
        ("fr", "le genou craque", "mal au genou"),
    ],
)
def test_words_are_understood_in_any_order(language: str, text: str, meaning: str) -> None:
    assert meaning in written(language, text)


def test_one_word_of_them_says_nothing() -> None:
    assert written("en", "arm wont go") == set()
    assert written("tlh", "arm up") == set()


def test_what_several_words_mean_counts_once() -> None:
    words = [frozenset({stem}) for stem in ("arm", "up", "lift", "reach")]
    assert len(meant_together([together_terms("en")], words)) == 1


def test_pages_are_found_by_what_words_mean_together(tmp_path: Path) -> None:
    files = {
        "arm.md": "---\ntitle: Arms\n---\nAn arm.\n",
        "shoulder.md": "---\ntitle: Shoulder pain\n---\nIn the arm, too.\n",
    }
    index = index_of(tmp_path, files)
    assert found(index, "my arm hurts ")[0] == "arm"
    assert found(index, "can't put my arm behind me ")[0] == "shoulder"
    assert [term.text for term in parse_query("behind me, an arm ", index).terms] == [
        "arm",
        "behind arm",
    ]
    # They are a phrase already.
    assert len(parse_query("stiff neck ", index_of(tmp_path, STIFF)).terms) == 1


@pytest.mark.parametrize("language", ["en", "de", "es", "fr"])
def test_all_words_together_mean_something(language: str) -> None:
    for entries in together_terms(language).values():
        for entry in entries:
            assert entry.stems
            assert entry.meanings
            assert all(meaning.meaning for meaning in entry.meanings)


@pytest.mark.parametrize("language", ["en", "de", "es", "fr"])
def test_no_word_alone_has_a_meaning_of_words_together(language: str) -> None:
    for entries in together_terms(language).values():
        assert all(len(entry.stems) > 1 for entry in entries)

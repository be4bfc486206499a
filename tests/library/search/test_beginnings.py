"""The beginnings of phrases."""

from pathlib import Path

import pytest

from app.library.search.beginnings import beginning
from app.library.search.synonyms import PhraseReader, Synonym, Synonyms
from tests.library.search.site import found, index_of

FILES = {
    "band.md": "---\ntitle: IT band syndrome\n---\nThe outside of the thigh.\n",
    "hip.md": "---\ntitle: Hip\n---\nA joint.\n",
}


def table(groups: list[list[str]]) -> Synonyms:
    """Return the synonyms of groups of phrases."""
    reader = PhraseReader("en")
    by_first: dict[str, list[Synonym]] = {}
    for group in groups:
        for entry in reader.group(group, is_whole=True):
            by_first.setdefault(entry.phrase[0], []).append(entry)
    entries = {first: tuple(group) for first, group in by_first.items()}
    return Synonyms(entries, {}, {}, sorted(by_first))


def begun(
    groups: list[list[str]], text: str, *, is_open: bool = False
) -> tuple[int, set[str]] | None:
    """Return the number of words that begin phrases, and what those mean."""
    words = text.split()
    stems = [frozenset(PhraseReader("en").phrase(word)) for word in words]
    match = beginning([table(groups)], words, stems, is_open)
    return match and (match.length, {meaning.written for meaning in match.meanings})


def test_a_word_means_what_the_phrase_does_that_begins_with_it() -> None:
    groups = [["iliotibial band", "runner's band"]]
    assert begun(groups, "iliotibial") == (1, {"runner's band"})
    assert begun(groups, "iliotibial pain") == (1, {"runner's band"})
    # The whole phrase is no beginning.
    assert begun(groups, "iliotibial band") is None


def test_phrases_that_mean_different_things_have_no_common_beginning() -> None:
    groups = [["posterior strain", "golfer's elbow"], ["posterior stress", "shin splints"]]
    assert begun(groups, "posterior") is None
    assert begun(groups, "posterior str", is_open=True) is None
    assert begun(groups, "posterior stre", is_open=True) == (2, {"shin splints"})


def test_the_last_word_may_be_unfinished() -> None:
    groups = [["bruxism", "teeth grinding"]]
    assert begun(groups, "bruxi", is_open=True) == (1, {"teeth grinding"})
    assert begun(groups, "bruxi") is None
    assert begun(groups, "brux", is_open=True) is None


def test_a_short_word_begins_no_phrase_alone() -> None:
    groups = [["wallet neuritis", "sciatica"]]
    assert begun(groups, "wallet", is_open=True) is None
    assert begun(groups, "wallet neu", is_open=True) == (2, {"sciatica"})


@pytest.mark.parametrize(
    "query", ["iliotibial", "iliotib", "ilio tibial", "ilio tibial band", "iliotibialband"]
)
def test_phrases_are_found_by_their_beginning_apart_and_together(
    tmp_path: Path, query: str
) -> None:
    assert found(index_of(tmp_path, FILES), query)[0] == "band"


def test_a_word_of_the_site_is_itself_alone(tmp_path: Path) -> None:
    files = {**FILES, "a.md": "---\ntitle: Greater\n---\nA word.\n"}
    assert found(index_of(tmp_path, files), "greater") == ["a"]

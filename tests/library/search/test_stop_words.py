"""Words that a query is not about."""

from app.library.search.stop_words import stop_words


def test_stop_words_are_those_of_the_language() -> None:
    assert "the" in stop_words("en")
    assert "für" not in stop_words("de")
    assert "fur" in stop_words("de")
    assert "the" not in stop_words("es")
    assert stop_words("tlh") == frozenset()

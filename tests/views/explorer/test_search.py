"""Results of a search as they are shown."""

from app.library.library import Library
from app.library.search.index import SearchIndex
from app.views.catalog import Catalog
from app.views.explorer.search import Piece, SearchPage, _pieces, search_page


def index(library: Library) -> SearchIndex:
    """The index of a library, built."""
    return Catalog(library).search.get()


def results_of(words: str, library: Library) -> SearchPage:
    """The results of a query."""
    return search_page(words, index(library))


def test_a_result_says_why_it_matches(library: Library) -> None:
    view = results_of("masage", library)
    assert view.total > 0
    assert view.hits[0].ref.slug == "treatments/massage"
    assert ("masage", "massage", "typo") in [
        (term, written.lower(), by) for term, written, by in view.hits[0].reasons
    ]


def test_marks_count_in_utf_16(library: Library) -> None:
    del library
    assert _pieces("😀 neck pain", [[3, 7]]) == [
        Piece("😀 ", False),
        Piece("neck", True),
        Piece(" pain", False),
    ]
    assert _pieces("", []) == []


def test_no_words_and_no_index_are_no_results(library: Library) -> None:
    assert search_page("neck", None).hits == ()
    assert results_of("  ", library).hits == ()

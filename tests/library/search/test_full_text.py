"""The full-text table: written once, read by several threads, cloned for a change."""

from concurrent.futures import ThreadPoolExecutor

from app.library.search.full_text import FullText


def test_rows_are_found_by_their_stems() -> None:
    table = FullText()
    table.change((), [(1, "knee pain"), (2, " pain ")])
    assert table.match('"pain"') == [1, 2]
    assert table.match('"knee" OR "hip"') == [1]
    assert table.match('("knee" AND "pain")') == [1]
    assert table.size > 0


def test_a_clone_changes_without_the_one_before() -> None:
    before = FullText()
    before.change((), [(1, "knee pain"), (2, "pain")])
    after = FullText(before)
    after.change([(1, "knee pain")], [(3, "hip pain")])
    after.optimize()
    assert before.match('"pain"') == [1, 2]
    assert after.match('"pain"') == [2, 3]
    assert after.match('"knee"') == []


def test_threads_read_at_once() -> None:
    table = FullText()
    table.change((), [(number, "knee") for number in range(1, 500)])
    with ThreadPoolExecutor(8) as threads:
        counts = list(threads.map(lambda _: len(table.match('"knee"')), range(64)))
    assert counts == [499] * 64

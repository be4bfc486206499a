"""How alike words are."""

from app.likeness import edits, most_alike, within_edits


def test_the_most_alike_come_first_with_their_places() -> None:
    rows = most_alike("index.md", ["about.md", "index.html", "index.mdx"], 60)
    assert [(choice, place) for choice, _, place in rows] == [("index.mdx", 2), ("index.html", 1)]
    assert rows[0][1] > rows[1][1] >= 60
    assert len(most_alike("index.md", ["index.mdx", "index.html"], 0, 1)) == 1


def test_the_nearest_come_first_with_their_edits() -> None:
    rows = within_edits("pian", ["pains", "pain", "spine"], 2)
    assert rows == [("pain", 1, 1), ("pains", 2, 0)]


def test_two_neighbours_that_are_swapped_are_one_edit() -> None:
    assert edits("titel", "title", 2) == 1
    assert edits("title", "subtitle", 2) == 3

"""Lists of one item that follow each other."""

from app.clinic.lists.broken_lists import joined_lists
from app.markdown import BodyList


def one_item(text: str, *labels: str, line: int = 1, has_sentence: bool = False) -> BodyList:
    return BodyList("list", labels, has_sentence, (text,), (), (line,), leads={0: len(text)})


def test_lists_of_one_item_below_the_same_heading_are_one() -> None:
    lists = [one_item(text, "Care", line=line) for line, text in enumerate(("Gout", "Flu", "Acne"))]
    (joined,) = joined_lists(lists)
    assert joined.texts == ("Gout", "Flu", "Acne")
    assert joined.lines == (0, 1, 2)
    assert joined.links == ((), (), ())
    assert joined.leads == {0: 4, 1: 3, 2: 4}


def test_the_sentence_before_the_first_is_the_label_of_all() -> None:
    first = one_item("Gout", "We treat:", "Care", has_sentence=True)
    (joined,) = joined_lists([first, one_item("Flu", "Care"), one_item("Acne", "Care")])
    assert joined.labels == ("We treat:", "Care")
    assert joined.has_sentence


def test_a_line_before_an_item_is_no_label_of_it() -> None:
    lists = [
        one_item("Gout", "Care"),
        one_item("Flu", "Read more", "Care", has_sentence=True),
        one_item("Acne", "Read more", "Care", has_sentence=True),
    ]
    (joined,) = joined_lists(lists)
    assert joined.labels == ("Care",)


def test_other_lists_stay_as_they_are() -> None:
    gout, flu, acne = (one_item(text, "Care") for text in ("Gout", "Flu", "Acne"))
    two = acne._replace(texts=("Acne", "Warts"), lines=(1, 2), leads={})
    led = one_item("Acne", "We do not treat:", "Care", has_sentence=True)
    below = acne._replace(labels=("Prices",))
    table = acne._replace(kind="table")
    for other in (two, led, below, table):
        assert joined_lists([gout, flu, other]) == [gout, flu, other]
    assert joined_lists([gout, flu]) == [gout, flu]

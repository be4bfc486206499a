"""The texts of the items of lists, from which their names are read."""

from app.clinic.lists.item_texts import names_of_parts
from tests.markdown.bodies import parse


def parts(markdown: str) -> dict[int, tuple[str, ...]]:
    (listed,) = parse(markdown).lists
    return names_of_parts(listed)


def test_the_lines_below_a_group_are_names() -> None:
    assert parts("- Feet<br>Gout<br>Bunions\n") == {0: ("Gout", "Bunions")}


def test_several_by_comma_may_stand_in_one_line() -> None:
    assert parts("- **Feet**<br>Gout, bunions\n") == {0: ("Gout", "bunions")}


def test_a_group_beside_others_has_names_that_no_word_gives_away() -> None:
    groups = "- Feet<br>Gout<br>Bunions\n- Skin<br>Eczema<br>Acne\n- Rest<br>Odd gait<br>Old age\n"
    assert parts(groups)[2] == ("Odd gait", "Old age")
    assert parts("- Rest<br>Odd gait<br>Old age\n- Gout\n") == {}


def test_a_condition_is_described_by_its_lines() -> None:
    assert parts("- Gout<br>Pain<br>Swelling\n") == {}


def test_lines_below_what_is_no_group_are_none() -> None:
    assert parts("- Symptoms<br>Gout<br>Bunions\n") == {}
    assert parts("- Our fees<br>Half an hour<br>An hour\n") == {}

"""TOML: values, places, errors."""

import datetime
import math

import pytest

from app.front_matter import (
    Scalar,
)
from tests.front_matter.blocks import at, clean, refusal, toml


@pytest.mark.parametrize(
    ("block", "place", "line"),
    [
        ("a = 1\na = 2", "a = 2", 2),
        ("a = 1\na = '''\n\n'''", "a = '''", 2),
        ("[a]\nb = 1\n[a]", "a]", 2),
        ("x = {a = 1, a = 2}", "a = 2}", 2),
        ("a.b = 1\na.b = 2", "b = 2", 2),
    ],
)
def test_a_duplicate_key_in_toml_is_told_at_its_place(block: str, place: str, line: int) -> None:
    text = f"+++\n{block}\n+++\n"
    fault = refusal(text)
    assert (fault.code, at(text, fault)) == ("duplicate-key", place)
    assert f"line {line})" in fault.message


@pytest.mark.parametrize("block", ["a = {b = 1}\na.c = 2", "[[a]]\n[a]", "a = [1]\n[[a]]"])
def test_a_toml_value_that_is_written_to_again_is_a_duplicate_key(block: str) -> None:
    assert refusal(f"+++\n{block}\n+++\n").code == "duplicate-key"


def test_toml_scalars_keep_their_source() -> None:
    block = "\n".join(
        [
            "a = 0x1F # comment",
            "b = 1.10",
            "c = true",
            "d = 1979-05-27 07:32:00Z",
            "e = 1979-05-27",
            "f = 07:32:00",
            "g = [ 1_000, # first, [second]",
            "  -inf ]",
            "h.i = { j = +1, k.l = 2e3 }",
        ]
    )
    values = toml(block).values
    assert values["a"] == Scalar(31, "0x1F")
    assert values["b"] == Scalar(1.1, "1.10")
    assert values["c"] == Scalar(True, "true")
    moment = datetime.datetime(1979, 5, 27, 7, 32, tzinfo=datetime.UTC)
    assert values["d"] == Scalar(moment, "1979-05-27 07:32:00Z")
    assert values["e"] == Scalar(datetime.date(1979, 5, 27), "1979-05-27")
    assert values["f"] == Scalar(datetime.time(7, 32), "07:32:00")
    assert values["g"] == (Scalar(1000, "1_000"), Scalar(-math.inf, "-inf"))
    assert values["h"] == {"i": {"j": Scalar(1, "+1"), "k": {"l": Scalar(2000.0, "2e3")}}}


def test_toml_strings_of_all_kinds_are_passed() -> None:
    block = (
        'a = """x\\"\n"y" """""\nb = \'\'\'it\'s # "\'\'\'\nc = "\\\\"\nd = \'\\\'\ne = ""\nf = 1'
    )
    assert toml(block).values == {
        "a": 'x"\n"y" ""',
        "b": "it's # \"",
        "c": "\\",
        "d": "\\",
        "e": "",
        "f": Scalar(1, "1"),
    }


def test_toml_keys_have_their_places() -> None:
    text = (
        '+++\n"a b" = 1\n\'c\' = 2\n"\\u00e9" = 3\n[menu . main]\nweight = 4\n'
        "[[list]]\nx = 5\n[[list]]\nx = 6\n[list.sub]\ny.z = [7, {w = 8}]\n+++\n"
    )
    marks = clean(text).marks
    found = {path: (text[mark.key], text[mark.value]) for path, mark in marks.items()}
    assert found == {
        ("a b",): ('"', "1"),
        ("c",): ("'", "2"),
        ("é",): ('"', "3"),
        ("menu",): ("m", "m"),
        ("menu", "main"): ("m", "m"),
        ("menu", "main", "weight"): ("w", "4"),
        ("list",): ("l", "l"),
        ("list", 0): ("[", "["),
        ("list", 0, "x"): ("x", "5"),
        ("list", 1): ("[", "["),
        ("list", 1, "x"): ("x", "6"),
        ("list", 1, "sub"): ("s", "s"),
        ("list", 1, "sub", "y"): ("y", "z"),
        ("list", 1, "sub", "y", "z"): ("z", "["),
        ("list", 1, "sub", "y", "z", 0): ("7", "7"),
        ("list", 1, "sub", "y", "z", 1): ("{", "{"),
        ("list", 1, "sub", "y", "z", 1, "w"): ("w", "8"),
    }
    assert marks["list", 1].key > marks["list", 0, "x"].key


@pytest.mark.parametrize(
    ("block", "place", "word"),
    [
        ("a = b", "b", "value"),
        ("é = 1", "é = 1", "key"),
        ("a", "", "equals"),
        ('a = "x', "", "quotes"),
        ("a = [1,", "+++", "ends"),
        ("a = 1 2", "2", "more text"),
        ("= 1", "= 1", "key"),
        ("[a", "", "table"),
        ('b = "é😀" x', "x", "more text"),
        ('b = "é\x01"', '\x01"', "U+0001"),
        ("a = " + "9" * 5000, "9" * 5000, "digits"),
    ],
)
def test_toml_errors_are_told_in_plain_words_at_their_place(
    block: str, place: str, word: str
) -> None:
    text = f"\n+++\nx = 1\n{block}\n+++\nbody\n"
    fault = refusal(text)
    assert fault.code == "front-matter-syntax"
    assert at(text, fault) == place
    assert word in fault.message


@pytest.mark.parametrize("levels", [101, 5000])
def test_toml_brackets_beyond_the_limit_are_refused_at_their_place(levels: int) -> None:
    fault = refusal(f"+++\nb = 1\na = {'[' * levels}{']' * levels}\n+++\n")
    assert (fault.code, fault.offset) == ("nested-too-deep", 14 + 99)
    assert toml(f"a = {'[' * 99}'{'[' * 101}'{']' * 99}")

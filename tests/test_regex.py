"""Regular expressions that are compiled when they are first used."""

import re

import pytest

from app.regex import regex


def test_every_method_is_that_of_the_compiled_expression() -> None:
    text, compiled = "one, two", re.compile("([a-z])(o)?")
    assert regex("([a-z])(o)?").findall(text) == compiled.findall(text)
    assert [match.span() for match in regex("[a-z]+").finditer(text)] == [(0, 3), (5, 8)]
    assert regex("[a-z]+").fullmatch(text) is None
    assert regex("[a-z]+").match(text, 5, 7) is not None
    assert regex("two").search(text) is not None
    assert regex(", ").split(text) == ["one", "two"]
    assert regex("o").sub("0", text) == "0ne, tw0"
    assert regex("o").subn("0", text) == ("0ne, tw0", 2)


def test_flags_and_bytes_are_kept() -> None:
    assert regex("a.b", re.IGNORECASE | re.DOTALL).fullmatch("A\nB")
    assert regex(b"[0-9]+").findall(b"1 22") == [b"1", b"22"]
    assert regex("(?P<year>[0-9]+)").groupindex == {"year": 1}
    assert regex("[0-9]").pattern == "[0-9]"


def test_an_expression_is_compiled_when_it_is_first_used() -> None:
    broken = regex("(")
    with pytest.raises(re.error):
        broken.match("")

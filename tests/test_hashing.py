"""Digests name values: other values, types and places have others; order counts where it is one."""

import datetime as dt
import subprocess
import sys
from dataclasses import dataclass
from typing import NamedTuple

import pytest

from app.hashing import digest_of


class Pair(NamedTuple):
    a: str
    b: str


@dataclass(frozen=True)
class Point:
    a: str
    b: str


@dataclass(frozen=True)
class Place:
    a: str
    b: str


def test_other_values_have_other_digests() -> None:
    values: list[tuple[object, ...]] = [
        (),
        (None,),
        (None, None),
        ("",),
        (b"",),
        ("a",),
        (b"a",),
        ("ab",),
        ("a", "b"),
        (("a", "b"),),
        (["a", "b"],),
        (("a",), "b"),
        (Pair("a", "b"),),
        (Point("a", "b"),),
        (Place("a", "b"),),
        ({"a": "b"},),
        ({"a": "b", "c": "d"},),
        ({"c": "d", "a": "b"},),
        (frozenset({"a", "b"}),),
        (frozenset({"ab"}),),
        (1,),
        (1.0,),
        (True,),
        ("1",),
        (dt.date(2026, 1, 2),),
        (dt.datetime(2026, 1, 2, tzinfo=dt.UTC),),
        ("\ud800",),
        ("\ud801",),
    ]
    assert len({digest_of(*entry) for entry in values}) == len(values)


def test_a_set_has_no_order() -> None:
    names = [f"name {number}" for number in range(50)]
    assert digest_of(frozenset(names)) == digest_of(frozenset(reversed(names)))


def test_another_process_gives_the_same_digest() -> None:
    program = "from app.hashing import digest_of; print(digest_of(frozenset('abcdef'), {'a': 1}))"
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            encoding="utf-8",
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert digests == {f"{digest_of(frozenset('abcdef'), {'a': 1})}\n"}


def test_a_value_whose_hash_would_be_chance_is_refused() -> None:
    with pytest.raises(TypeError, match="object"):
        digest_of([object()])

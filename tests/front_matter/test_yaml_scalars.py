"""Scalars of YAML: their types and their source."""

import math

import pytest

from app.front_matter import (
    Scalar,
)
from tests.front_matter.blocks import yaml


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True),
        ("False", False),
        ("12", 12),
        ("-12", -12),
        ("+1", 1),
        ("0", 0),
        ("0o17", 15),
        ("0x1F", 31),
        ("1.10", 1.1),
        (".5", 0.5),
        ("5.", 5.0),
        ("1e3", 1000.0),
        ("-.inf", -math.inf),
        (".Inf", math.inf),
        ("", None),
        ("~", None),
        ("null", None),
    ],
)
def test_scalars_are_those_of_yaml_1_2(written: str, value: object) -> None:
    scalar = yaml(f"a: {written}").values["a"]
    assert scalar == Scalar(value, written)  # type: ignore[arg-type]  # a parameter is object
    assert isinstance(scalar, Scalar)
    assert type(scalar.value) is type(value)


def test_not_a_number_is_a_float() -> None:
    scalar = yaml("a: .nan").values["a"]
    assert isinstance(scalar, Scalar)
    assert isinstance(scalar.value, float)
    assert math.isnan(scalar.value)


@pytest.mark.parametrize(
    "written",
    [
        *("yes", "no", "on", "off", "y", "tRUE", "010", "-007", "00", "1_000", "0b1", "12:30:45"),
        *("2024-01-01", "2024-01-01T10:00:00Z", "1.2.3", ".", "+", "0o8", "=", "-0x1", "nan"),
        "9" * 5000,
    ],
)
def test_all_else_is_text(written: str) -> None:
    assert yaml(f"a: {written}").values["a"] == written


@pytest.mark.parametrize("written", ['"12"', "'true'", '""', "'~'", "|-\n  12", ">-\n  12"])
def test_quoted_and_block_scalars_are_text(written: str) -> None:
    assert isinstance(yaml(f"a: {written}").values["a"], str)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("!!str 12", "12"),
        ("!!str", ""),
        ("! 12", "12"),
        ("!!int 010", Scalar(10, "010")),
        ('!!int "7"', Scalar(7, "7")),
        ("!!float 1", Scalar(1.0, "1")),
        ("!!bool true", Scalar(True, "true")),
        ("!!null ''", Scalar(None, "")),
        ("!!seq [a]", ("a",)),
        ("!!map {a: b}", {"a": "b"}),
        ("!<tag:yaml.org,2002:int> 1", Scalar(1, "1")),
    ],
)
def test_tags_of_the_core_schema_are_obeyed(written: str, value: object) -> None:
    found = yaml(f"a: {written}").values["a"]
    assert found == value
    if isinstance(found, Scalar) and isinstance(value, Scalar):
        assert type(found.value) is type(value.value)  # 1 equals True and 1.0

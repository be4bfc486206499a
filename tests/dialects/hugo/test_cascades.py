"""Cascades of one list that say one thing and another of the same pages."""

from textwrap import dedent

import pytest

from app.dialects.hugo.cascades import cascade_faults
from app.front_matter import read_toml, read_yaml


def told(text: str) -> list[tuple[str, str]]:
    """The codes, each with the line that it is told at."""
    text = dedent(text)
    found, _ = read_yaml(text)
    return [
        (fault.code, text[fault.offset :].partition("\n")[0]) for fault in cascade_faults(found)
    ]


def test_what_is_said_otherwise_of_the_same_pages_is_told_at_its_key() -> None:
    text = """
        Cascade:
          - layout: plain
            params: {tone: calm, size: 1}
          - Layout: wide
            params:
              tone: loud
              size: 1
    """
    assert told(text) == [
        ("cascade-contradiction", "Layout: wide"),
        ("cascade-contradiction", "tone: loud"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "cascade:\n  - layout: a\n  - type: b\n",
        "cascade:\n  - layout: a\n  - layout: a\n",
        "cascade:\n  - layout: a\n  - layout: b\n    _target: {path: /care/**}\n",
        "cascade:\n  - {layout: a, target: {kind: page}}\n  - {layout: b, target: {lang: es}}\n",
        "cascade:\n  layout: a\n",
        "cascade:\n",
        "layout: a\n",
    ],
)
def test_nothing_is_told_of_cascades_that_agree_or_mean_other_pages(text: str) -> None:
    assert told(text) == []


def test_targets_are_one_however_they_are_written() -> None:
    text = """
        cascade:
          - {layout: a, target: {kind: "page", path: /care/**}}
          - layout: b
            _target: {path: /care/**, kind: "{page}"}
    """
    assert told(text) == [("cascade-contradiction", "layout: b")]


def test_a_cascade_that_is_no_mapping_is_told() -> None:
    assert told("cascade: calm\n") == [("invalid-value", "calm")]
    assert told("cascade:\n  - calm\n  - layout: a\n") == [("invalid-value", "calm")]


def test_a_configuration_in_toml_is_told_of_at_the_key() -> None:
    text = '[[cascade]]\nlayout = "a"\n[[cascade]]\nlayout = "b"\n'
    found, _ = read_toml(text)
    (fault,) = cascade_faults(found)
    assert text[fault.offset :] == 'layout = "b"\n'

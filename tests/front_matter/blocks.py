"""Front matter, read for tests."""

import pytest

from app.front_matter import (
    FrontMatter,
    FrontMatterError,
    plain,
    read_front_matter,
)
from app.problems import CODES, Fault


def clean(text: str) -> FrontMatter:
    front_matter, faults = read_front_matter(text)
    assert faults == ()
    return front_matter


def data(text: str) -> dict[str, object]:
    """Plain values of a text without faults."""
    return {key: plain(value) for key, value in clean(text).values.items()}


def yaml(block: str) -> FrontMatter:
    return clean(f"---\n{block}\n---\n")


def toml(block: str) -> FrontMatter:
    return clean(f"+++\n{block}\n+++\n")


def refusal(text: str) -> Fault:
    """The one fault of a text that cannot be read."""
    with pytest.raises(FrontMatterError) as caught:
        read_front_matter(text)
    (fault,) = caught.value.faults
    assert fault.code in CODES
    assert 0 <= fault.offset <= len(text)
    assert not fault.message.endswith(".")
    assert fault.hint.endswith(".")
    return fault


def at(text: str, fault: Fault) -> str:
    """What stands at the fault, to the end of its line."""
    return text[fault.offset :].split("\n", 1)[0]

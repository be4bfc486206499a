"""Fields, read for tests."""

from app.front_matter import read_front_matter
from app.front_matter.schema import PageFields, read_fields
from app.problems import Fault
from app.records import Kind


def read(
    block: str, kind: Kind = "page"
) -> tuple[PageFields, dict[str, object], tuple[Fault, ...]]:
    found, faults = read_front_matter(f"---\n{block}\n---\n")
    assert faults == ()
    typed, params, faults, _ = read_fields(found, kind)
    return typed, params, faults


def fields(block: str, kind: Kind = "page") -> PageFields:
    typed, _, faults = read(block, kind)
    assert faults == ()
    return typed


def fault(block: str, kind: Kind = "page") -> tuple[str, str]:
    """What stands at the one fault, to the end of its line, and its message."""
    _, _, (one,) = read(block, kind)
    assert one.code in {"invalid-value", "invalid-entry"}
    return f"---\n{block}\n---\n"[one.offset :].split("\n")[0], one.message

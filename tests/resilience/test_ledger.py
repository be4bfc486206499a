"""The ledger notices what is wrong, and nothing else."""

import gzip
from collections.abc import Mapping

import pytest

from tests.resilience.ledger import Fault, Ledger
from tests.resilience.wire import Answer, Request

BODY = b'{"title":"Home"}'
HEADERS = {
    "content-type": "application/json",
    "content-length": str(len(BODY)),
    "etag": '"a"',
    "content-version": "v1",
}
HOME = Request("/pages/index")


def answer(body: bytes = BODY, status: int = 200, **headers: str) -> Answer:
    """An answer that is right but for what is given."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status, {**HEADERS, "content-length": str(len(body)), **given}, body)


def faults(*answers: Answer | tuple[Request, Answer]) -> Mapping[Fault, int]:
    """What the ledger finds in these, one after another."""
    ledger = Ledger()
    for each in answers:
        request, came = each if isinstance(each, tuple) else (HOME, each)
        ledger.answered("clinic", request, came)
    return dict(ledger.faults)


def test_right_answers_are_no_failures() -> None:
    asked = Request("/pages/index", headers=(("If-None-Match", '"b", "a"'),))
    missing = answer(b'{"status":404}', 404, content_type="application/problem+json")
    again = answer(b'{"title":"House"}', etag='"b"', content_version="v2")
    head = Request("/pages/index", "HEAD")
    assert not faults(
        answer(), answer(), again, (asked, answer(b"", 304)), missing, (head, answer())
    )


def test_a_second_body_under_one_etag() -> None:
    assert faults(answer(), answer(b'{"title":"Hone"}')) == {Fault.ETAG: 1}


def test_one_etag_for_two_encodings() -> None:
    packed = answer(gzip.compress(BODY), content_encoding="gzip")
    asked = Request("/pages/index", headers=(("Accept-Encoding", "gzip"),))
    assert faults(answer(), (asked, packed)) == {Fault.ETAG: 1}


def test_the_same_etag_at_two_addresses_may_name_two_bodies() -> None:
    assert not faults(answer(), (Request("/"), answer(b"{}")))


@pytest.mark.parametrize("tag", ["", 'W/"a"', "a", '"'])
def test_an_etag_that_is_not_strong(tag: str) -> None:
    assert faults(answer(etag=tag)) == {Fault.ETAG: 1}


def test_what_is_not_stored_needs_no_etag() -> None:
    assert not faults(answer(etag="", cache_control="no-store"))


def test_one_version_with_two_contents() -> None:
    other = answer(b'{"title":"House"}', etag='"b"')
    assert faults(answer(), other) == {Fault.VERSION: 1}


def test_a_5xx_is_told_with_its_request_and_moment() -> None:
    ledger = Ledger()
    ledger.during["clinic"] = "a branch switch"
    ledger.answered("clinic", HOME, answer(b"{}", 500))
    (failure,) = ledger.failures
    assert failure.fault is Fault.SERVER_ERROR
    assert "GET /pages/index" in str(failure)
    assert "a branch switch" in str(failure)


def test_a_304_that_was_not_asked_for() -> None:
    asked = Request("/pages/index", headers=(("If-None-Match", '"b"'),))
    assert faults(answer(), (asked, answer(b"", 304))) == {Fault.NOT_MODIFIED: 1}


def test_a_304_for_an_etag_that_was_never_seen() -> None:
    asked = Request("/pages/index", headers=(("If-None-Match", '"a"'),))
    assert faults((asked, answer(b"", 304))) == {Fault.NOT_MODIFIED: 1}


def test_a_length_that_is_not_that_of_the_body() -> None:
    assert faults(answer(content_length="7")) == {Fault.LENGTH: 1}


@pytest.mark.parametrize("body", [b'{"title":', b"", b"\xff"])
def test_a_body_that_is_no_json(body: bytes) -> None:
    assert faults(answer(body)) == {Fault.JSON: 1}


@pytest.mark.parametrize("encoding", ["gzip", "of-nobody"])
def test_a_body_that_is_not_in_its_encoding(encoding: str) -> None:
    assert faults(answer(content_encoding=encoding)) == {Fault.JSON: 1}


def test_a_head_that_differs() -> None:
    ledger = Ledger()
    ledger.same_head("clinic", HOME, answer(date="now"), answer(date="later"))
    ledger.same_head("clinic", HOME, answer(), answer(etag='"b"', link="a reload came between"))
    assert not ledger.faults
    ledger.same_head("clinic", HOME, answer(), answer(vary="Accept-Encoding"))
    assert ledger.faults == {Fault.HEAD: 1}


def test_two_generations_in_one_answer() -> None:
    ledger = Ledger()
    ledger.generations("clinic", HOME, "v1", (3, 3, 3))
    assert not ledger.faults
    ledger.generations("clinic", HOME, "v2", (4, 4, 5))
    assert [each.found for each in ledger.failures] == ["2 × 4, 1 × 5", "generation 5"]


def test_two_generations_of_one_version() -> None:
    ledger = Ledger()
    ledger.generations("clinic", HOME, "v1", (3,))
    ledger.generations("git-sync", HOME, "v1", (4,))
    assert not ledger.faults
    ledger.generations("clinic", HOME, "v1", (4,))
    assert ledger.faults == {Fault.GENERATION: 1}

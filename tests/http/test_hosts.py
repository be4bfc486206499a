"""Hosts of requests, and patterns of those that are answered for."""

import pytest

from app.http.hosts import TrustedHosts, is_valid, target_host


@pytest.mark.parametrize(
    "value", [b"", b"example.org", b"example.org:8000", b"example.org:", b"[::1]:80", b"127.0.0.1"]
)
def test_names_and_addresses_are_hosts(value: bytes) -> None:
    assert is_valid(value)


@pytest.mark.parametrize(
    "value",
    [b"evil/.sub.example", b"evil.example#.sub.example", b"a@b", b"a b", b"a, b", b"a:b", b"a\\b"],
)
def test_what_holds_other_signs_is_no_host(value: bytes) -> None:
    assert not is_valid(value)


@pytest.mark.parametrize(
    ("host", "is_trusted"),
    [
        ("a.sub.example", True),
        ("a.b.sub.example", True),
        ("sub.example", False),
        (".sub.example", False),
        ("..sub.example", False),
        ("evil/.sub.example", False),
        ("evil.example#.sub.example", False),
        ("evilsub.example", False),
        ("exact.example", True),
        ("a.exact.example", False),
    ],
)
def test_a_pattern_is_for_names_below_it(host: str, is_trusted: bool) -> None:
    assert (host in TrustedHosts(("*.sub.example", "exact.example"))) is is_trusted


@pytest.mark.parametrize(
    ("target", "host"),
    [
        (b"http://other.example/pages", b"other.example"),
        (b"HTTPS://other.example:8000?x", b"other.example:8000"),
        (b"/http://other.example/", b"a.example"),
        (b"*", b"a.example"),
    ],
)
def test_the_host_of_an_absolute_target_counts(target: bytes, host: bytes) -> None:
    headers = [(b"accept", b"*/*"), (b"host", b"a.example")]
    target_host(target, headers)
    assert headers == [(b"accept", b"*/*"), (b"host", host)]

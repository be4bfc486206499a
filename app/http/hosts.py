"""The host of a request. Specification: RFC 9110, section 7.2, and RFC 9112, section 3.2."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from app.regex import regex

# A registered name or an address, and a port. RFC 9110 has no user here; a name may be empty.
_VALID: Final = regex(r"(?:\[[0-9A-Fa-fVv:.]+\]|[A-Za-z0-9._~!$&'()*+,;=%-]*)(?P<port>:[0-9]*)?\Z")
# A name of the DNS, as far as it stands below a pattern.
_BELOW: Final = regex(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\Z")
_ABSOLUTE: Final = regex(rb"[A-Za-z][A-Za-z0-9+.-]*://([^/?#]*)")


@lru_cache(maxsize=64)
def is_valid(value: bytes) -> bool:
    """Return True if the value of a Host header is a host, with or without a port."""
    return _VALID.match(value.decode("latin-1")) is not None


def target_host(target: bytes, headers: list[tuple[bytes, bytes]]) -> None:
    """Put the host of a target in absolute form, which counts, in the place of the Host header."""
    match = None if target.startswith(b"/") else _ABSOLUTE.match(target)
    places = [place for place, (name, _) in enumerate(headers) if name == b"host"] if match else []
    if match is not None and len(places) == 1:
        headers[places[0]] = (b"host", match[1])


class TrustedHosts:
    """The hosts that the service answers for: names, `*.example.org`, or `*` for any."""

    def __init__(self, hosts: Sequence[str]) -> None:
        self.is_any = "*" in hosts
        self._exact = frozenset(host.lower() for host in hosts if not host.startswith("*."))
        self._suffixes = tuple(host[1:].lower() for host in hosts if host.startswith("*."))

    def __contains__(self, host: str) -> bool:
        """Return True if the service answers for this name, in lower case and without a port."""
        return (
            self.is_any
            or host in self._exact
            or any(
                host.endswith(suffix) and _BELOW.match(host.removesuffix(suffix))
                for suffix in self._suffixes
            )
        )

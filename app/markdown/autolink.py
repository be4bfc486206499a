"""Bare URLs in running text become links: GitHub Flavored Markdown, section 6.9."""

import re
from bisect import bisect_right
from collections.abc import Container, Iterator, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from app.regex import regex

_CANDIDATE: Final = regex(
    r"""(?P<url> (?<![A-Za-z]) https?:// [^\s<]++ )
      | (?P<mail> (?<![A-Za-z0-9._+\-/]) [A-Za-z0-9._+\-]++
                  @ [A-Za-z0-9_\-]++
                  (?= (?P<domain> (?:\.[A-Za-z0-9_\-]++)+ ) ) (?P=domain) (?<=[A-Za-z]) )
      | (?P<www> (?<![^\W_]) (?<!/) www\. [^\s<]++ )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_DOMAIN: Final = regex(r"[^\s/?#:()\[\]<>\"'!*,;&~]+")
_TRAILING: Final = "?!.,:*_~'\";]"
_ENTITY_AT_END: Final = regex(r"&[A-Za-z0-9]+;\Z")
_LONGEST_ENTITY: Final = len("&CounterClockwiseContourIntegral;")


class Autolink(NamedTuple):
    """A bare URL found in text from `start` to `end`."""

    start: int
    end: int
    url: str


def may_hold_autolink(text: str) -> bool:
    """Return False if there is no bare URL in the text, at a glance: so is most text."""
    return "@" in text or (":" in text and "://" in text) or "www." in text.lower()


def may_hold_address(data: bytes) -> bool:
    """Return True if there may be a bare address in a source in UTF-8.

    An escape or an entity may hide a part of one.
    """
    # One byte is found several times as fast as three.
    if b"&" in data or b"\\" in data or b"@" in data or (b":" in data and b"://" in data):
        return True
    return b"www." in data.lower()


def autolinks(text: str, entities: Container[int] = ()) -> Iterator[Autolink]:
    """Yield the bare web and e-mail addresses of a text, in order.

    `entities` are the offsets of characters that are written as entities: `&copy;`.
    """
    position = 0
    while match := _CANDIDATE.search(text, position):
        position = match.end()
        kind = match.lastgroup
        written = match.group()
        if kind == "mail":
            yield Autolink(match.start(), match.end(), f"mailto:{written}")
            continue
        scheme = written.index("//") + 2 if kind == "url" else 0
        if not _has_valid_domain(written[scheme:], dotted=kind == "www"):
            continue
        end = _without_trailing_punctuation(text, match.start(), match.end(), entities)
        link = text[match.start() : end]
        position = max(end, match.start() + 1)
        if len(link) <= max(scheme, len("www.") if kind == "www" else 0):
            continue
        yield Autolink(match.start(), end, link if kind == "url" else f"http://{link}")


def _has_valid_domain(rest: str, *, dotted: bool) -> bool:
    """Return True if text begins with a domain that has no underscore in its last two parts."""
    match = _DOMAIN.match(rest)
    if match is None or not rest[0].isalnum():
        return False
    parts = match.group().rstrip("._").split(".")
    if dotted and len(parts) < 2:
        return False
    return bool(parts[-1]) and not any("_" in part for part in parts[-2:])


def _without_trailing_punctuation(text: str, start: int, end: int, entities: Container[int]) -> int:
    """Return the end of a link without punctuation or an entity that ends the sentence."""
    opened, closed = text.count("(", start, end), text.count(")", start, end)
    while end > start:
        last = text[end - 1]
        if last == ")" and closed > opened:
            closed -= 1
            end -= 1
        elif last == ";" and (
            entity := _ENTITY_AT_END.search(text, max(start, end - _LONGEST_ENTITY), end)
        ):
            end = entity.start()
        elif last in _TRAILING or end - 1 in entities:
            end -= 1
        else:
            break
    return end


def located_autolinks(
    pieces: Sequence[str], spans: Sequence[tuple[int, int]], data: bytes
) -> Iterator[tuple[Autolink, int]]:
    """Yield the bare addresses of a text, each with its first byte in the source.

    The text is given in pieces that have these spans in `data`, the source in UTF-8.
    """
    text = "".join(pieces)
    if not may_hold_autolink(text):
        return
    offsets = tuple(accumulate(map(len, pieces), initial=0))
    # An entity is a piece of its own, longer in the source than the one character it is.
    entities = {
        offset
        for offset, (start, end) in zip(offsets, spans, strict=False)
        if data[start:end].startswith(b"&")
        and end - start > len(text[offset : offset + 1].encode())
    }
    at, start = 0, spans[0][0]
    for autolink in autolinks(text, entities):
        piece = bisect_right(offsets, autolink.start, hi=len(spans)) - 1
        if offsets[piece] > at:
            at, start = offsets[piece], spans[piece][0]
        start += len(text[at : autolink.start].encode())
        at = autolink.start
        yield autolink, start

"""The open tags of a body's raw HTML, so that none nest deeper than a parser can bear.

A parser of HTML looks through all open elements again and again: what nests without end takes it
time that grows with the square of the depth. This follows the parser's stack of open elements, and
where it simplifies, it counts rather too many than too few. Specification:
https://html.spec.whatwg.org/multipage/parsing.html#the-stack-of-open-elements.
"""

from collections import defaultdict
from typing import Final

from app.markdown.mdast import MAX_DEPTH

# These stay open, whatever ends around them, until they are ended themselves.
_FORMATTING: Final = frozenset(
    {"a", "b", "code", "em", "i", "s", "small", "strike", "strong", "tt", "u"}
)
# The end of one of these does not reach beyond the block that it stands in.
_PHRASING: Final = frozenset(
    {
        "abbr", "acronym", "bdi", "bdo", "cite", "data", "del", "dfn", "ins", "kbd", "map", "mark",
        "q", "rp", "rt", "rtc", "ruby", "samp", "span", "sub", "sup", "time", "var",
    }
)  # fmt: skip
_BODIES: Final = ("tbody", "thead", "tfoot")
_TABLE_PARTS: Final = frozenset({"table", "caption", "tr", "td", "th", *_BODIES})
# No end of anything else leads out of these.
_SCOPES: Final = frozenset({"table", "caption", "td", "th"})
# HTML lets these be left open: the next one of the same sort ends them.
_ENDED_BY_THE_NEXT: Final = {
    name: " ".join(sort)
    for sort in (("p",), ("li",), ("dt", "dd"), ("td", "th"), ("tr",), ("rt",), ("rp",), _BODIES)
    for name in sort
}


class OpenTags:
    """The open tags, at most as many as may nest, and the number of those refused, by name."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._formatting: defaultdict[str, int] = defaultdict(int)
        self._refused: defaultdict[str, int] = defaultdict(int)
        self._spans = 0

    def opened(self, name: str) -> bool:
        """Open an element; return True if its tag is served."""
        if name == "a" and self._formatting["a"]:
            return True  # it ends the one before
        if name in _ENDED_BY_THE_NEXT:
            self._end_before(name)
        if len(self._names) + self._spans >= MAX_DEPTH:
            self._refused[name] += 1
            return False
        if name in _FORMATTING:
            self._formatting[name] += 1
            self._spans += 1
        else:
            self._names.append(name)
        return True

    def closed(self, name: str) -> bool:
        """Close an element and what is open in it; return True if its end tag is served."""
        if self._refused[name]:
            self._refused[name] -= 1
            return False
        if name in _FORMATTING:
            if self._formatting[name]:
                self._formatting[name] -= 1
                self._spans -= 1
        elif name in self._names:
            self._end(name)
        return True

    def _end(self, name: str) -> None:
        for at in range(len(self._names) - 1, -1, -1):
            other = self._names[at]
            if other == name:
                del self._names[at:]
                return
            if name in _PHRASING:
                stops = other not in _PHRASING
            elif name in _TABLE_PARTS:
                stops = other == "table"
            else:
                stops = other in _SCOPES
            if stops:
                return

    def _end_before(self, name: str) -> None:
        sort = _ENDED_BY_THE_NEXT[name]
        for at in range(len(self._names) - 1, -1, -1):
            other = _ENDED_BY_THE_NEXT.get(self._names[at])
            if other == sort:
                del self._names[at:]
                return
            if other is None:
                return

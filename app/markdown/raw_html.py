"""Raw HTML of a body, tag by tag: which parts of it are served."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, TypeAlias

from app.markdown.open_tags import OpenTags
from app.markdown.sanitise import SILENCED, VOID, Policy, Tag

# `removed` and `too-deep` tags are reported; `dropped` ones belong to an element that was.
Decision: TypeAlias = Literal["served", "dropped", "removed", "too-deep"]


class RawTag(NamedTuple):
    """A tag and its first byte in the source."""

    tag: Tag
    decision: Decision
    start: int

    @property
    def is_served(self) -> bool:
        """Return True if the tag leaves anything in the HTML."""
        tag = self.tag
        if self.decision != "served" or not tag.allowed:
            return False
        return not (tag.closing and tag.name in VOID)


class RawHtml:
    """The state of raw HTML while a body is read from its first tag to its last.

    Facts and rendering read the same tags in the same order, each with an instance of its own, so
    they agree. `suppressed` is the name of the script or style element whose content is dropped;
    `in_link` is True inside `<a href>`.
    """

    def __init__(self, policy: Policy | None) -> None:
        self._policy = policy
        self._open_tags = OpenTags()
        self.suppressed: str | None = None
        self.in_link = False
        self._is_inline = self._link_is_inline = False

    def parts(
        self, pieces: Sequence[str], starts: Sequence[int], *, inline: bool
    ) -> Iterator[RawTag | str]:
        """Yield the tags and the served text of raw HTML whose pieces start at these bytes."""
        assert self._policy is not None
        self._is_inline = inline
        raw = "".join(pieces)
        index = at = length = start = 0
        for part in self._policy.tags(raw):
            if isinstance(part, Tag):
                while index < len(pieces) and length <= part.offset:
                    at, start = length, starts[index]
                    length += len(pieces[index])
                    index += 1
                start += len(raw[at : part.offset].encode())
                at = part.offset
                yield RawTag(part, self.decide(part), start)
            elif self.suppressed is None:
                yield part

    def decide(self, tag: Tag) -> Decision:
        """Decide about the next tag of the body."""
        if self.suppressed is not None:
            if tag.closing and tag.name == self.suppressed:
                self.suppressed = None
            return "dropped"
        if not tag.closing and not tag.allowed:
            if tag.name in SILENCED:
                self.suppressed = tag.name
            return "removed"
        if tag.closing:
            if tag.name == "a":
                self.in_link = False
            return "served" if self._open_tags.closed(tag.name) else "dropped"
        if tag.name not in VOID and not self._open_tags.opened(tag.name):
            return "too-deep"
        if tag.name == "a" and tag.attribute("href") is not None:
            self.in_link, self._link_is_inline = True, self._is_inline
        return "served"

    def end_paragraph(self) -> None:
        """End what does not continue in the next block: all that began in running text."""
        self.suppressed = None
        if self._link_is_inline:
            self.in_link = False

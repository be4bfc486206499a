"""A body whose links are resolved: as it was parsed, with the addresses for its placeholders."""

from typing import NamedTuple

import orjson

from app.markdown.placeholders import ReferenceKind, fill_html, fill_json, fill_targets
from app.records import BodyContent, PackedBody, Ref


class FilledBody(NamedTuple):
    """A body and, by their numbers, where its links and pictures are.

    To fill a body takes as long as to find out with what; most are never read between two edits,
    so it is done where they are.
    """

    content: PackedBody
    links: tuple[str, ...]
    images: tuple[str, ...]
    targets: tuple[Ref | None, ...]

    def unpack(self) -> BodyContent:
        """The body in its four forms, its links as readers get them."""
        content = self.content.unpack()
        return content._replace(
            html=fill_html(content.html, self._address),
            mdast=fill_targets(fill_json(content.mdast, self._address), self._target),
        )

    def _address(self, kind: ReferenceKind, number: int) -> str:
        return (self.links if kind == "link" else self.images)[number]

    def _target(self, number: int) -> str:
        target = self.targets[number]
        return orjson.dumps(target._asdict()).decode() if target is not None else "null"

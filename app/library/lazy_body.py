"""A parsed body whose links are resolved, to be filled in when it is first read."""

from typing import NamedTuple

import orjson

from app.markdown.placeholders import ReferenceKind, fill_html, fill_json, fill_targets
from app.records import BodyContent, PackedBody, Ref


class LazyBody(NamedTuple):
    """A body, and by their numbers the addresses of its links and pictures.

    Filling takes as long as resolving, and most bodies are never read between two edits.
    """

    content: PackedBody
    links: tuple[str, ...]
    images: tuple[str, ...]
    targets: tuple[Ref | None, ...]

    def unpack(self) -> BodyContent:
        """Return the body in its four forms, with its links resolved."""
        content = self.content.unpack()
        return content._replace(
            html=fill_html(content.html, self._address),
            mdast=fill_targets(fill_json(content.mdast, self._address), self._target),
        )

    def _address(self, kind: ReferenceKind, number: int) -> str:
        return (self.links if kind == "link" else self.images)[number]

    def _target(self, number: int) -> str:
        target = self.targets[number]
        return orjson.dumps(target).decode() if target is not None else "null"

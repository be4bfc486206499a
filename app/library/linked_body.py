"""A parsed body whose links are resolved, to be filled in when it is first read."""

from typing import NamedTuple

import orjson

from app.hashing import digest_of
from app.markdown.body import BodySource, Picture, ReferenceKind
from app.records import BodyContent, Ref, SectionText


class LinkedBody(NamedTuple):
    """A body, and by their numbers the addresses of its links and pictures.

    `pictures` is empty if nothing is known of any.
    """

    content: BodySource
    links: tuple[str, ...]
    images: tuple[str, ...]
    targets: tuple[Ref | None, ...]
    pictures: tuple[Picture | None, ...] = ()
    has_root_path: bool = False

    def unpack(self) -> BodyContent:
        """Return the body in its four forms, with its links resolved."""
        picture = self.pictures.__getitem__ if self.pictures else None
        return self.content.unpack(
            self._address,
            self.targets.__getitem__,
            picture,
            has_root_path=self.has_root_path,
        )

    def section_texts(self) -> tuple[SectionText, ...]:
        """Return the text of the body by section; links make no difference to it."""
        return self.content.section_texts()

    def digest(self) -> str:
        """Return the digest of all that the forms are made from."""
        addresses = orjson.dumps([self.links, self.images, self.targets])
        return digest_of(self.content.digest(), addresses, self.pictures, self.has_root_path)

    def _address(self, kind: ReferenceKind, number: int) -> str:
        return (self.links if kind == "link" else self.images)[number]

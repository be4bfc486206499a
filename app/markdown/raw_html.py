"""Raw HTML of a body: tag by tag through the policy, its links and anchors with the others."""

from app.files.character_references import unescape
from app.markdown.body import BodyImage
from app.markdown.holes import address_hole
from app.markdown.references import References
from app.markdown.sanitise import SILENCED, VOID, Tag, is_unsafe


class RawHtml(References):
    """A walk's raw HTML."""

    __slots__ = ()

    def _raw_html(self, pieces: list[str], starts: list[int]) -> str:
        """Raw HTML as it may be served; its pieces start at these bytes of the source."""
        self.is_plain = False
        raw = "".join(pieces)
        if self._policy is None:
            return raw
        served = []
        index = at = length = start = 0
        for part in self._policy.tags(raw):
            if isinstance(part, Tag):
                while index < len(pieces) and length <= part.offset:
                    at, start = length, starts[index]
                    length += len(pieces[index])
                    index += 1
                start += len(raw[at : part.offset].encode())
                at = part.offset
                served.append(self._tag(part, start))
            elif not self._muted:
                served.append(part.replace("<", "&lt;"))
                self.plain.append(unescape(part).replace("\n", " "))
        return "".join(served)

    def _tag(self, tag: Tag, start: int) -> str:
        assert self._policy is not None
        if self._muted:
            if tag.closing and tag.name == self._muted:
                self._muted = None
            return ""
        if tag.closing:
            if tag.name == "a" and self._raw_link is not None:
                number, plain = self._raw_link
                link = self.links[number]
                assert link is not None
                text = " ".join("".join(self.plain[plain:]).split())
                self.links[number] = link._replace(text=text)
                self._raw_link = None
            return self._policy.render(tag) if self._open_tags.closed(tag.name) else ""
        if not tag.allowed:
            self._removed(f"<{tag.name}>", start)
            if tag.name in SILENCED:
                self._muted = tag.name
            return ""
        if tag.name not in VOID and not self._open_tags.opened(tag.name):
            self._too_deep(start)
            return ""
        for name in self._policy.removed_attributes(tag):
            self._removed(f'the attribute "{name}" of <{tag.name}>', start)
        for name in ("id", "name") if tag.name == "a" else ("id",):
            if anchor := tag.attribute(name):
                self.anchors.add(anchor)
        if tag.name == "a" and (href := tag.attribute("href")) is not None:
            number = self._new_link()
            self._name_link(number, href, "", start)
            self._raw_link = (number, len(self.plain))
            return self._policy.render(
                tag, lambda url: self._served_address(url, number, in_html=True)
            )
        if tag.name == "img" and (source := tag.attribute("src")) is not None:
            alt = tag.attribute("alt") or ""
            self.images.append(BodyImage(source, alt, *self._place(start), is_unsafe(source)))
            number = len(self.images) - 1
            if self._is_relative(source):
                return self._policy.render(
                    tag, lambda _: address_hole("image", number, in_html=True)
                )
        return self._policy.render(tag)

    def _removed(self, what: str, start: int) -> None:
        hint = "Write it in Markdown, or leave it to the front end."
        told = f"{what} is not let through to readers"
        self._report(start, "removed-html", told, hint)

"""Links and pictures of a body: what they are called, and which addresses are still unknown."""

from typing import Any, Final

from app.markdown import mdast
from app.markdown.body import BodyImage, BodyLink
from app.markdown.holes import address_hole, target_hole
from app.markdown.page_reference import read_reference
from app.markdown.sanitise import is_unsafe
from app.markdown.state import Frame, WalkState

# What an address begins with that counts from the root or from the page itself.
_ROOTED: Final = frozenset({"", "/", "#", "?"})


class References(WalkState):
    """A walk's links and pictures."""

    __slots__ = ()

    def _open_link(self, url: str, title: str, start: int) -> None:
        number = self._new_link()
        unsafe = self._policy is not None and is_unsafe(url)
        served = "" if unsafe else self._served_address(url, number)
        node = mdast.link(served, title)
        frame = self._push("link", node, start, "</a>")
        if not unsafe and self._is_internal(url):
            node["data"] = {"target": target_hole(number)}
        frame.number = number
        frame.texts = [url]
        named = f' title="{self._attribute(title)}"' if title else ""
        self.html.append(f'<a href="{self._address(served)}"{named}>')
        self._link_depth += 1

    def _close_link(self) -> None:
        frame = self._stack.pop()
        self._link_depth -= 1
        text = " ".join("".join(self.plain[frame.plain :]).split())
        # A link that shows but a picture is called as the picture is.
        text = text or " ".join(" ".join(frame.texts[1:]).split())
        self._name_link(frame.number, frame.texts[0], text, frame.start)
        self.html.append("</a>")

    def _in_link(self) -> bool:
        return self._link_depth > 0 or self._raw_link is not None

    def _new_link(self) -> int:
        self.links.append(None)
        number = len(self.links) - 1
        if self._items and self._items[-1].place >= 0:
            self._items[-1].links.append(number)
        return number

    def _name_link(self, number: int, url: str, text: str, start: int) -> None:
        unsafe = self._policy is not None and is_unsafe(url)
        self.links[number] = body_link(url, text, self._place(start), unsafe=unsafe)

    def _served_address(self, url: str, number: int, *, in_html: bool = False) -> str:
        """Links by the names of files get the address of what is there once that is known."""
        is_named = url[:1] not in _ROOTED or _names_a_source(url)
        if is_named and self._is_internal(url):
            return address_hole("link", number, in_html=in_html)
        return url

    def _is_relative(self, url: str) -> bool:
        """Whether the address counts from where it stands: it may be meant from the file."""
        return url[:1] not in _ROOTED and self._is_internal(url)

    def _handle_in_alt(self, kind: str, value: Any, end: int) -> bool:
        assert self._alt is not None
        if kind == "Start":
            self._alt_depth += 1
        elif kind == "End":
            if self._alt_depth == 0:
                return False
            self._alt_depth -= 1
        elif kind in {"Text", "Code", "HardBreak"}:
            self._alt.append(value)
        self._content_end = end
        return True

    def _end_image(self, frame: Frame, _: int) -> None:
        alt = "".join(self._alt or ())
        self._alt = None
        assert frame.node is not None
        node = frame.node
        node["alt"] = alt
        url, title = node["url"], node["title"]
        unsafe = self._policy is not None and is_unsafe(url)
        if unsafe:
            node["url"] = ""
        if not self._muted:
            self.images.append(BodyImage(url, alt, *self._place(frame.start), unsafe))
            if not unsafe and self._is_relative(url):
                node["url"] = address_hole("image", len(self.images) - 1)
            self._stack[-1].children.append(node)
            named = f' title="{self._attribute(title)}"' if title else ""
            source = self._address(node["url"])
            self.html.append(f'<img src="{source}" alt="{self._attribute(alt)}"{named} />')
        for open_frame in reversed(self._stack):
            if open_frame.kind == "link":
                open_frame.texts.append(alt)
                break


def body_link(url: str, text: str, place: tuple[int, int], *, unsafe: bool) -> BodyLink:
    """A link as the author wrote it, or to the page that its address names."""
    if (found := read_reference(url)) is None:
        return BodyLink(url, text, *place, unsafe)
    plain, reference = found
    return BodyLink(plain, text, *place, unsafe, reference)


def _names_a_source(url: str) -> bool:
    if "." not in url:  # nearly all
        return False
    return url.partition("#")[0].partition("?")[0].lower().endswith((".md", ".markdown"))

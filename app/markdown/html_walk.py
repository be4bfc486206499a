"""A body that is HTML from the start: a page of Jekyll's whose name ends so."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from app.files.character_references import unescape
from app.files.text import LocatedText
from app.markdown.body import BodyListItem
from app.markdown.headings import Heading
from app.markdown.holes import NONCHARACTER_REFERENCE
from app.markdown.html_tokens import HtmlText, html_parts
from app.markdown.raw_html import RawHtml
from app.markdown.running_text import is_label
from app.markdown.sanitise import Policy, Tag
from app.markdown.state import Frame, OpenList

# They frame a document, so nothing is lost of it where a body is served without them.
_FRAMING: Final = frozenset({"html", "head", "body", "meta", "link", "base"})
# Their text is about the document or for somebody else.
_UNSHOWN: Final = frozenset({"title", "template"})
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LISTS: Final = frozenset({"ul", "ol"})
_BOLD: Final = frozenset({"b", "strong"})
_LINES: Final = frozenset({"br", "li", "tr", "dt", "dd", "ul", "ol", "dl", "caption", "summary"})
_CELLS: Final = frozenset({"td", "th"})
_BLOCKS: Final = frozenset(
    {
        "address", "article", "aside", "blockquote", "details", "div", "figcaption", "figure",
        "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "p", "pre",
        "section", "table",
    }
)  # fmt: skip
# They tell of no text, so a list still follows directly what stands before one.
_WRAPPERS: Final = frozenset({"div", "section", "article", "nav", "main", "aside"})
_SPACE: Final = re.compile(r"\s+")


@dataclass(slots=True)
class _OpenList:
    """A list that is open; the frame of its item, where it is labelled and one is open."""

    labelled: OpenList | None
    item: Frame | None = None


class HtmlWalk(RawHtml):
    """Takes in the tags and the text of one body."""

    __slots__ = ("_bold", "_heading", "_label", "_open_lists", "_paragraph", "_plainly", "_pre")

    def __init__(
        self,
        html: str,
        source: LocatedText,
        offset_of: Callable[[int], int],
        is_internal: Callable[[str], bool],
        policy: Policy | None,
    ) -> None:
        super().__init__(html, b"", source, offset_of, is_internal, policy)
        self.is_plain = False
        self._open_lists: list[_OpenList] = []
        # A label for the list that comes next.
        self._label: str | None = None
        # Depth, id and where the text begins of what is open.
        self._heading: tuple[int, str, int] | None = None
        self._paragraph = -1
        # How many bold elements are open, and whether the paragraph has text outside of them.
        self._bold = 0
        self._plainly = False
        self._pre = 0

    @property
    def contents(self) -> list[Heading]:
        """The headings that a link can lead to."""
        return [heading for heading in self.headings if heading.id]

    def run(self, html: str) -> None:
        """Take in all of a body."""
        served: list[str] = []
        # As long as it was, so that all stays where it is.
        html = NONCHARACTER_REFERENCE.sub(_replacement, html)
        for part in html_parts(html, self._policy or Policy()):
            if isinstance(part, HtmlText):
                if not self._muted:
                    served.append(part.written.replace("<", "&lt;"))
                    self._text_of(unescape(part.written))
            elif part.name in _UNSHOWN and not self._muted:
                self._muted = None if part.closing else part.name
            elif part.name not in _FRAMING:
                served.append(self._element(part))
        self._end_heading()
        self._end_paragraph()
        while self._open_lists:
            self._end_list()
        whole = html if self._policy is None else "".join(served)
        if whole.strip():
            self.root["children"].append({"type": "html", "value": whole.strip("\n")})
            self.html.append(whole)

    def _element(self, tag: Tag) -> str:
        muted = self._muted
        if not muted and not tag.closing:
            self._begin(tag)
        served = "" if self._policy is None else self._tag(tag, tag.offset)
        if not muted and tag.closing:
            self._end(tag.name)
        return served

    def _begin(self, tag: Tag) -> None:
        name = tag.name
        self._space(name)
        if name in _HEADINGS or name == "p" or name in _LISTS:
            self._end_heading()
            self._end_paragraph()
        if name in _HEADINGS:
            identity = "".join((tag.attribute("id") or "").split())
            self._heading = (int(name[1]), identity, len(self.plain))
        elif name == "p":
            self._paragraph, self._plainly, self._bold = len(self.plain), False, 0
        elif name in _LISTS:
            self._begin_list()
        elif name == "li" and self._open_lists:
            self._begin_item(tag.offset)
        elif name in _BOLD:
            self._bold += 1
        elif name == "pre":
            self._pre += 1
        if name in _BLOCKS and name not in _WRAPPERS:
            self._label = None

    def _end(self, name: str) -> None:
        if name in _HEADINGS:
            self._end_heading()
        elif name == "p":
            self._end_paragraph()
        elif name in _LISTS and self._open_lists:
            self._end_list()
        elif name == "li" and self._open_lists:
            self._end_item()
        elif name in _BOLD:
            self._bold = max(self._bold - 1, 0)
        elif name == "pre":
            self._pre = max(self._pre - 1, 0)
        self._space(name)

    def _space(self, name: str) -> None:
        if name in _BLOCKS or (name in _LISTS and not self._open_lists):
            self.plain.append("\n\n")
        elif name == "br" or (name in _LINES and self.plain and not self._ends_line()):
            self.plain.append("\n")
        elif name in _CELLS and self.plain and not self.plain[-1].endswith(("\n", " ")):
            self.plain.append(" ")

    def _ends_line(self) -> bool:
        return self.plain[-1].endswith("\n")

    def _text_of(self, text: str) -> None:
        if not text.strip():
            if self.plain and not self.plain[-1].endswith(("\n", " ")):
                self.plain.append(" ")
            return
        if not self._pre:
            text = _SPACE.sub(" ", text)
            if self.plain and self.plain[-1].endswith(("\n", " ")):
                text = text.lstrip(" ")
        if self._heading is None and self._paragraph < 0:
            self._label = None
        self._plainly = self._plainly or not self._bold
        self.plain.append(text)

    def _end_heading(self) -> None:
        if self._heading is None:
            return
        depth, identity, plain = self._heading
        self._heading = None
        title = " ".join("".join(self.plain[plain:]).split())
        self.headings.append(Heading(depth, identity, title))
        self._label = title or None

    def _end_paragraph(self) -> None:
        if self._paragraph < 0:
            return
        written = " ".join("".join(self.plain[self._paragraph :]).split())
        self._paragraph = -1
        self._label = None
        if written and (is_label(written) or not self._plainly):
            self._label = written
        elif written and not self.first_paragraph:
            self.first_paragraph = written

    # Lists

    def _begin_list(self) -> None:
        outer = self._open_lists[-1] if self._open_lists else None
        if outer is not None and outer.item is not None:
            # A nested list's items follow the item that they stand in.
            outer.item.texts.append("".join(self.plain[outer.item.plain :]))
            labelled = outer.labelled
        elif self._label is not None:
            labelled = OpenList(self._label)
            self.lists.append(labelled)
        else:
            labelled = None
        self._label = None
        self._open_lists.append(_OpenList(labelled))

    def _begin_item(self, start: int) -> None:
        self._end_item()
        found = self._open_lists[-1]
        if found.labelled is None:
            return
        frame = Frame("listItem", None, [], "", start, len(self.plain))
        frame.texts, frame.links = [], []
        frame.place = len(found.labelled.items)
        found.labelled.items.append(None)
        found.item = frame
        self._items.append(frame)

    def _end_item(self) -> None:
        found = self._open_lists[-1]
        frame = found.item
        if frame is None:
            return
        assert found.labelled is not None
        found.item = None
        self._items.pop()
        written = " ".join((*frame.texts, "".join(self.plain[frame.plain :])))
        found.labelled.items[frame.place] = BodyListItem(
            " ".join(written.split()), tuple(frame.links), self._place(frame.start)[0]
        )

    def _end_list(self) -> None:
        self._end_item()
        self._open_lists.pop()
        if self._open_lists and (outer := self._open_lists[-1].item) is not None:
            outer.plain = len(self.plain)


def _replacement(reference: re.Match[str]) -> str:
    """A reference to U+FFFD of the same length."""
    end = ";" if reference.group().endswith(";") else ""
    return f"&#x{'fffd'.rjust(len(reference.group()) - 3 - len(end), '0')}{end}"


def walk_html(
    source: LocatedText, start: int, is_internal: Callable[[str], bool], policy: Policy | None
) -> HtmlWalk:
    """The walk over the body that begins at `start` of a document, once it is done."""
    html = source.text[start:]
    walk = HtmlWalk(html, source, lambda offset: start + offset, is_internal, policy)
    walk.run(html)
    return walk

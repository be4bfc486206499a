"""A body that is HTML from the start, without Markdown."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from app.files.character_references import unescape
from app.files.text import LocatedText
from app.markdown.facts import Facts
from app.markdown.footnotes import Footnotes
from app.markdown.headings import Heading
from app.markdown.html_tokens import HtmlText, html_parts
from app.markdown.lists import OpenList, is_label
from app.markdown.mdast import Node
from app.markdown.nowhere import NOWHERE
from app.markdown.placeholders import NONCHARACTER_REFERENCE
from app.markdown.raw_html import RawHtml, RawTag
from app.markdown.references import References
from app.markdown.render_blocks import served_tag
from app.markdown.render_inline import HANDLERS
from app.markdown.renderer import Renderer, Rendering
from app.markdown.sanitise import Policy, Tag
from app.problems import Fault

# They frame a document, so nothing is lost of it where a body is served without them.
_FRAMING: Final = frozenset({"html", "head", "body", "meta", "link", "base"})
# Their text is not part of the page as it is displayed.
_NOT_DISPLAYED: Final = frozenset({"title", "template"})
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
# They have no text of their own, so a list still follows directly what stands before one.
_WRAPPERS: Final = frozenset({"div", "section", "article", "nav", "main", "aside"})
_SPACE: Final = re.compile(r"\s+")


def _same(text: str) -> str:
    return text


def _identity(offset: int) -> int:
    return offset


class HtmlPage(NamedTuple):
    """A body in HTML.

    `offset_of` maps an offset of the HTML to one of the body, `text_of` changes text before it is
    read. `faults` are problems that were found before, at offsets of the body.
    """

    html: str
    offset_of: Callable[[int], int] = _identity
    text_of: Callable[[str], str] = _same
    faults: Sequence[Fault] = ()

    def facts(self, source: LocatedText, start: int, policy: Policy | None) -> Facts:
        """Return the facts of the body that begins at `start` of a document."""
        references = References(source, lambda offset: start + self.offset_of(offset), policy)
        references.problems += (
            source.problem(fault._replace(offset=start + fault.offset))
            for fault in sorted(self.faults, key=lambda fault: fault.offset)
        )
        reader = _Reader(references)
        for part in _parts(self.html, policy or Policy()):
            if isinstance(part, RawTag):
                reader.read_tag(part)
            elif text := self.text_of(unescape(part)):
                reader.read_text(text)
        return reader.finish()

    def render(self, is_internal: Callable[[str], bool], policy: Policy | None) -> Rendering:
        """Return the forms of the body."""
        plain = "".join(self.facts(NOWHERE, 0, policy).plain)
        html = _without_noncharacters(self.html)
        if policy is not None:
            renderer = Renderer(b"", HANDLERS, {}, is_internal, policy, Footnotes(named=False))
            html = "".join(
                served_tag(renderer, part)
                if isinstance(part, RawTag)
                else part.replace("<", "&lt;")
                for part in _parts(html, policy)
            )
        children: list[Node] = []
        if html.strip():
            children.append({"type": "html", "value": html.strip("\n")})
        return Rendering({"type": "root", "children": children}, html if children else "", plain)


def _parts(html: str, policy: Policy) -> Iterator[RawTag | str]:
    """Yield the tags of a document and the text between them that is displayed."""
    raw = RawHtml(policy)
    for part in html_parts(_without_noncharacters(html), policy):
        if isinstance(part, HtmlText):
            if raw.suppressed is None:
                yield part.written
        elif raw.suppressed is not None:
            if part.name not in _FRAMING:
                raw.decide(part)
        elif part.name in _NOT_DISPLAYED:
            raw.suppressed = None if part.closing else part.name
        elif part.name not in _FRAMING:
            yield RawTag(part, raw.decide(part), part.offset)


def _without_noncharacters(html: str) -> str:
    """Return HTML of the same length without references to noncharacters."""
    return NONCHARACTER_REFERENCE.sub(lambda match: replacement(match.group()), html)


def replacement(reference: str) -> str:
    """Return a reference to U+FFFD that is as long as another reference."""
    end = ";" if reference.endswith(";") else ""
    return f"&#x{'fffd'.rjust(len(reference) - 3 - len(end), '0')}{end}"


@dataclass(slots=True)
class _Item:
    """An open item of a labelled list: its place there, and where its text begins."""

    place: int
    plain: int
    texts: list[str] = field(default_factory=list)
    links: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _List:
    """An open list, with its open item if it is labelled."""

    labelled: OpenList | None
    item: _Item | None = None


class _Reader:
    """Reads the facts of a document from its tags and texts."""

    def __init__(self, references: References) -> None:
        self._references = references
        self._headings: list[Heading] = []
        self._plain: list[str] = []
        self._first_paragraph = ""
        self._lists: list[OpenList] = []
        self._open_lists: list[_List] = []
        # A label for the list that comes next.
        self._label: str | None = None
        # Depth, id and where the text begins of what is open.
        self._heading: tuple[int, str, int] | None = None
        self._paragraph = -1
        # How many bold elements are open, and whether the paragraph has text outside of them.
        self._bold = 0
        self._has_plain_text = False
        self._pre = 0

    def finish(self) -> Facts:
        """Return the facts, after the last part."""
        self._end_heading()
        self._end_paragraph()
        while self._open_lists:
            self._end_list()
        references = self._references
        return Facts(
            headings=self._headings,
            # Those that a link can lead to.
            contents=[heading for heading in self._headings if heading.id],
            links=tuple([link for link in references.links if link is not None]),
            images=tuple(references.images),
            lists=tuple([labelled.finish() for labelled in self._lists]),
            first_paragraph=self._first_paragraph,
            anchors=frozenset(references.anchors),
            problems=tuple(references.problems),
            ids={},
            plain=self._plain,
        )

    def read_tag(self, part: RawTag) -> None:
        """Read a tag."""
        tag = part.tag
        if not tag.closing:
            self._begin(tag)
        self._references.add_raw_tag(part, self._plain)
        if tag.closing:
            self._end(tag.name)

    def _begin(self, tag: Tag) -> None:
        name = tag.name
        self._space(name)
        if name in _HEADINGS or name == "p" or name in _LISTS:
            self._end_heading()
            self._end_paragraph()
        if name in _HEADINGS:
            identity = "".join((tag.attribute("id") or "").split())
            self._heading = (int(name[1]), identity, len(self._plain))
        elif name == "p":
            self._paragraph, self._has_plain_text, self._bold = len(self._plain), False, 0
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
        plain = self._plain
        if name in _BLOCKS or (name in _LISTS and not self._open_lists):
            plain.append("\n\n")
        elif name == "br" or (name in _LINES and plain and not plain[-1].endswith("\n")):
            plain.append("\n")
        elif name in _CELLS and plain and not plain[-1].endswith(("\n", " ")):
            plain.append(" ")

    def read_text(self, text: str) -> None:
        """Read text, entities decoded."""
        plain = self._plain
        if not text.strip():
            if plain and not plain[-1].endswith(("\n", " ")):
                plain.append(" ")
            return
        if not self._pre:
            text = _SPACE.sub(" ", text)
            if plain and plain[-1].endswith(("\n", " ")):
                text = text.lstrip(" ")
        if self._heading is None and self._paragraph < 0:
            self._label = None
        self._has_plain_text = self._has_plain_text or not self._bold
        plain.append(text)

    def _end_heading(self) -> None:
        if self._heading is None:
            return
        depth, identity, begin = self._heading
        self._heading = None
        title = " ".join("".join(self._plain[begin:]).split())
        self._headings.append(Heading(depth, identity, title))
        self._label = title or None

    def _end_paragraph(self) -> None:
        if self._paragraph < 0:
            return
        text = " ".join("".join(self._plain[self._paragraph :]).split())
        self._paragraph = -1
        self._label = None
        if text and (is_label(text) or not self._has_plain_text):
            self._label = text
        elif text and not self._first_paragraph:
            self._first_paragraph = text

    # Lists

    def _begin_list(self) -> None:
        outer = self._open_lists[-1] if self._open_lists else None
        labelled: OpenList | None = None
        if outer is not None and outer.item is not None:
            # A nested list's items follow the item that they stand in.
            outer.item.texts.append("".join(self._plain[outer.item.plain :]))
            labelled = outer.labelled
        elif self._label is not None:
            labelled = OpenList(self._label)
            self._lists.append(labelled)
        self._label = None
        self._open_lists.append(_List(labelled))

    def _begin_item(self, start: int) -> None:
        self._end_item()
        open_list = self._open_lists[-1]
        if open_list.labelled is None:
            return
        place = open_list.labelled.add("", (), self._references.place(start)[0])
        open_list.item = _Item(place, len(self._plain))
        self._references.item_links.append(open_list.item.links)

    def _end_item(self) -> None:
        open_list = self._open_lists[-1]
        item = open_list.item
        if item is None:
            return
        assert open_list.labelled is not None
        open_list.item = None
        self._references.item_links.pop()
        text = " ".join((*item.texts, "".join(self._plain[item.plain :])))
        open_list.labelled.set(item.place, text, item.links)

    def _end_list(self) -> None:
        self._end_item()
        self._open_lists.pop()
        if self._open_lists and (outer := self._open_lists[-1].item) is not None:
            outer.plain = len(self._plain)

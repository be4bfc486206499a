"""Reads the facts of a body.

One pass over the events of any flavour finds headings, links, pictures, labelled lists, anchors,
the first paragraph, the problems with raw HTML, and the text. Tree and HTML are made elsewhere,
when the body is first read.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from app.files.character_references import unescape
from app.files.text import LocatedText
from app.markdown.autolink import Autolink, located_autolinks, may_hold_address, may_hold_autolink
from app.markdown.events import Events, EventStream, Key, event_parts, image_text, text_pieces
from app.markdown.facts import Facts
from app.markdown.footnotes import Footnotes
from app.markdown.headings import Heading, Slugger
from app.markdown.node_kinds import (
    BLOCKS,
    LISTED,
    PARAGRAPHS,
    PARTS,
    PARTS_OF_TEXT,
    SEPARATORS,
    SPANS,
    STRONG,
)
from app.markdown.offsets import IDENTITY
from app.markdown.open_node import OpenNode
from app.markdown.open_nodes import OpenNodes
from app.markdown.raw_html import RawHtml
from app.markdown.references import References
from app.markdown.sanitise import Policy

_NONE: Final[Mapping[str, Any]] = {}
_MARKS: Final = " \t\n:*."


class FactsReader(OpenNodes):
    """Reads the facts of one body. A flavour may add to the handlers and change the naming.

    `starts`, `leaves` and `ends` are called for nodes that are not CommonMark's. `name_heading`
    returns a heading's id, given its title, its depth, where it starts and its text; an empty id
    is set later, None leaves the heading out of the contents. `name_term` gets where a term starts
    and its text.
    """

    def __init__(
        self,
        stream: EventStream,
        source: LocatedText,
        start: int,
        policy: Policy | None,
        footnotes: Footnotes,
    ) -> None:
        offset_of = stream.offset_of
        moved = offset_of
        if start:
            is_identity = offset_of is IDENTITY
            moved = start.__add__ if is_identity else (lambda byte: start + offset_of(byte))
        super().__init__(References(source, moved, policy), RawHtml(policy), stream.data)
        self.headings: list[Heading] = []
        self._heading_starts: list[int] = []
        self.ids: dict[Key, str] = {}
        self.starts: Mapping[str, Callable[[Any, Any, Events], object]] = _NONE
        self.leaves: Mapping[str, Callable[[Any, Any], object]] = _NONE
        self.ends: Mapping[str, Callable[[OpenNode], object]] = _NONE
        self.address_of: Callable[[Autolink], str] = _address_of
        self.name_term: Callable[[int, str], None] | None = None
        self.name_heading: Callable[[str, int, int, str], str | None] = Slugger().heading_id
        self._data = data = stream.data
        self._policy = policy
        self._footnotes = footnotes
        # Whether text may hold bare addresses, or line ends that the source has not.
        self.careful = self._may_autolink = may_hold_address(data)
        # The spans of the text since the last other event, and where it begins in `plain`.
        self._spans: list[Any] = []
        self._run = 0
        self._link_depth = 0

    # A page has a hundred events and more, so a call less for each is worth a long method.
    def read(self, stream: Iterable[tuple[Any, Any]]) -> None:  # noqa: C901, PLR0912, PLR0915
        """Read all events."""
        events = iter(stream)
        stack, plain, spans = self._stack, self.plain, self._spans
        careful = self.careful
        # The paragraph, item or heading that began and has nothing but text so far, as most have to
        # their end: where it began, and where its text did. It is opened when something else comes.
        pending = ""
        start = begun = depth = 0
        # An event is a mapping of its name, or a name in which none of these occurs.
        for event, span in events:
            if "Text" in event:
                if pending and not careful:
                    plain.append(event["Text"])
                else:
                    self._text(event["Text"], span, is_pending=bool(pending))
                continue
            if spans and event != "SoftBreak":
                if self._has_autolink():
                    if pending:
                        self._open_pending(pending, start, begun, depth)
                        pending = ""
                    self._autolinks()
                spans.clear()
            if "End" in event:
                if pending:
                    text = plain[begun] if len(plain) == begun + 1 else "".join(plain[begun:])
                    if pending == "Item":
                        if (listed := stack[-1].listed) is not None:
                            listed.texts.append(" ".join(text.split()))
                            listed.starts.append(start)
                        plain.append("\n")
                    elif pending == "Paragraph":
                        self._paragraph(text, start)
                    else:
                        self._heading(text, depth, start)
                    pending = ""
                    continue
                node = stack.pop()
                kind = node.kind
                if kind == "Item":
                    self._end_item(node)
                elif kind == "Paragraph":
                    self._end_paragraph(node)
                elif kind == "Link":
                    self._end_link(node)
                elif kind == "List":
                    self._end_list(node)
                elif kind == "Heading":
                    self._heading("".join(plain[node.plain :]), node.number, node.start)
                elif kind == "Strong":
                    self._end_strong(node)
                elif kind not in SPANS:
                    self._end(node)
            elif "Start" in event:
                if pending:
                    self._open_pending(pending, start, begun, depth)
                start, kind = span["start"], event["Start"]
                if kind == "Item":
                    pending = "Item"
                elif kind in PARAGRAPHS or "Heading" in kind:
                    if self._items:
                        self.next_block()
                    pending = "Paragraph"
                    if type(kind) is dict:
                        pending, depth = "Heading", int(kind["Heading"]["level"][1])
                else:
                    pending = ""
                    self._start(kind, span, events)
                    continue
                begun = len(plain)
            elif event != "SoftBreak":
                if pending:
                    self._open_pending(pending, start, begun, depth)
                    pending = ""
                self._leaf(event, span)
            elif pending and not careful:
                plain.append(" ")
            else:
                self._text(" ", span, is_pending=bool(pending))

    def finish(self) -> Facts:
        """Return the facts, after the last event."""
        references = self.references
        references.finish()
        if self._raw_lists is not None:
            self._raw_lists.finish()
        # They may refer to the reader, and a first load collects no garbage.
        self.starts = self.leaves = self.ends = _NONE
        self.name_term = None
        return Facts(
            self.headings,
            self.headings,
            tuple([link for link in references.links if link is not None]),
            tuple(references.images),
            self.lists.finish(references.lines),
            self.first_paragraph,
            frozenset(self.ids.values()).union(references.anchors),
            tuple(references.problems),
            self.ids,
            self.plain,
            heading_lines=tuple(references.lines(self._heading_starts)),
            raw_headings=self._raw_lists.outline() if self._raw_lists is not None else (),
        )

    # Nodes

    def _start(self, kind: Any, span: Any, events: Events) -> None:
        start = span["start"]
        detail: Any = None
        if type(kind) is dict:
            ((kind, detail),) = kind.items()
        if kind == "List":
            self._start_list(start)
        elif kind == "Link":
            self._start_link(detail, start)
        elif kind in SPANS:
            self.open_span(kind, start, bold=kind in STRONG)
        elif kind == "Image":
            self.image(detail, start, events)
        elif kind in BLOCKS:
            parent = self.before_block()
            parent.label = None
            listed = LISTED.get(kind)
            # It may follow a sentence directly, as a list does.
            self.lists.continued_list = None
            node = self._open(kind, start)
            if listed is not None and parent.kind != "Item":
                node.listed = self.lists.begin(listed)
            if parent.kind != "Item":
                self.lists.interrupt()
        elif kind in PARTS:
            node = self._open(kind, start)
            if kind == "DefinitionListTitle":
                self._start_entry(node, "terms")
            elif kind == "TableCell" and self._stack[-2].kind == "TableRow":
                self._start_cell(node)
        elif kind == "CodeBlock":
            self.next_block()
            self.plain += ("".join(text_pieces(events)[0]), "\n\n")
        elif kind == "HtmlBlock":
            self._html_block(*text_pieces(events))
        else:
            self.starts[kind](detail, span, events)

    def _leaf(self, event: Any, span: Any) -> None:
        kind, _, value = event_parts(event)
        if kind == "Code":
            if self._raw.suppressed is None:
                self.inline()
                self.plain.append(value)
        elif kind == "HardBreak":
            self.inline()
            if self._raw.suppressed is None:
                self.plain.append("\n")
        elif kind == "InlineHtml":
            top = self._stack[-1]
            if top.tight < 0 and top.kind == "Item":
                self.open_tight(top)
            if self._raw_html([value], [span["start"]], inline=True):
                self.inline_tag(top, value)
        elif kind == "Rule":
            self.next_block()
        elif kind == "FootnoteReference":
            if self._raw.suppressed is None:
                self.inline()
                reference = self._footnotes.refer(value)
                self.references.anchors.update((reference.id, reference.note))
        elif kind == "TaskListMarker":
            top = self._stack[-1]
            if top.tight < 0 and top.kind == "Item":
                self.open_tight(top)
        else:
            self.leaves[kind](value, span)

    def _end(self, node: OpenNode) -> None:
        kind = node.kind
        if kind in PARTS_OF_TEXT:
            self._end_raw()
            if kind == "DefinitionListTitle":
                text = " ".join("".join(self.plain[node.plain :]).split())
                if self.name_term is not None and text and not node.dissolved:
                    self.name_term(node.start, text)
                self._end_entry(node, "terms")
            elif kind == "TableCell":
                self._end_entry(node, "table")
        elif not self._items:
            self.lists.interrupt()
        if kind in SEPARATORS:
            self.plain.append(SEPARATORS[kind])
        elif kind in self.ends:
            self.ends[kind](node)

    # Text

    def _text(self, text: str, span: Any, *, is_pending: bool) -> None:
        """Add text that may hold an address, or is not all that its block holds."""
        if not is_pending:
            top = self._stack[-1]
            if top.kind == "Item" and top.tight < 0:
                self.open_tight(top)
            if self._raw.suppressed is not None:
                return
            if not top.other and text.strip(_MARKS):
                top.other = True
        if self.careful:
            if not self._spans:
                self._run = len(self.plain)
            self._spans.append(span)
            text = text.replace("\n", " ")
        self.plain.append(text)

    def _heading(self, text: str, depth: int, start: int) -> None:
        self._in_heading = False
        title = " ".join(text.split())
        identity = self.name_heading(title, depth, start, text)
        if identity is not None:
            self.headings.append(Heading(depth, identity, title, len(self.plain), len(text)))
            self._heading_starts.append(start)
            if identity:
                self.ids["Heading", start] = identity
        if not self._items:
            if self.lists.in_raw_list:
                self._end_raw_lists(depth)
            self.lists.heading(depth, title, start)
        elif (parent := self._stack[-1]).kind == "Item":
            parent.label = title or None
            if parent.first < 0:
                parent.first = parent.lead = len(self.plain)
        self._end_raw()
        self.plain.append("\n\n")

    # Links, pictures, raw HTML

    def _start_link(self, detail: Mapping[str, Any], start: int) -> None:
        if self.open_span("Link", start):
            link, url = self._stack[-1], detail["dest_url"]
            link.url = f"mailto:{url}" if detail["link_type"] == "Email" else url
            link.texts = []
            link.number = self.references.new_link()
            self._link_depth += 1

    def _end_link(self, link: OpenNode) -> None:
        self._link_depth -= 1
        text = " ".join("".join(self.plain[link.plain :]).split())
        # A link that shows but a picture is called as the picture is.
        text = text or " ".join(" ".join(link.texts).split())
        self.references.set_link(link.number, link.url, text, link.start)
        if self._items:
            self._end_lead(link)

    def _has_autolink(self) -> bool:
        raw = self._raw
        if self._link_depth or raw.in_link or raw.suppressed is not None:
            return False
        return self._may_autolink and may_hold_autolink("".join(self.plain[self._run :]))

    def _autolinks(self) -> None:
        """Add the bare addresses of the text that came last."""
        pieces = self.plain[self._run :]
        whole = "".join(pieces)
        spans = [(span["start"], span["end"]) for span in self._spans]
        for autolink, start in located_autolinks(pieces, spans, self._data):
            self._stack[-1].other = True
            number = self.references.new_link()
            text = " ".join(whole[autolink.start : autolink.end].split())
            self.references.set_link(number, self.address_of(autolink), text, start, bare=True)

    def image(self, detail: Mapping[str, Any], start: int, events: Events) -> None:
        """Add a picture and read the events up to its end."""
        self.inline()
        alt = image_text(events)
        if self._raw.suppressed is None:
            self.references.add_image(detail["dest_url"], alt, start)
        if self._link_depth:
            link = next(node for node in reversed(self._stack) if node.kind == "Link")
            link.texts.append(alt)

    def _html_block(self, pieces: list[str], starts: list[int]) -> None:
        parent = self.before_block()
        # A comment between a label and its list does not part them.
        if parent.kind == "Item" and not (pieces and pieces[0].lstrip().startswith("<!--")):
            parent.label = None
        self._raw_html(pieces, starts, inline=False)
        self._raw.suppressed = None
        if self._raw_lists is not None:
            self._raw_lists.end_block()
        self.plain.append("\n")

    def _raw_html(self, pieces: list[str], starts: list[int], *, inline: bool) -> bool:
        """Add what raw HTML holds; return True if anything of it is served."""
        if self._policy is None:
            return True
        blocks = self._raw_blocks() if not (inline or self._items) else None
        is_served = False
        for part in self._raw.parts(pieces, starts, inline=inline):
            if isinstance(part, str):
                text = unescape(part).replace("\n", " ")
                if blocks is not None and text.strip():
                    blocks.add_text()
                self.plain.append(text)
                is_served = True
                continue
            tag = part.tag
            if blocks is not None and not tag.closing:
                blocks.begin(tag, part.start)
            self.references.add_raw_tag(part, self.plain)
            if blocks is not None and tag.closing:
                blocks.end(tag.name)
            if tag.name == "br":
                self._break_line()
            else:
                is_served = is_served or part.is_served
        return is_served


def _address_of(autolink: Autolink) -> str:
    return autolink.url

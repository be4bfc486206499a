"""The tree and the HTML of a body, made from its events when the body is first read.

Ids and numbers of links are those of the facts, which were read from the same events.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import escape
from operator import attrgetter
from typing import Any, Final, NamedTuple, TypeAlias
from urllib.parse import quote

from app.markdown.autolink import Autolink, located_autolinks, may_hold_address
from app.markdown.body import AddressOf, Picture, PictureOf, TargetOf
from app.markdown.clobbering import leads_to_prefixed
from app.markdown.events import Event, Events, Key
from app.markdown.footnotes import Footnotes
from app.markdown.mdast import MAX_DEPTH, Node
from app.markdown.raw_html import RawHtml
from app.markdown.sanitise import Policy, is_unsafe

Start: TypeAlias = Callable[["Renderer", Any, int], object]
End: TypeAlias = Callable[["Renderer", "Frame", int], None]
Leaf: TypeAlias = Callable[["Renderer", Any, int, int], None]

# What a browser would encode in an address anyway; what is encoded already stays as it is.
_URL_SAFE: Final = "%/:?#@!$&'()*+,;=~-._"
# What an address begins with that counts from the page itself, and from the root.
_OWN: Final = frozenset({"", "#", "?"})
_ROOT: Final = "/"
_DISSOLVED: Final = frozenset({"blockquote", "list", "emphasis", "strong", "delete"})
# They may go on, with empty lines or definitions, behind the end of what they hold.
_CONTAINERS: Final = frozenset({"list", "listItem", "blockquote", "footnoteDefinition"})


@dataclass(slots=True, eq=False, repr=False)
class Frame:
    """An open node: its kind, where its children go and what closes it in HTML.

    `node` is None for what has no node of its own. `index` is the piece of HTML that opens it.
    """

    kind: str
    node: Node | None
    children: list[Node]
    closing: str = ""
    start: int = 0
    index: int = -1


class Handlers(NamedTuple):
    """Handlers of events by the names of nodes; those of ends by the kinds of frames.

    A node without a handler for its end is closed as its frame says.
    """

    starts: dict[str, Start]
    ends: dict[str, End]
    leaves: dict[str, Leaf]


class Destinations(NamedTuple):
    """Where the links and pictures of a body lead: what is internal, and more if it is known.

    `has_root_path`: files are served below a path or folder that addresses from the root lack.
    """

    is_internal: Callable[[str], bool]
    address: AddressOf | None
    target: TargetOf | None
    picture: PictureOf | None = None
    has_root_path: bool = False


class Rendering(NamedTuple):
    """The tree of a body, its HTML before it is sanitised, and its text."""

    root: Node
    html: str
    plain: str


class Renderer:
    """The tree and the HTML of one body as they grow."""

    def __init__(
        self,
        data: bytes,
        handlers: Handlers,
        ids: Mapping[Key, str],
        destinations: Destinations,
        policy: Policy | None,
        footnotes: Footnotes,
    ) -> None:
        self.root: Node = {"type": "root", "children": []}
        self.html: list[str] = []
        self.stack = [Frame("root", self.root, self.root["children"])]
        self.data = data
        self.handlers = handlers
        self.ids = ids
        self.policy = policy
        self._destinations = destinations
        self.raw = RawHtml(policy)
        self.footnotes = footnotes
        # The HTML of each footnote, and of all that stands outside of them.
        self.notes: dict[str, list[str]] = {}
        self.main_html = self.html
        # Where the notes are to stand; None is at the end.
        self.notes_at: int | None = None
        # How many links and pictures have begun.
        self.links = self.images = 0
        # The end of what came last, before white space and markers, and of what starts.
        self.content_end = self.end = 0
        # The events that are not read yet. Code, raw HTML and pictures read theirs when they start.
        self.events: Events = iter(())
        self.text_of: Callable[[str], str] = escape_text
        self.address_of: Callable[[Autolink], str] = attrgetter("url")
        self._may_autolink = may_hold_address(data)
        self._text: list[str] = []
        self._text_spans: list[tuple[int, int]] = []

    def render(self, events: Iterable[Event]) -> None:
        """Add all events."""
        self.events = iter(events)
        stack, text = self.stack, self._text
        starts, ends, leaves = self.handlers.starts, self.handlers.ends, self.handlers.leaves
        value: Any
        for event, span in self.events:
            if type(event) is str:
                kind, value = "Text" if event == "SoftBreak" else event, "\n"
            else:
                kind, value = event.popitem()
            start, end = span["start"], span["end"]
            if kind == "Text":
                if stack[-1].kind == "listItem":
                    self.open_tight(start)
                text.append(value)
                self._text_spans.append((start, end))
                self.content_end = end
            elif kind == "End":
                if text:
                    if stack[-1].kind == "heading":
                        text[-1] = text[-1].rstrip(" \t")
                    self.flush()
                frame = stack.pop()
                if frame.kind == "tight":
                    self.raw.end_paragraph()
                    frame = stack.pop()
                if end > self.content_end and frame.kind not in _CONTAINERS:
                    self.content_end = end
                if frame.kind in ends:
                    ends[frame.kind](self, frame, end)
                else:
                    self.html.append(frame.closing)
            elif kind != "Start":
                leaves[kind](self, value, start, end)
            else:
                name, detail = (value, None) if type(value) is str else value.popitem()
                self.end = end
                starts[name](self, detail, start)
        self.flush()
        self.raw.suppressed = None

    def finish(self) -> None:
        """Add the footnotes."""
        section = self.footnotes.write(self.notes)
        if not section:
            return
        self.fresh_line()
        if self.notes_at is not None:
            self.html[self.notes_at] = section
        else:
            self.html.append(section)

    # Nodes

    def push(self, kind: str, node: Node | None, start: int, closing: str = "") -> Frame:
        """Open a node below the innermost one; None for what has no node of its own."""
        stack = self.stack
        children = stack[-1].children
        if len(stack) >= MAX_DEPTH and kind in _DISSOLVED:
            node = None
        if node is None:
            closing = ""
        else:
            children.append(node)
            children = node["children"] = []
        frame = Frame(kind, node, children, closing, start)
        stack.append(frame)
        return frame

    def inline(self, node: Node, start: int, end: int) -> bool:
        """Add a node to running text; return False if it is suppressed."""
        self.begin_inline(start)
        self.content_end = end
        if self.raw.suppressed is not None:
            return False
        self.stack[-1].children.append(node)
        return True

    def begin_inline(self, start: int) -> None:
        """Begin something in running text that is not text."""
        self.flush()
        if self.stack[-1].kind == "listItem":
            self.open_tight(start)

    def begin_span(self, start: int) -> bool:
        """Begin a span; return False if it is suppressed, and open a frame without a node."""
        self.begin_inline(start)
        if self.raw.suppressed is not None:
            self.push("suppressed", None, start)
            return False
        return True

    def before_block(self, start: int) -> Frame:
        """End what may not go on into a block; return the frame that the block stands in."""
        self.flush()
        if self.stack[-1].kind == "tight":
            self.stack.pop()
            self.raw.end_paragraph()
        parent = self.stack[-1]
        if parent.kind == "listItem":
            self._spread(start)
        return parent

    def open_block(self, node: Node, start: int, opening: str, closing: str) -> Frame:
        """Open a block that begins in a line of its own in HTML."""
        self.before_block(start)
        frame = self.push(node["type"], node, start, closing)
        if frame.node is not None:
            self.fresh_line()
            frame.index = len(self.html)
            self.html.append(opening)
        return frame

    def open_tight(self, start: int) -> None:
        """Open mdast's paragraph for text straight in an item."""
        self._spread(start)
        self.push("tight", {"type": "paragraph"}, start)

    def _spread(self, start: int) -> None:
        """Mark an item as spread if what begins in it is set apart by an empty line."""
        item = self.stack[-1]
        if item.node is not None and any(self.blank_lines(start)):
            item.node["spread"] = True

    def fresh_line(self) -> None:
        """Begin a new line of HTML unless one has begun."""
        for piece in reversed(self.html):
            if piece:
                if not piece.endswith("\n"):
                    self.html.append("\n")
                return

    # Text

    def flush(self) -> None:
        """Make one node of adjacent texts, but for the bare URLs in them."""
        pieces = self._text
        if not pieces:
            return
        text = "".join(pieces)
        spans, self._text_spans = self._text_spans, []
        located = list(pieces)
        pieces.clear()
        if self.raw.suppressed is not None:
            return
        end = 0
        if self._may_autolink and not self.raw.in_link and not self._is_in_link():
            for autolink, start in located_autolinks(located, spans, self.data):
                self.add_text(text[end : autolink.start])
                self.open_link(self.address_of(autolink), "", start)
                self.add_text(text[autolink.start : autolink.end])
                self.html.append(self.stack.pop().closing)
                end = autolink.end
        self.add_text(text[end:])

    def add_text(self, text: str) -> None:
        """Add a node of text."""
        if text:
            self.stack[-1].children.append({"type": "text", "value": text})
            self.html.append(self.text_of(text))

    def _is_in_link(self) -> bool:
        return any(frame.kind == "link" for frame in self.stack)

    def blank_lines(self, start: int) -> tuple[bool, bool]:
        """Return whether blank lines stand between the last content and `start`.

        The first: before a definition, which makes no event but spreads an item as any block
        does. The second: after all content.
        """
        begin = self.content_end
        if self.data.count(b"\n", begin - 1 if begin else 0, start) < 2:  # nearly always
            return False, False
        if self.data[begin - 1 : begin] == b"\n":
            begin -= 1
        lines = self.data[begin:start].split(b"\n")
        # A line that a deeper quotation goes on with is none of the list's.
        quotes = sum(frame.kind == "blockquote" for frame in self.stack)
        begin += len(lines[0]) + 1
        inside = after = False
        has_content = bool(self.stack[-1].children or lines[0].strip())
        for line in lines[1:-1]:
            if line.count(b">") <= quotes and not line.strip(b" \t>"):
                after = has_content
            else:
                inside = inside or after
                after, has_content = False, True
                self.content_end = begin + len(line)
            begin += len(line) + 1
        if lines[-1].strip(b" \t>"):
            inside = inside or after
            self.content_end = start
        return inside, after

    # Links

    def open_link(self, url: str, title: str, start: int) -> None:
        """Open a link, the next by number."""
        served = "" if self._is_refused(url) else self.link_address(url)
        node: Node = {"type": "link", "title": title or None, "url": served}
        self.push("link", node, start, "</a>")
        is_internal, target = self._destinations.is_internal, self._destinations.target
        if not self._is_refused(url) and is_internal(url):
            node["data"] = {"target": target and target(self.links)}
        self.html.append(f'<a href="{written_url(served, url)}"{title_attribute(title)}>')
        self.links += 1

    def _is_refused(self, url: str) -> bool:
        return self.policy is not None and is_unsafe(url)

    def link_address(self, url: str) -> str:
        """Return the address of the next link, which may name a file, or an id with a prefix."""
        is_internal, address = self._destinations.is_internal, self._destinations.address
        is_named = self._is_named(url) or _names_a_source(url) or leads_to_prefixed(url)
        return address("link", self.links) if address and is_named and is_internal(url) else url

    def image_address(self, url: str) -> str:
        """Return the address of the next picture, which differs if it counts from the file."""
        is_internal, address = self._destinations.is_internal, self._destinations.address
        is_named = self._is_named(url)
        return address("image", self.images) if address and is_named and is_internal(url) else url

    def _is_named(self, url: str) -> bool:
        """Return True if an address counts from the file, or from a root that is served below."""
        start = url[:1]
        return start not in _OWN and (start != _ROOT or self._destinations.has_root_path)

    def next_picture(self) -> Picture | None:
        """Return what is known of the next picture."""
        picture = self._destinations.picture
        return picture(self.images) if picture else None


def escape_text(text: str) -> str:
    """Return text as HTML, the way CommonMark's examples have it."""
    return escape(text, quote=False).replace('"', "&quot;")


def escape_url(url: str) -> str:
    """Return an address as an attribute's value."""
    return escape(quote(url, safe=_URL_SAFE), quote=False).replace("'", "&#x27;")


def written_url(served: str, url: str) -> str:
    """Return what is served for an address as an attribute's value: one that is found is whole."""
    return escape_url(served) if served == url else escape(served)


def title_attribute(title: str | None) -> str:
    """Return the attribute `title` with a space before it, or nothing."""
    return f' title="{escape_text(title)}"' if title else ""


def _names_a_source(url: str) -> bool:
    return url.partition("#")[0].partition("?")[0].lower().endswith((".md", ".markdown"))

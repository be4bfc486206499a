"""A body that is HTML from the start, without Markdown."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from app.files.character_references import unescape
from app.files.text import LocatedText
from app.markdown.facts import Facts
from app.markdown.footnotes import Footnotes
from app.markdown.handlers import HANDLERS, served_tag
from app.markdown.html_tokens import html_parts
from app.markdown.lists import ListCollector
from app.markdown.mdast import Node
from app.markdown.noncharacters import NONCHARACTER_REFERENCE, replacement
from app.markdown.offsets import IDENTITY
from app.markdown.raw_html import RawHtml, RawTag
from app.markdown.raw_lists import BLOCKS, LISTS, RawLists
from app.markdown.references import NOWHERE, References
from app.markdown.renderer import Destinations, Renderer, Rendering
from app.markdown.sanitise import Policy
from app.problems import Fault
from app.regex import regex

# They frame a document, so nothing is lost of it where a body is served without them.
_FRAMING: Final = frozenset({"html", "head", "body", "meta", "link", "base"})
# Their text is not part of the page as it is displayed.
_NOT_DISPLAYED: Final = frozenset({"title", "template"})
_LINES: Final = frozenset({"br", "li", "tr", "dt", "dd", "ul", "ol", "dl", "caption", "summary"})
_CELLS: Final = frozenset({"td", "th"})
_SPACE: Final = regex(r"\s+")


class HtmlPage(NamedTuple):
    """A body in HTML.

    `offset_of` maps an offset of the HTML to one of the body, `text_of` changes text before it is
    read. `faults` are problems that were found before, at offsets of the body.
    """

    html: str
    offset_of: Callable[[int], int] = IDENTITY
    text_of: Callable[[str], str] = str
    faults: Sequence[Fault] = ()

    def facts(self, source: LocatedText, start: int, policy: Policy | None) -> Facts:
        """Return the facts of the body that begins at `start` of a document."""
        references = References(source, lambda offset: start + self.offset_of(offset), policy)
        references.problems += (
            source.problem(fault._replace(offset=start + fault.offset))
            for fault in sorted(self.faults, key=lambda fault: fault.offset)
        )
        reader = _Reader(ListCollector(), references, [])
        for part in _parts(self.html, policy or Policy()):
            if isinstance(part, RawTag):
                reader.read_tag(part)
            elif text := self.text_of(unescape(part)):
                reader.read_text(text)
        return reader.facts()

    def render(self, destinations: Destinations, policy: Policy | None) -> Rendering:
        """Return the forms of the body."""
        plain = "".join(self.facts(NOWHERE, 0, policy).plain)
        html = _without_noncharacters(self.html)
        if policy is not None:
            renderer = Renderer(b"", HANDLERS, {}, destinations, policy, Footnotes(named=False))
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
        if isinstance(part, str):
            if raw.suppressed is None:
                yield part
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


class _Reader(RawLists):
    """Reads the facts of a document from its tags and texts."""

    # How many `<pre>` are open.
    _pre = 0

    def facts(self) -> Facts:
        """Return the facts, after the last part."""
        self.finish()
        references = self._references
        references.finish()
        return Facts(
            headings=self.headings,
            # Those that a link can lead to.
            contents=[heading for heading in self.headings if heading.id],
            links=tuple([link for link in references.links if link is not None]),
            images=tuple(references.images),
            lists=self._lists.finish(references.lines),
            first_paragraph=self.first_paragraph,
            anchors=frozenset(references.anchors),
            problems=tuple(references.problems),
            ids={},
            plain=self._plain,
            raw_headings=self.outline(),
        )

    def read_tag(self, part: RawTag) -> None:
        """Read a tag."""
        tag = part.tag
        name = tag.name
        if not tag.closing:
            self._space(name)
            self.begin(tag, part.start)
            if name == "pre":
                self._pre += 1
        self._references.add_raw_tag(part, self._plain)
        if tag.closing:
            self.end(name)
            if name == "pre":
                self._pre = max(self._pre - 1, 0)
            self._space(name)

    def _space(self, name: str) -> None:
        plain = self._plain
        if name in BLOCKS or (name in LISTS and not self._open):
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
        self.add_text()
        plain.append(text)

"""kramdown's additions: attributes, ids, tables of contents, abbreviations."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any, Final, Literal, TypeAlias

from app.dialects.jekyll.kramdown.contents import Contents
from app.files.character_references import unescape
from app.markdown.attributes import (
    NO_ATTRIBUTES,
    Attributes,
    allowed,
    give,
    properties,
    tag_with_attributes,
    with_attributes,
)
from app.markdown.events import Event, Key
from app.markdown.facts import Facts
from app.markdown.facts_reader import FactsReader
from app.markdown.flavour import Extension
from app.markdown.handlers import (
    HANDLERS,
    add_code,
    add_image,
    read_code,
    start_heading,
    start_item,
    write_code,
)
from app.markdown.headings import Heading, Slugger, github_slug
from app.markdown.mdast import Node
from app.markdown.renderer import Frame, Handlers, Renderer, escape_text
from app.markdown.sanitise import Policy
from app.regex import regex

HeadingIds: TypeAlias = Literal["github", "kramdown"]

_DASH: Final = regex("---?")
# What a heading shows as it is written: code, and signs after a backslash.
_VERBATIM: Final = regex(
    r"(?<!`)(?P<ticks>`++)(?P<code>[^\n]{1,300}?)(?<!`)(?P=ticks)(?!`)"
    r"|\\(?P<sign>[!-/:-@\[-`{-~])"
)
_NO_LETTERS_BEFORE: Final = regex("^[^a-zA-Z]+", re.MULTILINE)
_DROPPED: Final = regex("[^a-zA-Z0-9 -]")
_WORD_BEGINS: Final = regex(r"(?<!\w)\S")
# At each word a name of every length is looked up, so lengths are bounded.
_MAX_LENGTH: Final = 60
_UNLISTED: Final = "no_toc"
_LANGUAGE: Final = "language-"
_HEADING_MARKS: Final = regex(r"\A[ \t>]*#{1,6}[ \t]*|[ \t]+#+[ \t]*\Z")
_HIGHLIGHTED: Final = regex(
    r'\s*<figure class="highlight"><pre><code class="language-[^"]*" '
    r'data-lang="(?P<language>[^"]*)">'
    r"(?P<code>[^<]*)</code></pre></figure>\s*"
)
# The nodes whose attributes are served.
_ATTRIBUTED: Final = frozenset(
    {
        "Paragraph", "List", "Item", "BlockQuote", "Table", "DefinitionList", "CodeBlock", "Code",
        "DefinitionListDefinition", "Emphasis", "Strong", "Strikethrough", "Link", "Image",
    }
)  # fmt: skip


class KramdownSlugger(Slugger):
    """Ids of one document, made as kramdown does, in each of the two ways of Jekyll.

    An author's own count too, and none is given twice.
    """

    def __init__(self, rule: HeadingIds) -> None:
        super().__init__()
        self.rule = rule

    def slug_of(self, text: str, written: str) -> str:
        """Return the next free id for a heading of this text and source."""
        if self.rule == "kramdown":
            # ASCII letters and digits of the source.
            slug = _DROPPED.sub("", _NO_LETTERS_BEFORE.sub("", written))
            slug = slug.replace(" ", "-").lower()
        else:
            slug = github_slug(_without_dashes(text, written).replace("\t", " "))
        return self.free(slug or "section")


def _without_dashes(text: str, written: str) -> str:
    """Return a heading's text without dashes, which kramdown makes of hyphens but in code."""
    pieces: list[str] = []
    end = 0
    for match in _VERBATIM.finditer(written) if "--" in text else ():
        verbatim = (match["code"] or match["sign"]).strip()
        start = text.find(verbatim, end)
        if start < 0:
            break
        pieces += (_DASH.sub("", text[end:start]), verbatim)
        end = start + len(verbatim)
    return "".join((*pieces, _DASH.sub("", text[end:])))


class Abbreviations:
    """The abbreviations of a body, each with its title."""

    def __init__(self, titles: Mapping[str, str]) -> None:
        self._titles = {
            name: title for name, title in titles.items() if 0 < len(name) <= _MAX_LENGTH
        }
        self._lengths = sorted({len(name) for name in self._titles}, reverse=True)

    def __bool__(self) -> bool:
        return bool(self._titles)

    def explained(self, text: str) -> str:
        """Return text as HTML with `<abbr>` elements."""
        pieces: list[str] = []
        end = 0
        for match in _WORD_BEGINS.finditer(text):
            start = match.start()
            name = self._name_at(text, start) if start >= end else None
            if name is not None:
                title = self._titles[name]
                attribute = f' title="{escape(title)}"' if title else ""
                pieces.append(escape_text(text[end:start]))
                pieces.append(f"<abbr{attribute}>{escape_text(name)}</abbr>")
                end = start + len(name)
        return "".join((*pieces, escape_text(text[end:])))

    def _name_at(self, text: str, start: int) -> str | None:
        """Return the longest name that begins here and ends with a word."""
        for end in (start + length for length in self._lengths):
            after = text[end : end + 1]
            if text[start:end] in self._titles and not (after.isalnum() or after == "_"):
                return text[start:end]
        return None


@dataclass(eq=False)
class KramdownExtension(Extension):
    """The additions of one body, with what was found in its source before it was parsed.

    `present` are the nodes that the events have, `headless` is where tables without a head start.
    Without `lists_all` a table of contents within the body has only the headings with an id of the
    author's: kramdown has no other ids then, but a tree has an id for each heading.
    """

    has_named_footnotes = True

    data: bytes
    slugger: KramdownSlugger
    attributes: Mapping[Key, Attributes]
    present: frozenset[Key]
    headless: frozenset[int]
    abbreviations: Abbreviations
    toc_levels: frozenset[int]
    policy: Policy | None
    lists_all: bool
    # The tables of contents of the pass that goes on.
    _contents: Contents = field(init=False)

    # Facts

    def extend_facts(self, reader: FactsReader) -> None:
        """Name headings as kramdown does, and take in places of contents and of footnotes."""
        self._contents = Contents(self.toc_levels)

        def read_contents(is_ordered: bool, span: Any) -> None:
            reader.next_block()
            self._place_contents([], reader.plain, [], span["start"], is_ordered=is_ordered)

        def read_footnotes(_: None, __: Any) -> None:
            reader.next_block()

        reader.name_heading = self._heading_id
        reader.leaves = {"TableOfContents": read_contents, "FootnotesPlace": read_footnotes}

    def _heading_id(self, title: str, depth: int, start: int, text: str) -> str:
        given = self._given("Heading", start)
        if given.id:
            identity = self.slugger.free(given.id)
        else:
            end = self.data.find(b"\n", start)
            # The heading as it is written, without what makes it one.
            line = _HEADING_MARKS.sub("", self.data[start : end if end >= 0 else None].decode())
            identity = self.slugger.slug_of(text if title else "", line.strip())
        if self._is_listed(given):
            self._contents.add(Heading(depth, identity, title), [])
        return identity

    def _given(self, kind: str, start: int) -> Attributes:
        return self.attributes.get((kind, start), NO_ATTRIBUTES)

    def _is_listed(self, given: Attributes) -> bool:
        """Return True if a table within the body lists a heading with these attributes."""
        return _UNLISTED not in given.classes and (self.lists_all or given.id is not None)

    def finish_facts(self, facts: Facts) -> Facts:
        """Add the anchors of attributes and of tables of contents; leave out unlisted headings."""
        if not self.attributes:
            return facts
        unlisted = {
            facts.ids["Heading", start]
            for (kind, start), given in self.attributes.items()
            if kind == "Heading" and _UNLISTED in given.classes and ("Heading", start) in facts.ids
        }
        anchors = {
            given.id
            for key, given in self.attributes.items()
            if given.id and key[0] in _ATTRIBUTED and key in self.present
        }
        contents = [heading for heading in facts.contents if heading.id not in unlisted]
        return facts._replace(
            contents=contents, anchors=facts.anchors | anchors | self._contents.write()
        )

    def _place_contents(
        self,
        html: list[str],
        plain: list[str],
        children: list[Node],
        start: int,
        *,
        is_ordered: bool,
    ) -> None:
        given = self._given("List", start)
        pairs = allowed(self.policy, "ol" if is_ordered else "ul", given)
        self._contents.stand(html, plain, children, pairs, ordered=is_ordered)

    # Rendering

    def handlers(self) -> Handlers:
        """Return the handlers that give attributes, and those of kramdown's own nodes."""
        self._contents = Contents(self.toc_levels)
        handlers = Handlers(
            starts=HANDLERS.starts
            | {
                "Heading": self._start_heading,
                "Item": self._start_item,
                "TableHead": self._start_table_head,
                "CodeBlock": self._add_code_block,
                "Image": self._add_image,
            },
            ends=HANDLERS.ends | {"heading": self._end_heading, "headlessRow": _end_headless_row},
            leaves=HANDLERS.leaves
            | {
                "Code": self._add_code,
                "TableOfContents": self._add_contents,
                "FootnotesPlace": _place_footnotes,
            },
        )
        return with_attributes(handlers, self.attributes)

    def extend_rendering(self, renderer: Renderer) -> None:
        """Explain abbreviations in text."""
        if self.abbreviations:
            renderer.text_of = self.abbreviations.explained

    def finish_rendering(self) -> None:
        """Fill the tables of contents."""
        self._contents.write()

    def _add_contents(self, page: Renderer, is_ordered: bool, start: int, end: int) -> None:
        parent = page.before_block(start)
        page.fresh_line()
        self._place_contents(page.html, [], parent.children, start, is_ordered=is_ordered)
        page.content_end = end

    def _add_code(self, page: Renderer, value: str, start: int, end: int) -> None:
        add_code(page, value, start, end)
        if page.raw.suppressed is None:
            give(page, self._given("Code", start), "code", page.stack[-1].children[-1])

    def _start_item(self, page: Renderer, detail: None, start: int) -> None:
        start_item(page, detail, start)
        node = page.stack[-1].node
        if node is not None:
            give(page, self._given("Item", start), "li", node)

    def _add_code_block(self, page: Renderer, detail: Any, start: int) -> None:
        node, value = read_code(page, detail, start)
        given = self._given("CodeBlock", start)
        languages = [name for name in given.classes if name.startswith(_LANGUAGE)]
        if languages:
            node["lang"] = node["lang"] or languages[0].removeprefix(_LANGUAGE)
            classes = tuple(name for name in given.classes if name != languages[0])
            given = given._replace(classes=classes)
        write_code(page, node, value)
        give(page, given, "pre", node)

    def _add_image(self, page: Renderer, detail: Mapping[str, Any], start: int) -> None:
        given = self._given("Image", start)
        node = add_image(page, detail, start, list(given.others))
        if node is not None:
            give(page, given, "img", node)

    def _start_heading(self, page: Renderer, detail: Mapping[str, Any], start: int) -> None:
        start_heading(page, detail, start)
        given = self._given("Heading", start)
        frame = page.stack[-1]
        assert frame.node is not None
        tag = f"h{frame.node['depth']}"
        pairs = [pair for pair in allowed(page.policy, tag, given) if pair[0] != "id"]
        if pairs:
            page.html[frame.index] = tag_with_attributes(page.html[frame.index], tag, pairs)
            frame.node["data"]["hProperties"] = properties(pairs)

    def _end_heading(self, page: Renderer, frame: Frame, end: int) -> None:
        HANDLERS.ends["heading"](page, frame, end)
        node = frame.node
        assert node is not None
        if self._is_listed(self._given("Heading", frame.start)):
            heading = Heading(node["depth"], node["data"]["id"], "")
            self._contents.add(heading, node["children"])

    def _start_table_head(self, page: Renderer, detail: None, start: int) -> None:
        HANDLERS.starts["TableHead"](page, detail, start)
        if page.stack[-2].start in self.headless:
            page.stack[-1].kind = "headlessRow"


def _end_headless_row(page: Renderer, frame: Frame, end: int) -> None:
    """Leave out the head of a table: the tree's tables begin with one, be it empty."""
    del end
    del page.html[frame.index :]


def _place_footnotes(page: Renderer, _: None, start: int, end: int) -> None:
    """Note that the footnotes stand here, unless another place was named before."""
    page.before_block(start)
    page.fresh_line()
    if page.notes_at is None and page.html is page.main_html:
        page.notes_at = len(page.html)
        page.html.append("")
    page.content_end = end


def highlighted_code(events: Iterable[Event]) -> Iterator[Event]:
    """Make code of raw HTML in which a template has highlighted it."""
    block: list[Event] = []
    for event, span in events:
        if block or event == {"Start": "HtmlBlock"}:
            block.append((event, span))
            if event == {"End": "HtmlBlock"}:
                yield from _code(block)
                block = []
        else:
            yield event, span
    yield from block


def _code(block: list[Event]) -> list[Event]:
    html = "".join(
        next(iter(event.values())) if type(event) is dict else "\n" for event, _ in block[1:-1]
    )
    match = _HIGHLIGHTED.fullmatch(html)
    if match is None:
        return block
    info = {"CodeBlock": {"Fenced": unescape(match["language"])}}
    return [
        ({"Start": info}, block[0][1]),
        ({"Text": f"{unescape(match['code'])}\n"}, block[0][1]),
        ({"End": "CodeBlock"}, block[-1][1]),
    ]

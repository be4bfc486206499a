"""The walk over the events of a body in kramdown's Markdown."""

import re
from collections.abc import Mapping
from typing import Any, Final

from app.dialects.jekyll.kramdown.abbreviations import Abbreviations
from app.dialects.jekyll.kramdown.contents import Contents
from app.dialects.jekyll.kramdown.footnotes import NamedFootnotes
from app.dialects.jekyll.kramdown.headings import KramdownSlugger
from app.files.character_references import unescape
from app.markdown import mdast
from app.markdown.attributed import with_attributes
from app.markdown.attributes import Attributes, properties
from app.markdown.event_parts import Key
from app.markdown.headings import Heading
from app.markdown.state import Frame

_UNLISTED: Final = "no_toc"
_LANGUAGE: Final = "language-"
_HEADING_MARKS: Final = re.compile(r"\A[ \t>]*#{1,6}[ \t]*|[ \t]+#+[ \t]*\Z")
_HIGHLIGHTED: Final = re.compile(
    r'\s*<figure class="highlight"><pre><code class="language-[^"]*" '
    r'data-lang="(?P<language>[^"]*)">'
    r"(?P<code>[^<]*)</code></pre></figure>\s*"
)
_NONE: Final = Attributes()


class KramdownWalk(NamedFootnotes):
    """A walk whose nodes may have attributes of the author's."""

    __slots__ = (
        "_abbreviations",
        "_contents",
        "_headless",
        "_lists_all",
        "_unlisted",
    )

    def prepare(
        self,
        slugger: KramdownSlugger,
        attributes: Mapping[Key, Attributes],
        headless: set[int],
        abbreviations: Mapping[str, str],
        toc_levels: frozenset[int],
        *,
        lists_all: bool,
    ) -> None:
        """What was found before the walk; all of it is said before the first event.

        Without `lists_all` a table of contents within the body has only the headings with an id
        of the author's: kramdown has no other then, but a tree has an id for each.
        """
        self._slugger = slugger
        self._attributes = attributes
        self._headless = headless
        self._abbreviations = Abbreviations(abbreviations)
        self._contents = Contents(toc_levels)
        self._lists_all = lists_all
        self._unlisted: set[str] = set()

    @property
    def contents(self) -> list[Heading]:
        """The headings that a table of contents lists."""
        return [heading for heading in self.headings if heading.id not in self._unlisted]

    def _leaf(self, kind: str, value: Any, start: int, end: int) -> None:
        if kind == "TableOfContents":
            parent = self._next_block(start)
            given = self._attributes.get(("List", start), _NONE)
            pairs = self._allowed("ol" if value else "ul", given)
            self._fresh_line()
            self.is_plain = False
            self._contents.stand(self.html, self.plain, parent.children, pairs, ordered=value)
            self._content_end = end
            return
        if kind == "FootnotesPlace":
            self._next_block(start)
            self._fresh_line()
            self._place_footnotes()
            self._content_end = end
            return
        super()._leaf(kind, value, start, end)
        if kind == "Code" and not self._muted:
            given = self._attributes.get((kind, start), _NONE)
            self._give(given, "code", self._stack[-1].children[-1])

    # Attributes

    def _text_item(self, start: int, end: int) -> bool:
        if ("Item", start) in self._attributes or (
            self._abbreviations and self._abbreviations.explained("".join(self._text)) is not None
        ):
            return False
        return super()._text_item(start, end)

    def _text_paragraph(self, end: int) -> bool:
        written = "".join(self._text)
        if self._abbreviations and self._abbreviations.explained(written) is not None:
            return False
        return super()._text_paragraph(end)

    def _open_item(self, start: int) -> None:
        super()._open_item(start)
        given = self._attributes.get(("Item", start))
        node = self._items[-1].node
        if given is not None and node is not None:
            self._give(given, "li", node)

    def _end_code(self, frame: Frame, end: int) -> None:
        given = self._attributes.get(("CodeBlock", frame.start))
        node = frame.node
        assert node is not None
        if given is None:
            super()._end_code(frame, end)
            return
        languages = [name for name in given.classes if name.startswith(_LANGUAGE)]
        if languages:
            node["lang"] = node["lang"] or languages[0].removeprefix(_LANGUAGE)
            classes = tuple(name for name in given.classes if name != languages[0])
            given = Attributes(given.id, classes, given.others, given.references)
        super()._end_code(frame, end)
        self._give(given, "pre", node)

    def _end_html_block(self, frame: Frame, end: int) -> None:
        """Raw HTML, or code: it is written as HTML where a template has it highlighted."""
        match = None if self._muted else _HIGHLIGHTED.fullmatch("".join(self._raw or ()))
        if match is None:
            super()._end_html_block(frame, end)
            return
        self._stack[-1].label = self._stack[-1].labelled = None
        frame.node = mdast.code("", unescape(match["language"]))
        self._raw = [f"{unescape(match['code'])}\n"]
        self._end_code(frame, end)

    def _end_image(self, frame: Frame, end: int) -> None:
        super()._end_image(frame, end)
        given = self._attributes.get(("Image", frame.start))
        if given is not None and not self._muted:
            assert frame.node is not None
            self._give(given, "img", frame.node)

    # Headings and the table of contents

    def _heading_id(self, frame: Frame, title: str) -> str:
        slugger = self._slugger
        assert isinstance(slugger, KramdownSlugger)
        given = self._attributes.get(("Heading", frame.start))
        if given is not None and given.id:
            return slugger.free(given.id)
        text = "".join(self.plain[frame.plain :]).strip()
        return slugger.slug_of(text or title, self._written(frame.start))

    def _written(self, start: int) -> str:
        """A heading as it is written, without what makes it one."""
        end = self._data.find(b"\n", start)
        line = self._data[start : end if end >= 0 else None].decode()
        return _HEADING_MARKS.sub("", line).strip()

    def _end_heading(self, frame: Frame, end: int) -> None:
        super()._end_heading(frame, end)
        heading = self.headings[-1]
        node = frame.node
        assert node is not None
        given = self._attributes.get(("Heading", frame.start))
        if given is not None:
            if _UNLISTED in given.classes:
                self._unlisted.add(heading.id)
            tag = f"h{heading.depth}"
            pairs = [pair for pair in self._allowed(tag, given) if pair[0] != "id"]
            self.html[frame.number] = with_attributes(self.html[frame.number], tag, pairs)
            if pairs:
                node["data"]["hProperties"] = properties(pairs)
        is_listed = self._lists_all or (given is not None and given.id is not None)
        if is_listed and heading.id not in self._unlisted:
            self._contents.add(heading, node["children"])

    def _finish(self) -> None:
        super()._finish()
        self.anchors.update(self._contents.write())

    # Tables

    def _start_table_head(self, _: None, start: int) -> None:
        super()._start_table_head(None, start)
        if self._stack[-2].start in self._headless:
            self._stack[-1].number = len(self.html) - 1

    def _end_table_part(self, frame: Frame, end: int) -> None:
        super()._end_table_part(frame, end)
        if frame.kind == "tableRow" and frame.number >= 0:
            # The tree's tables begin with a head, be it empty; in HTML there is none.
            del self.html[frame.number :]

    # Abbreviations

    def _plain_text(self, value: str) -> None:
        first = len(self.html)
        super()._plain_text(value)
        if self._abbreviations and len(self.html) > first:
            written = self._abbreviations.explained(value)
            if written is not None:
                self.is_plain = False
                self.html[first:] = [written]

"""Shortcodes as events: Markdown for Hugo's own ones, components for all others.

Specification: https://gohugo.io/shortcodes/.
"""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any, Final, Protocol
from urllib.parse import quote

from app.dialects.hugo.goldmark.directives import (
    EMBEDS,
    Directive,
    DirectiveKind,
    Element,
    Span,
    embed_of,
    flattened,
    node_events,
    text_event,
)
from app.dialects.hugo.shortcodes.context import ShortcodeContext
from app.dialects.hugo.shortcodes.tree import Shortcode
from app.markdown.events import BARE_PARAGRAPH, Event
from app.markdown.page_reference import PageReference
from app.problems import Fault
from app.regex import regex

_SUMMARY: Final = "Details"
_REFERENCES: Final = frozenset({"ref", "relref"})
_VALUES: Final = _REFERENCES | {"param"}
# An address with a scheme, a host or a path from the root.
_BEGINS_ELSEWHERE: Final = regex(r"/|[A-Za-z][A-Za-z0-9+.-]{0,30}:")


class ShortcodeContent(Protocol):
    """Parses the content of shortcodes and of their arguments."""

    def inner(self, shortcode: Shortcode) -> list[Event]:
        """Return the events of a shortcode's content."""

    def inline(self, markdown: str, origin: int) -> list[Event]:
        """Return the events of an argument's Markdown."""

    def raw(self, shortcode: Shortcode) -> str:
        """Return a shortcode's content as it is written."""


class Components:
    """The shortcodes of one body as events or as text."""

    def __init__(
        self, content: ShortcodeContent, context: ShortcodeContext, faults: list[Fault]
    ) -> None:
        self._content = content
        self._context = context
        self._faults = faults

    @staticmethod
    def is_value(shortcode: Shortcode) -> bool:
        """Return True if the shortcode is no more than a piece of text."""
        return shortcode.inner is None and shortcode.name in _VALUES

    def value(self, shortcode: Shortcode) -> str:
        """Return the shortcode as text where nothing else can stand; a reference as its address."""
        if self.is_value(shortcode):
            return self._param(shortcode) if shortcode.name == "param" else self._address(shortcode)
        if shortcode.inner is None or shortcode.is_inline or shortcode.name == "comment":
            return ""
        return self._content.raw(shortcode)

    def displayed(self, shortcode: Shortcode) -> str:
        """Return the shortcode as text that is displayed, in code or in a title."""
        if self.is_value(shortcode) and shortcode.name in _REFERENCES:
            return shortcode.argument("path", "0")
        return self.value(shortcode)

    def block(self, shortcode: Shortcode, span: Span) -> list[Event]:
        """Return the events of a shortcode, as a block; running text is a paragraph."""
        name = shortcode.name
        if shortcode.inner is None:
            if name == "figure" and shortcode.argument("src"):
                return self._figure(shortcode, span)
            single = self._single(shortcode, span)
            if single is not None:
                return node_events("Paragraph", span, single) if single else []
            self.check(shortcode)
        elif name == "highlight":
            language = f"{shortcode.argument('0')} {shortcode.argument('1')}".strip()
            code = [text_event(f"{self.code(shortcode)}\n", span)]
            return node_events("CodeBlock", span, code, {"Fenced": language})
        elif name == "details":
            return self._details(shortcode, span)
        elif name == "comment":
            return []
        inner = self._content.inner(shortcode)
        return _component(shortcode, span, inner)

    def check(self, shortcode: Shortcode) -> None:
        """Report one of Hugo's own shortcodes without the arguments that it needs."""
        needs = "src" if shortcode.name == "figure" else EMBEDS.get(shortcode.name)
        if needs is not None:
            message = f'the shortcode "{shortcode.name}" lacks {needs}'
            self._report(shortcode, message, "Add it, as Hugo requires it.")

    def code(self, shortcode: Shortcode) -> str:
        """Return the content of a shortcode for code, from its first line to its last."""
        code = self.value(shortcode)
        # The last line is the indentation of the closing tag.
        lines, newline, last = code.rpartition("\n")
        return (code if last.strip() or not newline else lines).strip("\n")

    def _single(self, shortcode: Shortcode, span: Span) -> list[Event] | None:
        """Return the events of a shortcode that is always running text; None for others."""
        if shortcode.name in _REFERENCES:
            address = self.value(shortcode)
            text = [text_event(shortcode.argument("path", "0"), span)]
            return _link(address, span, text) if address else []
        if shortcode.name == "param":
            value = self.value(shortcode)
            return [text_event(value, span)] if value else []
        embed = embed_of(shortcode)
        return [({"Embed": embed}, span)] if embed is not None else None

    def _report(self, shortcode: Shortcode, message: str, hint: str) -> None:
        """Report a call of a shortcode, unless a template of the tree decides what it needs."""
        if shortcode.name in self._context.templates:
            return
        code = "shortcode-argument" if self._context.has_themes else "uncertain-argument"
        self._faults.append(Fault(shortcode.start, code, message, hint))

    # Values

    def _address(self, shortcode: Shortcode) -> str:
        written = shortcode.argument("path", "0")
        if not written:
            message = f'the shortcode "{shortcode.name}" names no page'
            self._report(shortcode, message, "Give it the path of a page.")
            return ""
        path, hash_sign, fragment = written.partition("#")
        tail = f"{hash_sign}{quote(fragment)}"
        if not path:
            return tail
        # The page is looked up when all pages are known.
        return f"{PageReference(path, shortcode.argument('lang') or None).address}{tail}"

    def _param(self, shortcode: Shortcode) -> str:
        name = shortcode.argument("0")
        value = self._context.param(name) if name else None
        if value is None:
            message = f'there is no parameter "{name}"' if name else "a param names no parameter"
            hint = "Set it in the front matter or in the site's configuration."
            self._report(shortcode, message, hint)
            return ""
        return _printed(value)

    # Blocks

    def _details(self, shortcode: Shortcode, span: Span) -> list[Event]:
        summary = self._content.inline(shortcode.argument("summary") or _SUMMARY, shortcode.start)
        element = Element("<summary>", "</summary>\n", is_paragraph=True)
        content = node_events("Element", span, flattened(summary), element)
        is_open = shortcode.argument("open") in {"true", "1"}
        opening = "<details open>\n" if is_open else "<details>\n"
        inner = self._content.inner(shortcode)
        return _component(shortcode, span, inner, content, (opening, "</details>\n"))

    def _figure(self, shortcode: Shortcode, span: Span) -> list[Event]:
        content = node_events(BARE_PARAGRAPH, span, self._picture(shortcode, span))
        caption: list[Event] = []
        if title := shortcode.argument("title"):
            strong = node_events("Strong", span, [text_event(title, span)])
            caption += node_events("Paragraph", span, strong)
        if text := self._caption(shortcode, span):
            caption += node_events("Paragraph", span, text)
        if caption:
            element = Element("<figcaption>\n", "</figcaption>\n")
            content += node_events("Element", span, caption, element)
        name = shortcode.argument("class")
        named = f' class="{escape(name)}"' if name else ""
        element = Element(f"<figure{named}>\n", "</figure>\n", is_block=True)
        return node_events("Element", span, content, element)

    def _caption(self, shortcode: Shortcode, span: Span) -> list[Event]:
        """Return the caption and its source, which may be a link."""
        caption, source = (
            flattened(self._content.inline(shortcode.argument(name), shortcode.start))
            for name in ("caption", "attr")
        )
        if source and (address := shortcode.argument("attrlink")):
            source = _link(address, span, flattened(source, in_link=True))
        space = [text_event(" ", span)] if caption and source else []
        return [*caption, *space, *source]

    def _picture(self, shortcode: Shortcode, span: Span) -> list[Event]:
        alt = shortcode.argument("alt")
        if not alt and (caption := shortcode.argument("caption")):
            alt = _text_of(self._content.inline(caption, shortcode.start))
        address = shortcode.argument("src")
        if shortcode.name in self._context.from_root and not _BEGINS_ELSEWHERE.match(address):
            address = f"/{address}"
        detail = _link_detail(address)
        size = [(name, shortcode.argument(name)) for name in ("width", "height")]
        detail["size"] = [(name, value) for name, value in size if value]
        text = [text_event(alt, span)] if alt else []
        picture = node_events("SizedImage", span, text, detail)
        if address := shortcode.argument("link"):
            return _link(address, span, picture)
        return picture


def _component(
    shortcode: Shortcode,
    span: Span,
    inner: list[Event],
    before: Sequence[Event] = (),
    element: tuple[str, str] = ("", ""),
) -> list[Event]:
    """Return a component, with what stands before its content."""
    content = [*before, *inner]
    kind: DirectiveKind = "containerDirective" if content else "leafDirective"
    start = inner[0][1]["start"] if inner else span["start"]
    name, arguments = shortcode.name, dict(shortcode.arguments)
    value = Directive(kind, name, arguments, not shortcode.markup, start, span["end"], *element)
    return (
        node_events("Directive", span, content, value)
        if content
        else [({"Directive": value}, span)]
    )


def _link(address: str, span: Span, content: list[Event]) -> list[Event]:
    return node_events("Link", span, content, _link_detail(address))


def _link_detail(address: str) -> dict[str, Any]:
    return {"dest_url": address, "title": "", "id": "", "link_type": "Inline"}


def _text_of(events: Iterable[Event]) -> str:
    """Return the text of events as one line."""
    pieces = [
        event.get("Text") or event.get("Code") or "" if type(event) is dict else " "
        for event, _ in events
    ]
    return " ".join("".join(pieces).split())


def _printed(value: object) -> str:
    """Return a value as Hugo's templates print it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{' '.join(_printed(item) for item in value)}]"
    return str(value)

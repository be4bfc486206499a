"""Spans and leaves of running text in the tree and in HTML."""

from collections.abc import Mapping
from html import escape
from typing import Any, Final

from app.markdown.events import image_text
from app.markdown.footnotes import fragment
from app.markdown.mdast import Node
from app.markdown.render_blocks import BLOCK_ENDS, BLOCK_STARTS, add_box, add_rule, served_html
from app.markdown.renderer import (
    Handlers,
    Renderer,
    Start,
    escape_text,
    escape_url,
    title_attribute,
)
from app.markdown.sanitise import is_unsafe


def _span(kind: str, tag: str) -> Start:
    def start_span(page: Renderer, _: None, start: int) -> None:
        if page.begin_span(start):
            frame = page.push(kind, {"type": kind}, start, f"</{tag}>")
            if frame.node is not None:
                page.html.append(f"<{tag}>")

    return start_span


def start_link(page: Renderer, detail: Mapping[str, Any], start: int) -> None:
    """Open a link."""
    if page.begin_span(start):
        url = detail["dest_url"]
        mail = "mailto:" if detail["link_type"] == "Email" else ""
        page.open_link(f"{mail}{url}", detail["title"], start)


def add_image(page: Renderer, detail: Mapping[str, Any], start: int) -> Node | None:
    """Add a picture; return its node, or None if it is suppressed."""
    page.begin_inline(start)
    page.content_end = page.end
    url, title, alt = detail["dest_url"], detail["title"], image_text(page.events)
    if page.raw.suppressed is not None:
        return None
    served = "" if page.policy is not None and is_unsafe(url) else page.image_address(url)
    page.images += 1
    node = {"type": "image", "title": title or None, "url": served, "alt": alt}
    page.stack[-1].children.append(node)
    page.html.append(
        f'<img src="{escape_url(served)}" alt="{escape_text(alt)}"{title_attribute(title)} />'
    )
    return node


def add_code(page: Renderer, value: str, start: int, end: int) -> None:
    """Add code in running text."""
    if page.raw.suppressed is not None:
        page.content_end = end
        return
    page.inline({"type": "inlineCode", "value": value}, start, end)
    page.html.append(f"<code>{escape_text(value)}</code>")


def add_html(page: Renderer, value: str, start: int, end: int) -> None:
    """Add raw HTML in running text."""
    page.begin_inline(start)
    served = served_html(page, [value], [start], inline=True)
    if served:
        page.stack[-1].children.append({"type": "html", "value": served})
        page.html.append(served)
    page.content_end = end


def add_break(page: Renderer, _: Any, start: int, end: int) -> None:
    """Add a hard break."""
    if page.inline({"type": "break"}, start, end):
        page.html.append("<br />\n")


def add_footnote_reference(page: Renderer, label: str, start: int, end: int) -> None:
    """Add a reference to a footnote."""
    if page.raw.suppressed is not None:
        page.content_end = end
        return
    node = {"type": "footnoteReference", "identifier": label.lower(), "label": label}
    page.inline(node, start, end)
    reference = page.footnotes.refer(label)
    marked = ' class="footnote"' if page.footnotes.is_named else ""
    page.html.append(
        f'<sup id="{escape(reference.id)}"><a href="#{fragment(reference.note)}"{marked}>'
        f"{reference.number}</a></sup>"
    )


HANDLERS: Final = Handlers(
    starts={
        **BLOCK_STARTS,
        "Emphasis": _span("emphasis", "em"),
        "Strong": _span("strong", "strong"),
        "Strikethrough": _span("delete", "del"),
        "Link": start_link,
        "Image": add_image,
    },
    ends=BLOCK_ENDS,
    leaves={
        "Code": add_code,
        "InlineHtml": add_html,
        "FootnoteReference": add_footnote_reference,
        "TaskListMarker": add_box,
        "HardBreak": add_break,
        "Rule": add_rule,
    },
)

"""Handlers of events: blocks, spans and leaves in the tree and in HTML."""

from collections.abc import Mapping
from html import escape
from typing import Any, Final

from app.markdown.events import image_text, text_pieces
from app.markdown.footnotes import fragment
from app.markdown.mdast import Node
from app.markdown.pictures import Pairs, complete_tag, missing_size, written
from app.markdown.raw_html import RawTag
from app.markdown.renderer import (
    Frame,
    Handlers,
    Renderer,
    Start,
    escape_text,
    title_attribute,
    written_url,
)
from app.markdown.sanitise import is_unsafe
from app.regex import regex

_ITEM_MARKER: Final = regex(rb"[ \t>]*(?:[-+*]|[0-9]{1,9}[.)])")
_ALIGNMENTS: Final = {"None": None, "Left": "left", "Center": "center", "Right": "right"}


def _block(kind: str, opening: str, closing: str) -> Start:
    """Return a handler that opens a block."""

    def start_block(page: Renderer, _: Any, start: int) -> None:
        page.open_block({"type": kind}, start, opening, closing)

    return start_block


def _part(kind: str, opening: str, closing: str) -> Start:
    """Return a handler that opens a part of a block."""

    def start_part(page: Renderer, _: Any, start: int) -> None:
        page.push(kind, {"type": kind}, start, closing).index = len(page.html)
        page.html.append(opening)

    return start_part


def start_heading(page: Renderer, detail: Mapping[str, Any], start: int) -> None:
    """Open a heading with its id."""
    depth = int(detail["level"][1])
    identity = page.ids.get(("Heading", start), "")
    node: Node = {"type": "heading", "depth": depth}
    opening = f'<h{depth} id="{escape(identity)}">'
    page.open_block(node, start, opening, f"</h{depth}>\n")
    node["data"] = {"id": identity}


def end_text_block(page: Renderer, frame: Frame, _: int) -> None:
    """Close a block that holds running text."""
    page.raw.end_paragraph()
    page.html.append(frame.closing)


def start_footnote(page: Renderer, label: str, start: int) -> None:
    """Open a footnote, whose HTML stands elsewhere."""
    page.before_block(start)
    identifier = label.lower()
    node = {"type": "footnoteDefinition", "identifier": identifier, "label": label}
    page.push("footnoteDefinition", node, start)
    # Of two notes with one name the first counts.
    page.html = []
    page.notes.setdefault(identifier, page.html)


def end_footnote(page: Renderer, _frame: Frame, _: int) -> None:
    """Close a footnote."""
    page.html = page.main_html


def add_rule(page: Renderer, _: Any, start: int, end: int) -> None:
    """Add a thematic break."""
    page.before_block(start).children.append({"type": "thematicBreak"})
    page.fresh_line()
    page.html.append("<hr />\n")
    page.content_end = end


# Code and raw HTML


def add_code_block(page: Renderer, detail: Any, start: int) -> None:
    """Add a block of code."""
    write_code(page, *read_code(page, detail, start))


def read_code(page: Renderer, detail: Any, start: int) -> tuple[Node, str]:
    """Return the node of a block of code, which is not added yet, and its text."""
    page.before_block(start)
    value = "".join(text_pieces(page.events)[0])
    page.content_end = page.end
    # The first word of the info is the language.
    words = [] if detail == "Indented" else detail["Fenced"].split(maxsplit=1)
    language, meta = [*words, None, None][:2]
    text = value.removesuffix("\n")
    return {"type": "code", "lang": language, "meta": meta, "value": text}, value


def write_code(page: Renderer, node: Node, value: str) -> None:
    """Add a block of code that has been read."""
    page.stack[-1].children.append(node)
    language = node["lang"]
    attribute = f' class="language-{escape_text(language)}"' if language else ""
    page.fresh_line()
    page.html.append(f"<pre><code{attribute}>{escape_text(value)}</code></pre>\n")


def add_html_block(page: Renderer, _: None, start: int) -> None:
    """Add a block of raw HTML."""
    parent = page.before_block(start)
    served = served_html(page, *text_pieces(page.events), inline=False).removesuffix("\n")
    page.raw.suppressed = None
    page.content_end = page.end
    if served.strip():
        parent.children.append({"type": "html", "value": served})
        page.fresh_line()
        page.html.append(f"{served}\n")


def served_html(page: Renderer, pieces: list[str], starts: list[int], *, inline: bool) -> str:
    """Return raw HTML as it may be served."""
    if page.policy is None:
        return "".join(pieces)
    return "".join(
        part.replace("<", "&lt;") if isinstance(part, str) else served_tag(page, part)
        for part in page.raw.parts(pieces, starts, inline=inline)
    )


def served_tag(page: Renderer, part: RawTag) -> str:
    """Return a tag of raw HTML as it may be served."""
    tag, decision, _ = part
    assert page.policy is not None
    if decision != "served":
        return ""
    if not tag.closing:
        if tag.name == "a" and tag.attribute("href") is not None:
            html = page.policy.render(tag, page.link_address)
            page.links += 1
            return html
        if tag.name == "img" and (source := tag.attribute("src")) is not None:
            address = page.image_address(source)
            tag = complete_tag(tag, page.next_picture())
            page.images += 1
            return page.policy.render(tag, None if address == source else lambda _: address)
    return page.policy.render(tag)


# Lists


def start_list(page: Renderer, first: int | None, start: int) -> None:
    """Open a list."""
    ordered = first is not None
    node = {"type": "list", "ordered": ordered, "start": first, "spread": False}
    tag = "ol" if ordered else "ul"
    attribute = f' start="{first}"' if ordered and first != 1 else ""
    page.open_block(node, start, f"<{tag}{attribute}>\n", f"</{tag}>\n")


def start_item(page: Renderer, _: None, start: int) -> None:
    """Open an item; text straight in it begins a paragraph of its own in the tree."""
    parent = page.stack[-1]
    node: Node | None = None
    if parent.node is not None:
        node = {"type": "listItem", "spread": False, "checked": None}
        if parent.children and page.blank_lines(start)[1]:
            parent.node["spread"] = True
    marker = _ITEM_MARKER.match(page.data, start)
    page.content_end = marker.end() if marker else start + 1
    frame = page.push("listItem", node, start, "</li>\n")
    if node is not None:
        frame.index = len(page.html)
        page.html.append("<li>")


def end_item(page: Renderer, frame: Frame, end: int) -> None:
    """Close an item."""
    # Most items end where their content does; others may end with definitions.
    if end - page.content_end > 2 and frame.node is not None:
        defines = page.data[page.content_end : end].strip(b" \t\n>")
        if defines and page.blank_lines(end)[0]:
            frame.node["spread"] = True
    page.html.append(frame.closing)


def add_box(page: Renderer, checked: bool, start: int, end: int) -> None:
    """Add the box of a task to its item."""
    if page.stack[-1].kind == "listItem":
        page.open_tight(start)
    for frame in reversed(page.stack):
        if frame.kind == "listItem":
            if frame.node is not None:
                frame.node["checked"] = checked
            break
    mark = 'checked="" ' if checked else ""
    page.html.append(f'<input {mark}disabled="" type="checkbox" /> ')
    page.content_end = end


# Tables


def start_table(page: Renderer, detail: list[str], start: int) -> None:
    """Open a table."""
    align = [_ALIGNMENTS[alignment] for alignment in detail]
    page.open_block({"type": "table", "align": align}, start, "<table>\n", "</table>\n")


def start_table_row(page: Renderer, _: None, start: int) -> None:
    """Open another row of a table."""
    table = page.stack[-1]
    if len(table.children) == 1:
        table.closing = "</tbody>\n</table>\n"
        page.html.append("<tbody>\n")
    page.push("tableRow", {"type": "tableRow"}, start, "</tr>\n")
    page.html.append("<tr>\n")


def start_table_cell(page: Renderer, _: None, start: int) -> None:
    """Open a cell of a table."""
    table, row = page.stack[-2], page.stack[-1]
    assert table.node is not None
    column = len(row.children)
    align = table.node["align"]
    side = align[column] if column < len(align) else None
    tag = "th" if len(table.children) == 1 else "td"
    page.push("tableCell", {"type": "tableCell"}, start, f"</{tag}>\n")
    attribute = f' align="{side}"' if side else ""
    page.html.append(f"<{tag}{attribute}>")


# Definition lists: nodes of mdast-util-definition-list, `<dl>` in HTML.


def start_bare_paragraph(page: Renderer, _: None, start: int) -> None:
    """Open a paragraph of the tree whose text stands straight in what holds it in HTML."""
    page.before_block(start)
    page.push("paragraph", {"type": "paragraph"}, start, "\n")


def end_definition(page: Renderer, frame: Frame, _: int) -> None:
    """Close a definition."""
    page.raw.end_paragraph()
    if page.html[-1] == "\n":
        page.html.pop()
    page.html.append(frame.closing)


# Running text


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


def add_image(
    page: Renderer, detail: Mapping[str, Any], start: int, given: Pairs | None = None
) -> Node | None:
    """Add a picture; return its node, or None if it is suppressed.

    `given` are attributes that the picture is to get; it has the size that they lack.
    """
    page.begin_inline(start)
    page.content_end = page.end
    url, title, alt = detail["dest_url"], detail["title"], image_text(page.events)
    if page.raw.suppressed is not None:
        return None
    served = "" if page.policy is not None and is_unsafe(url) else page.image_address(url)
    picture = page.next_picture()
    page.images += 1
    if picture is not None:
        alt = alt or picture.alt or ""
    node = {"type": "image", "title": title or None, "url": served, "alt": alt}
    size = missing_size(given or (), picture)
    if size:
        node["data"] = {"hProperties": dict(size)}
    page.stack[-1].children.append(node)
    attributes = f'alt="{escape_text(alt)}"{title_attribute(title)}{written(size)}'
    page.html.append(f'<img src="{written_url(served, url)}" {attributes} />')
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
        "Paragraph": _block("paragraph", "<p>", "</p>\n"),
        "BareParagraph": start_bare_paragraph,
        "Heading": start_heading,
        "List": start_list,
        "Item": start_item,
        "BlockQuote": _block("blockquote", "<blockquote>\n", "</blockquote>\n"),
        "CodeBlock": add_code_block,
        "HtmlBlock": add_html_block,
        "FootnoteDefinition": start_footnote,
        "Table": start_table,
        "TableHead": _part("tableRow", "<thead>\n<tr>\n", "</tr>\n</thead>\n"),
        "TableRow": start_table_row,
        "TableCell": start_table_cell,
        "DefinitionList": _block("defList", "<dl>\n", "</dl>\n"),
        "DefinitionListTitle": _part("defListTerm", "<dt>", "</dt>\n"),
        "DefinitionListDefinition": _part("defListDescription", "<dd>", "</dd>\n"),
        "Emphasis": _span("emphasis", "em"),
        "Strong": _span("strong", "strong"),
        "Strikethrough": _span("delete", "del"),
        "Link": start_link,
        "Image": add_image,
    },
    ends={
        "paragraph": end_text_block,
        "heading": end_text_block,
        "listItem": end_item,
        "footnoteDefinition": end_footnote,
        "tableCell": end_text_block,
        "defListTerm": end_text_block,
        "defListDescription": end_definition,
    },
    leaves={
        "Code": add_code,
        "InlineHtml": add_html,
        "FootnoteReference": add_footnote_reference,
        "TaskListMarker": add_box,
        "HardBreak": add_break,
        "Rule": add_rule,
    },
)

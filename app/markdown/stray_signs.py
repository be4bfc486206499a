"""Markdown that is not read as its author meant it: readers see its signs, or miss a table's cell.

Few bodies have any. A look at the text decides whether a body may; only then it is parsed once more
and each sign is looked for where the events have text. What may as well be meant, such as prices,
multiplication, hashtags, notes marked by asterisks and placeholders in brackets, is not reported.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from app.markdown.events import Event, EventStream, event_parts
from app.markdown.stray_bold import Block, find_stray_bold
from app.problems import Fault, shorten
from app.regex import regex

STRAY: Final = "stray-markdown"
# JSX has such values: some systems read it in Markdown.
IN_BRACES: Final = "HTML has no values in braces"
_SIGNS: Final = ("](", "][", "] (")
_SPANS: Final = frozenset({"Emphasis", "Strong", "Strikethrough", "Link", "Image", "Superscript"})
_TEXTS: Final = frozenset({"Text", "SoftBreak", "HardBreak"})
_NO_TEXT: Final = frozenset({"CodeBlock", "HtmlBlock", "MetadataBlock"})
_TEXT: Final = rb"(?P<picture>!?)\[(?P<text>[^\[\]]{1,300})\]"
_TO: Final = rb"\((?P<to>[^()\n]{1,500}(?:\([^()\n]{0,100}\)[^()\n]{0,200}){0,2})\)"
_LINK: Final = regex(rb"(?<![\\\]])" + _TEXT + rb"(?P<gap>[ \t]?)" + _TO)
_REFERENCE: Final = regex(
    rb"(?<![\\\]\w\x80-\xff])" + _TEXT + rb"\[(?P<label>[^\[\]\\]{0,100})\](?![\[(:])"
)
_TITLE: Final = regex(rb"""\s+(?:"[^"]*"|'[^']*')\s*\Z""")
_ADDRESS: Final = regex(rb"(?:https?://|mailto:|tel:|www\.|\.{0,2}/(?!/)|#)\S", re.IGNORECASE)
_FILE: Final = regex(
    rb"[^:;,!?]*\.(?:pdf|docx?|xlsx?|pptx?|odt|jpe?g|png|gif|svg|webp|avif|md|html?|zip|mp[34])",
    re.IGNORECASE,
)
# At least three letters of one word: `[1]`, `[x]` and `[A]` mark something else.
_WORD: Final = regex(rb"[A-Za-z\x80-\xff]{3}")
_PLACEHOLDER: Final = regex(rb"(?i:your|insert|enter|name|sic|see|note|citation)\b")
# One word or two: `[Report 7][Patch by a reader]` are two remarks.
_LABEL: Final = regex(rb"(?!,)(?=.*[A-Za-z0-9\x80-\xff])[^\s#:]+(?:\s[^\s#:]+)?")
# A line of hyphens under the head of a table.
_RULER: Final = regex(r"[ \t>]*+\|?+(?:[ \t]*+:?+-++:?+[ \t]*+(?:\||$))+[ \t]*+")
# Raw HTML whose text shows signs as they are.
_RAW_CODE: Final = regex(rb"<(?P<end>/?)(?:code|kbd|pre|samp|tt|var)\b", re.IGNORECASE)
# No letter stands before it, but a sign such as a curly quote may: `l’(text)[…]`.
_REVERSED: Final = regex(
    rb"(?:(?<![\\\w\]\x80-\xff])|(?<=\xe2\x80[\x90-\x9f])|(?<=\xc2[\xa0\xab]))"
    rb"\((?P<text>[^()\[\]\n]{1,300})\)"
    rb"\[(?P<to>(?:https?://|mailto:|www\.)[^\s\[\]]{1,500})\](?!\()",
    re.IGNORECASE,
)
# Two signs or more: one before a word may be a hashtag, before a number that number.
_HASHES: Final = regex(rb"(?<!\\)#{2,6}(?=[A-Za-z\x80-\xff])[^\n]*")
# One sign before a phrase. A hashtag is one word, or one of several.
_TITLE_AFTER_SIGN: Final = regex(
    r"#(?P<first>[^\W\d_][^\s#_]{0,30})(?:[ \t]+[^\s#]{1,30}){1,12}(?<![.,;:])[ \t]*"
)
# A tag that is not read as one: of a known element, with an attribute.
_TAG: Final = regex(
    rb"<(?:h[1-6]|p|div|span|section|a|img|iframe|video|ul|ol|li|table|t[dr]|font|button|center)"
    rb"\s[^<>]{0,300}?=",
    re.IGNORECASE,
)
# A value of JSX: `src={image}`.
_BRACED: Final = regex(rb"=[ \t]*\{")
_LONGEST_TAG: Final = 1_000
_TEXT_TAG: Final = regex(r"<[a-z]\w{0,9}\s", re.IGNORECASE)
_LINE_START: Final = regex(rb"\n[ \t>]*")
# The first line of a conflict that git reports, the middle one, and the last.
_CONFLICT: Final = regex(rb"^(?:(?P<first><{7}) |={7}\r?$|(?P<last>>{7}) )", re.MULTILINE)
_PIPE: Final = regex(rb"(?<!\\)\|")


def may_have_stray_signs(plain: Sequence[str], markdown: str) -> bool:
    """Return True if a body, with these texts, may have signs that are not read as Markdown."""
    text = "".join(plain)
    # One character is found ten times as fast as two.
    return (
        ("*" in text and "**" in text)
        or ("#" in text and ("##" in text or any(piece.startswith("#") for piece in plain)))
        or ("[" in text and ")[" in text)
        or ("<" in text and ("<<<<<<< " in text or _TEXT_TAG.search(text) is not None))
        or ("]" in text and any(text.startswith(_SIGNS, place) for place in _places("]", text)))
        or ("|" in markdown and _may_have_ruler(markdown) and _may_cut_rows(markdown))
    )


def _places(sign: str, text: str) -> Iterator[int]:
    place = text.find(sign)
    while place >= 0:
        yield place
        place = text.find(sign, place + 1)


def _may_have_ruler(markdown: str) -> bool:
    """Return True if a hyphen stands beside a pipe, as below the head of a table."""
    return any(
        markdown[place + 1 : place + 9].lstrip(" \t:")[:1] == "-"
        or markdown[max(place - 8, 0) : place].rstrip(" \t:")[-1:] == "-"
        for place in _places("|", markdown)
    )


def find_stray_signs(stream: EventStream, markdown: str) -> Iterator[Fault]:
    """Yield the faults of a body, at its offsets, in no order. The events stay whole."""
    data, offset_of = stream.data, stream.offset_of
    finder = _Finder(data)
    faults = finder.read(stream.events)
    for start, end, code, message, hint in faults:
        begin = offset_of(start)
        written = shorten(markdown[begin : offset_of(end)], 60)
        yield Fault(begin, code, message.replace("\0", written), hint)


class _Found(NamedTuple):
    """A fault at a range of bytes; `\\0` in the message stands for what is written there."""

    start: int
    end: int
    code: str
    message: str
    hint: str


class _Finder:
    """Finds stray signs in the events of one body. `is_text` says of each byte if it is shown."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._is_text = bytearray(len(data))
        self._faults: list[_Found] = []

    def read(self, events: Iterable[Event]) -> list[_Found]:
        """Return what is found in the events."""
        blocks = list(self._blocks(events))
        for block in blocks:
            self._find_links(block)
            self._find_references(block)
            self._find_reversed(block)
            self._find_headings(block)
            self._find_tags(block)
        self._find_conflicts()
        for stray in find_stray_bold(self._data, self._is_text, blocks):
            self._faults.append(_Found(stray.start, stray.end, STRAY, stray.message, stray.hint))
        return self._faults

    def _blocks(self, events: Iterable[Event]) -> Iterator[Block]:
        """Yield the ranges of text that no block parts, and mark their text."""
        start = end = -1
        code = ""
        is_raw_code = False
        columns = 0
        for event, span in events:
            kind, name, detail = event_parts(event)
            if kind in _TEXTS:
                if code:
                    continue
                if start < 0:
                    start = span["start"]
                end = span["end"]
                if not is_raw_code:
                    self._is_text[span["start"] : end] = b"\1" * (end - span["start"])
            elif kind == "InlineHtml":
                if (tag := _RAW_CODE.match(self._data, span["start"])) is not None:
                    is_raw_code = not tag["end"]
            elif kind in {"Start", "End"} and name not in _SPANS:
                is_raw_code = False
                if start >= 0:
                    yield Block(start, end)
                    start = -1
                if name in _NO_TEXT:
                    code = name if kind == "Start" else ""
                elif name == "Table" and kind == "Start":
                    columns = len(detail)
                elif name == "TableRow" and kind == "Start":
                    self._find_cut_cells(span["start"], span["end"], columns)
        if start >= 0:
            yield Block(start, end)

    def _is_shown(self, *places: int) -> bool:
        return all(self._is_text[place] for place in places)

    def _find_links(self, block: Block) -> None:
        for match in _LINK.finditer(self._data, *block):
            opening = match.start("text") - 1
            if not self._is_shown(opening, match.end("text"), match.end() - 1):
                continue
            noun = "picture" if match["picture"] else "link"
            subject = f'the {noun} "\0" is shown as its signs'
            to = _TITLE.sub(b"", match["to"]).strip()
            has_space = len(to.split()) > 1
            if match["gap"]:
                if not (has_space or _is_placeholder(match["text"])) and _ADDRESS.match(to):
                    message = f"{subject}: a space stands before its address"
                    self._add(match, message, "Take out the space between ] and (.")
            elif has_space and (_ADDRESS.match(to) or _FILE.fullmatch(to)):
                message = f"{subject}: its address contains a space"
                hint = "Take the space out, write %20 for it, or put the address in angle brackets."
                if to[:4].lower() == b"tel:":
                    hint = "Write the number without spaces."
                self._add(match, message, hint)

    def _find_references(self, block: Block) -> None:
        for match in _REFERENCE.finditer(self._data, *block):
            opening, middle = match.start("text") - 1, match.end("text")
            if not self._is_shown(opening, middle, middle + 1, match.end() - 1):
                continue
            text, label = match["text"], match["label"]
            if _is_placeholder(text) or (label and _LABEL.fullmatch(label) is None):
                continue
            noun = "picture" if match["picture"] else "link"
            name = shorten((label or text).decode("utf-8", "replace"), 40)
            message = f'the {noun} "\0" is shown as its signs: nothing says where "{name}" leads'
            hint = f"Write the address in parentheses after the text, or add a line [{name}]: /…/"
            self._add(match, message, hint)

    def _find_reversed(self, block: Block) -> None:
        for match in _REVERSED.finditer(self._data, *block):
            middle = match.end("text")
            if self._is_shown(match.start(), middle, middle + 1, match.end() - 1):
                message = 'the link "\0" is shown as its signs: its brackets are in the wrong order'
                self._add(match, message, "Write the text in [ ] and the address in ( ) after it.")

    def _find_headings(self, block: Block) -> None:
        places = [block.start]
        places += [match.end() for match in _LINE_START.finditer(self._data, *block)]
        for place in places:
            match = _HASHES.match(self._data, place, block.end)
            end = match.end() if match is not None else self._end_of_title(block, place)
            if end and self._is_shown(place):
                message = 'the heading "\0" is shown with its signs: no plain space follows them'
                hint = "Put a space after the signs."
                self._faults.append(_Found(place, end, STRAY, message, hint))

    def _end_of_title(self, block: Block, place: int) -> int:
        """Return the end of a paragraph that is a title after one sign; 0 for any other."""
        if self._data[place : place + 1] != b"#" or place != block.start:
            return 0
        line_start = self._data.rfind(b"\n", 0, place) + 1
        text = self._data[place : block.end].decode("utf-8", "replace")
        match = _TITLE_AFTER_SIGN.fullmatch(text)
        if match is None or self._data[line_start:place].strip(b" \t>"):
            return 0
        # Hashtags are written in small letters, or with capitals inside.
        first = match["first"]
        return block.end if first[0].isupper() and first[1:] == first[1:].lower() else 0

    def _find_tags(self, block: Block) -> None:
        for match in _TAG.finditer(self._data, *block):
            escaped = self._data[match.start() - 1 : match.start()] == b"\\"
            if not escaped and self._is_shown(match.start(), match.end() - 1):
                reason = "it is not written as HTML asks"
                hint = "Put a space before each attribute, and its value in one pair of quotes."
                if self._has_braces(match.start(), block.end):
                    reason, hint = IN_BRACES, "Write the value in quotes."
                self._add(match, f'the tag "\0…" is shown as text: {reason}', hint)

    def _has_braces(self, start: int, block_end: int) -> bool:
        """Return True if an attribute of the tag at this place has a value in braces."""
        limit = min(block_end, start + _LONGEST_TAG)
        end = self._data.find(b">", start, limit)
        return _BRACED.search(self._data, start, limit if end < 0 else end) is not None

    def _find_conflicts(self) -> None:
        """Find the lines that git leaves around two versions of a text."""
        opening: re.Match[bytes] | None = None
        is_parted = False
        for match in _CONFLICT.finditer(self._data):
            if match["first"]:
                opening = match if self._is_shown(match.start()) else None
                is_parted = False
            elif not match["last"]:
                is_parted = True
            elif opening is not None and is_parted:
                start = opening.start()
                end = self._data.find(b"\n", start)
                message = 'a conflict of git was left: "\0" is shown, and both versions of the text'
                hint = "Keep one version, and take out the lines of <<<<<<<, ======= and >>>>>>>."
                self._faults.append(_Found(start, end, "merge-conflict", message, hint))
                opening = None

    def _add(self, match: re.Match[bytes], message: str, hint: str) -> None:
        self._faults.append(_Found(match.start(), match.end(), STRAY, message, hint))

    def _find_cut_cells(self, start: int, end: int, columns: int) -> None:
        row = self._data[start:end].rstrip()
        cells = _cells(row)
        if not any(cell.strip() for cell in cells[columns:]):
            return
        kept = sum(map(len, cells[:columns])) + columns
        place = start + len(row) - len(row.removeprefix(b"|")) + kept
        message = (
            f"the row has {len(cells)} cells and the table's head {columns}; "
            'what follows is lost: "\0"'
        )
        hint = "Write \\| for a | that belongs to the text, or give the head as many cells."
        last = place + len(b"|".join(cells[columns:]))
        self._faults.append(_Found(place, last, "cut-row", message, hint))


def _is_placeholder(text: bytes) -> bool:
    """Return True for a text in brackets that hardly is a link's: a mark, a note, a blank."""
    words = text.decode("utf-8", "replace").strip()
    is_mark = _WORD.search(text) is None or words == words.upper() != words.lower()
    return is_mark or _PLACEHOLDER.match(text.strip()) is not None


def _cells(row: bytes) -> list[bytes]:
    """Return the cells of a row of a table, as GitHub parts them."""
    inner = row.removeprefix(b"|")
    if inner.endswith(b"|") and not inner.endswith(b"\\|"):
        inner = inner[:-1]
    return _PIPE.split(inner)


def _may_cut_rows(markdown: str) -> bool:
    """Return True if a line after what may begin a table has more cells than its head."""
    columns = 0
    for line in markdown.split("\n"):
        if "|" not in line:
            columns = 0
            continue
        if not columns and _RULER.fullmatch(line) is None:
            continue
        cells = len(_cells(line.strip("> \t").encode()))
        if columns and cells > columns:
            return True
        columns = columns or cells
    return False

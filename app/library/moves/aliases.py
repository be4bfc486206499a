"""Old addresses in front matter: one is added, one that became the page's own is removed."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from app.front_matter import FrontMatter
from app.front_matter.schema import spelled_out
from app.library.moves.editable_text import EditableText, line_start
from app.library.moves.scalar import scalar_span
from app.markdown.edits import Edit
from app.regex import regex

_INDENTED_ITEM: Final = regex(r"([ \t]*)-([ \t]+)")
_FLOW_MAPPING: Final = regex(r"---[ \t]*(?:\r\n|\r|\n)\s*\{(?P<empty>\s*\})?")
_EMPTY_LIST: Final = regex(r"\[\s*\]")
_SEPARATOR: Final = regex(r"[ \t]*,[ \t\r\n]*")
_CLOSING: Final = regex(r"\s*,?\s*\]")
_REST_OF_VALUE: Final = regex(r"[ \t]*(?P<comma>,?)[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n|\Z)")
_JSON: Final = ("{", ";;;")
_REST_OF_LINE: Final = regex(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


class AliasList(NamedTuple):
    """The old addresses in a document's front matter: the key as written, and the values."""

    key: str
    values: tuple[str, ...]


def written_aliases(front_matter: FrontMatter) -> AliasList | None:
    """Return the old addresses of front matter; None if it has no such key, in any case."""
    exact = [key for key in front_matter.values if spelled_out((key,)) == ("redirect_from",)]
    folded = [
        key for key in front_matter.values if spelled_out((key.lower(),)) == ("redirect_from",)
    ]
    if not (keys := exact or folded):
        return None
    value = front_matter.values[keys[0]]
    items = value if isinstance(value, tuple) else (value,)
    return AliasList(keys[0], tuple(item for item in items if isinstance(item, str)))


class AliasUpdate(NamedTuple):
    """The old address to add, those to remove, and new forms of others by their old ones."""

    add: str | None
    remove: Sequence[str]
    rewrite: Mapping[str, str]


def alias_edits(
    text: EditableText, front_matter: FrontMatter, key: str, update: AliasUpdate
) -> tuple[Edit, ...] | None:
    """Return the edits that update the old addresses in front matter.

    `key` is used if the front matter has none for old addresses yet. None if the form of the list
    does not allow it for certain.
    """
    add, remove, rewrite = update
    aliases = written_aliases(front_matter)
    if aliases is None:
        return (_new_key(text, front_matter, key, add),) if add is not None else ()
    key = aliases.key
    if isinstance(front_matter.values[key], tuple):
        return _list_edits(text, front_matter, key, update)
    old = front_matter.values[key]
    place = text.offset_of(front_matter.marks[key,].value)
    span = scalar_span(text.text, place, old) if isinstance(old, str) else None
    if span is None or not isinstance(old, str):
        return None
    if old in remove:
        if add is not None:
            return (Edit(*span, add),)
        quote = text.text[place : span[0]]
        key_at = text.offset_of(front_matter.marks[key,].key)
        return (_without_value(text.text, key_at, place, span[1] + len(quote)),)
    kept = rewrite.get(old, old)
    if add is None:
        return (Edit(*span, kept),) if kept != old else ()
    quote = text.text[place : span[0]]
    written = f"{quote}{kept}{quote}"
    separator = quote or ""
    return (Edit(place, span[1] + len(quote), f"[{written}, {separator}{add}{separator}]"),)


def _list_edits(
    text: EditableText, front_matter: FrontMatter, key: str, update: AliasUpdate
) -> tuple[Edit, ...] | None:
    add, remove, rewrite = update
    values = front_matter.values[key]
    assert isinstance(values, tuple)
    spans: list[tuple[int, int] | None] = []
    for number, value in enumerate(values):
        mark = front_matter.marks.get((key, number))
        place = text.offset_of(mark.value) if mark is not None else 0
        spans.append(scalar_span(text.text, place, value) if isinstance(value, str) else None)
    key_mark = front_matter.marks[key,]
    first_mark = front_matter.marks.get((key, 0), key_mark)
    if first_mark.value < key_mark.value:
        # An alias of YAML, whose items stand elsewhere.
        return None
    going = [number for number, value in enumerate(values) if value in remove]
    if not values:
        return _empty_list(text, front_matter, key, add)
    other = {
        number: rewrite[value]
        for number, value in enumerate(values)
        if isinstance(value, str) and value in rewrite and number not in going
    }
    if any(spans[number] is None for number in (*going, *other)):
        return None
    if going and add is not None:
        # The new one takes the place of the first that goes.
        first, *going = going
        span = spans[first]
        assert span is not None
        edits = [Edit(*span, add)]
        add = None
    else:
        edits = []
    if len(going) == len(values):
        edit = _without_list(text.text, text.offset_of(key_mark.key), spans)
        return None if edit is None else (edit,)
    for number in going:
        span = spans[number]
        assert span is not None
        # Of several at the end, each goes with the comma before it.
        is_last = all(later in going for later in range(number, len(values)))
        edits.append(Edit(*_item_span(text.text, span, is_last=is_last)))
    for number, new in other.items():
        span = spans[number]
        assert span is not None
        edits.append(Edit(*span, new))
    if add is not None:
        last = spans[-1]
        if last is None:
            return None
        edits.append(_appended(text, last, add))
    return tuple(edits)


def _empty_list(
    text: EditableText, front_matter: FrontMatter, key: str, add: str | None
) -> tuple[Edit, ...] | None:
    if add is None:
        return ()
    place = text.offset_of(front_matter.marks[key,].value)
    match = _EMPTY_LIST.match(text.text, place)
    if match is None:
        return None
    is_quoted = _is_quoting(text.text)
    return (Edit(*match.span(), f'["{add}"]' if is_quoted else f"[{add}]"),)


def _appended(text: EditableText, last: tuple[int, int], add: str) -> Edit:
    """Return the edit that adds an item behind the last one, in its form."""
    whole = text.text
    start, end = last
    quote = whole[start - 1] if whole[start - 1 : start] in {'"', "'"} else ""
    line = line_start(whole, start)
    item = _INDENTED_ITEM.match(whole, line)
    end += len(quote)
    if item is not None and item.end() + len(quote) == start:
        rest = _REST_OF_LINE.match(whole, end)
        assert rest is not None
        prefix = whole[line : item.end()]
        new = f"{prefix}{quote}{add}{quote}"
        if rest.group().endswith(("\n", "\r")):
            return Edit(rest.end(), rest.end(), f"{new}{text.line_end}")
        return Edit(rest.end(), rest.end(), f"{text.line_end}{new}")
    own_line = whole[line : start - len(quote)]
    is_alone = not own_line.strip()
    between = f",{text.line_end}{own_line}" if is_alone else ", "
    return Edit(end, end, f"{between}{quote}{add}{quote}")


def _item_span(text: str, span: tuple[int, int], *, is_last: bool) -> tuple[int, int]:
    """Return the offsets of an item with what separates it from its neighbours."""
    start, end = span
    quote = text[start - 1] if text[start - 1 : start] in {'"', "'"} else ""
    start, end = start - len(quote), end + len(quote)
    line = line_start(text, start)
    item = _INDENTED_ITEM.match(text, line)
    if item is not None and item.end() == start:
        return _line_of(text, start)
    if not is_last and (separator := _SEPARATOR.match(text, end)):
        return start, separator.end()
    before = text[:start].rstrip(" \t\r\n")
    return (len(before) - 1, end) if before.endswith(",") else (start, end)


def _without_list(text: str, key_at: int, spans: Sequence[tuple[int, int] | None]) -> Edit | None:
    """Return the edit that takes away all items of a list; None if its end is not certain."""
    first, last = spans[0], spans[-1]
    assert first is not None
    assert last is not None
    end = last[1] + (text[last[0] - 1 : last[0]] in {'"', "'"})
    opening = text.rfind("[", key_at, first[0])
    if opening < 0:
        return _without_value(text, key_at, first[0], end)
    closing = _CLOSING.match(text, end)
    return None if closing is None else _without_value(text, key_at, opening, closing.end())


def _without_value(text: str, key_at: int, start: int, end: int) -> Edit:
    """Return the edit that takes away a key with its value, or leaves an empty list.

    A line goes only if there is nothing else on it.
    """
    line, _ = _line_of(text, key_at)
    rest = _REST_OF_VALUE.match(text, end)
    is_alone = rest is not None and text[line:key_at].strip() in {"", '"', "'"}
    # Without a comma behind it, a key of JSON is the last one; the one before it would keep its.
    if is_alone and rest is not None and (rest["comma"] or not text.lstrip().startswith(_JSON)):
        return Edit(line, rest.end())
    return Edit(start, end, "[]")


def _line_of(text: str, at: int) -> tuple[int, int]:
    rest = _REST_OF_LINE.match(text, at)
    assert rest is not None
    return line_start(text, at), rest.end()


def _new_key(text: EditableText, front_matter: FrontMatter, key: str, add: str | None) -> Edit:
    """Return the edit that adds the key to front matter, which may be missing."""
    whole, end_of_line = text.text, text.line_end
    opening = whole.lstrip(" \t\r\n")
    start = len(whole) - len(opening)
    if not front_matter.body_start:
        block = end_of_line.join(("---", f"{key}:", f"  - {add}", "---", "", ""))
        return Edit(0, 0, block)
    if opening.startswith(_JSON):
        brace = whole.index("{", start) + 1
        blank = whole[brace : len(whole) - len(whole[brace:].lstrip())]
        comma = "," if front_matter.values else ""
        return Edit(brace, brace, f'{blank or " "}"{key}": ["{add}"]{comma}')
    if opening.startswith("+++"):
        _, at = _line_of(whole, start)
        return Edit(at, at, f'{key} = ["{add}"]{end_of_line}')
    if flow := _FLOW_MAPPING.match(whole, start):
        at = flow.start("empty") if flow["empty"] is not None else flow.end()
        comma = "" if flow["empty"] is not None else ", "
        return Edit(at, at, f"{key}: [{add}]{comma}")
    closing = _closing_line(whole, text.offset_of(front_matter.body_start))
    blank = _indentation(text, front_matter)
    lines = f"{blank}{key}:{end_of_line}{blank}  - {add}{end_of_line}"
    return Edit(closing, closing, lines)


def _indentation(text: EditableText, front_matter: FrontMatter) -> str:
    """Return the blanks before the first key."""
    marks = [
        front_matter.marks[key,] for key in front_matter.values if (key,) in front_matter.marks
    ]
    if not marks:
        return ""
    at = text.offset_of(min(mark.key for mark in marks))
    start, _ = _line_of(text.text, at)
    before = text.text[start:at]
    return "" if before.strip() else before


def _closing_line(text: str, body_start: int) -> int:
    """Return where the line begins that ends the front matter."""
    return line_start(text, len(text[:body_start].rstrip("\r\n")))


def _is_quoting(text: str) -> bool:
    return text.lstrip().startswith(("+++", *_JSON))

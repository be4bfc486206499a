"""Tags of shortcodes: `{{< name args >}}`, `{{% /name %}}` and `{{</* a comment */>}}`.

`{{</>}}` has no name and closes the innermost shortcode that is open.

A tag with a syntax error extends to the next closing delimiter before the next tag. Without one
the rest of its line is removed.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Final, NamedTuple

from app.markdown.edits import Edit
from app.problems import Fault, shorten
from app.regex import regex

_LEFT: Final = regex(r"\{\{[<%]")
_S: Final = r"[\t\n\v\f\r ]*+"
_HEAD: Final = regex(
    rf"{_S}(?P<closing>/{_S})?(?P<name>\w[\w/-]*+(?:\.inline(?![\w.-]))?)?(?P<dot>\.)?{_S}"
)
_SLASH: Final = regex(rf"/{_S}")
_NAME: Final = rf"(?P<name>[\w.-]++){_S}={_S}"
_NAMED: Final = regex(_NAME)
_QUOTE: Final = regex(r'"|`|\\"')
# The group that ends last is the value. An unquoted one of a named argument may be empty.
_ARGUMENT: Final = regex(
    rf"""
    (?:{_NAME}|(?![\w.-]++{_S}=))
    (?: "(?P<quoted>(?:\\"|[^"\\\n]|\\(?!"))*)"
      | `(?P<raw>[^`]*+)`
      | \\"(?P<escaped>(?:[^"\\\n]|\\(?!"))*)(?:\\"|")
      | (?!{_QUOTE.pattern})
        (?(name)(?P<bare>(?:(?!/?[>%]\}}\}})[^\s"`])*)|(?P<word>[\w.-]++))
    ){_S}
    """,
    re.VERBOSE,
)
_INLINE: Final = ".inline"
_INLINE_END: Final = regex(r"\{\{[<%]\s*+/\s*+(\w[\w/-]*+\.inline)(?![\w.-])")
_EXCERPT: Final = 40


class Tag(NamedTuple):
    """One tag. `markup` is true for `{{% %}}`, whose output is Markdown of the page.

    A closing tag may have the name "".
    """

    name: str
    markup: bool
    closing: bool
    alone: bool
    arguments: tuple[tuple[str, str], ...]
    start: int
    end: int


def find_tags(text: str, faults: list[Fault]) -> Iterator[Tag | Edit]:
    """Yield the tags of a text in order, and append their syntax errors to `faults`.

    An edit displays the shortcode in a comment, `{{</* name */>}}`, or removes a tag that does not
    parse. The content of an inline shortcode is a template in the text itself, so its own end is
    the only tag there.
    """
    # One search from the end for each delimiter, so that unclosed comments take linear time.
    comment_ends = {right: text.rfind(f"*/{right}") for right in (">}}", "%}}")}
    inline_ends = _inline_ends(text)
    position = 0
    while match := _LEFT.search(text, position):
        start = match.start()
        right = ">}}" if text[start + 2] == "<" else "%}}"
        tag: Tag | Edit
        if text.startswith("/*", start + 3):
            tag = _comment(text, start, right, faults, last_end=comment_ends[right])
        else:
            tag = _tag(text, start, right, faults)
        yield tag
        position = tag.end
        if isinstance(tag, Tag) and not (tag.closing or tag.alone):
            ends = inline_ends.get(tag.name, [])
            index = bisect_left(ends, position)
            position = ends[index] if index < len(ends) else position


def _inline_ends(text: str) -> Mapping[str, list[int]]:
    """Return where the closing tags of inline shortcodes begin, by name."""
    ends: defaultdict[str, list[int]] = defaultdict(list)
    for match in _INLINE_END.finditer(text) if _INLINE in text else ():
        ends[match[1]].append(match.start())
    return ends


def _comment(text: str, start: int, right: str, faults: list[Fault], *, last_end: int) -> Edit:
    if last_end < start + 5:
        message = f'the comment in a shortcode is never closed: "{_excerpt(text, start)}"'
        faults.append(_syntax_fault(start, message, f"End it with */{right}."))
        return Edit(start, _end_of_line(text, start), "")
    end = text.index(f"*/{right}", start + 5)
    return Edit(start, end + 5, f"{text[start : start + 3]}{text[start + 5 : end]}{right}")


def _tag(text: str, start: int, right: str, faults: list[Fault]) -> Tag | Edit:
    """Read the tag at `start`. After a syntax error it keeps what stands before the error."""
    head = _HEAD.match(text, start + 3)
    assert head is not None
    written, closing = head["name"] or "", head["closing"] is not None
    name = written.rstrip("/")
    alone = name != written and not closing
    arguments: dict[str, str] = {}
    first_is_named = mixed = None
    numbers = count()
    position = head.end()
    is_short = closing and not name and text.startswith(right, position)
    fault = None if is_short else _head_fault(start, name, head)
    while fault is None:
        slash = None if closing else _SLASH.match(text, position)
        if slash is not None:
            alone, position = True, slash.end()
        if text.startswith(right, position):
            break
        may_follow = not slash and (not closing or _QUOTE.match(text, position) is not None)
        argument = _ARGUMENT.match(text, position) if may_follow else None
        if argument is None:
            fault = _argument_fault(text, position, name, may_follow=may_follow)
            break
        is_named = argument["name"] is not None
        if first_is_named is None:
            first_is_named = is_named
        elif mixed is None and is_named != first_is_named:
            mixed = position
        value = argument[argument.lastgroup or 0]
        if argument.lastgroup == "quoted" and '\\"' in value:
            # Hugo drops all backslashes of a value that has an escaped quote.
            value = value.replace("\\", "")
        arguments[argument["name"] if is_named else str(next(numbers))] = value
        position = argument.end()
    if fault is not None:
        following = _LEFT.search(text, start + 3)
        position = text.find(right, start + 3, following.start() if following else len(text))
        if position < 0:
            message = f'a shortcode is never closed: "{_excerpt(text, start)}"'
            faults.append(_syntax_fault(start, message, f"End it with {right}."))
            return Edit(start, _end_of_line(text, start), "")
        faults.append(fault)
    end = position + len(right)
    if not (name or is_short):
        return Edit(start, end, "")
    if mixed is not None:
        message = f'the shortcode "{name}" mixes arguments with and without names'
        faults.append(_syntax_fault(mixed, message, "Name all of them or none."))
    return Tag(name, right == "%}}", closing, alone, tuple(arguments.items()), start, end)


def _head_fault(start: int, name: str, head: re.Match[str]) -> Fault | None:
    if not name:
        message = "a shortcode has no name, or one that does not begin with a letter or digit"
        return _syntax_fault(start, message, "Give it the name of its template.")
    if head["dot"] is None:
        return None
    message = f'the name of the shortcode "{name}" is followed by a dot'
    hint = "A name has letters, digits, hyphens and slashes; only .inline may end it."
    return _syntax_fault(head.start("dot"), message, hint)


def _argument_fault(text: str, position: int, name: str, *, may_follow: bool) -> Fault:
    """Return the fault of an argument that does not parse, or may not follow there."""
    if may_follow and (named := _NAMED.match(text, position)):
        position = named.end()
    if may_follow and (quote := _QUOTE.match(text, position)):
        message = f'a quote in the shortcode "{name}" is never closed'
        return _syntax_fault(position, message, f"End it with {quote[0]}.")
    character = text[position : position + 1]
    subject = f'"{character}"' if character.strip() else "the end of the text"
    message = f'{subject} is unexpected in the tag of the shortcode "{name}"'
    hint = "Quote an argument that has more than letters, digits, dots and hyphens."
    return _syntax_fault(position, message, hint)


def _syntax_fault(offset: int, message: str, hint: str) -> Fault:
    return Fault(offset, "shortcode-syntax", message, hint)


def _end_of_line(text: str, start: int) -> int:
    """Return the end of the line, or the start of the next tag in it."""
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    following = _LEFT.search(text, start + 3, end)
    return following.start() if following else end


def _excerpt(text: str, start: int) -> str:
    return shorten(text[start : start + _EXCERPT + 1].partition("\n")[0], _EXCERPT)

"""The shortcodes of a text as a tree.

The opening tag does not say whether a shortcode encloses content. A closing tag belongs to the
nearest opening tag of its name, without a name to the nearest that may enclose content; a shortcode
without a closing tag has no content.
"""

from collections import Counter
from collections.abc import Container, Sequence
from typing import Final, NamedTuple, TypeAlias

from app.dialects.hugo.shortcodes.tags import Tag, find_tags
from app.markdown.edits import Edit
from app.problems import Fault

# The tags of deeper shortcodes are dropped, their content belongs to the enclosing one.
MAX_NESTING: Final = 100


class Shortcode(NamedTuple):
    """A shortcode from `start` to `end` of the text, tags included.

    `inner` is the range between its tags, None without a closing tag; `items` are what is in it.
    Arguments without names are named "0", "1" and so on.
    """

    name: str
    markup: bool
    arguments: tuple[tuple[str, str], ...]
    start: int
    end: int
    inner: tuple[int, int] | None
    items: "tuple[Item, ...]"

    @property
    def is_inline(self) -> bool:
        """Return True if the content is a template and not text."""
        return self.name.endswith(".inline")

    def argument(self, *names: str) -> str:
        """Return the first of these arguments that is present and not empty, else ""."""
        arguments = dict(self.arguments)
        return next((arguments[name] for name in names if arguments.get(name)), "")


Item: TypeAlias = Shortcode | Edit


def read_shortcodes(
    text: str,
    enclosing: Container[str] = frozenset(),
    single: Container[str] = frozenset(),
) -> tuple[tuple[Item, ...], tuple[Fault, ...]]:
    """Return the shortcodes of a text, and edits, in order, and its faults. Never raises.

    A missing closing tag is a fault for the shortcodes named in `enclosing` only. Those in `single`
    never have content, so a closing tag without a name is not theirs.
    """
    faults: list[Fault] = []
    tags = list(find_tags(text, faults))
    closed, closing = _pairs(tags, single)
    root: list[Item] = []
    # The items of the open shortcodes; those nested too deep share the list of the one around.
    stack: list[tuple[Tag, list[Item]]] = []
    for index, tag in enumerate(tags):
        items = stack[-1][1] if stack else root
        if isinstance(tag, Edit):
            items.append(tag)
        elif index in closed:
            too_deep = len(stack) >= MAX_NESTING
            if too_deep:
                if not any(fault.code == "nested-too-deep" for fault in faults):
                    faults.append(_too_deep_fault(tag))
                items.append(Edit(tag.start, tag.end, ""))
            stack.append((tag, items if too_deep else []))
        elif index in closing:
            opening, items = stack.pop()
            if len(stack) >= MAX_NESTING:
                items.append(Edit(tag.start, tag.end, ""))
            else:
                inner = (opening.end, tag.start)
                (stack[-1][1] if stack else root).append(_shortcode(opening, tag.end, inner, items))
        elif tag.closing:
            faults.append(_unopened_fault(tag))
            items.append(Edit(tag.start, tag.end, ""))
        else:
            if tag.name in enclosing and not tag.alone:
                faults.append(_unclosed_fault(tag))
            items.append(_shortcode(tag, tag.end, None, []))
    faults.sort(key=lambda fault: fault.offset)
    return tuple(root), tuple(faults)


def _pairs(tags: Sequence[Tag | Edit], single: Container[str]) -> tuple[set[int], set[int]]:
    """Return the indices of the opening and of the closing tags that belong together."""
    open_tags: list[tuple[int, str]] = []
    counts: Counter[str] = Counter()
    closed: set[int] = set()
    closing: set[int] = set()
    for index, tag in enumerate(tags):
        if not isinstance(tag, Tag) or tag.alone:
            continue
        if not tag.closing:
            open_tags.append((index, tag.name))
            counts[tag.name] += 1
        elif counts[tag.name] or not tag.name:
            while open_tags:
                opening, name = open_tags.pop()
                counts[name] -= 1
                if name == tag.name or (not tag.name and name not in single):
                    closed.add(opening)
                    closing.add(index)
                    break
    return closed, closing


def _shortcode(tag: Tag, end: int, inner: tuple[int, int] | None, items: list[Item]) -> Shortcode:
    return Shortcode(tag.name, tag.markup, tag.arguments, tag.start, end, inner, tuple(items))


def _unopened_fault(tag: Tag) -> Fault:
    message = f'the closing tag of the shortcode "{tag.name}" has no opening tag'
    if not tag.name:
        message = "a closing tag without a name stands where no shortcode is open"
        return Fault(
            tag.start, "shortcode-syntax", message, "Remove it, or open a shortcode before."
        )
    hint = f"Open it before with {{{{< {tag.name} >}}}}, or remove the closing tag."
    return Fault(tag.start, "shortcode-syntax", message, hint)


def _unclosed_fault(tag: Tag) -> Fault:
    message = f'the shortcode "{tag.name}" encloses content and is never closed'
    left, right = ("{{%", "%}}") if tag.markup else ("{{<", ">}}")
    hint = f"Write {left} /{tag.name} {right} after its content."
    return Fault(tag.start, "shortcode-syntax", message, hint)


def _too_deep_fault(tag: Tag) -> Fault:
    message = f"shortcodes nest deeper than {MAX_NESTING} levels here"
    hint = "Deeper ones are served as if they were not there; nest less deeply."
    return Fault(tag.start, "nested-too-deep", message, hint)

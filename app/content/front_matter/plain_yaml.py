"""The plain form of YAML that most front matter has, read in a third of a parser's time.

One key a line, at its beginning, with a word or a sentence, a text in quotes without escapes, or a
list of words in brackets. What is read here is just what the parser would make of it; where that
is not certain at a glance, nothing is, and the parser is asked.
"""

import re
from typing import Final

from app.content.front_matter.values import KeyPath, Mark, Metadata, Value
from app.content.front_matter.yaml_scalars import resolve

_LINE: Final = re.compile(r"([A-Za-z_][A-Za-z0-9_-]{0,99}): +([^ \n][^\n]*)\n")
_QUOTED: Final = re.compile(r"""(?:"[^"\\]*"|'[^']*')\Z""")
_WORDS: Final = r" *[A-Za-z0-9/][A-Za-z0-9/_. -]*"
_LIST: Final = re.compile(rf"\[(?:{_WORDS},)*{_WORDS}\]\Z")
_ITEM: Final = re.compile("[^ ,][^,]*")


def read_plain_yaml(text: str, start: int, end: int) -> Metadata | None:
    """Metadata of a part of a text; None where it is of any other form."""
    values: dict[str, Value] = {}
    marks: dict[KeyPath, Mark] = {}
    # Letters, signs and spaces mean themselves to every version of YAML, unlike other characters.
    if not text[start:end].replace("\n", "").isprintable():
        return None
    at = start
    while at < end:
        line = _LINE.match(text, at, end)
        if line is None:
            return None
        key, written = line.groups()
        written = written.rstrip(" ")
        if key in values:
            return None
        value_at = line.start(2)
        marks[(key,)] = Mark(at, value_at)
        if written[0].isalnum() or written[0] in "/(":
            if ": " in written or " #" in written or written.endswith(":"):
                return None
            values[key] = resolve(written)
        elif _QUOTED.match(written):
            values[key] = written[1:-1]
        elif _LIST.match(written):
            items: list[Value] = []
            for item in _ITEM.finditer(text, value_at + 1, value_at + len(written) - 1):
                item_at = item.start()
                marks[key, len(items)] = Mark(item_at, item_at)
                items.append(resolve(item.group().rstrip(" ")))
            values[key] = tuple(items)
        else:
            return None
        at = line.end()
    return Metadata(values, marks)

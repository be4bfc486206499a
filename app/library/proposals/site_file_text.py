"""The text of a proposed site file: lines, each with its evidence."""

import json
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

import yaml

from app.regex import regex

_DECIMAL: Final = regex(r"-?\d{1,3}\.\d+\Z")
_PLAIN: Final = regex(r"[A-Za-zÀ-ÿ/][\wÀ-ÿ /.'&+-]*\Z")


class Entry(NamedTuple):
    """A line of YAML with its reason; what is not certain becomes a comment."""

    text: str
    reason: str
    is_certain: bool = True


def block(head: Entry, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries below their head, indented; nothing without entries.

    The head is a comment if all entries are.
    """
    below = tuple(entry._replace(text=f"  {entry.text}") for entry in entries)
    if not below:
        return ()
    is_certain = head.is_certain and any(entry.is_certain for entry in below)
    below = tuple(entry._replace(is_certain=entry.is_certain and is_certain) for entry in below)
    return (head._replace(is_certain=is_certain), *below)


def nested(name: str, reason: str, values: Mapping[str, str]) -> tuple[Entry, ...]:
    """Return a mapping by dotted keys as a block: `address.region` is below `address`."""
    entries: list[Entry] = []
    heads: set[str] = set()
    tops = list(dict.fromkeys(key.partition(".")[0] for key in values))
    for key in sorted(values, key=lambda key: tops.index(key.partition(".")[0])):
        top, _, part = key.partition(".")
        if part and top not in heads:
            heads.add(top)
            entries.append(Entry(f"{top}:", ""))
        indent = "  " if part else ""
        entries.append(Entry(f"{indent}{part or key}: {_value(values[key])}", ""))
    return block(Entry(name, reason), entries)


def _value(text: str) -> str:
    return text if _DECIMAL.match(text) else scalar(text)


def scalar(text: str) -> str:
    """Return a text as a scalar of YAML in one line that reads back as that text."""
    line = " ".join(text.split())
    if _PLAIN.match(line) and " #" not in line and not line.endswith(" "):
        try:
            if yaml.safe_load(line) == line:
                return line
        except yaml.YAMLError:
            pass
    return quoted(line)


def quoted(text: str) -> str:
    """Return a text in double quotes, with halves of surrogate pairs joined or replaced."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    # JSON's escapes are YAML's, but for what it leaves as it is or writes as two surrogates.
    return "".join(
        c if c.isprintable() else f"\\U{ord(c):08x}" for c in json.dumps(whole, ensure_ascii=False)
    )


def render(entries: Iterable[Entry]) -> str:
    """Return the lines of a site file, with each reason behind its line."""
    lines = []
    for entry in entries:
        text = entry.text if entry.is_certain else f"# {entry.text}"
        reason = " ".join("".join(c if c.isprintable() else " " for c in entry.reason).split())
        lines.append(f"{text}  # {reason}" if reason else text)
    return "\n".join(lines)

"""Front matter that is not read as such, because blank characters stand before it."""

import re
import unicodedata
from typing import Final

from app.problems import Fault
from app.regex import regex

_INVISIBLE: Final = "\u00ad\u180e\u200b-\u200f\u2060\ufeff"
_LATE: Final = regex(
    rf"(?P<blank>[\s{_INVISIBLE}]++)(?P<opening>---|\+\+\+)[^\S\n]*+\n"
    r"(?:[^\S\n]*+(?:#[^\n]*+)?\n)*[^\S\n]*+[A-Za-z_][\w-]*+[ \t]*+[:=](?=\s)"
)
_NAMES: Final = {" ": "a space", "\t": "a tab", "\n": "an empty line"}


def late_front_matter(text: str) -> Fault | None:
    """Return the fault of a text that is read without front matter, and seems to have it."""
    match = _LATE.match(text)
    if match is None:
        return None
    closing = re.compile(rf"^[^\S\n]*{re.escape(match['opening'])}[^\S\n]*$", re.MULTILINE)
    if closing.search(text, match.end()) is None:
        return None
    blank = match["blank"][0]
    name = _NAMES.get(blank) or f"the invisible character U+{ord(blank):04X}"
    if blank not in _NAMES and (spelled := unicodedata.name(blank, "")):
        name = f"{name} ({spelled.lower()})"
    message = f"{name} stands before the front matter, so it is not read as such"
    hint = f"Delete everything before the first {match['opening']}."
    return Fault(0, "late-front-matter", message, hint)

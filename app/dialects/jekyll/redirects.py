"""`_redirects`, a file for hosts of static sites → redirects of a site file."""

import re
from typing import Final

from app.front_matter import FrontMatter, KeyPath, Mark, Scalar, Value
from app.problems import Fault
from app.site.schema import REDIRECT_STATUSES

_LINE: Final = re.compile(r"[^\n]+")
# Within an address, the sign begins a fragment.
_COMMENT: Final = re.compile(r"(?<!\S)#.*")
_WORD: Final = re.compile(r"\S+")
_STATUS: Final = re.compile(r"(\d{3})!?\Z")


def read_redirects(text: str) -> tuple[FrontMatter, tuple[Fault, ...]]:
    """Return the rules, one per line: from, to, status. Unsupported ones are faults."""
    rules: list[Value] = []
    marks: dict[KeyPath, Mark] = {("redirects",): Mark(0, 0)}
    faults: list[Fault] = []
    for line in _LINE.finditer(text):
        words = [
            (line.start() + word.start(), word.group())
            for word in _WORD.finditer(_COMMENT.sub("", line.group()))
        ]
        if not words:
            continue
        place = words[0][0]
        status = _STATUS.match(words[2][1]) if len(words) > 2 else None
        code = int(status[1]) if status else 301
        if len(words) < 2 or len(words) > 3 or (len(words) > 2 and status is None):
            message = "only rules of two addresses and a status are followed"
        elif code not in REDIRECT_STATUSES:
            message = f"rules of the status {code} are not followed"
        elif ":" in words[0][1].partition("://")[2] or re.search(r"/:[a-z]", words[0][1]):
            message = "placeholders in the old address are not followed"
        else:
            number = len(rules)
            rules.append(
                {"from": words[0][1], "to": words[1][1], "status": Scalar(code, str(code))}
            )
            marks[("redirects", number)] = Mark(place, place)
            marks[("redirects", number, "to")] = Mark(words[1][0], words[1][0])
            continue
        hint = "Write two paths, or leave the rule to the host of the front end."
        faults.append(Fault(place, "not-followed", message, hint))
    return FrontMatter({"redirects": tuple(rules)}, marks), tuple(faults)

"""The rules of a Jekyll site's host: `netlify.toml`, `_redirects`, and files that may become it."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from app.dialects.hosting import (
    NETLIFY,
    REDIRECTS,
    host_redirects,
    host_rule,
    netlify_redirects,
)
from app.dialects.jekyll.tree_layout import TreeLayout
from app.files.text import SourceText
from app.front_matter import NO_MARK, FrontMatter, KeyPath, Mark, Scalar, Value
from app.problems import Fault
from app.regex import regex
from app.site.schema import REDIRECT_STATUSES

_LINE: Final = regex(r"[^\n]+")


def rules_of_host(
    texts: Mapping[str, SourceText], layout: TreeLayout, source: str
) -> Iterator[tuple[SourceText, FrontMatter, tuple[Fault, ...]]]:
    """Yield the files with rules, these as a site file has them, and the faults in them.

    `source` is the folder of the site.
    """
    netlify, own = texts.get(NETLIFY), texts.get(source + REDIRECTS)
    if netlify is not None and (rules := netlify_redirects(netlify.text)) is not None:
        yield netlify, rules, ()
    if own is not None:
        yield own, *read_redirects(own.text)
    for name, text in texts.items():
        # Whether a build uses them is not known, so only links that they lead on matter.
        if text is own or not layout.has_redirects(name):
            continue
        lines = ((line.start(), line.group()) for line in _LINE.finditer(text.text))
        if (possible := host_redirects(lines)) is not None:
            yield text, possible, ()


def read_redirects(text: str) -> tuple[FrontMatter, tuple[Fault, ...]]:
    """Return the rules of `_redirects`, a file for hosts of static sites. Others are faults.

    A rule is a line: from, to, status.
    """
    rules: list[Value] = []
    marks: dict[KeyPath, Mark] = {("redirects",): NO_MARK}
    faults: list[Fault] = []
    for line in _LINE.finditer(text):
        rule = host_rule(line.start(), line.group())
        if rule is None:
            continue
        words, code = rule
        place = words[0][0]
        if code is None:
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

"""Redirects and proxies of a host of static sites, beside the generator's own."""

import re
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from app.dialects.mappings import mapping_of, text_at
from app.front_matter import (
    NO_MARK,
    FrontMatter,
    FrontMatterError,
    KeyPath,
    Mark,
    Scalar,
    Value,
    read_toml,
)
from app.regex import regex
from app.site.schema import REDIRECT_STATUSES

NETLIFY: Final = "netlify.toml"
REDIRECTS: Final = "_redirects"
# A build may move a file to that name: `_redirects_cf`, `_redirects.production`.
_REDIRECTS: Final = regex(r"_redirects(?:[._][\w.-]+)?")
# A path on the site itself; an asterisk may stand for its end.
_SOURCE: Final = regex(r"/[^:*?#]*\*?")
_CONDITIONS: Final = ("conditions", "query")
# Of a line of `_redirects`; within an address, the sign begins a fragment.
_COMMENT: Final = regex(r"(?<!\S)#.*")
_WORD: Final = regex(r"\S+")
_STATUS: Final = regex(r"(\d{3})!?\Z")
# At these addresses another program answers, or another page.
_REWRITE: Final = 200


def is_redirects(name: str) -> bool:
    """Return True for `_redirects` in the top folder, and a file that a build may rename to it."""
    return _REDIRECTS.fullmatch(name) is not None


def netlify_redirects(text: str) -> FrontMatter | None:
    """Return the rules of `netlify.toml` from one path of the site, as a site file has them.

    Redirects are followed, what is rewritten to another address is a route. Others depend on the
    host; they and a file that does not parse are ignored.
    """
    try:
        front_matter, _ = read_toml(text)
    except FrontMatterError:
        return None
    written = front_matter.values.get("redirects")
    return _as_site(
        (mapping_of(item), front_matter.marks.get(("redirects", index), NO_MARK))
        for index, item in enumerate(written if isinstance(written, tuple) else ())
    )


class HostRule(NamedTuple):
    """A line of `_redirects`: its words with their offsets.

    `status` is None if it is no rule of two addresses and perhaps a status.
    """

    words: tuple[tuple[int, str], ...]
    status: int | None


def host_rule(offset: int, line: str) -> HostRule | None:
    """Return the rule that a line has, which begins at an offset; None if it has none."""
    matches = _WORD.finditer(_COMMENT.sub("", line))
    words = tuple((offset + match.start(), match.group()) for match in matches)
    if not words:
        return None
    status = _STATUS.match(words[2][1]) if len(words) == 3 else None
    if status is not None:
        return HostRule(words, int(status[1]))
    return HostRule(words, 301 if len(words) == 2 else None)


def host_redirects(lines: Iterable[tuple[int, str]]) -> FrontMatter | None:
    """Return the rules of `_redirects`, as `netlify_redirects` does; `lines` have their offsets."""
    items: list[tuple[Mapping[str, Value], Mark]] = []
    for rule in (host_rule(offset, line) for offset, line in lines):
        if rule is not None and rule.status is not None:
            (place, source), (_, to), *_ = rule.words
            status = Scalar(rule.status, str(rule.status))
            items.append(({"from": source, "to": to, "status": status}, Mark(place, place)))
    return _as_site(items)


def _as_site(items: Iterable[tuple[Mapping[str, Value], Mark]]) -> FrontMatter | None:
    """Return the redirects and routes of rules, each with its place; None if there are none."""
    values: dict[str, list[Value]] = {"redirects": [], "routes": []}
    marks: dict[KeyPath, Mark] = {}
    for item, mark in items:
        value: Value | None = _rule(item)
        key = "redirects" if value is not None else "routes"
        if value is None:
            value = _route(item)
        if value is not None:
            marks.setdefault((key,), mark)
            marks[(key, len(values[key]))] = mark
            values[key].append(value)
    filled: dict[str, Value] = {key: tuple(rules) for key, rules in values.items() if rules}
    return FrontMatter(filled, marks) if filled else None


def _route(item: Mapping[str, Value]) -> str | None:
    """Return the addresses that a rule rewrites to others, unless they are the whole site."""
    source, status = text_at(item, "from"), item.get("status")
    is_rewrite = isinstance(status, Scalar) and status.value == _REWRITE
    if not is_rewrite or source is None or not _SOURCE.fullmatch(source) or source == "/*":
        return None
    return f"{source[:-1]}**" if source.endswith("/*") else source.rstrip("*")


def _rule(item: Mapping[str, Value]) -> Mapping[str, Value] | None:
    source, target = text_at(item, "from"), text_at(item, "to")
    status = item.get("status", Scalar(301, "301"))
    code = status.value if isinstance(status, Scalar) else None
    if source is None or target is None or code not in REDIRECT_STATUSES:
        return None
    is_placed = _SOURCE.fullmatch(source) and not re.search(r"(?<![:\w]):(?!splat)[a-z]", target)
    if not is_placed or any(key in item for key in _CONDITIONS):
        return None
    # Not reported if the target does not exist: the host may know it.
    return {"from": source, "to": target, "status": status, "implied": Scalar(True, "true")}

"""The HTML sanitiser: one policy for whole bodies and for single tags.

A body is cleaned by nh3. The raw HTML nodes of an mdast tree are often half an element (an
opening tag, a closing tag), which a sanitiser of documents would complete or drop, so they are
cleaned tag by tag here, by the same policy.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from html import escape
from typing import Final, NamedTuple

import nh3

from app.files.character_references import unescape_attribute
from app.markdown.clobbering import safe_id
from app.markdown.schemes import SAFE_SCHEMES
from app.regex import regex

# Elements that vanish with all that is in them.
SILENCED: Final = frozenset({"script", "style"})

_TAGS: Final = frozenset(nh3.ALLOWED_TAGS | {"input", "section", "tfoot", "main"})
_EVERYWHERE: Final = frozenset({"class", "dir", "id", "lang", "role", "title"})
_ATTRIBUTES: Final = {
    **{tag: frozenset(names) for tag, names in nh3.ALLOWED_ATTRIBUTES.items()},
    "a": frozenset({"href", "hreflang", "name"}),
    # The language of highlighted code.
    "code": frozenset({"data-lang"}),
    "details": frozenset({"open"}),
    "iframe": frozenset({"src", "width", "height", "allowfullscreen", "loading"}),
    "li": frozenset({"value"}),
    "ol": frozenset({"start", "reversed", "type"}),
    "time": frozenset({"datetime"}),
}
# The only `<input>` is the box of a task, which is disabled.
_BOX: Final = "checkbox"
_VALUES: Final = {
    "input": {
        "type": frozenset({_BOX}),
        "disabled": frozenset({""}),
        "checked": frozenset({""}),
    }
}
_IDS: Final = frozenset({"id", "name"})
URL_ATTRIBUTES: Final = frozenset({"href", "src", "cite"})
VOID: Final = frozenset({"area", "br", "col", "hr", "img", "input", "wbr"})
# Scripts in an origin of their own are what a video or a map needs. The two together undo the
# sandbox only for a page of the origin that it is framed in, which no site file may let in.
FRAME_SANDBOX: Final = "allow-scripts allow-same-origin allow-popups allow-forms"

# Browsers skip some of these before a URL's scheme and inside it, however many there are.
_IGNORED_IN_URLS: Final = regex("[\x00-\x20]+")
_SCHEME: Final = regex(r"[\x00-\x20]*+([A-Za-z][A-Za-z0-9+.\-\x00-\x20]*+):")
# Characters that the URL standard removes before a URL is read: around it, and anywhere in it.
_OUTSIDE_URLS: Final = "".join(map(chr, range(0x21)))
_INSIDE_URLS: Final = dict.fromkeys(map(ord, "\t\n\r"))
# What all readers of URLs read alike: no user, no port, nothing that only some take for a slash.
_FRAME_ADDRESS: Final = regex(r"(?:https:)?//([a-z0-9.-]+)((?:[/?#].*)?)", re.IGNORECASE)
# CommonMark's raw HTML, section 6.6. Each part ends where the next can begin, so that no input
# makes it search long. Possessive quantifiers stand behind single characters and classes only:
# Python before 3.11.5 misreads possessive groups.
_ATTRIBUTE: Final = r"\s++([^\s\"'<>/=\x00]++)(?:\s*+=\s*+(\"[^\"]*+\"|'[^']*+'|[^\s\"'=<>`]++))?"
# A name may also have a prefix, as in "<o:p>", which word processors write.
_NAME: Final = r"[A-Za-z][A-Za-z0-9-]*+(?::[A-Za-z_][A-Za-z0-9_.-]*+)?"
_TAG: Final = regex(rf"<(?:/({_NAME})\s*+|({_NAME})((?:{_ATTRIBUTE})*)\s*+/?)>")
_ATTRIBUTES_OF: Final = regex(_ATTRIBUTE)
# In HTML that nh3 has written: all values are in quotes and hold none.
_INPUT: Final = regex(r'<input(?:\s[^\s"=>]+="[^"]*")*>')
_TRAILERS: Final = (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"), ("<!", ">"))


def scheme_of(url: str) -> str | None:
    """Return the scheme of a URL in lower case as a browser reads it, None for a relative one."""
    match = _SCHEME.match(url) if ":" in url else None
    return _IGNORED_IN_URLS.sub("", match[1]).lower() if match else None


def is_unsafe(url: str) -> bool:
    """Return True if the URL has a scheme that is not known to be harmless."""
    scheme = scheme_of(url)
    return scheme is not None and scheme not in SAFE_SCHEMES


class Tag(NamedTuple):
    """One opening or closing tag of raw HTML."""

    name: str
    closing: bool
    attributes: tuple[tuple[str, str], ...]
    offset: int
    end: int
    allowed: bool

    def attribute(self, name: str) -> str | None:
        """Return the attribute's value, entities decoded."""
        for key, value in self.attributes:
            if key == name:
                return value
        return None


class Policy(NamedTuple):
    """The rules by which HTML is let through, with the hosts that may be framed."""

    frame_hosts: tuple[str, ...] = ()

    def clean(self, html: str) -> str:
        """Return a whole body's HTML, sanitised and well formed."""
        cleaned = _cleaner(self).clean(html)
        return _INPUT.sub(_task_box, cleaned) if "<input" in cleaned else cleaned

    def tags(self, html: str) -> Iterator[str | Tag]:
        """Yield the tags of raw HTML and the text between them, without comments and the like."""
        position = 0
        unclosed: set[str] = set()
        while position < len(html):
            start = html.find("<", position)
            if start < 0:
                yield html[position:]
                return
            if start > position:
                yield html[position:start]
            match = _TAG.match(html, start)
            if match:
                yield self._tag(match)
                position = match.end()
                continue
            position = _skip_trailer(html, start, unclosed)
            if position == start:
                yield "<"
                position += 1

    def render(self, tag: Tag, url: Callable[[str], str] | None = None) -> str:
        """Return the tag as it may be served, empty if the policy removes it.

        `url` may rewrite a URL of the tag that is safe.
        """
        if not tag.allowed:
            return ""
        if tag.closing:
            return "" if tag.name in VOID else f"</{tag.name}>"
        pieces = [f"<{tag.name}"]
        for name, value in tag.attributes:
            if not self.lets_through(tag.name, name, value):
                continue
            served = value
            if tag.name == "iframe" and name == "src":
                served = self.frame_address(value) or ""
            elif name in URL_ATTRIBUTES:
                served = "" if is_unsafe(value) else url(value) if url else value
            pieces.append(f' {name}="{escape(served)}"')
        if tag.name == "iframe":
            pieces.append(f' sandbox="{FRAME_SANDBOX}"')
        elif tag.name == "input" and tag.attribute("disabled") != "":
            pieces.append(' disabled=""')
        pieces.append(">")
        return "".join(pieces)

    def _tag(self, match: re.Match[str]) -> Tag:
        closing, opening, written = match.group(1, 2, 3)
        attributes: dict[str, str] = {}
        for name, value in _ATTRIBUTES_OF.findall(written) if written else ():
            content = value[1:-1] if value[:1] in {'"', "'"} else value
            attributes.setdefault(name.lower(), unescape_attribute(content))
        tag = (opening or closing).lower()
        return self.tag(tag, attributes, match.span(), closing=opening is None)

    def tag(
        self, name: str, attributes: Mapping[str, str], place: tuple[int, int], *, closing: bool
    ) -> Tag:
        """Return a tag at this place of its source, and whether it is allowed.

        The end tag `</br>` is a line break, as in browsers.
        """
        closing = closing and name != "br"
        allowed = name in _TAGS
        if name == "iframe":
            source = attributes.get("src", "")
            allowed = bool(self.frame_hosts if closing else self.frame_address(source))
        elif name == "input" and not closing:
            allowed = attributes.get("type") == _BOX
        if not _IDS.isdisjoint(attributes):
            attributes = {
                key: safe_id(value) if key in _IDS else value for key, value in attributes.items()
            }
        return Tag(name, closing, tuple(attributes.items()), *place, allowed)

    def lets_through(self, tag: str, name: str, value: str) -> bool:
        """Return True if an element of this name may have the attribute; its URL is not judged."""
        if name in _EVERYWHERE or name.startswith("aria-"):
            return True
        if tag in _VALUES:
            return value in _VALUES[tag].get(name, ())
        return name in _ATTRIBUTES.get(tag, ())

    def frame_address(self, source: str) -> str | None:
        """Return the address of a page that may be framed, by https; None for any other."""
        match = _FRAME_ADDRESS.fullmatch(source.strip(_OUTSIDE_URLS).translate(_INSIDE_URLS))
        if match is None or match[1].lower() not in map(str.lower, self.frame_hosts):
            return None
        return f"https://{match[1].lower()}{match[2]}"


@lru_cache(maxsize=8)
def _cleaner(policy: Policy) -> nh3.Cleaner:
    """Return the cleaner of a policy; to set one up takes longer than to clean a body."""

    def frame_source(tag: str, attribute: str, value: str) -> str | None:
        return policy.frame_address(value) if (tag, attribute) == ("iframe", "src") else value

    attributes = {tag: set(names) for tag, names in _ATTRIBUTES.items()}
    return nh3.Cleaner(
        tags=set(_TAGS | {"iframe"} if policy.frame_hosts else _TAGS),
        clean_content_tags=set(SILENCED),
        attributes={**attributes, "*": set(_EVERYWHERE)},
        attribute_filter=frame_source if policy.frame_hosts else None,
        tag_attribute_values={
            tag: {name: set(values) for name, values in rules.items()}
            for tag, rules in _VALUES.items()
        },
        set_tag_attribute_values={"iframe": {"sandbox": FRAME_SANDBOX}, "input": {"disabled": ""}},
        generic_attribute_prefixes={"aria-"},
        link_rel=None,
        url_schemes=set(SAFE_SCHEMES),
    )


def _task_box(match: re.Match[str]) -> str:
    """Return an `<input>` of cleaned HTML if it is the box of a task, else nothing."""
    return match[0] if f' type="{_BOX}"' in match[0] else ""


def _skip_trailer(html: str, start: int, unclosed: set[str]) -> int:
    """Return the end of the comment or declaration at `start`, or `start` if there is none."""
    for opening, closing in _TRAILERS:
        if html.startswith(opening, start):
            # Searched once only: a thousand openings without an end stay linear.
            end = -1 if closing in unclosed else html.find(closing, start + len(opening))
            if end < 0:
                unclosed.add(closing)
                continue
            return end + len(closing)
    return start

"""The problems with raw HTML that is not served: what is lost, and what only has no effect."""

from collections import Counter
from collections.abc import Mapping
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from app.markdown.sanitise import VOID, Policy, Tag
from app.problems import shorten

_TO_FRONT_END: Final = "The API does not serve it: your front end has to show it in its place."
_AS_FILE: Final = "Save it as a file, and show that as a picture."
_MEDIA: Final = "Link to the file, or let your front end show the player in its place."
# The elements that readers of the page miss, with what to do. The text of a button remains.
_LOST: Final[Mapping[str, str]] = {
    **dict.fromkeys(("form", "dialog"), _TO_FRONT_END),
    "math": _AS_FILE,
    **dict.fromkeys(("video", "audio"), _MEDIA),
    **dict.fromkeys(("iframe", "frame", "frameset", "object", "embed"), _TO_FRONT_END),
}
# Outside of a form only a script does anything with them.
_CONTROLS: Final = frozenset({"select", "textarea"})
# With any of these a group of fields is one; any other is a frame around text, which remains.
_IN_GROUPS: Final = _CONTROLS | {"input", "button"}
# Names of a group and its fields, which are reported with it.
_NAMES: Final = frozenset({"legend", "label"})
# Of plugins that browsers have not run for years, as they do not run `<applet>`.
_OF_DEAD_PLUGINS: Final = (".swf", ".class", ".jar", ".xap", ".dcr")
_NOT_CLOSED: Final = VOID | {"embed", "frame", "source", "link", "meta", "base", "param", "track"}
# A drawing with any of these says something; any other is an ornament.
_SPEAKING: Final = frozenset({"aria-label", "aria-labelledby"})
_MOST_NAMES: Final = 6
# Scripts that make cards of posts, whose text stands on the page in a `<blockquote>`.
_OF_QUOTATIONS: Final = (
    *("platform.twitter.com/widgets.js", "platform.x.com/widgets.js"),
    *("www.instagram.com/embed.js", "platform.instagram.com/"),
    *("www.tiktok.com/embed.js", "embed.bsky.app/static/embed.js"),
    *("embed.reddit.com/widgets.js", "embed.redditmedia.com/widgets/"),
)
# Hosts of libraries, which show nothing by themselves, and of what counts visits.
_OF_LIBRARIES: Final = (
    *("cdnjs.cloudflare.com/", "cdn.jsdelivr.net/", "unpkg.com/", "ajax.googleapis.com/"),
    *("code.jquery.com/", "maxcdn.bootstrapcdn.com/", "stackpath.bootstrapcdn.com/"),
    *("netdna.bootstrapcdn.com/", "kit.fontawesome.com/", "use.fontawesome.com/"),
    *("cdn.tailwindcss.com", "cdn.mathjax.org/", "polyfill.io/", "cdn.polyfill.io/"),
    *("www.googletagmanager.com/", "www.google-analytics.com/", "plausible.io/js/"),
)


class Removal(NamedTuple):
    """A problem with raw HTML, at a byte of the text."""

    start: int
    code: str
    message: str
    hint: str


class RemovedHtml:
    """Finds the raw HTML of one body that the sanitiser does not let through.

    An element whose content is lost is a warning; its descendants are not reported again. What
    readers of the content do not miss is one hint together: attributes, ornaments, controls that
    are in no form, what browsers do not run any more, and scripts, which are the front end's. A
    script of another site may show something, so it is a warning, unless it only decorates a
    quotation that is on the page, or is a library or counts visits.
    """

    __slots__ = ("_drawing", "_dropped", "_group", "_inside", "_policy", "_removals", "_start")

    def __init__(self, policy: Policy | None) -> None:
        self._policy = policy
        self._removals: list[Removal] = []
        # The removed element that is open, and how many of that name are open in it.
        self._inside: tuple[str, int] | None = None
        # Where the drawing that is open begins, if nothing in it has said anything yet.
        self._drawing: int | None = None
        # Where the group of fields that is open begins, and how many are open, if it has no field.
        self._group: tuple[int, int] | None = None
        # How often each name was dropped, and where the first of them stands.
        self._dropped: dict[str, int] = {}
        self._start = 0

    def add_removed(self, tag: Tag, start: int) -> None:
        """Add an opening tag that is not let through."""
        if self._inside is not None:
            name, depth = self._inside
            if tag.name == name:
                self._inside = name, depth + 1
            if tag.name == "text" and self._drawing is not None:
                self._lose("svg", self._drawing, _AS_FILE)
                self._drawing = None
            return
        if self._group is not None and tag.name in _IN_GROUPS:
            self._lose_group(self._group)
        elif tag.name == "fieldset":
            first, depth = self._group or (start, 0)
            self._group = first, depth + 1
        elif tag.name == "svg":
            self._inside = tag.name, 1
            if _is_speaking(tag):
                self._lose(tag.name, start, _AS_FILE)
            else:
                self._drawing = start
        elif tag.name == "script" and _may_show_something(tag.attribute("src") or ""):
            self._lose(tag.name, start, _TO_FRONT_END)
        elif (hint := _hint_of(tag)) is not None:
            self._lose(tag.name, start, hint)
            if tag.name not in _NOT_CLOSED:
                self._inside = tag.name, 1
        elif self._group is None or tag.name not in _NAMES:
            self._drop(f"<{tag.name}>", start)
            if tag.name in _CONTROLS:
                self._inside = tag.name, 1

    def add_served(self, tag: Tag, start: int) -> None:
        """Add an opening tag that is let through, perhaps without some of its attributes."""
        assert self._policy is not None
        if self._inside is not None:
            return
        if self._group is not None and tag.name in _IN_GROUPS:
            self._lose_group(self._group)
            return
        for name, value in tag.attributes:
            if not self._policy.lets_through(tag.name, name, value):
                self._drop(name, start)

    def add_closing(self, name: str) -> None:
        """Add a closing tag."""
        if self._inside is not None and self._inside[0] == name:
            depth = self._inside[1] - 1
            self._inside = (name, depth) if depth else None
            if not depth and self._drawing is not None:
                self._drop("<svg>", self._drawing)
                self._drawing = None
        elif self._group is not None and name == "fieldset":
            start, depth = self._group
            self._group = (start, depth - 1) if depth > 1 else None
            if self._group is None:
                self._drop("<fieldset>", start)

    def finish(self) -> list[Removal]:
        """Return the problems; what was dropped without loss is one, and the last."""
        if self._drawing is not None:
            self._drop("<svg>", self._drawing)
            self._drawing = None
        if self._group is not None:
            self._drop("<fieldset>", self._group[0])
            self._group = None
        if not self._dropped:
            return self._removals
        names = [
            f"{shorten(name, 30)} ({number})" if number > 1 else shorten(name, 30)
            for name, number in Counter(self._dropped).most_common(_MOST_NAMES)
        ]
        more = ", …" if len(self._dropped) > _MOST_NAMES else ""
        message = f"HTML that has no effect here is not served: {', '.join(names)}{more}"
        hint = "The content is the same without it; leave looks and behaviour to the front end."
        return [*self._removals, Removal(self._start, "dropped-html", message, hint)]

    def _lose_group(self, group: tuple[int, int]) -> None:
        start, depth = group
        self._lose("fieldset", start, _TO_FRONT_END)
        self._inside = "fieldset", depth
        self._group = None

    def _lose(self, name: str, start: int, hint: str) -> None:
        message = f"<{name}> was removed by the HTML sanitiser"
        self._removals.append(Removal(start, "removed-html", message, hint))

    def _drop(self, name: str, start: int) -> None:
        if not self._dropped or start < self._start:
            self._start = start
        self._dropped[name] = self._dropped.get(name, 0) + 1


def _is_speaking(drawing: Tag) -> bool:
    """Return True if a drawing is a picture with a meaning, by what it tells screen readers."""
    return drawing.attribute("role") == "img" or any(
        name in _SPEAKING for name, _ in drawing.attributes
    )


def _may_show_something(source: str) -> bool:
    """Return True for a script of another site, unless it is known to show nothing."""
    scheme, slashes, rest = source.strip().lower().partition("//")
    if not slashes or scheme not in {"", "http:", "https:"}:
        return False
    return not rest.startswith((*_OF_QUOTATIONS, *_OF_LIBRARIES))


def _hint_of(tag: Tag) -> str | None:
    """Return what to do about an element whose content readers miss; None if they do not."""
    if tag.name in {"object", "embed"}:
        source = tag.attribute("data") or tag.attribute("src") or ""
        if source.strip().lower().endswith(_OF_DEAD_PLUGINS):
            return None
    if tag.name in _CONTROLS:
        return _TO_FRONT_END if tag.attribute("form") else None
    return _frame_hint(tag) or _LOST.get(tag.name)


def _frame_hint(tag: Tag) -> str | None:
    """Return how to let a frame through, if its address has a host."""
    if tag.name != "iframe":
        return None
    try:
        host = urlsplit((tag.attribute("src") or "").strip()).hostname
    except ValueError:
        host = None
    if host is None:
        return None
    return f"To let it through, write `iframe_hosts: [{shorten(host)}]` into site.yaml, and https."

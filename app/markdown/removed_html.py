"""The problems with raw HTML that is not served: what is lost, and what only has no effect."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias
from urllib.parse import urlsplit

from app.markdown.sanitise import SILENCED, VOID, Policy, Tag
from app.problems import shorten

# Called with the byte where it is, the code, the message and the hint.
Report: TypeAlias = Callable[[int, str, str, str], object]

_TO_FRONT_END: Final = "Leave it to the front end."
_AS_LINK: Final = "Write a link, or leave it to the front end."
_AS_FILE: Final = "Save it as a file, and show that as a picture."
_MEDIA: Final = "Link to the file, or leave the player to the front end."
# The elements that readers of the page miss, with what to do.
_LOST: Final[Mapping[str, str]] = {
    **dict.fromkeys(("form", "select", "textarea", "fieldset", "script"), _TO_FRONT_END),
    **dict.fromkeys(("button", "dialog"), _AS_LINK),
    **dict.fromkeys(("svg", "canvas", "math"), _AS_FILE),
    **dict.fromkeys(("video", "audio"), _MEDIA),
    **dict.fromkeys(("iframe", "frame", "frameset", "object", "embed", "applet"), _TO_FRONT_END),
}
_NOT_CLOSED: Final = VOID | {"embed", "frame", "source", "link", "meta", "base", "param", "track"}
# Scripts of these types are data for machines.
_DATA_TYPES: Final = ("application/ld+json", "application/json")
_MOST_NAMES: Final = 6


class RemovedHtml:
    """Reports the raw HTML of one body that the sanitiser does not let through.

    An element whose content or function is lost is a warning; its descendants are not reported
    again. Attributes and tags whose absence changes nothing in the content are one hint together.
    """

    __slots__ = ("_dropped", "_inside", "_policy", "_report", "_start")

    def __init__(self, policy: Policy | None, report: Report) -> None:
        self._policy = policy
        self._report = report
        # The removed element that is open, and how many of that name are open in it.
        self._inside: tuple[str, int] | None = None
        # How often each name was dropped, and where the first of them stands.
        self._dropped: Counter[str] = Counter()
        self._start = 0

    def add_removed(self, tag: Tag, start: int) -> None:
        """Add an opening tag that is not let through."""
        if self._inside is not None:
            name, depth = self._inside
            if tag.name == name:
                self._inside = name, depth + 1
            return
        hint = _LOST.get(tag.name)
        if hint is None or (tag.name == "script" and tag.attribute("type") in _DATA_TYPES):
            self._drop(f"<{tag.name}>", start)
        else:
            message = f"<{tag.name}> was removed by the HTML sanitiser"
            self._report(start, "removed-html", message, _frame_hint(tag) or hint)
            if tag.name not in _NOT_CLOSED | SILENCED:
                self._inside = tag.name, 1

    def add_served(self, tag: Tag, start: int) -> None:
        """Add an opening tag that is let through, perhaps without some of its attributes."""
        assert self._policy is not None
        if self._inside is not None:
            return
        for name, value in tag.attributes:
            if self._policy.lets_through(tag.name, name, value):
                continue
            if name.startswith("on"):
                message = (
                    f'the attribute "{name}" of <{tag.name}> was removed by the HTML sanitiser'
                )
                self._report(start, "removed-html", message, _TO_FRONT_END)
            else:
                self._drop(name, start)

    def add_closing(self, name: str) -> None:
        """Add a closing tag."""
        if self._inside is not None and self._inside[0] == name:
            depth = self._inside[1] - 1
            self._inside = (name, depth) if depth else None

    def finish(self) -> None:
        """Report what was dropped without loss."""
        if not self._dropped:
            return
        shown = [
            f"{shorten(name, 30)} ({number})" if number > 1 else shorten(name, 30)
            for name, number in self._dropped.most_common(_MOST_NAMES)
        ]
        more = ", …" if len(self._dropped) > _MOST_NAMES else ""
        message = f"HTML that has no effect here is not served: {', '.join(shown)}{more}"
        hint = "The content is the same without it; leave looks to the front end."
        self._report(self._start, "dropped-html", message, hint)

    def _drop(self, name: str, start: int) -> None:
        if not self._dropped:
            self._start = start
        self._dropped[name] += 1


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

"""The links, pictures, anchors and HTML problems of a body, collected as it is read."""

from collections.abc import Callable, Iterable
from typing import Final

from app.files.text import LocatedText, SourceText
from app.markdown.body import BodyImage, BodyLink
from app.markdown.mdast import MAX_DEPTH
from app.markdown.page_reference import read_reference
from app.markdown.raw_html import RawTag
from app.markdown.removed_html import RemovedHtml
from app.markdown.sanitise import Policy, is_unsafe
from app.markdown.script_pictures import ScriptPictures
from app.problems import Fault, Problem, shorten

# For facts whose places are not needed.
NOWHERE: Final = SourceText("", "", (), (0, 1), (), ())

# Attributes by which a script answers to a click on a link.
_HANDLERS: Final = ("onclick", "x-on:click", "@click", "data-toggle", "data-bs-toggle")


class References:
    """Links and pictures by their numbers, which are their places in the lists.

    Positions are bytes of the text that is read. `item_links` has, for each open list item, the
    numbers of its links.
    """

    def __init__(
        self, source: LocatedText, offset_of: Callable[[int], int], policy: Policy | None
    ) -> None:
        self.links: list[BodyLink | None] = []
        self.images: list[BodyImage] = []
        self.anchors: set[str] = set()
        self.problems: list[Problem] = []
        self.item_links: list[list[int]] = []
        # The number of components that are open.
        self.components = 0
        self._source = source
        self._locate = source.locate
        self._offset_of = offset_of
        self._policy = policy
        self._removed = RemovedHtml(policy)
        self._script_pictures = ScriptPictures()
        # The number of the link that an open `<a>` is, and where its text begins.
        self._raw_link: tuple[int, int] | None = None

    def place(self, start: int) -> tuple[int, int]:
        """Return the line and the column of a byte."""
        return self._locate(self._offset_of(start))

    def lines(self, starts: Iterable[int]) -> list[int]:
        """Return the lines of bytes."""
        return self._source.lines(map(self._offset_of, starts))

    def report(self, start: int, code: str, message: str, hint: str) -> None:
        """Add a problem at a byte."""
        fault = Fault(self._offset_of(start), code, message, hint)
        self.problems.append(self._source.problem(fault))

    def report_too_deep(self, start: int) -> None:
        """Add the problem that something nests too deep, once for the body."""
        if not any(problem.code == "nested-too-deep" for problem in self.problems):
            message = f"blocks or spans nest deeper than {MAX_DEPTH} levels here"
            hint = "Deeper ones are served as if they were not nested; make it simpler."
            self.report(start, "nested-too-deep", message, hint)

    def new_link(self) -> int:
        """Return the number of the link that begins."""
        number = len(self.links)
        self.links.append(None)
        if self.item_links:
            self.item_links[-1].append(number)
        return number

    def links_from(self, line: int) -> list[tuple[int, BodyLink]]:
        """Return the links from a line on, with their numbers."""
        links: list[tuple[int, BodyLink]] = []
        for number in range(len(self.links) - 1, -1, -1):
            link = self.links[number]
            if link is not None:
                if link.line < line:
                    break
                links.append((number, link))
        return links[::-1]

    def set_link(self, number: int, url: str, text: str, start: int, *, bare: bool = False) -> None:
        """Set the link of this number; report one with a text and no address."""
        unsafe = self._policy is not None and is_unsafe(url)
        href, reference = read_reference(url) or (url, None)
        if text and not url.strip():
            message = f'the link "{shorten(text)}" has no address, so it leads to its own page'
            self.report(start, "broken-link", message, "Write one, or take the link out.")
        line, column = self._locate(self._offset_of(start))
        self.links[number] = BodyLink(
            href, text, line, column, unsafe, reference, bare, self.components > 0
        )

    def add_image(self, url: str, alt: str, start: int, *, is_filled: bool = False) -> None:
        """Add a picture; `is_filled` if a script may give it its address."""
        unsafe = self._policy is not None and is_unsafe(url)
        self.images.append(
            BodyImage(url, alt, *self.place(start), unsafe, is_filled, self.components > 0)
        )

    def add_raw_tag(self, part: RawTag, plain: list[str]) -> None:
        """Add what a tag of raw HTML is: a link, a picture, an anchor, a problem.

        `plain` is the text so far, from which links get their texts.
        """
        tag, decision, start = part
        self._script_pictures.read(tag)
        if tag.closing:
            self._removed.add_closing(tag.name)
        if decision == "removed":
            self._removed.add_removed(tag, start)
        elif decision == "too-deep":
            self.report_too_deep(start)
        elif decision == "served":
            if tag.closing:
                if tag.name == "a":
                    self._end_raw_link(plain)
            else:
                self._add_opening_tag(part, plain)

    def _add_opening_tag(self, part: RawTag, plain: list[str]) -> None:
        tag, _, start = part
        self._removed.add_served(tag, start)
        for name in ("id", "name") if tag.name == "a" else ("id",):
            if anchor := tag.attribute(name):
                self.anchors.add(anchor)
        if tag.name == "a" and (href := tag.attribute("href")) is not None:
            if href.startswith("#") and any(map(tag.attribute, _HANDLERS)):
                self.anchors.add(href[1:])  # the script answers, whatever is there
            number = self.new_link()
            self.set_link(number, href, "", start)
            self._raw_link = number, len(plain)
        elif tag.name == "img" and (source := tag.attribute("src")) is not None:
            is_filled = self._script_pictures.is_filled(tag)
            self.add_image(source, tag.attribute("alt") or "", start, is_filled=is_filled)

    def _end_raw_link(self, plain: list[str]) -> None:
        if self._raw_link is not None:
            number, begin = self._raw_link
            link = self.links[number]
            assert link is not None
            text = " ".join("".join(plain[begin:]).split())
            self.links[number] = link._replace(text=text)
            self._raw_link = None

    def end_paragraph(self) -> None:
        """End a link of raw HTML that was left open."""
        self._raw_link = None

    def finish(self) -> None:
        """Report what is known only at the end of the body."""
        for removal in self._removed.finish():
            self.report(*removal)

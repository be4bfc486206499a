"""What shortcodes stand for: events of Markdown for Hugo's own, components for all others.

Specification: https://gohugo.io/shortcodes/.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final, Protocol
from urllib.parse import quote

from app.dialects.hugo.goldmark.directives import (
    Details,
    Event,
    Place,
    Size,
    around,
    directive,
    end,
    start,
    text_event,
)
from app.dialects.hugo.goldmark.embeds import EMBEDS, embed_of
from app.dialects.hugo.goldmark.flattening import flattened, is_running_text
from app.dialects.hugo.shortcodes import Shortcode, ShortcodeContext
from app.markdown.page_reference import PageReference
from app.problems import Fault

_SUMMARY: Final = "Details"
_REFERENCES: Final = frozenset({"ref", "relref"})
_VALUES: Final = _REFERENCES | {"param"}


class Insides(Protocol):
    """Where what is in a shortcode, or in an argument of one, is had from."""

    def inner(self, shortcode: Shortcode) -> list[Event]:
        """The events of what is in a shortcode."""

    def inline(self, markdown: str, origin: int) -> list[Event]:
        """The events of an argument's Markdown."""

    def raw(self, shortcode: Shortcode) -> str:
        """What is in a shortcode as it is written."""


class Components:
    """The shortcodes of one body as events."""

    def __init__(self, insides: Insides, context: ShortcodeContext, faults: list[Fault]) -> None:
        self._insides = insides
        self._context = context
        self._faults = faults
        # By where the shortcode begins: each is looked into once.
        self._inner: dict[int, list[Event]] = {}
        self._values: dict[int, str] = {}

    @staticmethod
    def is_value(shortcode: Shortcode) -> bool:
        """Whether the shortcode is no more than a piece of text."""
        return shortcode.inner is None and shortcode.name in _VALUES

    def value(self, shortcode: Shortcode) -> str:
        """The shortcode as text, for where nothing else can stand; of a reference its address."""
        found = self._values.get(shortcode.start)
        if found is None:
            found = self._values[shortcode.start] = self._value(shortcode)
        return found

    def shown(self, shortcode: Shortcode) -> str:
        """The shortcode as text that readers see: in code, in a title."""
        if self.is_value(shortcode) and shortcode.name in _REFERENCES:
            return shortcode.argument("path", "0")
        return self.value(shortcode)

    def _value(self, shortcode: Shortcode) -> str:
        if shortcode.inner is None:
            if shortcode.name in _REFERENCES:
                return self._address(shortcode)
            if shortcode.name == "param":
                return self._param(shortcode)
        elif not shortcode.is_inline and shortcode.name != "comment":
            return self._insides.raw(shortcode)
        return ""

    def block(self, shortcode: Shortcode, place: Place) -> list[Event]:
        """What stands for the shortcode where it stands alone."""
        name = shortcode.name
        if shortcode.inner is None:
            if name == "figure" and shortcode.argument("src"):
                return self._figure(shortcode, place)
            single = self._single(shortcode, place)
            if single is not None:
                return around("Paragraph", place, single) if single else []
            self.check(shortcode)
        elif name == "highlight":
            language = f"{shortcode.argument('0')} {shortcode.argument('1')}".strip()
            code = self.code(shortcode)
            detail = {"Fenced": language}
            return around("CodeBlock", place, [text_event(f"{code}\n", place)], detail)
        elif name == "details":
            return self._details(shortcode, place)
        elif name == "comment":
            return []
        inner = self._inside(shortcode)
        if not inner:
            component = directive(shortcode, "leafDirective", place[0], place[1])
            return [({"Directive": component}, {"start": place[0], "end": place[1]})]
        begin = inner[0][1]["start"]
        component = directive(shortcode, "containerDirective", begin, place[1])
        return around("Directive", place, inner, component)

    def inline(
        self, shortcode: Shortcode, place: Place, *, forced: bool, in_link: bool = False
    ) -> list[Event] | None:
        """What stands for the shortcode in running text; None where that is blocks.

        `forced`: it stands where there can be none, so what is in them stands in the text.
        """
        name = shortcode.name
        if shortcode.inner is None:
            if name == "figure" and shortcode.argument("src"):
                return self._picture(shortcode, place) if forced else None
            single = self._single(shortcode, place)
            if single is not None:
                return flattened(single, in_link=in_link)
            self.check(shortcode)
        elif name == "comment":
            return []
        elif name in {"highlight", "details"} and not forced:
            return None
        elif name == "highlight":
            code = " ".join(self.code(shortcode).split())
            return [({"Code": code}, {"start": place[0], "end": place[1]})]
        inner = self._inside(shortcode)
        if not inner:
            component = directive(shortcode, "textDirective", place[0], place[1])
            return [({"Directive": component}, {"start": place[0], "end": place[1]})]
        if not forced and not is_running_text(inner):
            return None
        begin = inner[0][1]["start"]
        component = directive(shortcode, "textDirective", begin, place[1])
        return around("Directive", place, flattened(inner, in_link=in_link), component)

    def _inside(self, shortcode: Shortcode) -> list[Event]:
        found = self._inner.get(shortcode.start)
        if found is None:
            found = self._inner[shortcode.start] = self._insides.inner(shortcode)
        return found

    def _single(self, shortcode: Shortcode, place: Place) -> list[Event] | None:
        """Hugo's own shortcodes that are running text wherever they stand."""
        name = shortcode.name
        if name in _REFERENCES:
            address = self.value(shortcode)
            if not address:
                return []
            shown = text_event(shortcode.argument("path", "0"), place)
            return around("Link", place, [shown], _reference("dest_url", address))
        if name == "param":
            value = self.value(shortcode)
            return [text_event(value, place)] if value else []
        embed = embed_of(shortcode)
        if embed is not None:
            return [({"Embed": embed}, {"start": place[0], "end": place[1]})]
        return None

    def check(self, shortcode: Shortcode) -> None:
        """Tell of one of Hugo's own that has nothing to show."""
        needs = "src" if shortcode.name == "figure" else EMBEDS.get(shortcode.name)
        if needs is not None:
            told = f'the shortcode "{shortcode.name}" lacks {needs}'
            self._report(shortcode, "shortcode-argument", told, "Give it, as Hugo asks for it.")

    def _report(self, shortcode: Shortcode, code: str, told: str, hint: str) -> None:
        self._faults.append(Fault(shortcode.start, code, told, hint))

    # Values

    def _address(self, shortcode: Shortcode) -> str:
        written = shortcode.argument("path", "0")
        if not written:
            told = f'the shortcode "{shortcode.name}" names no page'
            self._report(shortcode, "shortcode-argument", told, "Give it the path of a page.")
            return ""
        path, hash_sign, fragment = written.partition("#")
        tail = f"{hash_sign}{quote(fragment)}"
        if not path:
            return tail
        # The page may be any, of which nothing is known yet.
        return f"{PageReference(path, shortcode.argument('lang') or None).address}{tail}"

    def _param(self, shortcode: Shortcode) -> str:
        name = shortcode.argument("0")
        value = self._context.param(name) if name else None
        if value is None:
            told = f'there is no parameter "{name}"' if name else "a param names no parameter"
            hint = "Set it in the front matter or in the site's configuration."
            self._report(shortcode, "shortcode-argument", told, hint)
            return ""
        return _printed(value)

    def code(self, shortcode: Shortcode) -> str:
        """What is in a shortcode for code, from its first line to its last."""
        code = self.value(shortcode)
        # What stands before the end of the shortcode indents it.
        lines, newline, last = code.rpartition("\n")
        return (code if last.strip() or not newline else lines).strip("\n")

    # Blocks

    def _details(self, shortcode: Shortcode, place: Place) -> list[Event]:
        summary = self._insides.inline(shortcode.argument("summary") or _SUMMARY, shortcode.start)
        inner = self._inside(shortcode)
        begin = inner[0][1]["start"] if inner else place[0]
        component = directive(shortcode, "containerDirective", begin, place[1])
        detail = Details(component, shortcode.argument("open") in {"true", "1"})
        inside = [*around("Summary", place, flattened(summary)), *inner]
        return around("Details", place, inside, detail)

    def _figure(self, shortcode: Shortcode, place: Place) -> list[Event]:
        inside = around("BareParagraph", place, self._picture(shortcode, place))
        caption: list[Event] = []
        if title := shortcode.argument("title"):
            strong = around("Strong", place, [text_event(title, place)])
            caption += around("Paragraph", place, strong)
        told = self._caption(shortcode, place)
        if told:
            caption += around("Paragraph", place, told)
        if caption:
            inside += around("Caption", place, caption)
        return around("Figure", place, inside, shortcode.argument("class"))

    def _caption(self, shortcode: Shortcode, place: Place) -> list[Event]:
        origin = shortcode.start
        told: list[Event] = []
        if caption := shortcode.argument("caption"):
            told += flattened(self._insides.inline(caption, origin))
        if source := shortcode.argument("attr"):
            named = flattened(self._insides.inline(source, origin))
            if address := shortcode.argument("attrlink"):
                named = flattened(named, in_link=True)
                named = around("Link", place, named, _reference("dest_url", address))
            if told:
                told.append(text_event(" ", place))
            told += named
        return told

    def _picture(self, shortcode: Shortcode, place: Place) -> list[Event]:
        alt = shortcode.argument("alt")
        if not alt and (caption := shortcode.argument("caption")):
            alt = text_of(self._insides.inline(caption, shortcode.start))
        detail = _reference("dest_url", shortcode.argument("src"))
        detail["size"] = Size(shortcode.argument("width"), shortcode.argument("height"))
        shown = [text_event(alt, place)] if alt else []
        picture = [start("SizedImage", place, detail), *shown, end("Image", place)]
        if address := shortcode.argument("link"):
            return around("Link", place, picture, _reference("dest_url", address))
        return picture


def _reference(name: str, address: str) -> dict[str, Any]:
    return {name: address, "title": "", "id": "", "link_type": "Inline"}


def text_of(events: Iterable[Event]) -> str:
    """The text of events, as one line."""
    pieces = [
        event.get("Text") or event.get("Code") or "" if type(event) is dict else " "
        for event, _ in events
    ]
    return " ".join("".join(pieces).split())


def _printed(value: object) -> str:
    """A value as Hugo's templates print it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{' '.join(_printed(each) for each in value)}]"
    return str(value)

"""The events that replace shortcodes, and blocks as running text where no blocks can stand."""

from collections.abc import Iterable, Sequence
from typing import Any, Final, Literal, NamedTuple, TypeAlias
from urllib.parse import quote

from app.dialects.hugo.shortcodes.tree import Shortcode
from app.markdown.events import BREAKS, INLINE, Event, event_parts

# The bytes of an event in the whole text: `{"start": first, "end": last + 1}`.
Span: TypeAlias = dict[str, int]
# Names and values of attributes.
Pairs: TypeAlias = list[tuple[str, str]]
DirectiveKind: TypeAlias = Literal["textDirective", "leafDirective", "containerDirective"]
_POST: Final = "a user and the id of a post"
# Hugo's own shortcodes for content of other sites, and what each of them needs.
EMBEDS: Final = {
    **dict.fromkeys(("youtube", "vimeo", "vimeo_simple"), "the id of a video"),
    "gist": "a user and the id of a gist",
    **dict.fromkeys(("instagram", "instagram_simple"), "the id of a post"),
    **dict.fromkeys(("tweet", "twitter", "twitter_simple", "x", "x_simple"), _POST),
}
_TITLES: Final = ("title", "heading", "name")
_SPANS: Final = frozenset({"Emphasis", "Strong", "Strikethrough", "Image", "SizedImage"})
_NOT_IN_LINKS: Final = frozenset({"Embed", "FootnoteReference"})
_LEAVES: Final = (INLINE - {"TaskListMarker"}) | {"Embed"}
_RUNNING_TEXT: Final = _SPANS | {"Directive", "Link", "Paragraph"}


class Directive(NamedTuple):
    """A component. The headings of an `aside` are in no table of contents.

    `inner` is the byte where its content begins, `end` where the text after it begins. `opening`
    and `closing` are its element in HTML, if it has one.
    """

    kind: DirectiveKind
    name: str
    attributes: dict[str, str]
    aside: bool
    inner: int
    end: int
    opening: str = ""
    closing: str = ""

    @property
    def title(self) -> str:
        """The title of a card or another part of a page, "" if it has none."""
        return next((self.attributes[key] for key in _TITLES if key in self.attributes), "")


class Element(NamedTuple):
    """An element in HTML: a block around others, or else a paragraph or a part of such a block."""

    opening: str
    closing: str
    is_block: bool = False
    is_paragraph: bool = False


class Embed(NamedTuple):
    """Content of another site: the first of its frames that the policy allows, or else a link."""

    url: str
    title: str
    frames: tuple[str, ...]


def span_of(start: int, end: int) -> Span:
    """Return the span from one byte to another."""
    return {"start": start, "end": end}


def text_event(value: str, span: Span) -> Event:
    """Return an event of text."""
    return {"Text": value}, span


def node_events(name: str, span: Span, content: list[Event], detail: Any = None) -> list[Event]:
    """Return the events of a node with this content."""
    value = name if detail is None else {name: detail}
    return [({"Start": value}, span), *content, ({"End": name}, span)]


def is_running_text(events: Sequence[Event]) -> bool:
    """Return True for at most one paragraph, in which components have at most one each."""
    paragraphs = [0]
    for event, _ in events:
        kind, name, _ = event_parts(event)
        if kind in {"Html", "Rule"} or (kind == "Start" and name not in _RUNNING_TEXT):
            return False
        if kind == "Start" and name == "Paragraph":
            paragraphs[-1] += 1
            if paragraphs[-1] > 1:
                return False
        elif name == "Directive":
            if kind == "Start":
                paragraphs.append(0)
            else:
                paragraphs.pop()
    return True


def flattened(events: Iterable[Event], *, in_link: bool = False) -> list[Event]:
    """Return the content of blocks as running text, in a link without other links."""
    flat: list[Event] = []
    code: list[str] | None = None
    skipped = 0
    for event, span in events:
        kind, name, detail = event_parts(event)
        if skipped or (kind == "Start" and name == "FootnoteDefinition"):
            skipped += (kind == "Start") - (kind == "End")
        elif code is not None:
            if kind == "End":
                flat.append(({"Code": " ".join("".join(code).split())}, span))
                code = None
            elif kind == "Text":
                code.append(detail)
        elif name in _SPANS or (name == "Link" and not in_link):
            flat.append((event, span))
        elif name == "Directive":
            flat.append(({kind: {name: _as_text(detail)} if detail else name}, span))
        elif kind == "Start" and name != "Link":
            if flat and _needs_space(flat[-1][0]):
                flat.append(({"Text": " "}, span))
            code = [] if name == "CodeBlock" else None
        elif kind == "Directive":
            flat.append(({kind: _as_text(detail)}, span))
        elif kind == "Html":
            flat.append(({"InlineHtml": detail}, span))
        elif kind in _LEAVES and not (in_link and kind in _NOT_IN_LINKS):
            flat.append((event, span))
    return flat


def _as_text(component: Directive) -> Directive:
    return component._replace(kind="textDirective", opening="", closing="")


def _needs_space(event: Any) -> bool:
    """Return True if text may not follow directly."""
    kind, name, _ = event_parts(event)
    begins = kind == "Start" and name == "Directive"
    return not (begins or event == {"Text": " "} or kind in BREAKS)


def embed_of(shortcode: Shortcode) -> Embed | None:
    """Return what the shortcode embeds; None if it is no embed or lacks an argument."""
    if shortcode.name not in EMBEDS:
        return None
    kind = shortcode.name.removesuffix("_simple")
    first = quote(shortcode.argument("id", "0"), safe="")
    title = shortcode.argument("title")
    if kind == "gist":
        user, gist = (quote(shortcode.argument(name), safe="") for name in ("0", "1"))
        url = f"https://gist.github.com/{user}/{gist}"
        return Embed(url, shortcode.argument("2") or "Gist", ()) if user and gist else None
    if EMBEDS[shortcode.name] == _POST:
        return _post(shortcode)
    if not first:
        return None
    if kind == "instagram":
        post = quote(shortcode.argument("0", "id"), safe="")
        return Embed(f"https://www.instagram.com/p/{post}/", "Instagram post", ())
    if kind == "vimeo":
        frames: tuple[str, ...] = (f"https://player.vimeo.com/video/{first}",)
        return Embed(f"https://vimeo.com/{first}", title or "Vimeo video", frames)
    hosts = ("www.youtube-nocookie.com", "www.youtube.com")
    frames = tuple(f"https://{host}/embed/{first}" for host in hosts)
    return Embed(f"https://www.youtube.com/watch?v={first}", title or "YouTube video", frames)


def _post(shortcode: Shortcode) -> Embed | None:
    user, post = shortcode.argument("user", "0"), shortcode.argument("id", "1")
    if user and not post and not shortcode.argument("user"):
        # Older versions of Hugo need only the id: any user leads to the post.
        user, post = "x", user
    if not user or not post:
        return None
    host = "x.com" if shortcode.name.startswith("x") else "twitter.com"
    url = f"https://{host}/{quote(user, safe='')}/status/{quote(post, safe='')}"
    return Embed(url, f"Post of {user}", ())

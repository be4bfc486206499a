"""Whether HTML can do harm, as an HTML5 parser sees it and by rules written apart from ours.

Specification: https://html.spec.whatwg.org/multipage/parsing.html and, for addresses,
https://url.spec.whatwg.org.
"""

import re
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any, Final

from justhtml import JustHTML
from justhtml.dom import Node
from justhtml.parser.context import FragmentContext


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


ELEMENTS: Final = words("""
    a abbr acronym area article aside b bdi bdo blockquote br caption center cite code col
    colgroup data dd del details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6
    header hgroup hr i iframe img input ins kbd li main map mark nav ol p pre q rp rt rtc ruby s
    samp section small span strike strong sub summary sup table tbody td tfoot th thead time tr
    tt u ul var wbr
""")
ATTRIBUTES: Final = words("""
    abbr align alt allowfullscreen axis border cellpadding cellspacing char charoff checked cite
    class clear color cols colspan compact coords datetime dir disabled face headers height href
    hreflang hspace id lang loading name nohref noshade nowrap open reversed role rows rowspan
    rules sandbox scope shape size span src start summary title type valign value vspace width
""")
SCHEMES: Final = words("""
    bitcoin ftp ftps geo http https im irc ircs magnet mailto mms mx news nntp openpgp4fpr sip sms
    smsto ssh tel url webcal wtai xmpp
""")
ADDRESSES: Final = frozenset({"href", "src", "cite"})
FRAME_HOST: Final = "www.youtube.com"
# Wherever a page puts a body: in an element of its own, or as the whole document.
CONTEXTS: Final = ("div", "td", "p", None)


def scheme_of(address: str) -> str | None:
    """The scheme as a browser finds it, which skips what does not show."""
    seen = re.sub("[\t\n\r]", "", address.strip("".join(map(chr, range(33)))))
    match = re.match(r"([a-zA-Z][a-zA-Z0-9+.\-]*):", seen)
    return match[1].lower() if match else None


def harm_in(html: str) -> set[str]:
    """What in the HTML could run, load or change a page beyond what is allowed, wherever it is."""
    return {
        harm
        for context in CONTEXTS
        for scripting in (True, False)
        for harm in _harm_below(_parse(html, context, scripting=scripting))
    }


def harm_in_tree(node: Any) -> set[str]:
    """The same of an mdast tree: its addresses, and the HTML that a front end makes of it."""
    return harm_in("".join(naive_html(node))) | {
        f"url {url!r}" for url in _addresses(node) if (scheme_of(url) or "http") not in SCHEMES
    }


def naive_html(node: Any) -> Iterator[str]:
    """A tree as a careless front end renders it: HTML nodes go in as they are."""
    kind = node["type"]
    if kind in {"text", "inlineCode", "code"}:
        yield escape(node["value"])
    elif kind == "html":
        yield node["value"]
    elif kind == "image":
        alt, title = escape(node["alt"]), escape(node["title"] or "")
        yield f'<img src="{escape(node["url"])}" alt="{alt}" title="{title}">'
    else:
        tag = {"link": "a", "table": "table", "tableRow": "tr", "tableCell": "td"}.get(kind, "div")
        address = f' href="{escape(node["url"])}"' if kind == "link" else ""
        yield f"<{tag}{address}>"
        for child in node.get("children", ()):
            yield from naive_html(child)
        yield f"</{tag}>"


def depth_of(html: str) -> int:
    """How deep the elements of HTML nest."""
    depth, level = 0, [_parse(html, "div", scripting=True)]
    while level := [child for node in level for child in node.children or ()]:
        level = [child for child in level if hasattr(child, "children")]
        depth += 1
    return depth


def _addresses(node: Any) -> Iterator[str]:
    if "url" in node:
        yield node["url"]
    for child in node.get("children", ()):
        yield from _addresses(child)


def _parse(html: str, context: str | None, *, scripting: bool) -> Node:
    return JustHTML(
        html,
        sanitize=False,
        scripting_enabled=scripting,
        fragment=context is not None,
        fragment_context=FragmentContext(context) if context is not None else None,
    ).root


def _harm_below(root: Node) -> Iterator[str]:
    # What the parser itself puts around every document.
    around = {"html", "head", "body"}
    for node in _nodes(root):
        name = str(node.name)
        if name.startswith("#"):
            if name == "#comment":
                yield "a comment"
            continue
        if name in around and not node.attrs:
            continue
        if name not in ELEMENTS or (node.namespace or "html") != "html":
            yield f"<{name}>"
        attributes = dict(node.attrs or {})
        for attribute, value in attributes.items():
            if attribute not in ATTRIBUTES and not attribute.startswith("aria-"):
                yield f"<{name} {attribute}>"
            if attribute in ADDRESSES and (scheme_of(value or "") or "http") not in SCHEMES:
                yield f"<{name} {attribute}={value!r}>"
        if name == "iframe":
            yield from _harm_in_frame(attributes)


def _harm_in_frame(attributes: dict[str, str | None]) -> Iterator[str]:
    if "sandbox" not in attributes:
        yield "<iframe> without a sandbox"
    source = attributes.get("src")
    # As strict as can be: nothing before the host or after it that a browser might read otherwise.
    if source is not None and not re.match(rf"https://{re.escape(FRAME_HOST)}(?:[/?#]|$)", source):
        yield f"<iframe src={source!r}>"


def _nodes(root: Node) -> Iterable[Node]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += [child for child in node.children or () if hasattr(child, "children")]
        content = getattr(node, "template_content", None)
        if content is not None:
            waiting.append(content)

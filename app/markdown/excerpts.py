"""Excerpts that an author has chosen, in place of the first paragraph."""

from app.files.text import SourceText, decode
from app.markdown.body import Body
from app.markdown.flavour import Flavour
from app.markdown.parser import parse_body
from app.markdown.sanitise import Policy


def with_excerpt(body: Body, markdown: str, flavour: Flavour, policy: Policy) -> Body:
    """Return the body with the running text of this Markdown as its excerpt, if it has any."""
    source = decode("", markdown.encode())
    if not isinstance(source, SourceText):
        return body
    chosen = parse_body(source, 0, is_internal=_is_internal, policy=policy, flavour=flavour)
    text = " ".join(chosen.content.unpack().text.split())
    return body._replace(excerpt=text) if text else body


def _is_internal(_: str) -> bool:
    """Return False: links are no part of an excerpt."""
    return False

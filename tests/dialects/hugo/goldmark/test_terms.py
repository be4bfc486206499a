"""Ids of the terms of definition lists, which Hugo makes where its configuration asks for them."""

from typing import Any

from pydantic import TypeAdapter

from app.dialects.hugo.goldmark.options import GoldmarkOptions
from app.dialects.hugo.goldmark.reading import Goldmark
from app.markdown import Body, Policy, parse_body
from app.views.mdast import Root
from tests.dialects.hugo.goldmark.bodies import SITE
from tests.markdown.bodies import is_internal, source_of, tree

_ROOT = TypeAdapter(Root)


def _parse(markdown: str, *, term_ids: bool = True) -> Body:
    return parse_body(
        source_of(markdown),
        0,
        is_internal=is_internal,
        policy=Policy(()),
        flavour=Goldmark(GoldmarkOptions(term_ids=term_ids), SITE),
    )


def _terms(node: dict[str, Any]) -> list[dict[str, Any]]:
    own = [node] if node["type"] == "defListTerm" else []
    return own + [term for child in node.get("children", ()) for term in _terms(child)]


def test_a_term_has_an_id_that_nothing_else_has() -> None:
    body = _parse("# Get\n\nGet\n: a\n\n`get` *It*\n: b\n\n!?\n: c\n\n## get it\n")
    assert '<dt id="get-1">Get</dt>' in body.content.unpack().html
    root = tree(body)
    _ROOT.validate_python(root, strict=True)
    assert [term["data"]["hProperties"]["id"] for term in _terms(root)] == [
        *("get-1", "get-it", "term")
    ]
    assert body.anchors == {"get", "get-1", "get-it", "term", "get-it-1"}
    assert [entry.id for entry in body.toc] == ["get"]


def test_a_term_in_a_component_takes_no_id_of_the_page() -> None:
    body = _parse("{{< a >}}\nGet\n: a\n{{< /a >}}\n\nGet\n: b\n")
    html = body.content.unpack().html
    assert html.index('<dt id="get-1">') < html.index('<dt id="get">')
    terms = _terms(tree(body))
    assert [term["data"]["hProperties"]["id"] for term in terms] == ["get-1", "get"]
    assert body.anchors == {"get", "get-1"}


def test_without_being_asked_for_there_are_none() -> None:
    body = _parse("Get\n: a\n", term_ids=False)
    assert "<dt>Get</dt>" in body.content.unpack().html
    assert body.anchors == frozenset()
    assert all("data" not in term for term in _terms(tree(body)))

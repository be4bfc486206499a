"""Attacks by what an author writes: nothing of them comes through the service."""

import json
from collections.abc import Iterator
from typing import Any

import orjson
import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from app.files.text import SourceText, decode
from app.markdown import Policy, parse_body
from app.markdown.body import ReferenceKind
from tests.conftest import client_on
from tests.markdown.hostile import (
    FRAME_HOST,
    SCHEMES,
    harm_in,
    harm_in_tree,
    scheme_of,
)
from tests.markdown.vectors import VECTORS

ALL = [vector for vectors in VECTORS.values() for vector in vectors]
CLASSES = list(VECTORS)


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A site on which every vector is a page: in its body and in all of its front matter."""
    files = {"site.yaml": f"iframe_hosts: [{FRAME_HOST}]\ntitle: '</script>'\n"}
    for number, vector in enumerate(ALL):
        text = json.dumps(vector)
        front = (
            f"title: {text}\ndescription: {text}\nsubtitle: {text}\ntags: [{text}]\n"
            f"image: {{src: {text}, alt: {text}}}\nanything: {text}\nslug: p{number}\n"
        )
        files[f"p{number}.md"] = f"---\n{front}---\n{vector}\n\na {vector} b\n"
    with client_on(tmp_path_factory.mktemp("attacked"), files) as client:
        yield client


@pytest.mark.parametrize("kind", CLASSES)
def test_no_vector_survives_in_a_body(attacked: TestClient, kind: str) -> None:
    for vector in VECTORS[kind]:
        body = attacked.get(f"/pages/p{ALL.index(vector)}").json()["body"]
        assert harm_in(body["html"]) == set(), vector
        assert harm_in_tree(body["mdast"]) == set(), vector


@pytest.mark.parametrize("kind", CLASSES)
def test_front_matter_is_plain_data(attacked: TestClient, kind: str) -> None:
    for vector in VECTORS[kind]:
        response = attacked.get(f"/pages/p{ALL.index(vector)}")
        assert response.headers["content-type"] == "application/json"
        page = response.json()
        one_line = " ".join(vector.split())
        assert " ".join(page["title"].split()) == one_line
        assert " ".join(page["description"].split()) == one_line
        assert page["params"]["anything"] == vector
        assert page["tags"] == [vector]
        assert page["image"]["alt"] == vector
        assert (scheme_of(page["image"]["src"]) or "https") in SCHEMES
        assert page["seo"]["json_ld"]["name"] == page["title"]


def test_json_ld_stays_in_its_script_where_less_than_is_escaped(attacked: TestClient) -> None:
    for number in range(len(ALL)):
        held = attacked.get(f"/pages/p{number}").json()["seo"]["json_ld"]
        # As the documentation has it.
        embedded = json.dumps(held).replace("<", "\\u003c")
        html = f'<script type="application/ld+json">{embedded}</script>'
        assert harm_in(html) == {"<script>"}
        assert json.loads(embedded) == held


def served(markdown: str) -> tuple[str, Any]:
    """The HTML and the tree of a body whose links are all served as they are written."""
    source = decode("a.md", markdown.encode())
    assert isinstance(source, SourceText)
    policy = Policy((FRAME_HOST,))
    body = parse_body(source, 0, is_internal=lambda _: True, policy=policy)

    def address(kind: ReferenceKind, number: int) -> str:
        if kind == "image":
            return body.images[number].src
        return body.links[number].href

    content = body.content.unpack(address)
    return content.html, orjson.loads(content.mdast)


PIECES = sorted(
    {piece for vector in ALL for at in range(0, len(vector), 9) if (piece := vector[at : at + 18])}
)


@given(
    st.lists(
        st.sampled_from(PIECES)
        | st.sampled_from(ALL)
        | st.sampled_from(
            ["\n", "\n\n", "> ", "- ", "| ", "[", "](", ")", "<", ">", '"', "'", "`"]
        ),
        min_size=1,
        max_size=8,
    ).map("".join)
)
def test_no_mixture_of_vectors_survives(markdown: str) -> None:
    html, tree = served(markdown)
    assert harm_in(html) == set()
    assert harm_in_tree(tree) == set()


@pytest.mark.parametrize(
    ("written", "src"),
    [
        (f"//{FRAME_HOST}/a?b#c", f"https://{FRAME_HOST}/a?b#c"),
        (f"HTTPS://{FRAME_HOST.upper()}/A", f"https://{FRAME_HOST}/A"),
        (f" https://{FRAME_HOST} ", f"https://{FRAME_HOST}"),
        (f"https://{FRAME_HOST}/a b?c=d e", f"https://{FRAME_HOST}/a b?c=d e"),
    ],
)
def test_a_frame_of_a_host_that_is_named_is_sandboxed_and_by_https(written: str, src: str) -> None:
    html, tree = served(f'<iframe src="{written}" sandbox="allow-top-navigation"></iframe>\n')
    for held in (html, tree["children"][0]["value"]):
        assert f'src="{src}"' in held
        assert held.count("sandbox=") == 1
        assert 'sandbox="allow-scripts allow-same-origin allow-popups allow-forms"' in held


@pytest.mark.parametrize(
    "html",
    [
        "<script>x</script>",
        "<svg><a href=/>x</a></svg>",
        "<p onclick=x>y</p>",
        "<p style=x>y</p>",
        '<a href=" jav\tascript:x">y</a>',
        "<template><img src=x onerror=y></template>",
        '<noscript><p title="</noscript><img src=x onerror=y>">',
        "<!-- x -->",
        "<body onload=x>",
        f"<iframe src=https://{FRAME_HOST}/></iframe>",
        "<iframe src=https://evil.example/ sandbox></iframe>",
    ],
)
def test_what_does_harm_is_seen(html: str) -> None:
    assert harm_in(html)

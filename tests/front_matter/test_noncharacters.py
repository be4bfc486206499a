"""Escapes of noncharacters: no value holds what bodies are marked with."""

from pathlib import Path

import pytest

from app.front_matter import read_json, read_toml, read_yaml
from app.library.load import load
from tests.conftest import client_on, site_at

ESCAPES = [r"\uFDD0", r"\ufdef", r"\uFDD0link99\uFDD0", r"\uFDD199\uFDD1", r"\uFDE099\uFDE1"]


@pytest.mark.parametrize("escape", [r"\uFDD0", r"\uFDEF", r"\ufdd0"])
@pytest.mark.parametrize(
    ("read", "text"),
    [
        (read_json, '{"a": {"b": ["ESCAPE"]}}'),
        (read_toml, 'a.b = ["ESCAPE"]'),
        (read_yaml, 'a: {b: ["ESCAPE"]}'),
    ],
)
def test_an_escape_is_replaced_and_reported(read: object, text: str, escape: str) -> None:
    assert callable(read)
    text = text.replace("ESCAPE", escape)
    parsed, (fault,) = read(text)
    assert parsed.values == {"a": {"b": ("\ufffd",)}}
    assert ("a", "b", 0) in parsed.marks
    assert fault.offset == text.index("\\")
    assert fault.code == "front-matter-syntax"


def test_in_a_key_it_is_replaced_as_well() -> None:
    parsed, faults = read_yaml(r'"a\uFDD0": 1')
    assert list(parsed.values) == ["a\ufffd"]
    assert list(parsed.marks) == [("a\ufffd",)]
    assert len(faults) == 1


@pytest.mark.parametrize("text", [r"a: \uFDD0", r"a: '\uFDD0'", r'a: "\\uFDD0"', r'a: "\uFDF0"'])
def test_what_is_no_escape_stays(text: str) -> None:
    _, faults = read_yaml(text)
    assert faults == ()


@pytest.mark.parametrize("escape", ESCAPES)
@pytest.mark.parametrize("place", ["hugo.toml", "content/_index.md"])
def test_no_parameter_of_hugo_breaks_a_page(tmp_path: Path, escape: str, place: str) -> None:
    entry = f'[params]\nx = "{escape}"\n'
    files = {
        "hugo.toml": f'baseURL = "https://a.example/"\n{entry if place == "hugo.toml" else ""}',
        "content/_index.md": (
            f'+++\ntitle = "A"\n{entry if place != "hugo.toml" else ""}+++\n'
            "{{< param x >}} [a](/b/) `{{< param x >}}` {{% param x %}}\n"
        ),
    }
    client = client_on(tmp_path, files)
    for target in ("/pages/index", "/pages?fields=body,params"):
        answer = client.get(target)
        assert answer.status_code == 200
        assert not any("\ufdd0" <= character <= "\ufdef" for character in answer.text)
    assert any("noncharacter" in problem.message for problem in load(tmp_path).problems)


def test_a_title_with_an_escape_is_reported(tmp_path: Path) -> None:
    library = load(site_at(tmp_path, {"index.md": '---\ntitle: "A\\uFDD0"\n---\n'}))
    assert library.pages[0].title == "A\ufffd"
    assert [(problem.line, problem.column) for problem in library.problems] == [(2, 10)]

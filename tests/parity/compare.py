"""Our Markdown beside the CommonMark specification and remark: how much of it is equal."""

import argparse
import json
import sys
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from app.files.text import decode
from app.markdown import parse_body
from app.problems import Problem
from tests.parity.html_form import tokens

_LEAST: Final = {"html": 0.99, "mdast": 0.97, "gfm": 0.0}
_TITLES: Final = {
    "html": "CommonMark's examples as HTML, before sanitising",
    "mdast": "CommonMark's examples as mdast, against remark with remark-gfm",
    "gfm": "our own cases of GitHub's extensions as mdast, against remark with remark-gfm",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """An example that comes out otherwise here than there."""

    corpus: str
    name: str
    section: str
    markdown: str
    expected: str
    ours: str
    # The same as GitHub Flavored Markdown has it, which extends CommonMark.
    is_gfm: bool = False


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why examples differ."""

    reason: str
    is_gfm: bool


def render(markdown: str) -> tuple[str, Any]:
    """Our HTML and mdast, neither sanitised, the latter without the data that we add."""
    source = decode("example.md", markdown.encode())
    if isinstance(source, Problem):
        raise TypeError(source.message)
    body = parse_body(source, 0, is_internal=lambda _: False, policy=None)
    return body.content.unpack().html, _without_data(json.loads(body.content.unpack().mdast))


def _without_data(node: Any) -> Any:
    if isinstance(node, list):
        return [_without_data(child) for child in node]
    if isinstance(node, dict):
        return {key: _without_data(value) for key, value in node.items() if key != "data"}
    return node


def compare(references: Mapping[str, Any]) -> Iterable[Difference]:
    """All that differs."""
    for example in references["examples"]:
        markdown = example["markdown"]
        html, mdast = render(markdown)
        place = (str(example["number"]), example["section"], markdown)
        if tokens(html) != tokens(example["html"]):
            is_gfm = tokens(html) == tokens(example["gfm"])
            yield Difference("html", *place, example["html"], html, is_gfm)
        if mdast != example["mdast"]:
            yield Difference("mdast", *place, outline(example["mdast"]), outline(mdast))
    for case in references["cases"]:
        _, mdast = render(case["markdown"])
        if mdast != case["mdast"]:
            there, here = outline(case["mdast"]), outline(mdast)
            yield Difference("gfm", case["name"], "", case["markdown"], there, here)


def outline(node: Any, depth: int = 0) -> str:
    """An mdast tree as indented lines, one a node."""
    fields = [f"{k}={v!r}" for k, v in node.items() if k not in {"type", "children"}]
    lines = [f"{'  ' * depth}{' '.join([node['type'], *sorted(fields)])}\n"]
    lines += [outline(child, depth + 1) for child in node.get("children", ())]
    return "".join(lines)


def explanations() -> dict[tuple[str, str], Explanation]:
    """What differences.toml says, by corpus and example."""
    with (Path(__file__).parent / "differences.toml").open("rb") as file:
        document = tomllib.load(file)
    return {
        (corpus, str(example)): Explanation(each["reason"], each.get("as_gfm", False))
        for corpus, entries in document.items()
        for each in entries
        for example in each["examples"]
    }


def report(references: Mapping[str, Any], *, brief: bool) -> Iterable[str]:
    """The figures, the differences with their explanations, and last what makes the run fail."""
    explained = explanations()
    differences = list(compare(references))
    failures = []
    for each in differences:
        explanation = explained.pop((each.corpus, each.name), None)
        name = f"{each.corpus} {each.name}" + (f" ({each.section})" if each.section else "")
        if explanation is None:
            failures.append(f"{name}: a difference without an explanation")
        elif explanation.is_gfm and not each.is_gfm:
            failures.append(f"{name}: said to be as GitHub has it, and is not")
        yield f"--- {name}\n"
        if not brief or explanation is None:
            for title, text in (
                ("source", each.markdown),
                ("expected", each.expected),
                ("ours", each.ours),
            ):
                yield f"{title}:\n" + "".join(f"    {line}\n" for line in text.splitlines())
        yield f"why: {explanation.reason if explanation else '(unexplained)'}\n\n"
    failures += [
        f"{corpus} {name}: an explanation without a difference" for corpus, name in explained
    ]
    for corpus, least in _LEAST.items():
        of = len(references["cases" if corpus == "gfm" else "examples"])
        found = [each for each in differences if each.corpus == corpus]
        equal = of - len(found)
        as_gfm = sum(each.is_gfm for each in found)
        more = (
            f", and {as_gfm} of the others as GitHub Flavored Markdown has them" if as_gfm else ""
        )
        yield f"{corpus:5} {equal} of {of} ({equal / of:.1%}){more}: {_TITLES[corpus]}\n"
        if equal / of < least:
            failures.append(f"{corpus}: fewer than {least:.0%} are equal")
    for failure in failures:
        yield f"FAILED {failure}\n"


def main() -> int:
    """Print the report; 1 where something differs that should not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("references", type=Path)
    parser.add_argument("--brief", action="store_true", help="do not print explained outputs")
    arguments = parser.parse_args()
    references = json.loads(arguments.references.read_bytes())
    failed = False
    for piece in report(references, brief=arguments.brief):
        failed = failed or piece.startswith("FAILED ")
        sys.stdout.write(piece)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())

"""The README and docs/ are tested like code: what they show is what happens."""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.cli.commands import cli
from app.http.routes.docs import router as docs_router
from app.library.load import load
from app.main import create_app
from app.problems import CODES
from app.settings import Settings
from tests.cli.command import call
from tests.paths import ROOT

DOCS = sorted((ROOT / "docs").glob("*.md"))
MAX_LINES = 150
# The answer that the README prints for `open_at=now` is of this moment.
PRINTED_AT = "2026-11-24T10:00-07:00"


def text_of(name: str) -> str:
    """The text of a file of the repository."""
    return (ROOT / name).read_text(encoding="utf-8")


def section(name: str, title: str) -> str:
    """The text of a file below a heading of the second level."""
    lines: list[str] = []
    inside = fenced = False
    for line in text_of(name).splitlines(keepends=True):
        fenced ^= line.startswith("```")
        if line.startswith("## ") and not fenced:
            inside = line.strip() == f"## {title}"
        elif inside:
            lines.append(line)
    return "".join(lines)


def rows(text: str) -> list[list[str]]:
    """The cells of a table, without its head."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def outside_code(text: str) -> str:
    """The text without its code."""
    return re.sub(r"^```.*?^```$|`[^`\n]*`", "", text, flags=re.MULTILINE | re.DOTALL)


def blocks(text: str, language: str) -> list[str]:
    """The code blocks in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_the_first_requests_answer_as_printed() -> None:
    start = section("README.md", "Three requests")
    requests = re.findall(r"curl 'http://127\.0\.0\.1:8000([^']*)'", start)
    answers = blocks(start, "json")
    assert len(requests) == len(answers) == 3
    with TestClient(create_app(library=load(ROOT / "content"))) as client:
        for request, answer in zip(requests, answers, strict=True):
            sent = request.replace("open_at=now", f"open_at={PRINTED_AT}")
            assert client.get(sent).text.replace(PRINTED_AT, "now") == answer.strip()


def test_the_readme_is_short() -> None:
    assert len(text_of("README.md").splitlines()) <= MAX_LINES


@pytest.mark.parametrize("name", ["README.md", *sorted(f"docs/{each.name}" for each in DOCS)])
def test_links_between_the_documents_lead_somewhere(name: str) -> None:
    links = re.findall(r"\]\(((?!https?:)[^)#\s]+)(?:#[^)]*)?\)", outside_code(text_of(name)))
    folder = (ROOT / name).parent
    assert [link for link in links if not (folder / link).exists()] == []


def test_every_document_is_named_in_the_readme() -> None:
    readme = text_of("README.md")
    assert [each.name for each in DOCS if f"(docs/{each.name})" not in readme] == []


def test_the_table_of_problems_is_complete() -> None:
    expected = [[f"`{name}`", code.severity, code.meaning] for name, code in CODES.items()]
    assert rows(text_of("docs/problems.md")) == expected


def _written(default: object) -> str:
    """A default as the environment would hold it."""
    if isinstance(default, tuple):
        return ",".join(default)
    if isinstance(default, bool):
        return str(default).lower()
    return "" if default is None else str(default)


def test_the_table_of_settings_is_complete() -> None:
    expected = [
        [
            f"`BODYWISE_{name.upper()}`",
            f"`{written}`" if (written := _written(field.default)) else "",
            field.description,
        ]
        for name, field in Settings.model_fields.items()
    ]
    assert rows(text_of("docs/settings.md")) == expected


def test_the_table_of_endpoints_is_complete() -> None:
    told = {
        path
        for cells in rows(section("docs/api.md", "Endpoints"))
        for path in re.findall("`(/[^`]*)`", cells[0])
    }
    document = create_app().openapi()
    assert told == set(document["paths"]) | {
        *("/openapi.json", "/client.ts", "/metrics", "/explore")
    }
    assert "/docs" in {route.path for route in docs_router.routes if hasattr(route, "path")}


def test_the_filters_that_the_table_of_endpoints_names_are_all_there_are() -> None:
    document = create_app().openapi()
    general = {"sort", "limit", "offset", "fields", "include"}
    general |= {f"fields[{kind}]" for kind in ("page", "condition", "location")}
    for cells in rows(section("docs/api.md", "Endpoints")):
        (path,) = re.findall("`(/[^`]*)`", cells[0])[:1]
        if "filters" not in cells[1]:
            continue
        told = set(re.findall("`([a-z_]+)`", cells[1]))
        parameters = document["paths"][path]["get"]["parameters"]
        assert told == {each["name"] for each in parameters if "name" in each} - general


def test_the_table_of_commands_is_complete() -> None:
    told = [
        re.findall(r"`bodywise (\w+)", cells[0])[0] for cells in rows(text_of("docs/commands.md"))
    ]
    registered = [
        command.name or command.callback.__name__
        for command in cli.registered_commands
        if command.callback is not None
    ]
    assert told == registered


@pytest.mark.parametrize(
    ("number", "file", "kind", "path"),
    [
        (0, "iastm.md", "page", "/iastm/"),
        (1, "conditions/neck.md", "condition", "/conditions/neck/"),
        (2, "locations/boulder.md", "location", "/location/physical-therapy-boulder/"),
    ],
)
def test_the_examples_of_front_matter_load_as_told(
    tmp_path: Path, number: int, file: str, kind: str, path: str
) -> None:
    example = blocks(section("docs/front-matter.md", "Front matter by example"), "markdown")[number]
    (tmp_path / "iastm.md").write_text("---\ntitle: IASTM\n---\n")
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_text(example)
    (tmp_path / "site.yaml").write_text("time_zone: America/Denver\ncountry: US\n")
    library = load(tmp_path)
    assert [each for each in library.problems if each.code not in {"orphan", "missing-image"}] == []
    page = next(page for page in library.pages if page.source.file == file)
    assert (page.kind, page.path) == (kind, path)
    assert set(page.params) <= {"sidebar"}


def test_the_examples_of_lists_give_the_names_as_printed(tmp_path: Path) -> None:
    lists = section("docs/conditions.md", "Lists")
    examples = blocks(lists, "markdown")
    printed = [names.strip().split("; ") for names in blocks(lists, "text")]
    assert len(examples) == len(printed) >= 4
    for example, names in zip(examples, printed, strict=True):
        (tmp_path / "page.md").write_text(example)
        assert {each.name for each in load(tmp_path).conditions} == set(names)


def test_the_verdict_on_a_list_is_as_printed(tmp_path: Path) -> None:
    (tmp_path / "neck.md").write_text(
        "---\ntitle: Neck\n---\n\n## Conditions we treat\n\n- Sciatica\n- Whiplash\n- and more\n"
    )
    (printed,) = blocks(section("docs/conditions.md", "See it"), "text")
    assert call("conditions", tmp_path).stdout.strip() == printed.strip()


def test_the_example_of_a_site_file_has_no_mistake(tmp_path: Path) -> None:
    for name in ("index.md", "index.es.md"):
        (tmp_path / name).write_text("# Home\n")
    names = ("docs/front-matter.md", "docs/conditions.md")
    examples = [example for name in names for example in blocks(text_of(name), "yaml")]
    assert examples
    for example in examples:
        (tmp_path / "site.yaml").write_text(example)
        errors = [each for each in load(tmp_path).problems if each.file == "site.yaml"]
        assert errors == []

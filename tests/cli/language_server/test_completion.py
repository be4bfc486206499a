"""Completion of keys, values, addresses and anchors."""

from collections.abc import Callable
from pathlib import Path

import pytest
from lsprotocol.types import CompletionItem, CompletionList, TextEdit

from app.cli.language_server.completion import complete
from app.cli.language_server.positions import Positions
from app.cli.language_server.workspace import OpenText
from tests.cli.language_server.trees import opened
from tests.conftest import site_at

SITE: dict[str, str | bytes] = {
    "site.yaml": "menus:\n  main:\n    - {title: Home, path: /, identifier: top}\n",
    "index.md": "# Home\n",
    "neck-pain.md": "---\ntype: condition\nname: 'Neck Pain & Whiplash'\nreviewed_by: Dr. Ann\n"
    "tags: [a, common]\nmenu: {footer: {}}\n---\n## What it is\n\n## Neck & you\n",
    "team/über (uns).md": "---\ntags: [common]\nlayout: wide\nconditions: ['Pain: knee']\n---\n"
    "# Über uns\n",
    "images/a.png": b"",
    "files/form.pdf": b"",
}


@pytest.fixture
def ask(tmp_path: Path) -> Callable[..., CompletionList]:
    """Asks for completion at the sign `|` of a text that is open in a file of the site."""

    def asking(marked: str, file: str = "index.md") -> CompletionList:
        text = marked.replace("|", "", 1)
        workspace, _ = opened(tmp_path, SITE)
        workspace.open(OpenText((tmp_path / file).as_uri(), text))
        snapshot = workspace.build()
        return complete(snapshot, file, Positions(text), marked.index("|"))

    return asking


def texts(found: CompletionList) -> list[str]:
    """The texts that the items write."""
    return [edit_of(item).new_text for item in found.items]


def edit_of(item: CompletionItem) -> TextEdit:
    """The edit of an item."""
    assert isinstance(item.text_edit, TextEdit)
    return item.text_edit


Ask = Callable[..., CompletionList]


def test_keys_have_the_documentation_of_the_schema(ask: Ask) -> None:
    found = ask("---\ntitle: A\nperm|\n---\n")
    (item,) = found.items
    assert (item.label, texts(found)) == ("permalink", ["permalink: "])
    assert item.documentation is not None
    assert "The whole path. For example `/iastm/`." in str(item.documentation)
    (replaced,) = [edit_of(item).range]
    assert (replaced.start.line, replaced.start.character) == (2, 0)
    assert (replaced.end.line, replaced.end.character) == (2, 4)


@pytest.mark.parametrize(
    ("marked", "file", "expected"),
    [
        # Keys: those that are written already are left out, but for the one that is typed.
        ("---\ntitle: A\ntitl|\n---\n", "index.md", ["subtitle: "]),
        ("---\nweig|ht: 1\n---\n", "index.md", ["weight"]),
        ("+++\nsubti|\n+++\n", "index.md", ["subtitle = "]),
        ("---\nreviewed_b|\n---\n", "neck-pain.md", ["reviewed_by: "]),
        ("---\nreviewed_b|\n---\n", "index.md", []),
        ("---\ntype: condition\nreviewed_b|\n---\n", "index.md", ["reviewed_by: "]),
        ("---\ntitle: [\nreviewed_b|\n---\n", "neck-pain.md", ["reviewed_by: "]),
        ("---\nopening|\n---\n", "locations/new.md", ["opening_hours: "]),
        ("---\nimage:\n  |\n---\n", "index.md", ["src: ", "alt: "]),
        ("---\nmenu:\n  |\n---\n", "index.md", ["footer: ", "main: "]),
        ("---\nmenu:\n  main:\n    wei|\n---\n", "index.md", ["weight: "]),
        ("---\naddress: {regi|\n---\n", "locations/new.md", ["region: "]),
        # Values.
        ("---\ntype: |\n---\n", "index.md", ["page", "condition", "location"]),
        ("---\ndraft: |\n---\n", "index.md", ["true", "false"]),
        ("---\ntags: [com|\n---\n", "index.md", ["common"]),
        ("---\ntags: |\n---\n", "index.md", ["common", "a"]),
        ("---\nlayout: |\n---\n", "index.md", ["wide"]),
        ("---\nmenus: [|\n---\n", "index.md", ["footer", "main"]),
        ("---\nmenu: {main: {parent: |\n---\n", "index.md", ["neck-pain", "top"]),
        ("---\nreviewed_by: |\n---\n", "conditions/new.md", ["Dr. Ann"]),
        ("---\nconditions:\n  - neck|\n---\n", "index.md", ["Neck Pain & Whiplash"]),
        ("---\nconditions: [knee|]\n---\n", "index.md", ['"Pain: knee"']),
        ('---\nconditions: ["nec|"]\n---\n', "index.md", ['"Neck Pain & Whiplash"']),
        ('+++\nconditions = ["nec|"]\n+++\n', "index.md", ['"Neck Pain & Whiplash"']),
        ("---\ntreatments: [neck|\n---\n", "conditions/new.md", ["neck-pain"]),
        (
            "---\nrelated: [neck|\n---\n",
            "conditions/new.md",
            ["Neck Pain & Whiplash", "neck-pain"],
        ),
        ("---\nimage: |\n---\n", "index.md", ["/images/a.png"]),
        ("---\nimage: {src: /im|\n---\n", "index.md", ["/images/a.png"]),
        # Links: pages by path or title, files, anchors.
        ("[x](/neck|)", "index.md", ["/neck-pain/"]),
        ("[x](über|)", "index.md", ["/team/über-uns/"]),
        ("[x](/files|)", "index.md", ["/files/form.pdf"]),
        ("![x](|)", "index.md", ["/images/a.png"]),
        ("[x](/neck-pain/#|)", "index.md", ["what-it-is", "neck--you"]),
        ("[x](neck-pain.md#you|)", "index.md", ["neck--you"]),
        ("# Own\n\n[x](#o|)", "index.md", ["own"]),
        ("# Own\n\n[x](#o|)", "draft/new.md", ["own"]),
        ("[x](/none/#|)", "index.md", []),
        # The site file.
        ("tit|\n", "site.yaml", ["title: "]),
        ("collections:\n  conditions:\n    mat|\n", "site.yaml", ["match: "]),
        ("menus:\n  main:\n    - tit|\n", "site.yaml", ["title: "]),
        ("menus:\n  main:\n    - title: A\n      path: /ne|\n", "site.yaml", ["/neck-pain/"]),
        ("redirects:\n  - fr|\n", "site.yaml", ["from: "]),
        ("redirects:\n  - im|\n", "site.yaml", []),
        ("ignore:\n  '*.md': [broken|\n", "site.yaml", ["broken-link"]),
        ("locations:\n  - opening|\n", "site.yaml", ["opening_hours: "]),
        ("business_type: Physi|\n", "site.yaml", ["Physician", "Physiotherapy"]),
        # Elsewhere nothing.
        ("Just text |", "index.md", []),
        ("[x](/neck|)", "notes.txt", []),
    ],
)
def test_completion(ask: Ask, marked: str, file: str, expected: list[str]) -> None:
    assert texts(ask(marked, file)) == expected


def test_a_quote_that_the_editor_closed_is_replaced_too(ask: Ask) -> None:
    marked = '---\nconditions: ["😀", "nec|"]\n---\n'
    (item,) = ask(marked).items
    edit = edit_of(item)
    start = marked.splitlines()[1].index('"nec') + 1
    assert (edit.range.start.character, edit.range.end.character) == (start, start + 5)


def test_a_page_is_shown_by_its_title_and_found_by_both(ask: Ask) -> None:
    (item,) = ask("[x](/team|)").items
    assert (item.label, item.detail) == ("Über uns", "/team/über-uns/")
    assert item.filter_text == "/team/über-uns/ Über uns"


def test_signs_that_end_an_address_are_encoded(ask: Ask, tmp_path: Path) -> None:
    site_at(tmp_path, {"files/a (1) 50%.pdf": b""})
    assert "/files/a%20%281%29%2050%25.pdf" in texts(ask("[x](/files|)"))


def test_of_many_items_the_rest_comes_by_typing_on(tmp_path: Path) -> None:
    files = {f"page-{number}.md": "" for number in range(300)}
    _, snapshot = opened(tmp_path, files)
    found = [
        complete(snapshot, "page-1.md", Positions(text), len(text))
        for text in ("[](", "[](/page-29")
    ]
    assert [(len(each.items), each.is_incomplete) for each in found] == [(200, True), (11, False)]

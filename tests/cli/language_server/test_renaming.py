"""Renaming pages, headings, conditions and files."""

import itertools
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from app.cli.language_server.heading_names import RenameError
from app.cli.language_server.renaming import Change, move, name_of, place_at, rename
from app.cli.language_server.workspace import OpenText, Workspace
from app.library.moves.plan import MoveError
from app.library.moves.reading import Reading
from app.markdown.edits import EditedText
from tests.conftest import site_at

SITE = {
    "index.md": "# Home\n\n[Team](/about/team/#our-people) and [rooms](about/rooms.md)\r\n",
    "about/team.md": "---\ntitle: Team 😀\n---\n## Our people\n\n[up](#our-people)\n",
    "about/rooms.md": "# Rooms\n\nSetext title\n===\n\n[a](#setext-title)\n",
}


class Tree:
    """A tree in which things are renamed."""

    def __init__(self, folder: Path, files: Mapping[str, str]) -> None:
        self.files = dict(files)
        self.workspace = Workspace(site_at(folder, files))

    def reading(self) -> Reading:
        return self.workspace.reading()[1]

    def name_at(self, file: str, marker: str) -> str | None:
        """The name that is renamed where a text begins in a file."""
        place = place_at(self.reading(), file, self.files[file].index(marker))
        return name_of(place.subject) if place is not None else None

    def rename(self, file: str, marker: str, name: str) -> Change:
        """The change of what stands where a text begins in a file."""
        reader, reading, _ = self.workspace.reading()
        place = place_at(reading, file, self.files[file].index(marker))
        assert place is not None
        return rename(reader, reading, place.subject, name)

    def after(self, change: Change) -> dict[str, str]:
        """The files that a change changes, as they are then; editors forbid edits that overlap."""
        for edits in change.edits.values():
            for edit, following in itertools.pairwise(sorted(edits)):
                assert edit.end <= following.start
        return {
            file: EditedText(self.files[file], edits).text for file, edits in change.edits.items()
        }


@pytest.mark.parametrize(
    ("file", "marker", "expected"),
    [
        ("index.md", "/about/team/#", "/about/team/"),
        ("index.md", "about/rooms.md", "/about/rooms/"),
        ("index.md", "ur-people", "Our people"),
        ("about/team.md", "## Our", "Our people"),
        ("about/team.md", "people\n", "Our people"),
        ("about/rooms.md", "Setext title", "Setext title"),
        ("about/team.md", "title", None),
        ("index.md", "Team]", None),
        ("index.md", " and ", None),
    ],
)
def test_what_is_renamed_at_a_place(
    tmp_path: Path, file: str, marker: str, expected: str | None
) -> None:
    assert Tree(tmp_path, SITE).name_at(file, marker) == expected


def test_a_heading_takes_its_anchor_along_in_all_links(tmp_path: Path) -> None:
    tree = Tree(tmp_path, SITE)
    expected = {
        "about/team.md": "---\ntitle: Team 😀\n---\n## Staff & more\n\n[up](#staff--more)\n",
        "index.md": "# Home\n\n[Team](/about/team/#staff--more) and [rooms](about/rooms.md)\r\n",
    }
    for file, marker in (("about/team.md", "## Our"), ("index.md", "ur-people")):
        assert tree.after(tree.rename(file, marker, "Staff & more ")) == expected
    rooms = tree.after(tree.rename("about/rooms.md", "Setext", "New"))
    assert rooms == {"about/rooms.md": "# Rooms\n\nNew\n===\n\n[a](#new)\n"}


def test_the_same_anchor_of_another_page_stays(tmp_path: Path) -> None:
    links = "[a](/a/#old) [b](/b/#old) [c](/c/#old) [d](#old)\n"
    tree = Tree(tmp_path, {"a.md": "## Old\n", "b.md": "## Old\n", "c.md": "", "index.md": links})
    after = tree.after(tree.rename("a.md", "Old", "New"))
    assert after == {"a.md": "## New\n", "index.md": links.replace("/a/#old", "/a/#new")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## Old ##\n", "## New ##\n"),
        ("## Old\r\n[x](#old)\r\n", "## New\r\n[x](#new)\r\n"),
        ("# A\r\r## Old\r\rText\r", "# A\r\r## New\r\rText\r"),
        ("Old\r---\rText\r", "New\r---\rText\r"),
        ("\ufeff# Old\n", "# New\n"),
        # Others of the same text are numbered anew.
        (
            "## New\n## Old\n## New\n[x](#old)[y](#new-1)\n",
            "## New\n## New\n## New\n[x](#new-1)[y](#new-2)\n",
        ),
    ],
)
def test_headings_of_all_forms(tmp_path: Path, text: str, expected: str) -> None:
    tree = Tree(tmp_path, {"a.md": text})
    tree.files["a.md"] = text.removeprefix("\ufeff")
    assert tree.after(tree.rename("a.md", "Old", "New")) == {"a.md": expected}


def test_a_heading_with_an_id_of_its_own_keeps_its_anchor(tmp_path: Path) -> None:
    text = "---\n---\n## Old {#own}\n\n[x](#own)\n"
    tree = Tree(tmp_path, {"hugo.toml": "", "content/a.md": text})
    after = tree.after(tree.rename("content/a.md", "Old", "New"))
    assert after == {"content/a.md": text.replace("Old", "New")}


def test_links_with_one_definition_are_changed_once(tmp_path: Path) -> None:
    files = {"a.md": "## Old\n", "index.md": "[a][r] and [b][r]\n\n[r]: /a/#old\n"}
    tree = Tree(tmp_path, files)
    change = tree.rename("a.md", "Old", "New")
    assert len(change.edits["index.md"]) == 1
    assert tree.after(change)["index.md"] == "[a][r] and [b][r]\n\n[r]: /a/#new\n"


def test_a_link_in_the_text_of_a_heading_goes_with_it(tmp_path: Path) -> None:
    tree = Tree(tmp_path, {"a.md": "## See [us](#see-us)\n\n[x](#see-us)\n"})
    after = tree.after(tree.rename("a.md", "See", "New"))
    assert after == {"a.md": "## New\n\n[x](#new)\n"}


@pytest.mark.parametrize("name", ["a\ud800", "a\x07", "a\x7f", "a\nb"])
def test_a_name_that_no_file_can_hold_is_refused(tmp_path: Path, name: str) -> None:
    tree = Tree(tmp_path, {**SITE, "c.md": "---\nconditions: [Gout]\n---\n"})
    for file, marker in (("index.md", "/about/team/"), ("about/team.md", "## Our"), ("c.md", "G")):
        with pytest.raises(MoveError, match="control character or is not UTF-8"):
            tree.rename(file, marker, name)


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("/a?b/", "the new address"),
        ("/a/../b/", "the new address"),
        ("/a\u200b/", "the new address"),
        ("people.md", '"/about/team/" is an address and "people.md" is a file'),
        (f"/{'a' * 3000}/", "the limit is"),
    ],
)
def test_an_address_that_no_page_can_have_is_refused(
    tmp_path: Path, address: str, message: str
) -> None:
    with pytest.raises(MoveError, match=re.escape(message)):
        Tree(tmp_path, SITE).rename("index.md", "/about/team/", address)


@pytest.mark.parametrize("title", ["", "  "])
def test_a_title_that_is_empty_is_refused(tmp_path: Path, title: str) -> None:
    with pytest.raises(RenameError, match="one line"):
        Tree(tmp_path, SITE).rename("about/team.md", "## Our", title)


def test_a_heading_of_a_template_is_not_renamed(tmp_path: Path) -> None:
    files = {"_config.yml": "", "index.md": "---\n---\n## A\n\n{{ page.title }}\n"}
    with pytest.raises(RenameError, match="template"):
        Tree(tmp_path, files).rename("index.md", "## A", "B")


def test_a_page_is_renamed_by_a_link_to_it(tmp_path: Path) -> None:
    tree = Tree(tmp_path, SITE)
    change = tree.rename("index.md", "/about/team/", "/people/")
    assert change.move == ("about/team.md", "people.md")
    after = tree.after(change)
    assert "[Team](/people/#our-people)" in after["index.md"]
    assert "/about/team/" in after["about/team.md"]
    for address in ("/about/rooms/", "/about/team/", "//"):
        with pytest.raises((MoveError, RenameError)):
            tree.rename("index.md", "/about/team/", address)


def test_files_and_folders_that_the_editor_moves_keep_their_links(tmp_path: Path) -> None:
    tree = Tree(tmp_path, SITE)
    reader, reading, _ = tree.workspace.reading()
    change = move(reader, reading, [("about", "clinic"), ("nothing.txt", "other.txt")])
    assert "[Team](/clinic/team/#our-people)" in tree.after(change)["index.md"]
    assert change.move is None
    assert move(reader, reading, []).edits == {}
    with pytest.raises(MoveError):
        move(reader, reading, [("about/team.md", "about/rooms.md")])


def test_a_move_whose_edits_are_applied_already_needs_no_more(tmp_path: Path) -> None:
    # Some editors ask about the move that is a part of the answer to a rename.
    tree = Tree(tmp_path, SITE)
    change = tree.rename("index.md", "/about/team/", "/people/")
    assert change.move is not None
    for name, text in tree.after(change).items():
        tree.workspace.open(OpenText((tmp_path / name).as_uri(), text))
    reader, reading, _ = tree.workspace.reading()
    assert move(reader, reading, [change.move]).edits == {}


def test_open_texts_are_what_is_renamed(tmp_path: Path) -> None:
    tree = Tree(tmp_path, SITE)
    tree.files["index.md"] = "New line\n\n[Team](/about/team/)\n"
    tree.workspace.open(OpenText((tmp_path / "index.md").as_uri(), tree.files["index.md"]))
    after = tree.after(tree.rename("index.md", "/about/team/", "/people/"))
    assert after["index.md"] == "New line\n\n[Team](/people/)\n"


CLINIC = {
    "knee.md": "---\nconditions: [Runner's knee, 'neck pain']\n---\n# Knee\n",
    "neck.md": "---\ntype: condition\nname: Neck Pain\nrelated: [Bursitis]\n---\nText\n",
    "list.md": (
        "# A page\n\n## Conditions we treat\n\n- neck pain\n- [Neck Pain](/neck/)\n"
        "- NECK PAIN\n- **Neck** Pain\n- Chronic neck pain\n- Bursitis\n"
    ),
    "other.md": "---\nconditions:\n  - neck-pain!\n  - Bursitis\n---\nNeck Pain in prose.\n",
}


def test_a_condition_is_renamed_wherever_it_is_named(tmp_path: Path) -> None:
    tree = Tree(tmp_path, CLINIC)
    assert tree.name_at("knee.md", "neck pain") == "neck pain"
    change = tree.rename("knee.md", "neck pain", "Ache of the neck's")
    after = tree.after(change)
    assert after["knee.md"].splitlines()[1] == (
        "conditions: [Runner's knee, 'ache of the neck''s']"
    )
    assert "name: Ache of the neck's" in after["neck.md"]
    assert after["list.md"].splitlines()[4:] == [
        "- ache of the neck's",
        "- [Ache of the neck's](/neck/)",
        "- ACHE OF THE NECK'S",
        "- **Neck** Pain",
        "- Chronic neck pain",
        "- Bursitis",
    ]
    assert "  - ache of the neck's" in after["other.md"]
    assert "Neck Pain in prose." in after["other.md"]
    assert [(item.file, item.line) for item in change.left] == [("list.md", 8)]
    # Read again, all of them are one condition.
    site_at(tmp_path, after)
    names = [condition.name for condition in tree.reading().library.conditions]
    assert sorted(names) == [
        "Ache of the neck's",
        "Bursitis",
        "Chronic neck pain",
        "Neck Pain",
        "Runner's knee",
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- [Gout](/Gout/)", "- [Podagra](/Gout/)"),
        ("- Gout (Gout)", None),
        ("- Gout", "- Podagra"),
        ("- _Gout_", "- _Podagra_"),
        ("Chronic gout, gout, bursitis, sciatica", "Chronic gout, podagra, bursitis, sciatica"),
    ],
)
def test_the_name_in_a_line_is_changed_where_it_is_clear(
    tmp_path: Path, line: str, expected: str | None
) -> None:
    text = f"## Conditions we treat\n\n{line}\n"
    tree = Tree(tmp_path, {"a.md": "---\nconditions: [Gout]\n---\n", "b.md": text})
    change = tree.rename("a.md", "Gout", "Podagra")
    after = tree.after(change)
    assert after.get("b.md") == (text.replace(line, expected) if expected else None)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("[Gout]", '["A: \\"b\\", c"]'),
        ("Gout", '"A: \\"b\\", c"'),
        ('"Gout"', '"A: \\"b\\", c"'),
        ("'Gout'", "'A: \"b\", c'"),
    ],
)
def test_a_name_is_written_so_that_it_reads_back(
    tmp_path: Path, written: str, expected: str
) -> None:
    tree = Tree(tmp_path, {"a.md": f"---\nconditions: {written}\n---\n"})
    after = tree.after(tree.rename("a.md", "Gout", 'A: "b", c'))
    assert after == {"a.md": f"---\nconditions: {expected}\n---\n"}
    site_at(tmp_path, after)
    assert [item.name for item in tree.reading().library.conditions] == ['A: "b", c']


@pytest.mark.parametrize("name", ["Crohn's disease", "Podagra", 'A "b"', "A\\b", "Crohn\u200b's"])
@pytest.mark.parametrize(
    "text",
    [
        "+++\nconditions = ['Gout']\n+++\n",
        "+++\nconditions = ['''Gout''']\n+++\n",
        '+++\nconditions = ["Gout"]\n+++\n',
        '+++\nconditions = ["""Gout"""]\n+++\n',
        '{"conditions": ["Gout"]}\n',
        "---\nconditions: ['Gout']\n---\n",
        '---\nconditions: ["Gout"]\n---\n',
    ],
)
def test_a_name_reads_back_in_all_kinds_of_front_matter(
    tmp_path: Path, text: str, name: str
) -> None:
    tree = Tree(tmp_path, {"hugo.toml": "", "content/a.md": text})
    after = tree.after(tree.rename("content/a.md", "Gout", name))
    site_at(tmp_path, after)
    assert [item.name for item in tree.reading().library.conditions] == [name]


def test_the_title_of_a_conditions_own_page_is_its_name(tmp_path: Path) -> None:
    files = {
        "conditions/a.md": "# Bursitis\n\n[x](#bursitis)\n",
        "conditions/b.md": "---\ntitle: Gout\nrelated: [Bursitis]\n---\n",
        "c.md": "---\nconditions: [Bursitis, Gout]\n---\n",
    }
    tree = Tree(tmp_path, files)
    after = tree.after(tree.rename("c.md", "Bursitis", "Swelling"))
    assert after == {
        "conditions/a.md": "# Swelling\n\n[x](#swelling)\n",
        "conditions/b.md": files["conditions/b.md"].replace("Bursitis", "Swelling"),
        "c.md": files["c.md"].replace("Bursitis", "Swelling"),
    }
    named = {**files, "conditions/b.md": "---\nname: Gout\ntitle: gout\n---\n"}
    after = (tree := Tree(tmp_path, named)).after(tree.rename("c.md", "Gout", "Podagra"))
    assert after["conditions/b.md"] == "---\nname: Podagra\ntitle: gout\n---\n"
    tree = Tree(tmp_path, files)
    after = tree.after(tree.rename("c.md", "Gout", "Podagra"))
    assert set(after) == {"conditions/b.md", "c.md"}
    assert "title: Podagra" in after["conditions/b.md"]


def test_headings_that_name_a_condition_keep_their_anchors_in_links(tmp_path: Path) -> None:
    text = (
        "## Conditions we treat\n\n### Gout\n\nA.\n\n### [Gout](#gout-1)\n\nB.\n\n"
        "### Bursitis\n\nC.\n\n[x](#gout) [y](#gout-1)\n"
    )
    tree = Tree(tmp_path, {"a.md": "---\nconditions: [Gout]\n---\n", "b.md": text})
    after = tree.after(tree.rename("a.md", "Gout", "Podagra"))
    assert after["b.md"] == text.replace("Gout", "Podagra").replace("gout", "podagra")


def test_the_slug_of_a_condition_is_not_its_name(tmp_path: Path) -> None:
    files = {"conditions/np.md": "# Neck pain\n", "a.md": "---\nconditions: [np]\n---\n"}
    with pytest.raises(RenameError, match='the slug of the condition "Neck pain"'):
        Tree(tmp_path, files).name_at("a.md", "np")


def test_a_name_without_letters_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RenameError, match="name with letters"):
        Tree(tmp_path, CLINIC).rename("knee.md", "neck pain", " - ")

"""Texts that documents take in from beside them: what is read, and what never is."""

from pathlib import Path

import pytest

from app.documents.reader import Reader
from app.library.library import Library
from app.library.load import load
from tests.conftest import site_at

CONFIG = "baseurl: ''\n"


def said(library: Library, slug: str = "a") -> str:
    """The words of a page."""
    (page,) = (each for each in library.pages if each.slug == slug)
    return page.body.content.unpack().text.strip()


def page(body: str, **values: str) -> str:
    """A document of these keys at /a."""
    keys = "".join(f"{key}: {value}\n" for key, value in values.items())
    return f"---\npermalink: /a\n{keys}---\n{body}\n"


@pytest.mark.parametrize(
    "name",
    [
        "part.md",
        "_part.md",
        "_parts/part.md",
        "_parts/deep/part.html",
        "part.html",
        "part.rb",
        "part",
        "part.txt",
    ],
)
def test_a_document_takes_in_whatever_text_lies_beside_it(tmp_path: Path, name: str) -> None:
    files = {
        "_config.yml": CONFIG,
        "x/a.md": page(f"{{% include_relative {name} %}}", title="Home"),
        f"x/{name}": "of {{ page.title }}",
    }
    assert said(load(site_at(tmp_path, files))) == "of Home"


@pytest.mark.parametrize(
    "tag", ["{{ page.part }}.md", "{{ page.part | append: '.md' }}", "p{{ page.rest }}md"]
)
def test_the_name_may_be_made_of_what_the_document_says(tmp_path: Path, tag: str) -> None:
    files = {
        "_config.yml": CONFIG,
        "x/a.md": page(f"{{%- include_relative {tag} -%}}", part="part", rest="art."),
        "x/part.md": "Part.",
    }
    assert said(load(site_at(tmp_path, files))) == "Part."


def test_what_is_taken_in_takes_in_from_beside_the_document(tmp_path: Path) -> None:
    files = {
        "_config.yml": CONFIG,
        "x/a.md": page("{% include one.html %} {% include any.html file='three.md' %}"),
        "_includes/one.html": "1 {% include_relative _two/two.md %}",
        "_includes/any.html": "{% include_relative _{{ include.file }} %}",
        "x/_two/two.md": "2 {% include_relative parts/half.md %}",
        "x/parts/half.md": "½",
        "x/_three.md": "3",
    }
    assert said(load(site_at(tmp_path, files))) == "1 2 ½ 3"


def test_a_document_is_taken_in_as_its_file_is(tmp_path: Path) -> None:
    files = {
        "_config.yml": CONFIG,
        "a.md": page("```\n{% include_relative b.md %}\n```", title="A"),
        "b.md": "---\ntitle: B\n---\n{{ page.title }}",
    }
    assert said(load(site_at(tmp_path, files))) == "---\ntitle: B\n---\nA"


@pytest.mark.parametrize(
    "name",
    [
        "../secret.md",
        "../../secret.md",
        "leads_out.md",
        "_out/secret.md",
        ".hidden.md",
        "no.md",
    ],
)
def test_nothing_is_taken_in_from_elsewhere(tmp_path: Path, name: str) -> None:
    tree = tmp_path / "tree"
    files = {"_config.yml": CONFIG, "x/a.md": page(f"{{% include_relative {name} %}}")}
    site_at(tmp_path, {"secret.md": "Secret.", "outside/secret.md": "Secret."})
    site_at(tree, {**files, "secret.md": "Secret.", "x/.hidden.md": "Secret."})
    (tree / "x/leads_out.md").symlink_to(tmp_path / "secret.md")
    (tree / "x/_out").symlink_to(tmp_path / "outside")
    library = load(tree)
    assert said(library) == ""
    assert "liquid-include" in {each.code for each in library.problems}


def test_only_what_is_named_is_read(tmp_path: Path) -> None:
    files = {
        "_config.yml": CONFIG,
        "a.md": page("{% include_relative _b.md %} {% include any.html file='c' %}"),
        "_includes/any.html": "{% include_relative {{ include.file }}.md %}",
        "_b.md": "B",
        "_c.md": "C",
        "d.md": page("D"),
        "_picture.png": "D",
    }
    reader = Reader(site_at(tmp_path, files))
    found = reader.read(reader.listing())
    assert list(found.includes) == ["_b.md", "_c.md"]


def test_a_piece_that_changes_changes_the_documents_that_take_it_in(tmp_path: Path) -> None:
    files = {
        "_config.yml": CONFIG,
        "a.md": page("{% include_relative _parts/b.md %}"),
        "_parts/b.md": "One.",
        "_parts/c.md": "None.",
    }
    reader = Reader(site_at(tmp_path, files))
    first = reader.read(reader.listing())
    before = reader.listing()
    (tmp_path / "_parts/b.md").write_text("Two and more.")
    assert reader.listing() != before
    second = reader.read(reader.listing())
    assert second.inputs != first.inputs
    assert second.parsed[0] is first.parsed[0]
    (tmp_path / "_parts/c.md").write_text("Nobody's.")
    assert reader.read(reader.listing()).inputs == second.inputs


def test_names_that_could_be_any_are_looked_for_so_often_and_no_more(tmp_path: Path) -> None:
    pieces = {f"_p/{number}-{number}": "" for number in range(2000)}
    # Each could be every file of the tree.
    tags = (f"{{% include_relative {{{{ x }}}}-{number} %}}" for number in range(4000, -1, -1))
    text = page("\n".join((*tags, "{% include_relative _p/3-3 %}")))
    reader = Reader(site_at(tmp_path, {"_config.yml": CONFIG, "a.md": text, **pieces}))
    found = reader.read(reader.listing()).includes
    assert {"_p/3-3", "_p/1999-1999"} <= found.keys()
    assert "_p/4-4" not in found


def test_a_piece_that_cannot_be_read_is_told_where_it_is_named(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "_config.yml": CONFIG,
        "a.md": page("{% include_relative _b.md %}{% include_relative _{{ page.c }}.md %}", c="c"),
        "_b.md": b"\xff\xfe\x00\xd8",
        "_c.md": b"\xff\xfe\x00\xd8",
    }
    problems = load(site_at(tmp_path, files)).problems
    assert {each.file for each in problems} - {"a.md"} == {"_b.md"}
    assert sum(each.code == "liquid-include" for each in problems) == 2


def test_a_link_that_leads_out_is_told_where_its_file_would_be_served_only(tmp_path: Path) -> None:
    tree = site_at(tmp_path / "tree", {"_config.yml": CONFIG, "a.md": page("A")})
    site_at(tmp_path, {"outside/b.md": "B"})
    (tree / "_parts").symlink_to(tmp_path / "outside")
    (tree / "parts").symlink_to(tmp_path / "outside")
    problems = load(tree).problems
    assert [each.file for each in problems if each.code == "symlink-outside"] == ["parts"]

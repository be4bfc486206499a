"""Links between documents, where their addresses stand."""

from pathlib import Path

from app.library.moves.references import links_in
from tests.conftest import site_at
from tests.library.moves.moving import reading_of


def test_each_link_to_a_page_is_found_with_its_address(tmp_path: Path) -> None:
    files = {
        "a.md": "---\ntitle: A\n---\r\nSee [b](/b/?x#one), [b][1], <a href='b.md'>b</a> and "
        "[c](c.md).\n\n[1]: ./b.md#gone\n",
        "b.md": "# One\n\n[here](#one)\n",
        "c.md": "[b](</b/>) [x](/nowhere/) ![p](p.png)\n",
    }
    site_at(tmp_path, files)
    reading = reading_of(tmp_path)
    found = [
        (item.file, files[item.file][item.start : item.end], item.fragment)
        for file in files
        for item in links_in(reading, file)
        if item.target == "b.md"
    ]
    assert found == [
        ("a.md", "/b/?x#one", "one"),
        ("a.md", "./b.md#gone", "gone"),
        ("a.md", "b.md", None),
        ("b.md", "#one", "one"),
        ("c.md", "/b/", None),
    ]
    assert [item.target for item in links_in(reading, "c.md")] == ["b.md"]
    assert not list(links_in(reading, "none.md"))


def test_a_reference_of_hugo_is_found_with_its_fragment(tmp_path: Path) -> None:
    text = '[b]({{< ref "b.md#one" >}}) [c]({{% relref "b" %}})\n'
    files = {"hugo.toml": "title = 'T'\n", "content/a.md": text, "content/b.md": "# One\n"}
    site_at(tmp_path, files)
    found = links_in(reading_of(tmp_path), "content/a.md")
    assert [text[item.start : item.end] for item in found] == ["b.md#one", "b"]

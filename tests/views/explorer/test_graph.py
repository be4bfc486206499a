"""The links between pages as a picture."""

from pathlib import Path

from app.library.load import load
from app.views.explorer.graph import graph
from tests.conftest import site_at


def test_pages_stand_by_section_and_links_are_lines(tmp_path: Path) -> None:
    files = {
        "index.md": "[b](/b/) [again](/b/) [c](/x/c/)\n",
        "b.md": "[back](/) [self](/b/)\n",
        "x/c.md": "[nothing](/nothing/) [anchor](/b/#none)\n",
    }
    view = graph(load(site_at(tmp_path, files)))
    assert [(cluster.name, cluster.number) for cluster in view.clusters] == [("", 2), ("x", 1)]
    assert (view.number, view.links, view.wrong) == (3, 3, 2)
    assert view.lines.count("M") == 3
    assert (view.spikes.count("M"), len(view.ends)) == (1, 1)
    assert [(page.slug, number) for page, number in view.worst] == [("x/c", 2)]
    notes = {node.page.slug: node.note for node in view.nodes}
    assert notes["x/c"].endswith(": 1 backlink, 2 broken links")
    assert notes["b"].endswith(": 2 backlinks")
    assert all(node.label for node in view.nodes)
    clusters = {order: {node.page.slug for node in nodes} for order, nodes in view.by_cluster()}
    assert clusters == {0: {"index", "b"}, 1: {"x/c"}}


def test_a_large_site_is_drawn_smaller_and_only_labelled_where_it_matters(tmp_path: Path) -> None:
    files = {f"{number}.md": "[hub](/0/)\n" for number in range(1, 90)}
    view = graph(load(site_at(tmp_path, {"0.md": "# Hub\n", **files})))
    assert view.is_large
    assert [node.page.slug for node in view.nodes if node.label] == ["0"]


def test_many_sections_are_gathered(tmp_path: Path) -> None:
    files = {f"s{number}/a.md": "x\n" for number in range(20)}
    view = graph(load(site_at(tmp_path, files)))
    assert len(view.clusters) == 12
    assert ("others", 9) in [(cluster.name, cluster.number) for cluster in view.clusters]


def test_no_pages_are_no_picture(tmp_path: Path) -> None:
    view = graph(load(tmp_path))
    assert (view.nodes, view.lines, view.number) == ([], "", 0)


def test_equal_libraries_have_equal_pictures(tmp_path: Path) -> None:
    files = {f"s{number % 3}/{number}.md": f"[x](/s0/{number // 2}/)\n" for number in range(40)}
    site_at(tmp_path, files)
    assert graph(load(tmp_path)).lines == graph(load(tmp_path)).lines


def test_a_long_title_is_two_lines(tmp_path: Path) -> None:
    files = {
        "a.md": "# Physical Therapy in Westminster and Broomfield\n",
        "b.md": "# Donaudampfschifffahrtsgesellschaftskapitän\n",
    }
    view = graph(load(site_at(tmp_path, files)))
    assert {node.page.slug: node.label for node in view.nodes} == {
        "a": ["Physical Therapy", "in Westminster…"],
        "b": ["Donaudampfschif…"],
    }

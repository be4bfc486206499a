"""A page between its neighbours."""

from pathlib import Path

from app.library.load import load
from app.views.explorer.neighbourhood import Neighbourhood, neighbourhood
from tests.conftest import site_at


def drawn(tmp_path: Path, files: dict[str, str]) -> Neighbourhood:
    """The neighbourhood of the page a."""
    return neighbourhood(load(site_at(tmp_path, files)).pages_by_slug["a"])


def test_sources_are_on_one_side_and_targets_on_the_other(tmp_path: Path) -> None:
    view = drawn(
        tmp_path,
        {
            "a.md": "[b](/b/) [b](/b/) [self](/a/) [x](https://example.org/) [gone](/gone/)\n",
            "b.md": "x\n",
            "c.md": "[a](/a/)\n",
        },
    )
    assert [neighbour.slug for neighbour in view.sources] == ["c"]
    assert [
        (neighbour.slug, neighbour.label, neighbour.is_wrong) for neighbour in view.targets
    ] == [
        (None, "/gone/", True),
        ("b", "B", False),
    ]


def test_of_many_neighbours_thirty_are_drawn(tmp_path: Path) -> None:
    links = "".join(f"[x](/p{number}/) " for number in range(40))
    files = {f"p{number}.md": "[a](/a/)\n" for number in range(40)}
    view = drawn(tmp_path, {"a.md": f"{links} [gone](/gone/)\n", **files})
    assert (len(view.sources), view.sources_left_out) == (30, 10)
    assert (len(view.targets), view.targets_left_out) == (30, 11)
    assert view.targets[0].is_wrong
    assert all(0 < neighbour.y < view.height for neighbour in view.targets)

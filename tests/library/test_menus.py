"""Menus: order, nesting, and the ways through the pages."""

from collections.abc import Callable, Mapping

import pytest

from app.library.library import Library
from app.records import MenuItem, Ref

LoadFiles = Callable[[Mapping[str, str | bytes]], Library]
Places = Callable[[Library], list[tuple[str, int, int, str]]]


def titles(items: tuple[MenuItem, ...]) -> list[object]:
    told: list[object] = []
    for item in items:
        told.append(item.title)
        if item.children:
            told.append(titles(item.children))
    return told


def menu(library: Library, name: str = "main") -> list[object]:
    found = library.menu(name)
    assert found is not None
    return titles(found.items)


def slug(ref: Ref | None) -> str | None:
    return ref.slug if ref else None


def ways(library: Library) -> dict[str, tuple[str | None, str | None]]:
    """The slugs before and after each page."""
    return {page.slug: (slug(page.previous), slug(page.next)) for page in library.pages}


def test_entries_are_in_the_order_of_weight_then_title_and_those_without_come_last(
    load_files: LoadFiles,
) -> None:
    library = load_files(
        {
            "a.md": "---\ntitle: banana\nmenu: main\n---\n",
            "i.md": "---\ntitle: Ärzte\nmenu: main\n---\n",
            "b.md": "---\ntitle: Apple\nmenu: main\n---\n",
            "c.md": "---\ntitle: Second\nmenu: {main: {weight: 2}}\n---\n",
            "d.md": "---\ntitle: first\nmenu: {main: {weight: 2}}\n---\n",
            "e.md": "---\ntitle: Zero\nmenu: {main: {weight: 0}}\n---\n",
            "f.md": "---\ntitle: Below zero\nmenu: {main: {weight: -1}}\n---\n",
            "g.md": "---\ntitle: By page\nmenu: main\nweight: 1\n---\n",
            "h.md": "---\ntitle: Own\nmenu: {main: {weight: 9}}\nweight: 1\n---\n",
        }
    )
    assert menu(library) == [
        "Below zero",
        "Zero",
        "By page",
        "first",
        "Second",
        "Own",
        "Apple",
        "Ärzte",
        "banana",
    ]


def test_a_page_may_stand_in_menus_by_name_by_list_and_by_map(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "a.md": "---\ntitle: A\nmenu: main\n---\n",
            "b.md": "---\ntitle: B\nmenus: [main, 2024]\n---\n",
            "c.md": "---\ntitle: C\nmenu: {main: , side: {name: Sea, title: }}\n---\n",
            "d.md": '---\nmenu: {side: {title: Dee, identifier: "4", weight: "3"}}\n---\n',
        }
    )
    assert menu(library) == ["A", "B", "C"]
    assert menu(library, "2024") == ["B"]
    assert menu(library, "side") == ["Dee", "Sea"]
    assert library.problems == ()
    (place,) = library.pages_by_slug["d"].menus
    assert (place.menu, place.title, place.weight, place.identifier) == ("side", "Dee", 3, "4")
    assert [place.identifier for place in library.pages_by_slug["c"].menus] == ["c", "c"]


def test_parents_are_named_by_identifier_or_title(load_files: LoadFiles, places: Places) -> None:
    library = load_files(
        {
            "site.yaml": (
                "menus:\n  main:\n"
                "    - {title: About Us, weight: 1}\n"
                "    - {title: Other, identifier: other-id, weight: 2}\n"
                "    - {title: About Us, identifier: second, weight: 3}\n"
            ),
            "a.md": "---\nmenu: {main: {parent: about-us}}\n---\n",
            "b.md": "---\nmenu: {main: {parent: other-id}}\n---\n",
            "c.md": "---\nmenu: {main: {parent: Other}}\n---\n",
            "d.md": "---\nmenu: {main: {parent: About Us}}\n---\n",
            "e/f.md": "---\nmenu: {main: {parent: a}}\n---\n",
            "g.md": "---\nmenu: {main: {parent: e/f}}\n---\n",
        }
    )
    assert places(library) == []
    assert menu(library) == [
        "About Us",
        ["A", ["F", ["G"]], "D"],
        "Other",
        ["B", "C"],
        "About Us",
    ]


def test_nobody_is_lost_in_a_circle(load_files: LoadFiles, places: Places) -> None:
    library = load_files(
        {
            "a.md": "---\nmenu: {main: {parent: c}}\n---\n",
            "b.md": "---\nmenu: {main: {parent: a}}\n---\n",
            "c.md": "---\nmenu: {main: {parent: b}}\n---\n",
            "d.md": "---\nmenu: {main: {parent: d}}\n---\n",
        }
    )
    assert places(library) == [
        ("c.md", 2, 23, "unknown-reference"),
        ("d.md", 2, 23, "unknown-reference"),
    ]
    assert "below itself" in library.problems[0].message
    assert menu(library) == ["C", ["A", ["B"]], "D"]


def test_entries_of_the_site_file(load_files: LoadFiles, places: Places) -> None:
    library = load_files(
        {
            "site.yaml": (
                "base_url: https://example.org\n"
                "menus:\n  main:\n"
                "    - {title: Heading}\n"
                "    - {title: Case, path: /A}\n"
                "    - {title: Own, path: 'https://www.example.org/a/#b'}\n"
                "    - {title: Far, path: 'https://example.com/'}\n"
                "    - {title: Host, path: //example.com/a}\n"
                "    - {title: Mail, path: 'mailto:a@example.org'}\n"
                "    - {title: Plan, path: /plan.pdf}\n"
                "    - {title: Old, path: /old/}\n"
                "    - {title: Gone, path: /gone/}\n"
                "    - {title: Nowhere, path: /nowhere/}\n"
                "redirects:\n"
                "  - {from: /old/, to: /a/}\n"
                "  - {from: /gone/, status: 410}\n"
            ),
            "a.md": "# A\n",
            "plan.pdf": b"%PDF",
        }
    )
    found = library.menu("main")
    assert found is not None
    assert {item.title: (item.path, slug(item.target)) for item in found.items} == {
        "Heading": (None, None),
        "Case": ("/a/", "a"),
        "Own": ("https://www.example.org/a/#b", "a"),
        "Far": ("https://example.com/", None),
        "Host": ("//example.com/a", None),
        "Mail": ("mailto:a@example.org", None),
        "Plan": ("/plan.pdf", None),
        "Old": ("/old/", "a"),
        "Gone": ("/gone/", None),
        "Nowhere": ("/nowhere/", None),
    }
    assert places(library) == [
        ("site.yaml", 12, 27, "broken-link"),
        ("site.yaml", 13, 30, "broken-link"),
    ]


def test_children_of_the_site_file_nest_and_pages_join_them(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "site.yaml": (
                "menus:\n  main:\n"
                "    - title: Top\n"
                "      children:\n"
                "        - title: Middle\n"
                "          identifier: mid\n"
                "          children: [{title: Low, path: /low/}]\n"
                "    - {title: Stray, parent: mid}\n"
            ),
            "low.md": "",
            "joins.md": "---\nmenu: {main: {parent: mid, weight: 1}}\n---\n",
        }
    )
    assert menu(library) == ["Top", ["Middle", ["Joins", "Low", "Stray"]]]


def test_breadcrumbs_go_by_the_menu_then_by_the_path(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "index.md": "# Home\n",
            "a/index.md": "---\nmenu: main\n---\n",
            "a/b/index.md": "",
            "a/b/c.md": "",
            "x.md": "---\nmenu: {main: {parent: a}}\n---\n",
            "y/z.md": "---\nmenu: {main: {parent: x}}\n---\n",
            "no/such/folder/page.md": "",
        }
    )
    trails = {page.slug: [ref.slug for ref in page.breadcrumbs] for page in library.pages}
    assert trails == {
        "index": [],
        "a": ["index"],
        "a/b": ["index", "a"],
        "a/b/c": ["index", "a", "a/b"],
        "x": ["index", "a"],
        "y/z": ["index", "a", "x"],
        "no/such/folder/page": ["index"],
    }


def test_a_redirect_is_no_breadcrumb(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "site.yaml": "redirects: {/a/: /other/, /: /other/}\n",
            "other.md": "",
            "a/b.md": "",
        }
    )
    assert library.pages_by_slug["a/b"].breadcrumbs == ()


def test_the_way_through_a_menu_goes_into_the_depth_and_meets_each_page_once(
    load_files: LoadFiles,
) -> None:
    library = load_files(
        {
            "site.yaml": (
                "menus:\n  main:\n"
                "    - {title: Again, path: /b/, weight: 9}\n"
                "    - {title: Far, path: 'https://example.com/', weight: 2}\n"
            ),
            "a.md": "---\nmenu: {main: {weight: 1}}\n---\n",
            "b.md": "---\nmenu: {main: {parent: a, weight: 2}}\n---\n",
            "c.md": "---\nmenu: {main: {parent: a, weight: 1}}\n---\n",
            "d.md": "---\nmenu: {main: {weight: 3}}\n---\n",
        }
    )
    assert ways(library) == {
        "a": (None, "c"),
        "c": ("a", "b"),
        "b": ("c", "d"),
        "d": ("b", None),
    }


def test_the_first_menu_that_a_page_names_shows_its_way(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "a.md": "---\nmenu: [two, one]\nweight: 1\n---\n",
            "b.md": "---\nmenu: [one]\nweight: 2\n---\n",
            "c.md": "---\nmenu: [two]\nweight: 2\n---\n",
        }
    )
    assert ways(library)["a"] == (None, "c")
    assert ways(library)["b"] == ("a", None)


def test_pages_in_no_menu_have_their_folders_way(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "root.md": "",
            "stem.md": "",
            "a/index.md": "---\nweight: 0\n---\n",
            "a/z.md": "---\nweight: 1\n---\n",
            "a/b.md": "",
            "a/c.md": "---\ntitle: Alpha\n---\n",
            "a/draft.md": "---\ndraft: true\n---\n",
            "a/deep/x.md": "",
        }
    )
    assert ways(library) == {
        "root": (None, None),
        "stem": (None, None),
        "a": (None, "a/z"),
        "a/z": ("a", "a/c"),
        "a/c": ("a/z", "a/b"),
        "a/b": ("a/c", None),
        "a/deep/x": (None, None),
    }


@pytest.mark.parametrize(
    ("parent", "expected", "codes"),
    [
        ("''", ["B", "First"], []),
        ("first", ["First", ["B"]], []),
        ("Going further", ["First", "Going further", ["B"]], []),
        ("FIRST", ["FIRST", ["B"], "First"], ["misspelt-parent"]),
        ("firsts", ["First", "firsts", ["B"]], ["misspelt-parent"]),
        ("first 2", ["First", "first 2", ["B"]], []),
        ("b", ["B", "First"], ["unknown-parent"]),
    ],
)
def test_in_a_hugo_tree_an_unknown_parent_becomes_an_entry(
    load_files: LoadFiles, parent: str, expected: list[object], codes: list[str]
) -> None:
    library = load_files(
        {
            "hugo.toml": "",
            "content/a.md": "---\nmenu: {main: {name: first, title: First}}\n---\n",
            "content/b.md": f"---\nmenu: {{main: {{parent: {parent}}}}}\n---\n",
        }
    )
    assert [problem.code for problem in library.problems if "parent" in problem.code] == codes
    assert menu(library) == expected


def test_in_a_jekyll_tree_an_unknown_parent_is_a_warning(load_files: LoadFiles) -> None:
    page = "---\nmenus: {main: {parent: lost}}\n---\n"
    library = load_files({"_config.yml": "", "b.md": page})
    assert [problem.code for problem in library.problems if "parent" in problem.code] == [
        "unknown-parent"
    ]
    assert menu(library) == ["B"]

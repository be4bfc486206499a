"""The surroundings of a page: breadcrumbs, neighbours, pictures, roles of lists."""

from collections.abc import Callable, Mapping

import pytest

from app.library.library import Library
from app.records import Ref

LoadFiles = Callable[[Mapping[str, str | bytes]], Library]

TREE: Mapping[str, str | bytes] = {
    "index.md": "---\ntitle: Home\n---\n",
    "a/index.md": "---\ntitle: A\n---\n",
    "a/b/c.md": "---\ntitle: C\nweight: 2\nimage: /nowhere.png\n---\n![x](/d.txt)\n",
    "a/b/d.md": "---\ntitle: D\nweight: 1\n---\n",
    "a/b/e.md": "---\ntitle: E\nmenu: {main: {parent: /a/}}\n---\n",
    "a/b/d.txt": "D",
    "site.yaml": "menus: {main: [{title: A, path: /a/, identifier: /a/}]}\n",
}


def slug(ref: Ref | None) -> str | None:
    return ref.slug if ref is not None else None


def test_breadcrumbs_follow_the_path_and_pass_over_folders_without_a_page(
    load_files: LoadFiles,
) -> None:
    pages = load_files(TREE).pages_by_slug
    trails = {name: [ref.slug for ref in page.breadcrumbs] for name, page in pages.items()}
    assert trails == {
        "index": [],
        "a": ["index"],
        "a/b/c": ["index", "a"],
        "a/b/d": ["index", "a"],
        "a/b/e": ["index", "a"],
    }


def test_neighbours_are_those_of_the_menu_or_of_the_folder_by_weight(
    load_files: LoadFiles,
) -> None:
    pages = load_files(TREE).pages_by_slug
    neighbours = {
        name: (slug(pages[name].previous), slug(pages[name].next))
        for name in ("a/b/c", "a/b/d", "a/b/e", "a")
    }
    assert neighbours == {
        "a/b/c": ("a/b/d", "a/b/e"),
        "a/b/d": (None, "a/b/c"),
        "a/b/e": ("a", None),
        "a": (None, "a/b/e"),
    }


def test_neighbours_in_a_folder_are_in_alphabetical_order(load_files: LoadFiles) -> None:
    titles = ("Zimmer", "Ärzte", "Team")
    files = {f"a/{number}.md": f"---\ntitle: {title}\n---\n" for number, title in enumerate(titles)}
    pages = load_files(files).pages_by_slug
    assert [slug(pages[f"a/{number}"].next) for number in range(3)] == [None, "a/2", "a/0"]


def test_pictures_that_are_none_are_reported_in_front_matter_and_body(
    load_files: LoadFiles,
) -> None:
    library = load_files(TREE)
    missing = [
        (problem.line, problem.column)
        for problem in library.problems
        if problem.code == "missing-image"
    ]
    assert missing == [(4, 8), (6, 1)]
    image = library.pages_by_slug["a/b/c"].image
    assert image is not None
    assert (image.type, image.width) == ("image/png", None)


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Conditions treated", "conditions"),
        ("Terms & Conditions", None),
        ("Indications", "indications"),
        ("Opening hours", None),
    ],
)
def test_the_role_of_a_list_is_in_its_title(
    load_files: LoadFiles, title: str, role: str | None
) -> None:
    library = load_files({"a.md": f"**{title}:**\n\n- One\n- Two\n"})
    assert [item.role for item in library.pages_by_slug["a"].lists] == [role]


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"/>'


def test_pictures_of_a_body_have_the_sizes_of_their_files(load_files: LoadFiles) -> None:
    files = {
        "index.md": "![a](a.svg) ![b](/a.svg?v=1) ![c](c.svg) ![d](https://example.com/a.svg)\n",
        "a.svg": SVG,
    }
    html = load_files(files).pages_by_slug["index"].body.content.unpack().html
    assert html == (
        '<p><img src="a.svg" alt="a" width="30" height="20"> '
        '<img src="/a.svg?v=1" alt="b" width="30" height="20"> <img src="c.svg" alt="c"> '
        '<img src="https://example.com/a.svg" alt="d"></p>\n'
    )


def test_a_picture_in_front_matter_and_body_has_its_text_in_both(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "front.md": "---\nimage: {src: a.svg, alt: A hip}\n---\n![](a.svg) ![](b.svg)\n",
            "body.md": "---\nimage: a.svg\n---\n![](a.svg) ![A hip](a.svg) ![A foot](a.svg)\n",
            "none.md": "---\nimage: a.svg\n---\n![A foot](b.svg)\n",
            "a.svg": SVG,
            "b.svg": SVG,
        }
    )
    alts = {page.slug: page.image.alt for page in library.pages if page.image is not None}
    assert alts == {"front": "A hip", "body": "A hip", "none": None}
    html = library.pages_by_slug["front"].body.content.unpack().html
    assert 'src="/a.svg" alt="A hip"' in html
    assert 'src="/b.svg" alt=""' in html


@pytest.mark.parametrize(
    ("configuration", "body", "shown"),
    [
        (
            {"_config.yml": "title: J\n"},
            "![a](/a.svg){: width='15' .wide}\n",
            'class="wide" width="15" height="10"',
        ),
        (
            {"hugo.toml": "title = 'H'\n", "layouts/x.html": ""},
            '{{< figure src="/a.svg" alt="a" width="15" >}}\n',
            'width="15" height="10"',
        ),
        (
            {"hugo.toml": "title = 'H'\n", "layouts/x.html": ""},
            '<p>{{< figure src="/a.svg" alt="a" >}}</p>\n',
            'width="30" height="20"',
        ),
    ],
)
def test_a_size_that_an_author_gives_keeps_the_proportion(
    load_files: LoadFiles, configuration: dict[str, str], body: str, shown: str
) -> None:
    folder = "content" if "hugo.toml" in configuration else "."
    static = "static" if "hugo.toml" in configuration else "."
    library = load_files(
        {
            **configuration,
            f"{folder}/index.md": f"---\ntitle: x\n---\n{body}",
            f"{static}/a.svg": SVG,
        }
    )
    (page,) = library.pages
    content = page.body.content.unpack()
    for attribute in shown.split():
        assert attribute in content.html
        name, _, value = attribute.partition("=")
        if "data" in content.mdast and name != "class":
            assert f'"{name}":{value}' in content.mdast


def test_a_page_names_the_paths_that_it_had(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "a/page.md": (
                "---\naliases: [/old/, ../b/, sibling, /a%20b/?x#y, /old/, /a/page/]\n---\n"
            ),
            "plain.md": "",
        }
    )
    page = library.pages_by_slug["a/page"]
    assert page.aliases == ("/old/", "/b/", "/a/sibling", "/a b/")
    for path in page.aliases:
        match = library.resolve(path)
        assert match is not None
        assert match.page is not None
        assert match.page.ref == page.ref
    assert library.pages_by_slug["plain"].aliases == ()


def test_an_old_address_leads_to_a_path_with_a_percent_sign(
    load_files: LoadFiles,
) -> None:
    library = load_files({"a.md": "---\nurl: /100%2525/\naliases: /all/\n---\n"})
    match = library.addresses.find("/all/")
    assert match is not None
    assert match.location == "/100%25/"


@pytest.mark.parametrize(
    ("files", "image", "code"),
    [
        ({"hugo.toml": ""}, "jutta", "uncertain-image"),
        ({"hugo.toml": ""}, "jutta.jpg", "missing-image"),
        ({"hugo.toml": ""}, '""', None),
        ({}, "jutta", "missing-image"),
    ],
)
def test_a_name_without_a_suffix_may_be_one_that_a_layout_completes(
    load_files: LoadFiles, files: Mapping[str, str], image: str, code: str | None
) -> None:
    library = load_files({**files, "content/a.md": f"---\nimage: {image}\n---\n"})
    codes = [problem.code for problem in library.problems if "image" in problem.code]
    assert codes == ([code] if code else [])


def test_a_picture_on_a_route_of_the_front_end_is_not_missing(load_files: LoadFiles) -> None:
    library = load_files(
        {"site.yaml": "routes: [/media/**]\n", "a.md": "![a](/media/a.png) ![b](/medium/b.png)\n"}
    )
    (missing,) = [problem for problem in library.problems if problem.code == "missing-image"]
    assert "/medium/b.png" in missing.message

"""Files beside a document whose page has another folder on the website, as Hugo builds it."""

from collections.abc import Callable, Mapping

import pytest

from app.library.library import Library

LoadFiles = Callable[[Mapping[str, str | bytes]], Library]
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"
    b"\x1f\x15\xc4\x89\x00\x00\x00\nIDATx\x9cc\x00\x01\x00\x00\x05\x00\x01\r\n-\xb4\x00\x00\x00\x00"
    b"IEND\xaeB`\x82"
)
LAYOUT = "layouts/_default/single.html"
HOOKS = "layouts/_default/_markup"
FILES: Mapping[str, str | bytes] = {
    "hugo.toml": "",
    LAYOUT: "{{ .Content }}",
    "content/a/p.png": PNG,
    "content/a/p.pdf": b"%PDF",
    "content/a/img/s.png": PNG,
    "static/t.png": PNG,
}
BODY = "![P](p.png)\n[p](p.pdf)\n"
BOTH = [(1, "missing-image"), (2, "broken-link")]


def reported(library: Library) -> list[tuple[int, str]]:
    return [
        (problem.line, problem.code)
        for problem in library.problems
        if problem.code in {"missing-image", "uncertain-image", "broken-link"}
    ]


@pytest.mark.parametrize(
    ("page", "files", "expected"),
    [
        ("content/a/x.md", {}, BOTH),
        ("content/a/x.md", {"static/a/x/p.png": PNG}, [(2, "broken-link")]),
        ("content/a/x.md", {"hugo.toml": "uglyURLs = true\n"}, []),
        ("content/a/index.md", {}, []),
        ("content/a/_index.md", {}, []),
        ("content/a/index.md", {"hugo.toml": '[permalinks]\na = "/a%23 b/:filename/"\n'}, []),
        ("content/a/x.md", {f"{HOOKS}/render-image.html": '<img src="{{ .Destination }}">'}, BOTH),
        (
            "content/a/x.md",
            {f"{HOOKS}/render-image.html": "{{ (.Page.Parent.Resources.Get .Destination) }}"},
            [(2, "broken-link")],
        ),
        (
            "content/a/x.md",
            {f"{HOOKS}/render-link.html": '{{ partial "link" .Destination }}'},
            [(1, "missing-image")],
        ),
        # The theme may have such templates.
        ("content/a/x.md", {"hugo.toml": 'theme = "t"\n'}, [(1, "uncertain-image")]),
        (
            "content/a/x.md",
            {"hugo.toml": 'theme = "t"\n', "themes/t/layouts/index.html": ""},
            BOTH,
        ),
    ],
)
def test_a_file_beside_a_page_that_is_no_bundle_is_not_below_the_page(
    load_files: LoadFiles,
    page: str,
    files: Mapping[str, str | bytes],
    expected: list[tuple[int, str]],
) -> None:
    library = load_files({**FILES, **files, page: BODY})
    assert reported(library) == expected
    # What is served stays served.
    (served,) = (found for found in library.pages if found.source.file == page)
    assert [link.status for link in served.links] == ["asset"]
    assert served.body.assets[0].endswith("/p.png")


@pytest.mark.parametrize(
    ("body", "hint"),
    [
        ("![P](p.png)", "Write ../p.png, or make the page a bundle: x/index.md."),
        ('<img src="p.png" alt="P">', "Write ../p.png, or make the page a bundle: x/index.md."),
        ("[![P](p.png)](p.png)", "Write ../p.png, or make the page a bundle: x/index.md."),
        ("![P](img/s.png)", "Write ../img/s.png."),
        ("![P](../../static/t.png)", "Write ../../t.png."),
        ("[p](p.pdf#page=2)", "Write ../p.pdf, or make the page a bundle: x/index.md."),
        ("![P](../p.png)", None),
        ("![P](/a/p.png)", None),
        # Shortcodes may look files up.
        ('{{< figure src="p.png" alt="P" >}}', None),
        ("{{< gallery >}}![P](p.png){{< /gallery >}}", None),
    ],
)
def test_the_hint_has_the_address_that_works(
    load_files: LoadFiles, body: str, hint: str | None
) -> None:
    library = load_files({**FILES, "content/a/x.md": f"{body}\n"})
    codes = {"missing-image", "broken-link"}
    hints = [problem.hint for problem in library.problems if problem.code in codes]
    assert hints == ([hint] if hint else [])


@pytest.mark.parametrize("configuration", ["site.yaml", "_config.yml"])
def test_other_trees_have_files_where_they_are(load_files: LoadFiles, configuration: str) -> None:
    page = f"---\n---\n{BODY}"
    beside: Mapping[str, str | bytes] = {"a/p.png": PNG, "a/p.pdf": b"%PDF", "a/x.md": page}
    assert reported(load_files({configuration: "title: T\n", **beside})) == []

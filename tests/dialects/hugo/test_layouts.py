"""Layouts publish files of the assets that links, pictures and menus name."""

import time
from collections.abc import Callable, Mapping

import pytest

from app.library.library import Library
from app.problems import Severity

LoadFiles = Callable[[Mapping[str, str | bytes]], Library]
HOOKS = "layouts/_default/_markup"
LOOKS = "{{ with resources.Get . }}{{ .RelPermalink }}{{ end }}"
CALLS = '<a href="{{ partial "functions/file.html" .Destination }}">'
SITE: Mapping[str, str | bytes] = {
    "hugo.toml": '[[menus.main]]\nname = "Form"\nurl = "forms/form.pdf"\n',
    "layouts/partials/header.html": "{{ .Site.Menus.main }}",
    "assets/forms/form.pdf": b"%PDF",
    "assets/forms/a.png": b"",
    "content/a.md": (
        "[a](/forms/form.pdf)\n[b](forms/form.pdf)\n[c](/forms/none.pdf)\n"
        "![d](/forms/a.png)\n![e](forms/none.png)\n[f](/assets/forms/form.pdf)\n"
    ),
}
LINKS = {1, 2}
PICTURE = {4}
NEVER = {3, 5, 6}
MENU = {-1}


def broken_lines(library: Library) -> set[int]:
    """The lines of the page that are reported, those of the configuration below zero."""
    return {
        problem.line if problem.file == "content/a.md" else -problem.line
        for problem in library.problems
        if problem.severity is not Severity.HINT
    }


@pytest.mark.parametrize(
    ("layouts", "there"),
    [
        ({f"{HOOKS}/render-link.html": LOOKS}, LINKS),
        ({f"{HOOKS}/render-link.html": CALLS}, set()),
        (
            {f"{HOOKS}/render-link.html": CALLS, "layouts/partials/functions/file.html": LOOKS},
            LINKS,
        ),
        (
            {f"{HOOKS}/render-link.html": CALLS, "layouts/_partials/functions/file.html": LOOKS},
            LINKS,
        ),
        (
            {
                f"{HOOKS}/render-link.html": CALLS,
                "layouts/partials/functions/file.html": '{{ partial "b" . }}{{ partial "b" . }}',
                "layouts/partials/b.html": f'{{{{ partial "functions/file.html" . }}}}{LOOKS}',
            },
            LINKS,
        ),
        ({"layouts/partials/functions/file.html": LOOKS}, set()),
        ({f"{HOOKS}/render-link.html": f"{{{{/* {LOOKS} */}}}}"}, set()),
        # These are files of a page.
        ({f"{HOOKS}/render-link.html": "{{ .Page.Resources.Get .Destination }}"}, set()),
        ({f"{HOOKS}/render-image.html": LOOKS}, PICTURE),
        ({"layouts/_markup/render-image.html": '{{ resources.GetMatch "a" }}'}, PICTURE),
        (
            {
                "layouts/partials/menu.html": (
                    '{{ range site.Menus.main }}{{ partial "url" .URL }}{{ end }}'
                ),
                "layouts/partials/url.html": LOOKS,
            },
            MENU,
        ),
    ],
)
def test_a_template_that_looks_in_the_assets_publishes_their_files(
    load_files: LoadFiles, layouts: Mapping[str, str], there: set[int]
) -> None:
    library = load_files({**SITE, **layouts})
    assert broken_lines(library) == (LINKS | PICTURE | NEVER | MENU) - there
    statuses = [link.status for link in library.pages_by_slug["a"].links]
    expected = "other" if there == LINKS else "broken"
    assert statuses == [expected, expected, "broken", "broken"]


@pytest.mark.parametrize(
    ("layouts", "there"),
    [
        ({}, LINKS | PICTURE | MENU),
        # The hook of the site comes before that of its theme.
        ({f"{HOOKS}/render-link.html": "{{ .Destination }}"}, PICTURE | MENU),
        ({f"{HOOKS}/render-image.html": "{{ .Destination }}"}, LINKS | MENU),
        ({"themes/t/layouts/index.html": ""}, set()),
        ({f"themes/t/{HOOKS}/render-link.html": LOOKS}, LINKS),
        (
            {
                f"themes/t/{HOOKS}/render-link.html": LOOKS,
                f"{HOOKS}/render-link.html": "{{ .Destination }}",
            },
            set(),
        ),
        (
            {
                f"themes/t/{HOOKS}/render-link.html": CALLS,
                "layouts/partials/functions/file.html": LOOKS,
            },
            LINKS,
        ),
    ],
)
def test_a_theme_that_is_elsewhere_may_look_there(
    load_files: LoadFiles, layouts: Mapping[str, str], there: set[int]
) -> None:
    configuration = f'{SITE["hugo.toml"]!s}[module]\nimports = [{{path = "t"}}]\n'
    library = load_files({**SITE, **layouts, "hugo.toml": configuration})
    assert broken_lines(library) == (LINKS | PICTURE | NEVER | MENU) - there


FOOTER = '[[menus.footer]]\nname = "Gone"\nurl = "/gone/"\n'
PARTIAL = "layouts/partials/footer.html"


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({PARTIAL: "{{ range .Site.Menus.footer }}{{ end }}"}, "broken-link"),
        ({PARTIAL: '{{ range index .Site.Menus "footer" }}{{ end }}'}, "broken-link"),
        ({PARTIAL: "{{ range site.Menus.Footer }}{{ end }}"}, "broken-link"),
        ({PARTIAL: "{{ range index site.Menus .name }}{{ end }}"}, "broken-link"),
        ({PARTIAL: "{{ range $menu, $_ := site.Menus }}{{ end }}"}, "broken-link"),
        ({PARTIAL: "{{ range .Site.Menus.main }}{{ end }}"}, "undrawn-menu"),
        ({PARTIAL: '{{ range index .Site.Menus "main" }}{{ end }}'}, "undrawn-menu"),
        ({PARTIAL: "{{/* .Site.Menus.footer */}}"}, "undrawn-menu"),
        # What is in no layout may draw any.
        ({}, "broken-link"),
        ({"hugo.toml": f'theme = "t"\n{FOOTER}', PARTIAL: ""}, "broken-link"),
        # The partial of the site comes before that of its theme.
        (
            {
                "hugo.toml": f'theme = "t"\n{FOOTER}',
                f"themes/t/{PARTIAL}": "{{ .Site.Menus.footer }}",
            },
            "broken-link",
        ),
        (
            {
                "hugo.toml": f'theme = "t"\n{FOOTER}',
                f"themes/t/{PARTIAL}": "{{ .Site.Menus.footer }}",
                PARTIAL: "",
            },
            "undrawn-menu",
        ),
    ],
)
def test_an_entry_of_a_menu_that_no_template_draws_is_a_hint(
    load_files: LoadFiles, files: Mapping[str, str], code: str
) -> None:
    library = load_files({"hugo.toml": FOOTER, "content/a.md": "A\n", **files})
    assert [problem.code for problem in library.problems if problem.file == "hugo.toml"] == [code]


def test_very_many_comments_without_an_end_take_linear_time(load_files: LoadFiles) -> None:
    text = f"{'{{/* ' * 30_000}{LOOKS}"
    start = time.perf_counter()
    library = load_files({**SITE, f"{HOOKS}/render-link.html": text})
    assert time.perf_counter() - start < 10
    assert library.pages_by_slug["a"].links[0].status == "broken"

"""Redirects of a host in a template of `_redirects`, or among the static files."""

from collections.abc import Callable, Mapping

import pytest

from app.dialects.hugo.redirects import known_lines
from app.front_matter import read_yaml
from app.library.library import Library

LoadFiles = Callable[[Mapping[str, str | bytes]], Library]
CONFIGURATION = """\
params: {latest: v3, versions: {next: v4}}
mediaTypes: {text/netlify: {}}
outputFormats: {REDIRECTS: {mediaType: text/netlify, baseName: _redirects}}
outputs: {home: [HTML, REDIRECTS]}
menus: {main: [{name: Docs, url: /docs/latest/}]}
"""
TEMPLATE = """\
{{/* Rules
of the host */}}
{{ $latest := site.Params.latest -}}
/docs/latest /docs/{{ $latest }}/
/docs/latest/* /docs/{{ $latest }}/:splat
{{- range .Pages }}
/{{ .Slug }} /pages/{{ .Slug }}
{{ end }}
"""


def test_lines_are_filled_with_parameters_and_the_others_left_out() -> None:
    parameters, _ = read_yaml("Latest: v3\nversions: {next: v4}\n")
    template = (
        "{{ $a := .Site.Params.latest }}/a /{{ $a }}/ {{/* x */}}\n"
        "/b /{{- $.Site.Params.versions.next -}}/\n"
        "/c /{{ $b }}/\n/d /{{ site.Params.none }}/\n/e /f\n"
    )
    lines = [line.strip() for _, line in known_lines(template, parameters.values)]
    assert lines == ["/a /v3/", "/b /v4/", "/e /f"]


def test_links_and_menus_may_lead_to_redirects_of_a_template(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "hugo.yaml": CONFIGURATION,
            "layouts/index.redirects": TEMPLATE,
            "content/docs/v3/_index.md": "Third.\n",
            "content/docs/v3/install.md": "I.\n",
            "content/a.md": "[x](/docs/latest/install/) [y](/docs/last/)\n",
        }
    )
    links = library.pages_by_slug["a"].links
    assert [link.status for link in links] == ["redirected", "broken"]
    assert links[0].target is not None
    assert links[0].target.slug == "docs/v3/install"
    problems = [problem.message for problem in library.problems if problem.severity != "hint"]
    assert problems == ['the link "/docs/last/" leads nowhere']


def test_a_template_of_another_format_has_no_rules(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "hugo.yaml": CONFIGURATION.replace("baseName: _redirects", "baseName: rules"),
            "layouts/index.redirects": TEMPLATE,
            "content/a.md": "[x](/docs/latest/)\n",
        }
    )
    assert library.pages_by_slug["a"].links[0].status == "broken"


def test_rules_among_the_static_files_are_followed(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "hugo.toml": "",
            "static/_redirects": "/old /a/\n/shop/* https://shop.test/:splat 302\n",
            "static/deep/_redirects": "/older /a/\n",
            "content/a.md": "[x](/old) [y](/shop/oil) [z](/older)\n",
        }
    )
    statuses = [link.status for link in library.pages_by_slug["a"].links]
    assert statuses == ["redirected", "redirected", "broken"]


@pytest.mark.parametrize(
    ("configuration", "file", "is_read"),
    [
        ("", "public/_redirects", True),
        ("publishDir: dist", "dist/_redirects", True),
        ("publishDir: dist", "public/_redirects", False),
        ("", "public/a/_redirects", False),
    ],
)
def test_redirects_may_lie_in_the_folder_of_the_built_site(
    load_files: LoadFiles, configuration: str, file: str, is_read: bool
) -> None:
    library = load_files(
        {
            "hugo.yaml": f"title: T\n{configuration}\n",
            file: "/old /a/\n/media/* https://files.example/:splat 200\n",
            "public/b.md": "# B\n",
            "content/a.md": "[1](/old) [2](/media/b.pdf) ![c](/media/c.png)\n",
        }
    )
    assert [page.slug for page in library.pages] == ["a"]
    wrong = {problem.code for problem in library.problems} & {"broken-link", "missing-image"}
    assert wrong == (set() if is_read else {"broken-link", "missing-image"})

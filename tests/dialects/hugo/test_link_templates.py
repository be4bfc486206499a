"""A template of links may look up the pages that they name: gohugo.io/render-hooks/links."""

from collections.abc import Callable, Mapping

import pytest

from app.library.library import Library

LoadFiles = Callable[[Mapping[str, str | bytes]], Library]
SITE: Mapping[str, str | bytes] = {
    "hugo.toml": 'baseURL = "https://x.test/"\n',
    "content/docs/_index.md": "# Docs\n",
    "content/docs/tasks/install.md": "# Install\n",
    "content/docs/features/mesh.md": "# Mesh\n\n## Why\n",
    "content/docs/tasks/here.md": (
        "[a](install/) [b](../features/mesh/#why) [c](../features/mesh#no) [d](/install/)"
        " [e](../missing/) [f](../install/)\n"
    ),
}
LOOKS_UP = "{{ with .Page.GetPage .Destination }}{{ .RelPermalink }}{{ end }}"


@pytest.mark.parametrize(
    "folder", ["layouts/_default/_markup", "layouts/_markup", "themes/t/layouts/docs/_markup"]
)
def test_a_relative_link_that_leads_nowhere_is_looked_up(
    load_files: LoadFiles, folder: str
) -> None:
    library = load_files({**SITE, f"{folder}/render-link.html": LOOKS_UP})
    page = library.pages_by_slug["docs/tasks/here"]
    assert [(link.status, link.target and link.target.path) for link in page.links] == [
        ("ok", "/docs/tasks/install/"),
        ("ok", "/docs/features/mesh/"),
        ("anchor_missing", "/docs/features/mesh/"),
        ("broken", None),
        ("broken", None),
        # Where a browser goes comes first.
        ("ok", "/docs/tasks/install/"),
    ]
    html = page.body.content.unpack().html
    assert '<a href="/docs/features/mesh/#why">b</a>' in html
    assert '<a href="../install/">f</a>' in html


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("layouts/_default/_markup/render-link.html", '<a href="{{ .Destination }}">'),
        ("layouts/_default/_markup/render-link.html", f"{{{{/* {LOOKS_UP} */}}}}"),
        ("layouts/_default/_markup/render-image.html", LOOKS_UP),
        ("layouts/partials/render-link.html", LOOKS_UP),
        ("content/docs/render-link.html", LOOKS_UP),
    ],
)
def test_without_such_a_template_links_are_those_of_browsers(
    load_files: LoadFiles, file: str, text: str
) -> None:
    library = load_files({**SITE, file: text})
    links = library.pages_by_slug["docs/tasks/here"].links
    assert [link.status for link in links] == [*["broken"] * 5, "ok"]

"""A template that reads what only a plugin may set may have any anchor."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

import pytest

from app.library.library import Library

LoadFiles: TypeAlias = Callable[[Mapping[str, str | bytes]], Library]

CONFIGURATION = "title: A\nhours: {monday: x}\ncollections: [team]\n"
PLUGIN = {"_plugins/schedule.rb": "class Schedule < Jekyll::Generator\nend\n"}
SHOWN = '{% for day in site.schedule.days %}<i id="{{ day }}"></i>{% endfor %}'


def codes(load_files: LoadFiles, body: str, files: Mapping[str, str]) -> set[str]:
    library = load_files(
        {
            "_config.yml": CONFIGURATION,
            "_data/rooms.yml": "a: 1\n",
            "a.md": "---\n---\n[b](/b.html#monday)\n",
            "b.html": f"---\n---\n{body}\n",
            **files,
        }
    )
    return {item.code for item in library.problems} & {"missing-anchor", "uncertain-anchor"}


@pytest.mark.parametrize(
    ("body", "files"),
    [
        (SHOWN, {}),
        ("{{ site.data.talks.all }}", {}),
        ("{% include x.html %}", {"_includes/x.html": SHOWN}),
        (
            "{% include x.html %}",
            {"_includes/x.html": "{% include y/z.html %}", "_includes/y/z.html": SHOWN},
        ),
    ],
)
@pytest.mark.parametrize(("plugin", "code"), [(PLUGIN, "uncertain-anchor"), ({}, "missing-anchor")])
def test_values_that_only_a_plugin_may_set_are_uncertain(
    load_files: LoadFiles, body: str, files: Mapping[str, str], plugin: Mapping[str, str], code: str
) -> None:
    assert codes(load_files, body, {**plugin, **files}) == {code}


@pytest.mark.parametrize(
    "body",
    [
        "{{ site.hours.monday }}{{ site.title }}{{ site.baseurl }}{{ site.url }}{{ site.time }}",
        "{% for one in site.team %}{% endfor %}{{ site.data.rooms.a }}{{ site.posts.size }}",
        "{{ 1 }} Our site.schedule is long.",
        "{{ '/site.css' }}{{ page.site.schedule }}",
        "{% include x.html %}{% include missing.html %}",
    ],
)
def test_other_values_are_certain(load_files: LoadFiles, body: str) -> None:
    files = {**PLUGIN, "_includes/x.html": "{{ site.title }}", "_includes/y.html": SHOWN}
    assert codes(load_files, body, files) == {"missing-anchor"}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("{% bibliography --file a.bib %}", "uncertain-anchor"),
        ("{% cite smith2020 %}", "uncertain-anchor"),
        ("{% include x.html %}", "uncertain-anchor"),
        ("{% gist 1 %}", "missing-anchor"),
        ("A bibliography", "missing-anchor"),
    ],
)
def test_lists_of_literature_have_anchors(load_files: LoadFiles, body: str, code: str) -> None:
    files = {
        "_config.yml": f"{CONFIGURATION}plugins: [jekyll-scholar, jekyll-gist]\n",
        "_includes/x.html": "{% bibliography %}",
    }
    assert codes(load_files, body, files) == {code}
    assert codes(load_files, body, {**files, "_config.yml": CONFIGURATION}) == {"missing-anchor"}

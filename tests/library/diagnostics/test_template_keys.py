"""A key that templates read is not misspelt."""

from collections.abc import Callable, Mapping

import pytest

from app.library.library import Library

LoadFiles = Callable[[Mapping[str, str | bytes]], Library]


def codes(library: Library) -> list[str]:
    return [problem.code for problem in library.problems if problem.severity != "hint"]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("_layouts/event.html", "{{ page.sub-title }}"),
        ("_includes/card.html", "{{ include.event['sub-title'] }}"),
        ("events.md", "---\n---\n{% for event in site.pages %}{{ event.sub-title }}{% endfor %}\n"),
    ],
)
def test_a_layout_an_include_or_a_page_reads_it(
    load_files: LoadFiles, file: str, text: str
) -> None:
    site = {"_config.yml": "", "a.md": "---\nsub-title: At noon\n---\n"}
    assert codes(load_files(site)) == ["misspelt-key"]
    assert codes(load_files({**site, file: text})) == []


def test_a_word_of_a_text_does_not_read_it(load_files: LoadFiles) -> None:
    site = {"_config.yml": "", "a.md": "---\nsub-title: A\n---\n", "_includes/b.html": "sub-title"}
    assert codes(load_files(site)) == ["misspelt-key"]


def test_hugos_templates_read_parameters(load_files: LoadFiles) -> None:
    site = {"hugo.toml": "", "content/a.md": "---\nsub_title: At noon\n---\n"}
    assert codes(load_files(site)) == ["misspelt-key"]
    layout = {"layouts/_default/single.html": "{{ .Params.sub_title }}"}
    assert codes(load_files({**site, **layout})) == []

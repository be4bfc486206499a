"""Which documents Hugo makes pages of."""

from collections.abc import Callable, Mapping

import pytest

from app.library.library import Library

LoadFiles = Callable[[Mapping[str, str | bytes]], Library]
FILES: Mapping[str, str | bytes] = {
    "content/_index.md": "---\ntitle: Home\n---\n",
    "content/posts/_index.md": "---\ntitle: Posts\n---\n",
    "content/posts/a.md": "---\ntitle: A\n---\n",
    "content/tags/_index.md": "---\ntitle: Tags\n---\n",
    "content/tags/foo/_index.md": "---\ntitle: Foo\n---\n",
}


def paths(load_files: LoadFiles, configuration: str, files: Mapping[str, str | bytes]) -> set[str]:
    library = load_files({"hugo.yaml": configuration, **files})
    assert not [problem for problem in library.problems if problem.severity == "error"]
    return {page.path for page in library.pages}


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        ("home", "/"),
        ("section", "/posts/"),
        ("page", "/posts/a/"),
        ("taxonomy", "/tags/"),
        ("term", "/tags/foo/"),
        ("RSS", ""),
    ],
)
def test_kinds_that_are_disabled_have_no_pages(
    load_files: LoadFiles, kind: str, missing: str
) -> None:
    every = {"/", "/posts/", "/posts/a/", "/tags/", "/tags/foo/"}
    assert paths(load_files, f"disableKinds: [{kind}]\n", FILES) == every - {missing}


@pytest.mark.parametrize(
    ("configuration", "outputs", "is_page"),
    [
        ("", "[json]", False),
        ("", "[RSS, json]", False),
        ("", "json", False),
        ("", "[HTML, json]", True),
        ("", "[]", True),
        ("outputFormats: {print: {mediaType: text/html}}", "[print]", True),
        ("outputFormats: {print: {isHTML: true}}", "[print]", True),
        ("outputs: {page: [json]}", "[json]", True),
        ("outputs: {page: [html, json]}", "[json]", False),
    ],
)
def test_what_is_not_written_as_html_is_no_page(
    load_files: LoadFiles, configuration: str, outputs: str, is_page: bool
) -> None:
    files = {**FILES, "content/posts/b.md": f"---\ntitle: B\noutputs: {outputs}\n---\n"}
    assert ("/posts/b/" in paths(load_files, f"title: T\n{configuration}\n", files)) is is_page


def test_outputs_are_handed_down(load_files: LoadFiles) -> None:
    section = "---\ntitle: Posts\noutputs: [html]\ncascade: {outputs: [json]}\n---\n"
    files = {**FILES, "content/posts/_index.md": section}
    assert not {"/posts/a/"} & paths(load_files, "title: T\n", files)


@pytest.mark.parametrize(
    ("front", "configuration", "hint"),
    [
        ("build: {render: never}", "", "never); take `render` out of its `build`"),
        ("_build: {render: false}", "", "false); take `render` out of its `_build`"),
        ("headless: true", "", "is headless; take `headless` out of its front matter"),
        ("outputs: [json]", "", "json); add html to its `outputs`"),
        ("weight: 1", "disableKinds: [page]", "take the kind out of `disableKinds`"),
    ],
)
def test_a_link_to_what_is_no_page_says_how_to_make_it_one(
    load_files: LoadFiles, front: str, configuration: str, hint: str
) -> None:
    files = {"hugo.yaml": configuration, "content/posts/b.md": f"---\n{front}\n---\n"}
    library = load_files({**FILES, **files, "content/_index.md": "[b](/posts/b/)\n"})
    (problem,) = [problem for problem in library.problems if problem.code == "broken-link"]
    assert problem.hint.endswith(f"{hint} or take the link out.")


GERMAN: Mapping[str, str | bytes] = {
    **FILES,
    "content/posts/a.de.md": "---\ntitle: A\n---\n",
    "content/bun/index.de.md": "---\ntitle: B\n---\n",
    "content/posts/_index.de.md": "---\ntitle: C\n---\n",
}


@pytest.mark.parametrize(
    "configuration",
    [
        "languages: {en: {weight: 1}, de: {weight: 2, disabled: true}}\n",
        "languages: {en: {weight: 1}, de: {weight: 2}}\ndisableLanguages: [de]\n",
        "languages: {en: {}, fr: {}, de: {}}\ndisableLanguages: [de]\n",
    ],
)
def test_languages_that_are_disabled_have_no_pages(
    load_files: LoadFiles, configuration: str
) -> None:
    every = paths(load_files, "title: T\n", FILES)
    assert paths(load_files, configuration, GERMAN) == every


def test_a_folder_of_a_disabled_language_has_no_pages(load_files: LoadFiles) -> None:
    configuration = (
        "languages:\n  en: {contentDir: content/en}\n"
        "  de: {contentDir: content/de, disabled: true}\n"
    )
    files = {"content/en/a.md": "---\ntitle: A\n---\n", "content/de/b.md": "---\ntitle: B\n---\n"}
    assert paths(load_files, configuration, files) == {"/a/"}


def test_a_disabled_language_without_a_folder_adds_none(load_files: LoadFiles) -> None:
    configuration = "languages:\n  en: {contentDir: content/en}\n  de: {disabled: true}\n"
    files = {"content/en/a.md": "---\ntitle: A\n---\n", "content/b.md": "---\ntitle: B\n---\n"}
    assert paths(load_files, configuration, files) == {"/a/"}


def test_the_default_language_cannot_be_disabled(load_files: LoadFiles) -> None:
    configuration = "languages: {en: {}, de: {}}\ndisableLanguages: [en, de]\n"
    assert "/posts/a/" in paths(load_files, configuration, GERMAN)

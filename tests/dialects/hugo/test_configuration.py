"""What a tree's configuration says, in whichever files and formats."""

from collections.abc import Callable, Mapping

import pytest

from app.dialects.hugo.cascades import Cascade
from app.dialects.hugo.configuration import Root
from app.dialects.hugo.goldmark.options import GoldmarkOptions
from app.front_matter import Scalar
from app.library.library import Library
from tests.dialects.hugo.reading import configuration, configured


def test_a_configuration_that_says_nothing_has_hugos_defaults() -> None:
    found = configuration()
    assert found.codes == ("en",)
    assert not found.is_multilingual
    assert found.content == (Root("content/", "", None),)
    assert found.static == (Root("static/", "", None),)
    assert (found.keep_case, found.ugly, found.in_subdir) == (False, False, False)
    assert found.goldmark == GoldmarkOptions()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("hugo.toml", 'contentDir = "pages"\nuglyURLs = true\n[permalinks]\nnews = "/n/:slug/"\n'),
        ("config.yaml", "ContentDir: pages\nuglyurls: true\npermalinks: {news: /n/:slug/}\n"),
        (
            "hugo.json",
            '{"contentdir": "pages", "uglyURLs": true, "permalinks": {"news": "/n/:slug/"}}',
        ),
    ],
)
def test_formats_say_the_same_and_keys_are_of_any_case(name: str, text: str) -> None:
    found = configured({name: text})
    assert found.content == (Root("pages/", "", None),)
    assert found.ugly is True
    assert found.permalinks["page"] == {"news": "/n/:slug/"}


def test_files_of_a_folder_speak_of_what_they_are_named_after() -> None:
    found = configured(
        {
            "config/_default/hugo.yaml": "title: One\ndefaultContentLanguage: fr\n",
            "config/_default/languages.en.toml": "weight = 2\n",
            "config/_default/languages.fr.yaml": "weight: 1\n",
            "config/_default/permalinks.json": '{"news": "/n/:slug/"}',
            "config/_default/params.en.yaml": "room: 2\n",
            "config/production/hugo.yaml": "title: Two\n",
        }
    )
    assert found.codes == ("fr", "en")
    assert found.default_language == "fr"
    assert found.permalinks["page"] == {"news": "/n/:slug/"}
    assert found.values["title"] == "Two"
    languages = found.values["languages"]
    assert isinstance(languages, dict)
    assert languages["en"]["params"] == {"room": Scalar(2, "2")}


def test_a_file_of_parameters_describes_the_site(
    load_files: Callable[[Mapping[str, str | bytes]], Library],
) -> None:
    library = load_files(
        {
            "config/_default/hugo.yaml": "title: T\n",
            "config/_default/params.yaml": "Description: D\n",
        }
    )
    assert (library.site.title, library.site.description) == ("T", "D")


def test_languages_stand_by_weight_and_those_disabled_are_none() -> None:
    text = "languages: {es: {weight: 2}, de: {weight: 1}, fr: {disabled: true}, pt-BR: {}}"
    assert configuration(text).codes == ("de", "es", "pt-br")


def test_each_language_may_have_a_folder_of_its_own() -> None:
    found = configuration("languages: {en: {weight: 1}, de: {weight: 2, contentDir: inhalt/de}}")
    assert found.content == (Root("inhalt/de/", "", "de"), Root("content/", "", None))


def test_mounts_take_the_place_of_the_folders_by_name() -> None:
    found = configuration(
        "module:\n"
        "  mounts:\n"
        "    - {source: pages, target: content}\n"
        "    - {source: handbook/fr, target: content/handbook, lang: fr}\n"
        "    - {source: guide, target: content/guide, sites: {matrix: {languages: [es]}}}\n"
        "    - {source: files, target: static/files}\n"
        "    - {source: looks, target: layouts}\n"
        "    - no mount\n"
    )
    assert found.content == (
        Root("handbook/fr/", "handbook/", "fr"),
        Root("pages/", "", None),
        Root("guide/", "guide/", "es"),
    )
    assert found.static == (Root("files/", "files/", None),)


def test_permalinks_are_by_kind_of_page_or_for_pages() -> None:
    found = configuration(
        "permalinks:\n  news: /a/\n  /: /b/\n  page: {/notes/: /c/}\n  section: {notes: /d/}\n"
    )
    assert found.permalinks == {
        "page": {"news": "/a/", "": "/b/", "notes": "/c/"},
        "section": {"notes": "/d/"},
    }


def test_dates_fall_back_as_the_configuration_says() -> None:
    found = configuration("frontmatter: {date: [reviewed, ':default'], lastmod: lastmod}")
    assert found.dates["date"][:3] == ("reviewed", "date", "publishdate")
    assert found.dates["lastmod"] == ("lastmod", "modified")
    assert found.dates["expirydate"] == ("expirydate", "unpublishdate")


def test_cascades_name_their_targets() -> None:
    found = configuration(
        "cascade:\n"
        "  - {Layout: calm, target: {path: /news/**, kind: '{page,section}', lang: en}}\n"
        "  - {layout: loud, _target: {kind: home}}\n"
    )
    assert found.cascade == (
        Cascade("", {"layout": "calm"}, "/news/**", frozenset({"page", "section"}), "en"),
        Cascade("", {"layout": "loud"}, None, frozenset({"home"}), None),
    )


@pytest.mark.parametrize(
    ("key", "written", "expected"),
    [
        ("autoHeadingIDType", "github", "github"),
        ("autoHeadingIDType", "github-ascii", "github-ascii"),
        ("autoIDType", "blackfriday", "blackfriday"),
        ("autoIDType", "unheard-of", "github"),
    ],
)
def test_heading_ids_are_of_the_type_that_is_named(key: str, written: str, expected: str) -> None:
    found = configuration(f"markup: {{goldmark: {{parser: {{{key}: {written}}}}}}}")
    assert found.goldmark.id_type == expected


@pytest.mark.parametrize(
    "text",
    [
        "languages: 3",
        "languages: {en: 3}",
        "module: {mounts: 3}",
        "module: [3]",
        "permalinks: 3",
        "permalinks: {page: {a: [1]}}",
        "cascade: 3",
        "cascade: [3, {target: 3}]",
        "frontmatter: {date: {a: 1}}",
        "uglyURLs: [3]",
        "markup: 3",
        "ignoreFiles: {a: 1}",
    ],
)
def test_what_makes_no_sense_says_nothing(text: str) -> None:
    found = configuration(text)
    assert found.codes == ("en",)
    assert found.content == (Root("content/", "", None),)


def test_terms_have_ids_where_the_parser_is_told_to_make_them() -> None:
    text = "markup: {goldmark: {parser: {autoDefinitionTermID: true}}}\n"
    assert configuration(text).goldmark.term_ids
    assert not configuration().goldmark.term_ids

"""Menus of the configuration, and those that pages name."""

from collections.abc import Callable, Mapping

import pytest

from app.library.library import Library
from app.records import MenuItem
from tests.dialects.hugo.reading import codes

LoadFiles = Callable[[Mapping[str, str | bytes]], Library]


def drawn(items: tuple[MenuItem, ...]) -> list[tuple[str, str | None, object]]:
    """Title, path and what stands below each entry."""
    return [(item.title, item.path, drawn(item.children)) for item in items]


def menu(library: Library, name: str = "main", language: str | None = None) -> object:
    found = library.menu(name, language)
    assert found is not None
    return drawn(found.items)


PAGES: Mapping[str, str | bytes] = {
    "content/_index.md": "---\ntitle: Home\n---\n",
    "content/care/_index.md": "---\ntitle: Care\n---\n",
    "content/care/massage.md": "---\ntitle: Massage\nslug: rubbing\n---\n",
    "content/rooms/gym/index.md": "---\ntitle: Gym\nurl: /sports/\n---\n",
}


def test_entries_of_the_configuration_lead_to_pages_wherever_those_live(
    load_files: LoadFiles,
) -> None:
    library = load_files(
        {
            **PAGES,
            "hugo.yaml": "menus:\n  main:\n"
            "    - {identifier: top, name: Top, pageRef: /, weight: 1}\n"
            "    - {name: Care, pageRef: care, weight: 2}\n"
            "    - {name: Rubbing, pageRef: /care/massage, parent: Care, weight: 1}\n"
            "    - {name: Gym, pageRef: /Rooms/Gym/, parent: Care, weight: 2}\n"
            "    - {name: Elsewhere, url: 'https://shop.example/', weight: 4}\n"
            "    - {name: By address, url: /sports/, weight: 3}\n",
        }
    )
    assert codes(library) == []
    assert menu(library) == [
        ("Top", "/", []),
        (
            "Care",
            "/care/",
            [("Rubbing", "/care/rubbing/", []), ("Gym", "/sports/", [])],
        ),
        ("By address", "/sports/", []),
        ("Elsewhere", "https://shop.example/", []),
    ]


def test_a_page_that_is_not_there_is_told_where_it_is_named(load_files: LoadFiles) -> None:
    text = 'title = "T"\n\n[[menus.main]]\nname = "Gone"\npageRef = "/gone"\n'
    library = load_files({**PAGES, "hugo.toml": text})
    assert codes(library) == [("hugo.toml", "broken-link")]
    (problem,) = (each for each in library.problems if each.code == "broken-link")
    assert problem.line == 3


def test_pages_name_menus_in_a_word_a_list_or_a_map(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "hugo.toml": 'title = "T"\n',
            "content/a.md": "---\ntitle: A\nmenu: main\nweight: 1\n---\n",
            "content/b.md": "+++\ntitle = 'B'\nmenus = ['main', 'side']\nweight = 2\n+++\n",
            "content/c.md": '{"title": "C", "menus": {"main": {"parent": "A", "name": "See"}}}\n',
        }
    )
    assert codes(library) == []
    assert menu(library) == [("A", "/a/", [("See", "/c/", [])]), ("B", "/b/", [])]
    assert menu(library, "side") == [("B", "/b/", [])]


def test_a_parent_that_is_no_entry_becomes_one_without_an_address(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "hugo.yaml": "menus: {main: [{name: Call, url: 'tel:1', parent: More}]}\n",
            "content/a.md": "---\ntitle: A\nmenu: {main: {parent: More, weight: 1}}\n---\n",
            "content/b.md": "---\ntitle: B\nmenu: {main: {weight: 2}, side: {parent: B}}\n---\n",
        }
    )
    assert codes(library) == [("content/b.md", "unknown-parent")]
    assert menu(library) == [
        ("B", "/b/", []),
        ("More", None, [("A", "/a/", []), ("Call", "tel:1", [])]),
    ]


def test_each_language_has_menus_of_its_own(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "hugo.yaml": "languages:\n"
            "  en: {weight: 1, menus: {main: [{name: Team, pageRef: /team}]}}\n"
            "  es: {weight: 2, menus: {main: [{name: Equipo, pageRef: /team}]}}\n",
            "content/team.md": "---\ntitle: Team\n---\n",
            "content/team.es.md": "---\ntitle: Equipo\nslug: equipo\n---\n",
        }
    )
    assert codes(library) == []
    assert menu(library) == menu(library, "main", "en") == [("Team", "/team/", [])]
    assert menu(library, "main", "es") == [("Equipo", "/es/equipo/", [])]
    assert library.menu("main", "de") is None


def test_files_of_a_folder_name_menus_by_language(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "config/_default/hugo.toml": 'title = "T"\n[languages.en]\n[languages.fr]\n',
            "config/_default/menu.en.toml": "[[main]]\nname = 'Visit'\npageRef = '/visit'\n",
            "config/_default/menus.fr.yaml": "main: [{name: Visite, pageRef: /visit}]\n",
            "content/visit.md": "---\ntitle: Visit\n---\n",
            "content/visit.fr.md": "---\ntitle: Visite\n---\n",
        }
    )
    assert codes(library) == []
    assert menu(library, "main", "en") == [("Visit", "/visit/", [])]
    assert menu(library, "main", "fr") == [("Visite", "/fr/visit/", [])]


def test_a_file_of_all_languages_names_their_menus_in_any_case(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "config/_default/hugo.yaml": "title: T\n",
            "config/_default/languages.yaml": "en: {weight: 1}\n"
            "fr: {weight: 2, Menus: {Main: [{Name: Visite, pageRef: /visit}]}}\n",
            "content/visit.md": "---\ntitle: Visit\n---\n",
            "content/visit.fr.md": "---\ntitle: Visite\n---\n",
        }
    )
    assert codes(library) == []
    assert menu(library, "main", "fr") == [("Visite", "/fr/visit/", [])]


def test_an_entry_says_what_its_page_says(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "hugo.yaml": "menus: {main: [{pageRef: /b}, {pageRef: a}, {name: Sea, pageRef: c}]}\n",
            "content/a.md": "---\ntitle: A\nweight: 3\n---\n",
            "content/b.md": "---\ntitle: B\nweight: 2\n---\n",
            "content/deep/c.md": "---\ntitle: C\nweight: 1\n---\n",
        }
    )
    assert codes(library) == []
    assert menu(library) == [("Sea", "/deep/c/", []), ("B", "/b/", []), ("A", "/a/", [])]


def test_an_entry_that_may_mean_several_pages_is_told(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "hugo.toml": '[[menus.main]]\nname = "X"\npageRef = "x"\n',
            "content/a/x.md": "---\ntitle: A\n---\n",
            "content/b/x.md": "---\ntitle: B\n---\n",
        }
    )
    (problem,) = (each for each in library.problems if each.code == "broken-link")
    assert (problem.file, problem.line) == ("hugo.toml", 1)
    assert problem.message == 'the menu entry "x" may mean any of content/a/x.md, content/b/x.md'
    assert menu(library) == [("X", "/x", [])]


def test_a_page_stands_in_menus_by_its_link_title(load_files: LoadFiles) -> None:
    front = "---\ntitle: Long\nlinkTitle: Short\nmenus: "
    library = load_files(
        {
            "hugo.toml": 'title = "T"\n',
            "content/a.md": f"{front}main\n---\n",
            "content/b.md": f"{front}[main]\n---\n",
            "content/c.md": f"{front}{{main: {{weight: 1}}}}\n---\n",
            "content/d.md": f"{front}{{main: {{name: Named}}}}\n---\n",
            "content/e.md": f"{front}{{main: }}\n---\n",
        }
    )
    assert codes(library) == []
    assert menu(library) == [
        ("Short", "/c/", []),
        ("Named", "/d/", []),
        ("Short", "/a/", []),
        ("Short", "/b/", []),
        ("Short", "/e/", []),
    ]


SECTIONS: Mapping[str, str | bytes] = {
    "content/_index.md": "---\ntitle: Home\n---\n",
    "content/care/_index.md": "---\ntitle: Care\nweight: 2\n---\n",
    "content/care/deep/_index.md": "---\ntitle: Deep\n---\n",
    "content/care/massage.md": "---\ntitle: Massage\nmenus: {side: {parent: care}}\n---\n",
    "content/Long Name/_index.md": "---\ntitle: Long\nlinkTitle: Short\nweight: 1\n---\n",
    "content/news/_index.md": "---\ntitle: News\n---\n",
    "content/leaf/index.md": "---\ntitle: Leaf\n---\n",
    "content/without/page.md": "---\ntitle: Page\n---\n",
}


def test_all_sections_stand_in_the_menu_of_sections(load_files: LoadFiles) -> None:
    library = load_files({**SECTIONS, "hugo.toml": 'sectionPagesMenu = "side"\n'})
    assert codes(library) == []
    assert menu(library, "side") == [
        ("Short", "/long-name/", []),
        ("Care", "/care/", [("Massage", "/care/massage/", [])]),
        ("News", "/news/", []),
    ]
    found = library.menu("side")
    assert found is not None
    assert [item.identifier for item in found.items] == ["long-name", "care", "news"]
    (placement,) = library.pages_by_slug["news"].menus
    assert (placement.menu, placement.identifier) == ("side", "news")


def test_a_section_that_is_there_already_stands_there_once(load_files: LoadFiles) -> None:
    library = load_files(
        {
            **SECTIONS,
            "hugo.yaml": "sectionPagesMenu: side\nmenus:\n  side:\n"
            "    - {identifier: care, name: Our care, pageRef: /care, weight: 9}\n",
            "content/news/_index.md": "---\ntitle: News\nmenus: {side: {weight: 1}}\n---\n",
        }
    )
    assert codes(library) == []
    assert menu(library, "side") == [
        ("News", "/news/", []),
        ("Short", "/long-name/", []),
        ("Our care", "/care/", [("Massage", "/care/massage/", [])]),
    ]


def test_each_language_has_its_own_menu_of_sections(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "hugo.yaml": "sectionPagesMenu: side\nlanguages:\n"
            "  en: {weight: 1}\n"
            "  es: {weight: 2, sectionPagesMenu: lado, menus: {side: [{name: care}]}}\n"
            "  fr: {weight: 3, menus: {side: [{name: care, pageRef: /care}]}}\n",
            "content/care/_index.md": "---\ntitle: Care\n---\n",
            "content/care/_index.es.md": "---\ntitle: Cuidado\n---\n",
            "content/care/_index.fr.md": "---\ntitle: Soins\n---\n",
        }
    )
    assert menu(library, "side") == [("Care", "/care/", [])]
    assert menu(library, "lado", "es") == [("Cuidado", "/es/care/", [])]
    assert menu(library, "side", "es") == [("care", None, [])]
    assert menu(library, "side", "fr") == [("care", "/fr/care/", [])]


LANGUAGES = "languages:\n  en: {weight: 1}\n  de: {weight: 2}\n"
TRANSLATED: Mapping[str, str | bytes] = {
    "content/care.md": "---\ntitle: Care\n---\n",
    "content/care.de.md": "---\ntitle: Pflege\n---\n",
    "content/rooms.md": "---\ntitle: Rooms\n---\n",
    "content/_index.de.md": "---\ntitle: Heim\n---\n",
}


@pytest.mark.parametrize("file", ["config/_default/menus.de.yaml", "hugo.yaml"])
@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("/care/", "/de/care/"),
        ("care", "/de/care/"),
        ("/", "/de/"),
        ("/care/#costs", "/de/care/#costs"),
        ("/de/care/", "/de/care/"),
        ("/tags/", "/de/tags/"),
        # These are in the other language only, or nowhere below one.
        ("/rooms/", "/rooms/"),
        ("https://shop.example/care/", "https://shop.example/care/"),
        ("mailto:a@shop.example", "mailto:a@shop.example"),
        ("#care", "#care"),
    ],
)
def test_an_entry_of_a_language_leads_to_the_page_of_that_language(
    load_files: LoadFiles, file: str, url: str, expected: str
) -> None:
    entries = f'main: [{{name: A, url: "{url}"}}]\n'
    own = {"hugo.yaml": LANGUAGES}
    own[file] = own.get(file, "") + entries
    if file == "hugo.yaml":
        settings = f'{{weight: 2, menus: {{main: [{{name: A, url: "{url}"}}]}}}}'
        own[file] = LANGUAGES.replace("{weight: 2}", settings)
    library = load_files({**TRANSLATED, **own})
    assert codes(library) == []
    assert menu(library, language="de") == [("A", expected, [])]


def test_an_entry_of_a_language_that_leads_nowhere_is_reported(load_files: LoadFiles) -> None:
    menus = 'main:\n  - {name: A, url: "/gone/"}\n'
    files = {"hugo.yaml": LANGUAGES, "config/_default/menus.de.yaml": menus}
    library = load_files({**TRANSLATED, **files})
    assert codes(library) == [("config/_default/menus.de.yaml", "broken-link")]
    assert menu(library, language="de") == [("A", "/gone/", [])]


@pytest.mark.parametrize(
    ("disabled", "expected"),
    [("disableLanguages: [de]\n", []), ("", ["broken-link", "stray-markdown"])],
)
def test_a_disabled_language_has_neither_menus_nor_problems(
    load_files: LoadFiles, disabled: str, expected: list[str]
) -> None:
    library = load_files(
        {
            **TRANSLATED,
            "hugo.yaml": LANGUAGES + disabled,
            "config/_default/menus.de.yaml": 'main:\n  - {name: A, url: "/gone/"}\n',
            "content/lost.de.md": "[text](/a b.pdf)\n",
        }
    )
    assert sorted(code for _, code in codes(library)) == expected
    assert (library.menu("main", "de") is None) is bool(disabled)

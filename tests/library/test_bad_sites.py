"""Sites with a mistake each: where it is told, and that all the rest is served."""

import json
from collections.abc import Callable

import pytest

from app.library.library import Library
from app.problems import Severity

LoadSite = Callable[[str], Library]
Places = Callable[[Library], list[tuple[str, int, int, str]]]


@pytest.mark.parametrize(
    ("site", "place", "paths"),
    [
        ("bad_front_matter_unclosed", ("fees.md", 1, 1, "front-matter-unclosed"), ["/"]),
        ("bad_front_matter_list", ("fees.md", 2, 1, "front-matter-not-mapping"), ["/"]),
        ("bad_front_matter_text", ("fees.md", 2, 1, "front-matter-not-mapping"), ["/"]),
        ("bad_yaml_tab", ("fees.md", 4, 1, "front-matter-syntax"), ["/"]),
        ("bad_yaml_alias_bomb", ("fees.md", 5, 36, "alias-bomb"), ["/"]),
        ("bad_toml", ("fees.md", 3, 9, "front-matter-syntax"), ["/"]),
        ("bad_json", ("fees.md", 3, 3, "front-matter-syntax"), ["/"]),
        (
            "bad_folder_name",
            ("fees.md", 1, 1, "folder-like-document"),
            ["/", "/fees.md/prices/"],
        ),
    ],
)
def test_one_mistake_in_one_file(
    load_site: LoadSite,
    places: Places,
    site: str,
    place: tuple[str, int, int, str],
    paths: list[str],
) -> None:
    library = load_site(site)
    assert places(library) == [place]
    assert [page.path for page in library.pages] == paths
    assert library.pages[0].title == "Home"


@pytest.mark.parametrize(
    "site",
    [
        "bad_bytes",
        "bad_hugo",
        "bad_json",
        "bad_links",
        "bad_menus",
        "bad_pictures",
        "bad_same_path",
        "bad_site_file",
        "bad_slugs",
        "bad_values",
        "twenty_mistakes",
    ],
)
def test_messages_are_made_for_editors(load_site: LoadSite, site: str) -> None:
    for problem in load_site(site).problems:
        assert not problem.message.endswith("."), problem
        assert problem.hint.endswith((".", "?")), problem
        assert "\n" not in problem.message + problem.hint, problem


def test_a_key_that_stands_twice_keeps_its_first_value(load_site: LoadSite, places: Places) -> None:
    library = load_site("bad_yaml_duplicate_key")
    assert places(library) == [
        ("index.md", 4, 1, "duplicate-key"),
        ("index.md", 5, 17, "duplicate-key"),
    ]
    (home,) = library.pages
    assert (home.title, home.subtitle, home.params) == ("Home", "Für alle", {"sidebar": {"a": 1}})


def test_an_unknown_tag_is_told_and_its_value_kept(load_site: LoadSite, places: Places) -> None:
    library = load_site("bad_yaml_unknown_tag")
    assert places(library) == [
        ("index.md", 2, 8, "front-matter-syntax"),
        ("index.md", 3, 8, "front-matter-syntax"),
    ]
    (home,) = library.pages
    assert (home.title, home.params) == ("title.txt", {"price": 12})


def test_keys_that_libraries_stumble_over_are_params(load_site: LoadSite, places: Places) -> None:
    library = load_site("odd_key_names")
    assert places(library) == []
    assert library.pages[0].params == {
        "content": "not the body",
        "handler": "yaml",
        "metadata": {"a": [1, 2]},
        "fm": "x",
        "": "nameless",
        "1": "one",
        "type": "landing",
    }
    assert library.pages[0].body.content.unpack().text == "All is well here."


def test_marks_and_line_ends_of_every_system(load_site: LoadSite, places: Places) -> None:
    library = load_site("odd_line_ends")
    assert places(library) == [
        ("blank.md", 5, 9, "invalid-value"),
        ("blank.md", 7, 1, "broken-link"),
        ("classic.md", 3, 9, "invalid-value"),
        ("classic.md", 6, 5, "broken-link"),
        ("marked.md", 3, 9, "invalid-value"),
        ("marked.md", 5, 1, "broken-link"),
        ("windows.md", 3, 9, "invalid-value"),
        ("windows.md", 6, 5, "broken-link"),
    ]
    titles = [page.title for page in library.pages]
    assert titles == ["Home", "Blank", "Classic", "Marked", "Windows"]


def test_bytes_that_are_no_text(load_site: LoadSite, places: Places) -> None:
    library = load_site("bad_bytes")
    assert places(library) == [
        ("latin.md", 1, 9, "not-text"),
        ("nul.md", 3, 9, "not-text"),
    ]
    # An empty file is a page.
    empty = library.pages_by_slug["empty"]
    assert (empty.title, empty.body.content.unpack().html, empty.body.content.unpack().text) == (
        "Empty",
        "",
        "",
    )


def test_two_documents_with_one_path(load_site: LoadSite, places: Places) -> None:
    library = load_site("bad_same_path")
    assert places(library) == [
        ("foo/index.md", 1, 1, "duplicate-path"),
        ("other.md", 3, 12, "duplicate-path"),
        ("second-home.md", 2, 6, "duplicate-path"),
        ("x.md", 2, 7, "changed-slug"),
        ("x.md", 2, 7, "duplicate-path"),
    ]
    # The first by file name keeps the path, and a document wins over another's old address.
    assert {page.path: page.source.file for page in library.pages} == {
        "/": "index.md",
        "/bar/": "bar.md",
        "/foo/": "foo.md",
    }
    assert [link.status for link in library.pages[0].links] == ["ok", "ok"]


def test_slugs_and_permalinks_that_no_address_can_have(load_site: LoadSite, places: Places) -> None:
    library = load_site("bad_slugs")
    assert places(library) == [
        ("!!!.md", 1, 1, "invalid-slug"),
        ("link-blank-up.md", 2, 12, "invalid-slug"),
        ("link-coded-slash.md", 2, 12, "invalid-slug"),
        ("link-coded-up.md", 2, 12, "invalid-slug"),
        ("link-elsewhere.md", 2, 6, "invalid-slug"),
        ("link-invisible.md", 2, 12, "invalid-slug"),
        ("link-long.md", 2, 12, "invalid-slug"),
        ("link-query.md", 2, 6, "invalid-slug"),
        ("link-spaces.md", 2, 12, "changed-slug"),
        ("link-up.md", 2, 12, "invalid-slug"),
        ("slug-ampersand.md", 2, 7, "changed-slug"),
        ("slug-capitals.md", 2, 7, "changed-slug"),
        ("slug-climbing.md", 2, 7, "invalid-slug"),
        ("slug-coded-slash.md", 2, 7, "invalid-slug"),
        ("slug-long.md", 2, 7, "invalid-slug"),
        ("slug-signs.md", 2, 7, "invalid-slug"),
        ("slug-spaces.md", 2, 7, "changed-slug"),
        ("slug-up-coded.md", 2, 7, "invalid-slug"),
        ("slug-up.md", 3, 7, "invalid-slug"),
    ]
    served = {page.source.file: page.path for page in library.pages}
    # A slug or permalink that cannot be used leaves the file's own path.
    refused = {place[0] for place in places(library) if place[3] == "invalid-slug"} - {"!!!.md"}
    for file in refused:
        assert served.pop(file) == f"/{file.removesuffix('.md')}/"
    assert served.pop("!!!.md").startswith("/untitled-")
    assert served == {
        "100%.md": "/100/",
        "File Name & More.md": "/file-name-and-more/",
        "__.md": "/__/",
        "link-ampersand.md": "/hip&knee/",
        "link-capitals.md": "/Hip/Pain/",
        "link-dots.md": "/v1.2/a.html",
        "link-letters.md": "/плечо/दर्द/",
        "link-spaces.md": "/hip-pain/",
        "slug-ampersand.md": "/hips-and-knees/",
        "slug-capitals.md": "/hips/",
        "slug-dots.md": "/v1.2.md/",
        "slug-letters.md": "/плечо-दर्द/",
        "slug-number.md": "/010/",
        "slug-spaces.md": "/hip-and-knee/",
    }


def test_unsafe_links_are_told_and_served_empty(load_site: LoadSite, places: Places) -> None:
    library = load_site("bad_links")
    assert places(library) == [
        ("index.md", 3, 8, "unsafe-link"),
        ("index.md", 8, 9, "unsafe-link"),
        ("index.md", 8, 39, "unsafe-link"),
        ("index.md", 9, 1, "unsafe-link"),
        ("index.md", 11, 1, "unsafe-link"),
        ("index.md", 13, 6, "unsafe-link"),
        ("index.md", 13, 48, "unsafe-link"),
        ("index.md", 15, 1, "dropped-html"),
        ("index.md", 15, 25, "unsafe-link"),
        ("index.md", 15, 62, "unsafe-link"),
        ("index.md", 21, 1, "unsafe-link"),
    ]
    (home,) = library.pages
    assert [(link.text, link.status) for link in home.links] == [
        ("https://gi", "external"),
        ("x", "external"),
        ("half", "external"),
        ("click", "unsafe"),
        ("again", "unsafe"),
        ("data", "unsafe"),
        ("one", "unsafe"),
        ("two", "unsafe"),
        ("three", "unsafe"),
        ("six", "unsafe"),
    ]
    assert [link.href for link in home.links[:3]] == ["https://gi", "https://y", "https://[::1/x"]
    assert home.image is not None
    assert home.image.src == ""
    tree = json.dumps(json.loads(home.body.content.unpack().mdast))
    for served in (home.body.content.unpack().html, tree):
        for scheme in ("javascript:", "data:", "vbscript:", "script:", "onclick", "five"):
            assert scheme not in served.lower()
    for word in ("one", "two", "three", "six", "click", "again"):
        assert word in home.body.content.unpack().html


def test_pictures_that_are_missing_or_damaged(load_site: LoadSite, places: Places) -> None:
    library = load_site("bad_pictures")
    assert places(library) == [
        ("images/half.jpg", 1, 1, "unreadable-image"),
        ("images/half.png", 1, 1, "unreadable-image"),
        ("images/script.svg", 2, 36, "unsafe-svg"),
        ("images/words.gif", 1, 1, "unreadable-image"),
        ("index.md", 3, 14, "missing-image"),
        ("index.md", 6, 3, "missing-image"),
        ("index.md", 8, 1, "missing-image"),
        ("index.md", 10, 64, "missing-image"),
    ]
    (home,) = library.pages
    assert home.image is not None
    assert (home.image.src, home.image.alt) == ("/images/none.jpg", "Nothing")
    assert (home.image.width, home.image.type) == (None, "image/jpeg")
    # Where the head of a picture is whole, its size is known, and it is served.
    sizes = {path: (asset.width, asset.height) for path, asset in library.assets.items()}
    assert sizes == {
        "/images/half.jpg": (40, 30),
        "/images/half.png": (40, 30),
        "/images/script.svg": (10, 20),
        "/images/words.gif": (None, None),
    }


def test_menus_with_wrong_parents_weights_and_paths(load_site: LoadSite, places: Places) -> None:
    library = load_site("bad_menus")
    assert places(library) == [
        ("a.md", 5, 13, "invalid-value"),
        ("c.md", 4, 10, "unknown-reference"),
        ("index.md", 3, 23, "unknown-reference"),
        ("index.md", 3, 39, "invalid-value"),
        ("site.yaml", 3, 30, "broken-link"),
        ("site.yaml", 4, 35, "unknown-reference"),
        ("site.yaml", 5, 29, "unsafe-link"),
        ("site.yaml", 7, 15, "invalid-value"),
        ("site.yaml", 10, 11, "invalid-value"),
        ("site.yaml", 12, 28, "unknown-reference"),
    ]
    main, side = library.menu("main"), library.menu("side")
    assert main is not None
    assert side is not None
    # An entry whose parent cannot be found stands at the top; nobody is lost in a circle.
    assert [item.title for item in main.items] == [
        "Egg",
        "Heading",
        "Home",
        "Lost child",
        "Nowhere",
        "Ünsafe",
    ]
    assert [item.title for item in main.items[0].children] == ["Hen"]
    assert [item.title for item in main.items[1].children] == ["Child"]
    assert main.items[5].path is None
    assert [item.title for item in side.items] == ["C"]
    assert side.items[0].children[0].title == "A"
    assert side.items[0].children[0].children[0].title == "B"


def test_values_of_the_wrong_type_are_null_and_the_rest_is_served(
    load_site: LoadSite, places: Places
) -> None:
    library = load_site("bad_values")
    assert places(library) == [
        ("draft.md", 2, 8, "invalid-value"),
        ("values.md", 2, 8, "invalid-value"),
        ("values.md", 3, 14, "invalid-value"),
        ("values.md", 4, 9, "invalid-value"),
        ("values.md", 5, 7, "invalid-value"),
        ("values.md", 6, 10, "invalid-value"),
        ("values.md", 7, 14, "invalid-entry"),
        ("values.md", 8, 8, "invalid-value"),
    ]
    # Nobody knows whether draft.md is one, so the world does not see it.
    assert [page.path for page in library.pages] == ["/", "/values/"]
    page = library.pages_by_slug["values"]
    assert page.title == "Values"
    assert (page.description, page.weight, page.date, page.updated) == (None,) * 4
    assert (page.tags, page.categories, page.image) == (("fine",), ("2026",), None)
    assert page.params == {"type": {"a": "map"}}


def test_a_site_file_full_of_mistakes(load_site: LoadSite, places: Places) -> None:
    library = load_site("bad_site_file")
    assert places(library) == [
        ("index.md", 3, 19, "redirected-link"),
        ("index.md", 3, 33, "redirected-link"),
        ("index.md", 3, 51, "broken-link"),
        ("site.yaml", 1, 1, "misspelt-key"),
        ("site.yaml", 2, 1, "misspelt-key"),
        ("site.yaml", 3, 11, "invalid-value"),
        ("site.yaml", 4, 12, "invalid-value"),
        ("site.yaml", 5, 10, "invalid-value"),
        ("site.yaml", 6, 9, "invalid-value"),
        ("site.yaml", 7, 15, "invalid-value"),
        ("site.yaml", 8, 28, "invalid-value"),
        ("site.yaml", 10, 38, "invalid-value"),
        ("site.yaml", 12, 5, "invalid-value"),
        ("site.yaml", 13, 34, "invalid-value"),
        ("site.yaml", 14, 5, "invalid-value"),
        ("site.yaml", 15, 23, "invalid-value"),
        ("site.yaml", 16, 5, "redirect-loop"),
        ("site.yaml", 17, 5, "redirect-loop"),
        ("site.yaml", 18, 26, "broken-link"),
    ]
    hints = [problem.hint for problem in library.problems if problem.code == "misspelt-key"]
    assert hints[0] == 'Did you mean "title"?'
    assert hints[1].startswith("Known are base_url, business_type, ")
    # The rules that are right work, whatever stands beside them.
    for address in ("/right/", "/old/"):
        found = library.resolve(address)
        assert found is not None
        assert (found.location, found.code) == ("/", 301)
    assert library.resolve("/bad/") is None
    assert library.site.condition_lists.include == ()


def test_redirects_written_as_a_map(load_site: LoadSite, places: Places) -> None:
    library = load_site("odd_redirect_map")
    assert places(library) == [
        ("index.md", 3, 1, "redirected-link"),
        ("index.md", 3, 15, "redirected-link"),
        ("site.yaml", 5, 12, "redirect-loop"),
        ("site.yaml", 6, 12, "redirect-loop"),
        ("site.yaml", 7, 11, "broken-link"),
    ]
    home, fees = library.pages
    assert [(link.status, link.target.slug if link.target else None) for link in home.links] == [
        ("redirected", "index"),
        ("redirected", "fees"),
        ("redirected", None),
    ]
    assert fees.backlinks == (home.ref,)
    away = library.resolve("/away")
    assert away is not None
    assert (away.location, away.code) == ("https://example.org/", 301)


def test_twenty_mistakes_are_told_at_once_each_at_its_place(
    load_site: LoadSite, places: Places
) -> None:
    library = load_site("twenty_mistakes")
    expected = [
        ("einsam.md", 1, 1, "orphan"),
        ("fees.md", 3, 7, "changed-slug"),
        ("fees.md", 4, 1, "duplicate-key"),
        ("hüfte.md", 2, 22, "invalid-slug"),
        ("index.md", 3, 9, "invalid-value"),
        ("index.md", 4, 1, "misspelt-key"),
        ("index.md", 7, 16, "broken-link"),
        ("index.md", 8, 5, "mojibake"),
        ("index.md", 8, 22, "missing-anchor"),
        ("index.md", 10, 7, "unsafe-link"),
        ("index.md", 10, 49, "missing-image"),
        ("kreis.md", 2, 8, "alias-bomb"),
        ("latein.md", 1, 9, "not-text"),
        ("liste.md", 3, 1, "front-matter-not-mapping"),
        ("menü.md", 2, 33, "unknown-reference"),
        ("offen.md", 3, 1, "front-matter-unclosed"),
        ("quote.md", 2, 16, "front-matter-syntax"),
        ("site.yaml", 6, 5, "redirect-loop"),
        ("tief.md", 3, 100, "nested-too-deep"),
        ("zweite.md", 3, 12, "duplicate-path"),
    ]
    assert places(library) == expected
    assert len({place[3] for place in expected}) == 20
    assert [page.path for page in library.pages] == [
        "/",
        "/einsam/",
        "/fees/",
        "/hüfte/",
        "/menü/",
        "/tief/",
    ]
    assert [problem.severity for problem in library.errors] == [Severity.ERROR] * 12
    home = library.pages_by_slug["index"]
    assert home.params == {"subtitel": "Am Hafen"}
    assert "Der „Test“ hier" in home.body.content.unpack().text
    assert "tief" in library.pages_by_slug["tief"].body.content.unpack().text


def test_mistakes_of_a_hugo_site_are_told_where_they_are_and_the_rest_is_served(
    load_site: LoadSite, places: Places
) -> None:
    library = load_site("bad_hugo")
    assert places(library) == [
        ("content/_index.es.md", 3, 10, "invalid-value"),
        ("content/care/_index.md", 7, 5, "cascade-contradiction"),
        ("content/care/_index.md", 9, 7, "cascade-contradiction"),
        ("content/care/deep.md", 6, 1101, "nested-too-deep"),
        ("content/care/half.md", 4, 5, "shortcode-syntax"),
        ("content/care/half.md", 4, 25, "shortcode-syntax"),
        ("content/care/half.md", 4, 41, "shortcode-syntax"),
        ("content/care/half.md", 4, 61, "shortcode-syntax"),
        ("content/care/open.md", 6, 1, "shortcode-syntax"),
        ("content/care/open.md", 7, 40, "shortcode-syntax"),
        ("content/care/quote.md", 6, 1, "shortcode-argument"),
        ("content/care/quote.md", 6, 16, "shortcode-syntax"),
        ("content/care/ref.md", 4, 4, "broken-link"),
        ("content/care/ref.md", 4, 44, "missing-anchor"),
        ("hugo.toml", 11, 12, "empty-language"),
        ("hugo.toml", 23, 1, "cascade-contradiction"),
        ("hugo.toml", 28, 17, "invalid-value"),
    ]
    texts = {page.slug: page.body.content.unpack().text for page in library.pages}
    assert texts.keys() == {
        "index",
        "es",
        "care",
        *(f"care/{name}" for name in ("open", "deep", "quote", "ref", "half", "spaced")),
    }
    words = {slug: " ".join(text.split()) for slug, text in texts.items()}
    assert words["care/open"] == "Before the note. Words of the note, and of all. Behind the note."
    assert words["care/deep"] == "Before the boxes. Core. Behind the boxes."
    assert words["care/quote"] == "Before the picture. Behind the picture."
    page = library.pages_by_slug["care/spaced"]
    assert (page.tags, page.layout) == (("first",), "plain")
    assert page.params == {"params": {"tone": "calm", "size": "small"}}
    assert library.pages_by_slug["care/open"].layout == "other"

"""A document means what Jekyll takes it for."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TypeAlias

import pytest

from app.dialects.jekyll.dialect import JekyllDialect
from app.dialects.jekyll.kramdown.reading import Kramdown
from app.documents.parse import Parser
from app.files.text import SourceText, decode
from app.front_matter import FrontMatter, plain
from app.library.library import Library
from app.markdown import COMMONMARK, HTML
from app.problems import Problem
from app.site.located_site import LocatedSite
from tests.dialects.jekyll.recorded import dialect, document

LoadFiles: TypeAlias = Callable[[Mapping[str, str | bytes]], Library]

NOTES = "collections: {notes: {output: true}, team: {}}\n"


def problems(rules: JekyllDialect, file: str, text: str) -> tuple[Problem, ...]:
    return Parser(rules).parse(file, text.encode()).problems


@pytest.mark.parametrize(
    ("file", "text", "is_document"),
    [
        ("a.md", "---\n---\n", True),
        ("a.md", "---  \n---\n", True),
        ("a.md", "----\n", False),
        ("a.md", "\n---\n---\n", False),
        ("a.md", "# A\n", False),
        ("a.html", "<p>", False),
        ("_notes/a.md", "# A\n", False),
        ("_posts/2024-01-02-a.md", "# A\n", True),
        ("_drafts/a.md", "# A\n", True),
    ],
)
def test_only_posts_need_no_front_matter(file: str, text: str, is_document: bool) -> None:
    assert (dialect(NOTES).read(file, text) is not None) is is_document


def test_a_plugin_lets_pages_do_without_too_but_not_those_about_the_repository() -> None:
    rules = dialect("plugins: [jekyll-optional-front-matter]\n")
    assert rules.read("a.md", "# A\n") is not None
    assert rules.read("sub/README.md", "# A\n") is None
    assert rules.read("a.html", "<p>") is None


@pytest.mark.parametrize("file", ["a.md", "_notes/a.md", "_posts/2024-01-02-a.md"])
@pytest.mark.parametrize("key", ["url", "URL"])
def test_an_address_under_url_is_a_parameter(file: str, key: str) -> None:
    rules = dialect(NOTES)
    text = f"---\n{key}: /x\npermalink: /y/\n---\n"
    assert problems(rules, file, text) == ()
    page = document(rules, file, text)
    assert (page.path, page.fields.permalink, page.params) == ("/y/", "/y/", {key: "/x"})
    assert page.places[("permalink",)] == (3, 12)
    alone = document(rules, file, f"---\n{key}: /x\n---\n")
    assert (alone.path, alone.fields.permalink) == (document(rules, file, "---\n---\n").path, None)


@pytest.mark.parametrize("written", ["false", "no", "off", "~", ""])
def test_what_is_not_published_is_a_draft(written: str) -> None:
    for file in ("a.md", "_posts/2024-01-02-a.md", "_team/a.md"):
        text = f"---\npublished: {written}\n---\n"
        assert document(dialect(NOTES), file, text).fields.draft
        assert not document(dialect(NOTES + "unpublished: true"), file, text).fields.draft


@pytest.mark.parametrize("written", ["true", "'false'", "later", "0"])
def test_everything_else_is_published(written: str) -> None:
    found = document(dialect(), "a.md", f"---\npublished: {written}\n---\n")
    assert not found.fields.draft


def test_defaults_hide_documents_but_no_pages() -> None:
    rules = dialect(NOTES + "defaults: [{values: {published: false, permalink: /x/}}]\n")
    assert document(rules, "_notes/a.md", "---\n---\n").fields.draft
    assert not document(rules, "a.md", "---\n---\n").fields.draft
    # To a page its own null is a word.
    assert document(rules, "a.md", "---\n---\n").path == "/x/"
    assert document(rules, "a.md", "---\npermalink: ~\n---\n").path == "/a.html"
    assert document(rules, "_notes/a.md", "---\npermalink: ~\n---\n").path == "/x/"


def test_drafts_are_shown_where_the_configuration_shows_them() -> None:
    assert document(dialect(), "_drafts/a.md", "A").fields.draft
    assert not document(dialect("show_drafts: true"), "_drafts/a.md", "A").fields.draft


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("/x/", "/x/"),
        ("[/x/, /y/]", "/x/"),
        ("[~, /y/]", "/y/"),
        ("https://x.example/", "https://x.example/"),
        ("''", None),
        ("{a: b}", None),
        ("~", None),
    ],
)
def test_a_document_moves_to_the_first_address(written: str, expected: str | None) -> None:
    found = document(dialect(), "a.md", f"---\nredirect_to: {written}\n---\n")
    assert found.moved_to == expected
    assert ("redirect_to" in found.params) is (expected is None)


@pytest.mark.parametrize(
    ("written", "expected"),
    [("old", ("/old",)), ("/old/", ("/old/",)), ("[a, ~, //b, 7]", ("/a", "/b", "/7")), ("~", ())],
)
def test_old_addresses_count_from_the_root(written: str, expected: tuple[str, ...]) -> None:
    found = document(dialect(), "x/a.md", f"---\nredirect_from: {written}\n---\n")
    assert found.fields.redirect_from == expected


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("", ("x",)),
        ("categories: a b", ("x", "a", "b")),
        ("categories: [a b, x, [c]]", ("x", "a b", "c")),
        ("category: a b", ("x", "a b")),
        ("categories: [a]\ncategory: [b, 1]", ("x", "a", "b", "1")),
    ],
)
def test_categories_are_the_folders_above_and_what_the_keys_say(
    front: str, expected: tuple[str, ...]
) -> None:
    found = document(dialect(), "x/_posts/2024-01-02-a.md", f"---\n{front}\n---\n")
    assert found.fields.categories == expected


@pytest.mark.parametrize(
    ("front", "expected"),
    [("tags: a b", ("a", "b")), ("tags: [a b]", ("a b",)), ("tag: a b\ntags: c", ("a b",))],
)
def test_tags_are_words_or_a_list_or_one(front: str, expected: tuple[str, ...]) -> None:
    found = document(dialect(NOTES), "_notes/a.md", f"---\n{front}\n---\n")
    assert found.fields.tags == expected


@pytest.mark.parametrize("key", ["category", "categories", "tag", "tags", "redirect_from"])
def test_what_are_no_names_is_told_at_its_line(key: str) -> None:
    told = problems(dialect(), "_posts/2024-01-02-a.md", f"---\ntitle: A\n{key}: {{a: b}}\n---\n")
    assert [each.code for each in told] == ["unfit-value"]


def test_keys_that_plugins_made_common_are_ours() -> None:
    text = (
        "---\nlang: de\nlast_modified_at: March 5, 2024\ndate: 2024-03-04 03:00:00\n"
        "image: {path: /a.png, alt: A}\n---\n"
    )
    fields = document(dialect(), "a.md", text).fields
    assert fields.language == "de"
    assert fields.updated == dt.date(2024, 3, 5)
    assert fields.date == dt.datetime(2024, 3, 4, 3, tzinfo=dt.UTC)
    assert fields.image is not None
    assert (fields.image.src, fields.image.alt) == ("/a.png", "A")


def test_a_fault_names_the_key_as_it_was_written() -> None:
    (problem,) = problems(dialect(), "a.md", "---\nlast_modified_at: soon\n---\n")
    assert problem.message.startswith("last_modified_at ")


@pytest.mark.parametrize(
    ("image", "src"),
    [
        ("{facebook: /f.png, twitter: /t.png}", "/f.png"),
        ("{twitter: /t.png, path: /a.png}", "/a.png"),
        ("{src: /s.png, feature: /f.png}", "/s.png"),
        ("{thumb: /small.jpg, title: /t.JPG, caption: A hand}", "/t.JPG"),
        ("{homepage_thumb: /small.webp}", "/small.webp"),
    ],
)
def test_a_themes_picture_is_the_pages(image: str, src: str) -> None:
    picture = document(dialect(), "a.md", f"---\nimage: {image}\n---\n").fields.image
    assert picture is not None
    assert picture.src == src


def test_our_own_spelling_counts_before_that_of_a_plugin() -> None:
    found = document(dialect(), "a.md", "---\nlang: de\nlanguage: en\n---\n")
    assert (found.fields.language, found.params["lang"]) == ("en", "de")


def test_a_date_that_is_none_is_told_and_the_name_counts() -> None:
    text = "---\ndate: whenever\n---\n"
    found = document(dialect(), "_posts/2024-01-02-a.md", text)
    assert found.path == "/2024/01/02/a.html"
    assert [(each.line, each.code) for each in problems(dialect(), "a.md", text)] == [
        (2, "unfit-value")
    ]


@pytest.mark.parametrize(
    ("permalink", "code", "told"),
    [
        ("/:nowhere/", "invalid-slug", "its permalink has the unknown placeholder :nowhere"),
        (
            "/a?b/",
            "changed-slug",
            '"/a?b/" contains a character that no path has (?, #, \\ or an encoded slash)',
        ),
    ],
)
def test_a_permalink_that_is_none_is_told_and_the_file_counts(
    permalink: str, code: str, told: str
) -> None:
    text = f"---\ntitle: A\npermalink: {permalink}\n---\n"
    rules = dialect(NOTES)
    assert document(rules, "_notes/b/c.md", text).path == "/notes/b/c/"
    found = [
        (each.line, each.code, each.message) for each in problems(rules, "_notes/b/c.md", text)
    ]
    assert found == [(3, code, told)]


def test_a_name_of_which_no_address_can_be_made_has_one_all_the_same() -> None:
    file = f"_notes/{'x' * 201}.md"
    found = document(dialect(NOTES), file, "---\n---\n")
    assert found.path.startswith("/untitled-")


def test_the_collection_of_a_site_file_puts_documents_elsewhere() -> None:
    rules = dialect(NOTES)
    site = rules.site.model_validate(
        {"collections": {"people": {"match": ("_team/**",), "permalink": "/p/:year/:slug/"}}}
    )
    rules = JekyllDialect(site, rules.configuration)
    found = document(rules, "_team/ann.md", "---\ndate: 2024-01-02\n---\n")
    assert (found.path, found.withheld) == ("/p/2024/ann/", None)
    assert document(rules, "_team/bob.md", "---\n---\n").path == "/team/bob/"


def test_a_collection_without_output_is_withheld() -> None:
    found = document(dialect(NOTES), "_team/ann.md", "---\n---\n")
    assert found.withheld is not None
    reason = 'is in the collection "team", which has no pages (output: true)'
    assert found.withheld.reason == reason
    assert document(dialect(NOTES), "_notes/a.md", "---\n---\n").withheld is None


def test_templates_are_bodies_with_liquid_that_want_it() -> None:
    def template(text: str) -> bool:
        raw = document(dialect(), "a.md", text).template_source
        assert raw is not None
        return raw.template is not None

    assert template("---\n---\n{{ x }}\n")
    assert template("---\n---\n{% x %}\n")
    assert not template("---\nx: '{{ y }}'\n---\nText { x }.\n")
    assert not template("---\nrender_with_liquid: no\n---\n{{ x }}\n")
    assert template("---\nrender_with_liquid: 'no'\n---\n{{ x }}\n")


def test_what_templates_know_is_as_it_was_written_over_the_defaults() -> None:
    rules = dialect("defaults: [{values: {a: {b: 1, c: 2}, d: 3}}]\n")
    raw = document(rules, "a.md", "---\na: {b: 4}\npublished: yes\n---\n").template_source
    assert raw is not None
    assert {key: plain(value) for key, value in raw.data.items()} == {
        "a": {"b": 4, "c": 2},
        "d": 3,
        "published": True,
    }


@pytest.mark.parametrize(
    ("text", "file", "expected"),
    [
        ("", "a.md", Kramdown()),
        ("kramdown: {input: kramdown}", "a.md", Kramdown("kramdown", has_tight_headings=True)),
        ("markdown: CommonMark", "a.md", COMMONMARK),
        ("", "a.html", HTML),
    ],
)
def test_a_body_is_written_as_the_configuration_says(
    text: str, file: str, expected: object
) -> None:
    assert dialect(text).flavour(file, FrontMatter({}, {}, 0)) == expected


@pytest.mark.parametrize(
    ("file", "seat", "kind"),
    [
        ("a.md", ("", None, "a"), "page"),
        ("x/y/index.md", ("x/y", "x", "y"), "page"),
        ("conditions/knee.md", ("conditions", "conditions", "knee"), "condition"),
        ("_notes/b/2024-01-02-c.md", ("_notes/b", "notes", "c"), "page"),
        ("x/_posts/2024-01-02-a.md", ("_posts", "posts", "a"), "page"),
    ],
)
def test_a_file_stands_in_its_collection_or_its_folder(
    file: str, seat: tuple[str, str | None, str], kind: str
) -> None:
    rules = dialect(NOTES)
    assert rules.placement(file)[:3] == seat
    assert rules.kind_of(file, rules.placement(file)) == kind


def test_collections_of_our_kinds_are_of_these_kinds() -> None:
    rules = dialect("collections: [locations]")
    assert rules.kind_of("_locations/a.md", rules.placement("_locations/a.md")) == "location"


def test_a_file_that_cannot_be_read_may_have_the_slugs_that_links_mean() -> None:
    rules = dialect(NOTES)
    assert rules.possible_slugs("sub/a.md") == {"a", "sub/a"}
    assert rules.possible_slugs("_posts/2024-01-02-a.md") == {"a"}
    assert dialect("permalink: pretty").possible_slugs("sub/index.md") == {"sub"}


def text_of(name: str, text: str) -> SourceText:
    found = decode(name, text.encode())
    assert isinstance(found, SourceText)
    return found


def test_menus_and_redirects_of_other_files_are_the_sites() -> None:
    rules = dialect("data_dir: facts\n")
    menus = text_of("facts/menus.yml", "main: [{title: A, url: /a/, weight: x}]\n")
    redirects = text_of("_redirects", "/old /a/\n/ph/:x /a/\n")
    site, told = rules.extend_site(
        LocatedSite(rules.site, {}), {"facts/menus.yml": menus, "_redirects": redirects}
    )
    ((entry,),) = site.settings.menus.values()
    assert (entry.title, entry.path, entry.weight) == ("A", "/a/", None)
    assert [(rule.source, rule.to) for rule in site.settings.redirects] == [("/old", "/a/")]
    assert [(each.file, each.line, each.code) for each in told] == [
        ("facts/menus.yml", 1, "invalid-value"),
        ("_redirects", 2, "not-followed"),
    ]
    assert rules.extend_site(LocatedSite(rules.site, {}), {"_data/menus.yml": menus})[1] == ()


def test_menus_that_do_not_parse_are_told_elsewhere() -> None:
    rules = dialect()
    before = LocatedSite(rules.site, {})
    site, told = rules.extend_site(before, {"_data/menus.yml": text_of("_data/menus.yml", "a: [")})
    assert (site, told) == (before, ())


def test_a_base_path_is_the_configurations_else_that_of_the_sites_address() -> None:
    rules = dialect("baseurl: /a\n")
    assert rules.base_path == "/a"
    site = rules.site.model_copy(update={"base_url": "https://x.example/b"})
    assert JekyllDialect(site, dialect().configuration).base_path == "/b"
    assert dialect().base_path == ""


def test_files_of_a_collection_lie_below_its_name_and_texts_may_be_templates() -> None:
    rules = dialect(NOTES)
    assert rules.asset_path("_notes/x/a.png", {}) == "/notes/x/a.png"
    assert rules.asset_path("img/a.png", {}) == "/img/a.png"
    assert rules.is_generated("robots.txt", b"---\n---\n")
    assert not rules.is_generated("robots.txt", b"User-agent: *\n")
    assert not rules.is_generated("a.png", b"---\n---\n")


def test_templates_know_the_repository_of_the_configuration(load_files: LoadFiles) -> None:
    body = "---\n---\n[x]({{ site.github.repository_url }}/issues) {{ site.github.owner_name }}\n"
    library = load_files({"_config.yml": "repository: ann/clinic\n", "a.md": body})
    page = library.pages_by_slug["a.html"]
    assert [link.href for link in page.links] == ["https://github.com/ann/clinic/issues"]
    assert page.body.content.unpack().text.strip() == "x ann"


def test_an_anchor_that_a_limit_cut_off_is_not_reported_as_missing(load_files: LoadFiles) -> None:
    endless = "{% for i in (1..9999) %}{% for j in (1..99) %}{% endfor %}{% endfor %}"
    body = f"---\n---\n[b](#b) [c](#c)\n\n## b\n{endless}\n## c\n"
    library = load_files({"_config.yml": "", "a.md": body})
    codes = {problem.code for problem in library.problems}
    assert codes & {"liquid-limit", "missing-anchor", "uncertain-anchor"} == {
        "liquid-limit",
        "uncertain-anchor",
    }

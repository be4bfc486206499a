"""What several files say of a site is one site, each value with its own place."""

from app.dialects.jekyll.configuration import JekyllConfiguration
from app.files.text import SourceText, decode
from app.front_matter import read_yaml
from app.site.located_site import LocatedSite, read_site
from app.site.schema import Site


def source(file: str, text: str) -> SourceText:
    found = decode(file, text.encode())
    assert isinstance(found, SourceText)
    return found


def said(before: LocatedSite, file: str, text: str) -> LocatedSite:
    """The site once a file of this text has said something of it."""
    return before.and_then(source(file, text), read_yaml(text)[0])[0]


def place(site: LocatedSite, *path: str | int) -> tuple[str, int, int]:
    problem = site.problem(path, "invalid-value", "", "")
    return problem.file, problem.line, problem.column


def test_the_last_word_counts_but_what_several_say_is_put_together() -> None:
    site = said(
        LocatedSite(Site(), {}), "one", "title: A\nlanguage: de\nmenus: {x: [{title: X}]}\n"
    )
    site = said(site, "two", "title: B\nmenus: {y: [{title: Y}]}\nignore: {'**': [orphan]}\n")
    site = said(site, "three", "ignore: {a.md: [mojibake]}\ncollections: {c: {match: a}}\n")
    assert (site.settings.title, site.settings.language) == ("B", "de")
    assert set(site.settings.menus) == {"x", "y"}
    assert set(site.settings.ignore) == {"**", "a.md"}
    assert set(site.settings.collections) == {"c"}
    assert place(site, "title") == ("two", 1, 8)
    assert place(site, "language") == ("one", 2, 11)
    assert place(site, "menus", "x", 0, "title") == ("one", 3, 21)
    assert place(site, "menus", "y", 0) == ("two", 2, 13)


def test_rules_that_are_said_later_come_first_and_each_keeps_its_place() -> None:
    site = said(
        LocatedSite(Site(), {}), "one", "redirects:\n- {from: /a, to: /b}\n- {from: /c, to: /d}\n"
    )
    site = said(site, "two", "redirects: {/a: /x}\n")
    assert [(rule.source, rule.to) for rule in site.settings.redirects] == [
        ("/a", "/x"),
        ("/a", "/b"),
        ("/c", "/d"),
    ]
    assert place(site, "redirects", 0) == ("two", 1, 17)
    assert place(site, "redirects", 1, "to") == ("one", 2, 18)
    assert place(site, "redirects", 2, "to") == ("one", 3, 18)


def test_what_nobody_says_is_told_of_the_first_file_or_the_site_file() -> None:
    assert place(LocatedSite(Site(), {}), "title") == ("site.yaml", 1, 1)
    site = said(LocatedSite(Site(), {}), "one", "\ntitle: A\n")
    assert place(site, "language") == ("one", 1, 1)
    assert place(site, "title", "deeper") == ("one", 2, 8)


def test_a_value_that_does_not_fit_is_told_and_what_was_said_before_stays() -> None:
    site = said(LocatedSite(Site(), {}), "one", "time_zone: UTC\n")
    text = "time_zone: Mars/X\ntitle: A\n"
    site, wrong = site.and_then(source("two", text), read_yaml(text)[0])
    assert (site.settings.time_zone, site.settings.title) == ("UTC", "A")
    assert [(each.file, each.line, each.code) for each in wrong] == [("two", 1, "invalid-value")]


def test_a_site_file_says_more_than_a_configuration_does() -> None:
    text = "title: Jekyll's\nurl: https://a.example\n"
    found, _ = read_yaml(text)
    before, _ = LocatedSite(Site(), {}).and_then(
        source("_config.yml", text), JekyllConfiguration.of(found).site(found)
    )
    site, problems = read_site("site.yaml", b"title: Ours\ntitel: x\n", before)
    assert (site.settings.title, site.settings.base_url) == ("Ours", "https://a.example")
    assert [(each.file, each.line, each.code) for each in problems] == [
        ("site.yaml", 2, "misspelt-key")
    ]
    for data in (None, b"\xff", b"a: ["):
        assert read_site("site.yaml", data, before)[0] is before

"""What lives at an address: matched as a web server would, redirects last."""

import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.files.assets import Asset
from app.library.addresses import Addresses, AddressMatch, clean_path
from app.records import LinkTarget, Ref
from app.site.schema import RedirectRule


def page_at(path: str) -> LinkTarget:
    return LinkTarget(path, Ref("page", path.strip("/"), path, ""), "", frozenset())


def asset(path: str) -> Asset:
    return Asset(path, Path("nowhere"), "image/png", "", 0, None, None)


def rule(source: str, to: str | None = None, status: int = 301) -> RedirectRule:
    return RedirectRule.model_validate({"from": source, "to": to, "status": str(status)})


PAGES = ["/", "/about/", "/about/team/", "/Größe/", "/x.html", "/a b/", "/file.png/"]
ASSETS = ["/logo.png", "/file.png", "/Bilder/Foto.JPG", "/über 1.pdf"]


def website(
    *rules: RedirectRule, old: dict[str, str] | None = None, base_path: str = ""
) -> Addresses:
    return Addresses(
        [page_at(path) for path in PAGES],
        [asset(path) for path in ASSETS],
        rules,
        (old or {}).items(),
        base_path,
    )


def place(found: AddressMatch | None) -> Any:
    """The path of what was found, and the redirect's address and status if one led there."""
    if found is None:
        return None
    held = found.page or found.asset
    path = held.path if held else None
    return path if found.code is None else (path, found.location, found.code)


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/", "/"),
        ("", "/"),
        ("/index.html", "/"),
        ("/index", "/"),
        ("/index.htm", "/"),
        ("/about/", "/about/"),
        ("/about", "/about/"),
        ("about/", "/about/"),
        ("/about.html", "/about/"),
        ("/about/index.html", "/about/"),
        ("/about/index", "/about/"),
        ("/about//team", "/about/team/"),
        ("/about/./team/", "/about/team/"),
        ("/about/x/../team/", "/about/team/"),
        ("/../../about/", "/about/"),
        ("/%61bout/", "/about/"),
        ("/about%2Fteam", "/about/team/"),
        ("/ABOUT/Team/", "/about/team/"),
        ("/ABOUT/TEAM.HTML", "/about/team/"),
        ("/About/Index.HTML", "/about/"),
        ("/INDEX.HTML", "/"),
        ("/Gr%C3%B6%C3%9Fe", "/Größe/"),
        ("/größe/", "/Größe/"),
        ("/GRÖSSE/", "/Größe/"),
        ("/a%20b/", "/a b/"),
        ("/about/?a=b#c", "/about/"),
        ("/x.html", "/x.html"),
        ("/x", "/x.html"),
        ("/x/", "/x.html"),
        ("/logo.png", "/logo.png"),
        ("/LOGO.png", "/logo.png"),
        ("/bilder/foto.jpg", "/Bilder/Foto.JPG"),
        ("/%C3%BCber%201.pdf", "/über 1.pdf"),
        # A file wins over the page of the same name, unless the slash asks for the page.
        ("/file.png", "/file.png"),
        ("/file.png/", "/file.png/"),
        ("/nowhere/", None),
        ("/about/tea", None),
        ("/logo", None),
        ("/%00", None),
    ],
)
def test_addresses_are_matched_as_a_web_server_would(address: str, path: str | None) -> None:
    assert place(website().find(address)) == path


def test_the_exact_case_is_preferred() -> None:
    pages = [page_at("/Hip/"), page_at("/hip/"), page_at("/hip.html")]
    site = Addresses(pages, [], [], [])
    for page in pages:
        assert place(site.find(page.path)) == page.path
    assert place(site.find("/hip")) == "/hip/"
    assert place(site.find("/HIP")) == "/Hip/"
    assert place(site.find("/HIP.HTML")) == "/Hip/"


def test_redirects_lead_on() -> None:
    site = website(
        rule("/old", "/about/"),
        rule("/older/", "/old", 302),
        rule("/team", "/ABOUT/TEAM.html?a=b#anna", 308),
        rule("/picture", "/logo.png"),
        rule("/out", "https://example.org/x"),
        rule("/far", "//example.org/x"),
        rule("/gone", None, 410),
        rule("/went", "/gone"),
        rule("/astray", "/nowhere"),
        rule("/zürich", "/about/"),
    )
    assert place(site.find("/old/")) == ("/about/", "/about/", 301)
    assert place(site.find("/old.html")) == ("/about/", "/about/", 301)
    assert place(site.find("/older")) == ("/about/", "/about/", 302)
    assert place(site.find("/team")) == ("/about/team/", "/about/team/?a=b#anna", 308)
    assert place(site.find("/picture")) == ("/logo.png", "/logo.png", 301)
    assert place(site.find("/out")) == (None, "https://example.org/x", 301)
    assert place(site.find("/far")) == (None, "//example.org/x", 301)
    assert place(site.find("/gone")) == (None, None, 410)
    assert place(site.find("/went")) == (None, None, 410)
    assert place(site.find("/z%C3%BCrich/?x")) == ("/about/", "/about/", 301)
    assert site.find("/astray") is None
    assert site.leads_somewhere("/old")
    assert site.leads_somewhere("mailto:a@example.org")
    assert not site.leads_somewhere("/nowhere")


def test_the_first_rule_wins_and_a_plain_one_before_a_star() -> None:
    site = website(
        rule("/blog/*", "/about/:splat"),
        rule("/blog/special", "/x.html"),
        rule("/blog/special", "/about/"),
        rule("/bl*", "/"),
    )
    assert place(site.find("/blog/team/")) == ("/about/team/", "/about/team/", 301)
    assert place(site.find("/blog/special/")) == ("/x.html", "/x.html", 301)
    assert place(site.find("/blog")) == ("/about/", "/about/", 301)
    assert place(site.find("/blue")) == ("/", "/", 301)
    assert site.find("/blog/nowhere") is None


def test_a_document_or_a_file_wins_over_any_redirect() -> None:
    site = website(
        rule("/about", "/nowhere"),
        rule("/logo.png", "/about/"),
        rule("/*", "/about/team/"),
        old={"/x/": "/about/"},
    )
    assert place(site.find("/about")) == "/about/"
    assert place(site.find("/logo.png")) == "/logo.png"
    assert place(site.find("/x")) == "/x.html"
    assert place(site.find("/else")) == ("/about/team/", "/about/team/", 301)
    assert site.loops() == frozenset()


def test_rules_of_the_site_file_win_over_old_addresses() -> None:
    site = website(rule("/old", "/"), old={"/old/": "/about/", "/older": "/about/"})
    assert place(site.find("/old")) == ("/", "/", 301)
    assert place(site.find("/older/")) == ("/about/", "/about/", 301)


def test_loops_are_found_after_documents_have_won() -> None:
    site = website(
        rule("/self", "/self/"),
        rule("/a", "/b"),
        rule("/b", "/a.html"),
        rule("/into", "/a"),
        rule("/fine", "/about/"),
        rule("/about/", "/fine"),
        rule("/grow/*", "/grow/more/:splat"),
        rule("/swap/*", "/paws/:splat"),
        rule("/paws/*", "/swap/:splat"),
        rule("/out", "https://example.org/"),
        rule("/gone", None, 410),
    )
    assert site.loops() == {0, 1, 2, 3, 6, 7, 8}
    for address in ("/self", "/a", "/b", "/into", "/grow/x", "/swap/x"):
        assert site.find(address) is None
    assert place(site.find("/fine")) == ("/about/", "/about/", 301)


def test_long_chains_end() -> None:
    short = website(*(rule(f"/{number}", f"/{number + 1}") for number in range(15)))
    assert short.find("/0") is None
    assert short.loops() == frozenset()
    ended = website(
        *(rule(f"/{number}", f"/{number + 1}") for number in range(15)), rule("/15", "/")
    )
    assert place(ended.find("/0")) == ("/", "/", 301)


def test_suggestions_are_the_likest_paths() -> None:
    assert [page.path for page in website().suggestions("/abuot/taem/")] == ["/about/team/"]
    assert website().suggestions("/zzzzzzzz/") == ()


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("", "/"),
        ("a", "/a"),
        ("/a/b/../c", "/a/c"),
        ("/a/..", "/"),
        ("/a/b/..", "/a/"),
        ("//a", "/a"),
        ("/a?b/c#d/e", "/a"),
        ("/a#b?c", "/a"),
        ("/%2e%2e/a", "/a"),
        ("/a%3Fb", "/a?b"),
        ("/%", "/%"),
        ("/%E9", "/\ufffd"),
    ],
)
def test_addresses_are_brought_to_one_form(address: str, path: str) -> None:
    assert clean_path(address) == path


@pytest.mark.parametrize(
    "asked",
    ["/go/javascript:alert(1)", "/go/%6aavascript:x", "/go/java%09script:x", "/go/data:,x"],
)
def test_whoever_asks_brings_no_unsafe_scheme_along(asked: str) -> None:
    site = website(rule("/go/*", ":splat"))
    assert place(site.find("/go/https://example.com")) is not None
    assert site.find(asked) is None


def test_a_path_that_a_rule_repeats_does_not_grow_without_end() -> None:
    site = website(rule("/a/*", "/a/:splat/:splat/:splat"))
    assert site.find(f"/a/{'b' * 1_000}") is None


def test_of_rules_that_fit_the_first_counts_however_long_it_is() -> None:
    site = website(
        rule("/old/*", "/about/"), rule("/old/new/*", "/"), rule("/ol*", "/x.html"), rule("/*", "/")
    )
    assert place(site.find("/old/new/a")) == place(site.find("/old/a")) == place(site.find("/old"))
    assert place(site.find("/oldest")) == ("/x.html", "/x.html", 301)
    assert place(site.find("/elsewhere")) == ("/", "/", 301)


def test_the_case_of_letters_counts_for_no_redirect_unless_two_differ_only_in_it() -> None:
    site = website(
        rule("/Old/*", "/about/:splat"), rule("/GROSS*", "/"), rule("/A/*", "/"), rule("/a/*", "/x")
    )
    assert place(site.find("/old/TEAM")) == ("/about/team/", "/about/team/", 301)
    assert place(site.find("/OLD")) == ("/about/", "/about/", 301)
    assert place(site.find("/a/b")) == ("/x.html", "/x.html", 301)
    assert site.find("/groß") is None


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("/clinic", "/"),
        ("/clinic/", "/"),
        ("/clinic/about", "/about/"),
        ("/about/", "/about/"),
        ("/clinic/logo.png", "/logo.png"),
        ("/clinical/about/", None),
        # Rules and old addresses are written with the base path or without it.
        ("/clinic/with", ("/about/", "/about/", 301)),
        ("/with", ("/about/", "/about/", 301)),
        ("/clinic/without", ("/about/", "/about/", 301)),
        ("/clinic/far/team/", ("/about/team/", "/about/team/", 302)),
        ("/clinic/before/", ("/x.html", "/x.html", 301)),
    ],
)
def test_a_site_below_the_root_of_its_host_is_found_there_too(address: str, found: Any) -> None:
    site = website(
        rule("/clinic/with", "/clinic/about/"),
        rule("/without", "/about/"),
        rule("/clinic/far/*", "/clinic/about/:splat", 302),
        old={"/clinic/before/": "/x.html"},
        base_path="/clinic",
    )
    assert place(site.find(address)) == found
    assert site.loops() == frozenset()


def test_a_redirect_that_only_adds_the_base_path_goes_round_in_circles() -> None:
    site = website(rule("/a", "/clinic/a"), base_path="/clinic")
    assert site.find("/a") is None
    assert site.loops() == {0}


def test_what_is_meant_by_an_address_with_the_base_path_is_suggested() -> None:
    (first, *_) = website(base_path="/clinic").suggestions("/clinic/abuot/")
    assert first.path == "/about/"


def test_redirects_are_listed_with_their_ends_and_wildcards_last() -> None:
    site = website(
        rule("/z*", "/about/:splat", 302),
        rule("/older/", "/old", 302),
        rule("/a*", "/old"),
        rule("/old", "/about/?a=b#c", 308),
        rule("/gone", None, 410),
        rule("/went", "/gone"),
        rule("/out", "https://example.org/x"),
        rule("/lost*", None, 410),
        old={"/team-2020/": "/about/team/"},
    )
    assert [tuple(redirect) for redirect in site.redirects] == [
        ("/gone", None, 410, False),
        ("/old", "/about/?a=b#c", 308, False),
        ("/older/", "/about/?a=b#c", 302, False),
        ("/out", "https://example.org/x", 301, False),
        ("/team-2020/", "/about/team/", 301, False),
        ("/went", None, 410, False),
        ("/z*", "/about/:splat", 302, True),
        ("/a*", "/about/?a=b#c", 301, True),
        ("/lost*", None, 410, True),
    ]


def test_redirects_that_never_work_are_not_listed() -> None:
    site = website(
        rule("/loop", "/pool"),
        rule("/pool", "/loop"),
        rule("/astray", "/nowhere"),
        rule("/about", "/"),
        rule("/astray*", "/nowhere"),
        rule("/spin/*", "/spin/x/:splat"),
    )
    assert site.redirects == ()


_ADDRESSES = st.sampled_from(["/a", "/b/", "/c", "/d", "/about", "/nowhere", "/B", "/logo.png"])


@given(
    st.lists(st.tuples(_ADDRESSES, _ADDRESSES, st.sampled_from([301, 302, 308, 410])), max_size=6)
)
def test_a_listed_redirect_is_followed_as_listed(rules: list[tuple[str, str, int]]) -> None:
    site = website(
        *(rule(source, None if status == 410 else to, status) for source, to, status in rules)
    )
    listed = {redirect.source for redirect in site.redirects}
    for redirect in site.redirects:
        found = site.find(redirect.source)
        assert found is not None
        assert (found.location, found.code) == (redirect.to, redirect.status)
    for source, _, _ in rules:
        found = site.find(source)
        if found is not None and found.code is not None:
            assert listed & {source, source.swapcase(), f"{source}/", source.rstrip("/")}


def test_old_addresses_are_matched_by_case_as_pages_are() -> None:
    site = website(
        rule("/Old", "/about/"), rule("/OLD", "/about/team/"), old={"/Team-2020/": "/about/team/"}
    )
    assert place(site.find("/team-2020")) == ("/about/team/", "/about/team/", 301)
    # The exact case first, then the first of those that differ in case.
    assert place(site.find("/OLD/")) == ("/about/team/", "/about/team/", 301)
    assert place(site.find("/old/")) == ("/about/", "/about/", 301)
    assert place(site.find("/TEAM-2020/Index.Html")) == ("/about/team/", "/about/team/", 301)


def test_forms_of_unicode_are_one_address() -> None:
    decomposed = {form: unicodedata.normalize("NFD", form) for form in ("/Größe/", "/über 1.pdf")}
    assert all(form != other for form, other in decomposed.items())
    site = website(rule(unicodedata.normalize("NFD", "/zürich"), "/about/"))
    for form, other in decomposed.items():
        found = site.find(other)
        assert place(found) == form
        assert found is not None
        assert not found.is_folded
    assert place(site.find("/zürich/")) == ("/about/", "/about/", 301)
    assert place(site.find(unicodedata.normalize("NFD", "/zürich/"))) is not None


@pytest.mark.parametrize(
    ("paths", "path"),
    [
        (["/img/a.png"], "/img/a.png"),
        (["/img/small/a.png", "/img/a.png"], "/img/a.png"),
        (["/x/a.png", "/y/a.png"], None),
        (["/img/b.png", "/img/xa.png"], None),
        (["/img/440/a.png", "/img/1200/a.png"], "/img/440/a.png"),
        (["/img/440/a.png", "/img/600/a.png", "/img/440/jpeg/a.png"], "/img/600/a.png"),
        (["/2016/a.png", "/x/a.png"], None),
    ],
)
def test_of_files_with_one_name_the_highest_is_meant(paths: list[str], path: str | None) -> None:
    addresses = Addresses([], [asset(name) for name in paths], (), ())
    file = addresses.asset_ending_in("a.png")
    assert (file and file.path) == path

"""Several links below a prefix for which the content has nothing are one hint."""

from collections.abc import Callable, Mapping

import pytest

from app.library.library import Library

LoadFiles = Callable[[Mapping[str, str | bytes]], Library]


def problems(
    load_files: LoadFiles, links: str, more: Mapping[str, str | bytes] | None = None
) -> list[tuple[str, int, str, str]]:
    """Return place, code and message of the problems of two pages with these links."""
    first, _, others = links.partition(" ")
    files = {"a.md": others, "index.md": "[Home](/) [a](/a/) [b](/b/)\n", "b.md": first}
    library = load_files({"site.yaml": "base_url: https://x.test\n", **files, **(more or {})})
    return [
        (problem.file, problem.line, problem.code, problem.message) for problem in library.problems
    ]


def test_links_to_another_program_are_one_hint_that_names_the_route(
    load_files: LoadFiles,
) -> None:
    library = load_files(
        {
            "site.yaml": "base_url: https://x.test\n",
            "index.md": "[b](/b/)\n\n[1](/shop/oil) [2](https://x.test/shop/cart#top)\n",
            "b.md": "[3](/shop/) and [4](/lost/) ![5](/shop/oil.png)\n",
        }
    )
    (route,) = (problem for problem in library.problems if problem.code == "missing-route")
    assert (route.file, route.line, route.severity) == ("b.md", 1, "hint")
    assert route.message == "3 links in 2 files lead below /shop/, where the content has nothing"
    assert route.hint == (
        'If another program serves it, write `routes: ["/shop/**"]` into site.yaml; '
        "else mend the links."
    )
    rest = [problem.message for problem in library.problems if problem.code != "missing-route"]
    assert rest == [
        'the link "/lost/" leads nowhere',
        'the picture "/shop/oil.png" is not in the content folder',
    ]


def test_the_prefix_may_lie_below_a_folder_that_has_pages(load_files: LoadFiles) -> None:
    links = "[1](/docs/api/x) [2](/docs/api/y) [3](/docs/api/z)"
    found = problems(load_files, links, {"docs/a.md": "[a](/a/)\n", "c.md": "[d](/docs/a/)\n"})
    assert ("a.md", 1, "missing-route") in [row[:3] for row in found]
    assert "broken-link" not in [row[2] for row in found]
    assert any("below /docs/api/" in row[3] for row in found)


@pytest.mark.parametrize(
    "links",
    [
        "[1](/shop/oil) [2](/shop/cart)",
        "[1](/shop/oil) [2](/shop/oil) [3](/shop/oil/)",
        "[1](/shop/a.pdf) [2](/shop/b.PDF) [3](/shop/c.jpg)",
        "[1](/docs/x) [2](/docs/y) [3](/docs/z)",
        "[1](/old/opening-hours/) [2](/old/y) [3](/old/z)",
        "[1](shop/x) [2](shop/y) [3](shop/z)",
        "[a](/a/) [2](/shop/x) [3](/shop/y) [4](/shop/z)",
    ],
    ids=["few", "one address", "files", "known prefix", "alike", "relative", "one page"],
)
def test_other_links_are_reported_one_by_one(load_files: LoadFiles, links: str) -> None:
    more = {"docs/a.md": "D.\n", "new/opening-hours.md": "O.\n"}
    codes = [code for _, _, code, _ in problems(load_files, links, more)]
    assert codes.count("broken-link") == links.count("](") - links.count("](/a/)")
    assert "missing-route" not in codes


def numbered(folder: str, suffix: str, number: int) -> str:
    return " ".join(f"[{at}](/{folder}/tool-{at}.{suffix})" for at in range(number))


@pytest.mark.parametrize(
    ("links", "message"),
    [
        (numbered("get", "zip", 10), "10 links in 2 files lead below /get/"),
        (
            f"{numbered('shop', 'tar.xz', 3)} [a](/shop/a.pdf)",
            "4 links in 2 files lead below /shop/",
        ),
    ],
)
def test_files_of_another_program_are_one_hint_too(
    load_files: LoadFiles, links: str, message: str
) -> None:
    ((_, _, code, found),) = problems(load_files, links)
    assert (code, found) == ("missing-route", f"{message}, where the content has nothing")


@pytest.mark.parametrize(
    "links",
    [
        numbered("get", "zip", 9),
        numbered("get", "png", 12),
        numbered("docs", "zip", 12),
        numbered("docs/get", "zip", 12),
        f"{numbered('shop', 'tar.xz', 2)} [a](/shop/a.pdf)",
    ],
    ids=["few", "pictures", "known folder", "no first folder", "few pages"],
)
def test_other_files_are_missing_one_by_one(load_files: LoadFiles, links: str) -> None:
    codes = [code for _, _, code, _ in problems(load_files, links, {"docs/a.md": "D.\n"})]
    assert codes.count("broken-link") == links.count("](")
    assert "missing-route" not in codes


def test_pages_that_redirect_below_the_prefix_count(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "_config.yml": "title: T\n",
            "a.md": "---\nredirect_to: /guide/start/\npermalink: /start/\n---\n",
            "b.md": "---\n---\n[1](/start/) [2](/guide/end/)\n",
            "c.md": "---\n---\n[3](/guide/more/)\n",
        }
    )
    problems = [problem for problem in library.problems if "link" in problem.message]
    assert [problem.code for problem in problems] == ["missing-route"]
    assert problems[0].message.startswith("3 links in 2 files lead below /guide/")


HUGO: Mapping[str, str | bytes] = {
    "hugo.toml": "",
    "content/a.md": "[1](/docs/guide/) [2](/all.xml) [3](/other/)\n",
    "content/b.md": "[4](/docs/guide.html)\n",
}


def hinted(library: Library) -> list[tuple[str, str, str]]:
    return [(problem.file, problem.code, problem.message) for problem in library.problems]


def test_a_link_to_what_a_script_names_is_a_hint_that_names_the_route(
    load_files: LoadFiles,
) -> None:
    script = "cp guide.md content/docs/guide/_index.md\nmv public/a.xml public/all.xml\n"
    library = load_files({**HUGO, "scripts/fetch.sh": script})
    nothing = "where the content has nothing; scripts/fetch.sh names it"
    assert hinted(library) == [
        (
            "content/a.md",
            "missing-route",
            f"2 links in 2 files lead to /docs/guide, {nothing}",
        ),
        (
            "content/a.md",
            "missing-route",
            f"1 link in 1 file leads to /all.xml, {nothing}",
        ),
        ("content/a.md", "broken-link", 'the link "/other/" leads nowhere'),
    ]
    assert 'write `routes: ["/docs/guide"]`' in library.problems[0].hint


def test_without_the_script_such_links_are_broken(load_files: LoadFiles) -> None:
    assert {code for _, code, _ in hinted(load_files(HUGO))} == {"broken-link"}
    scripted = load_files({**HUGO, "build.sh": "mv a public/all.xml\n"})
    assert [code for _, code, _ in hinted(scripted)].count("broken-link") == 3


def test_a_native_tree_is_not_built(load_files: LoadFiles) -> None:
    files = {"a.md": "[1](/all.xml)\n", "build.sh": "mv a public/all.xml\n"}
    assert "broken-link" in {code for _, code, _ in hinted(load_files(files))}


@pytest.mark.parametrize(
    ("base_url", "link", "code"),
    [
        ("https://me.github.io", "https://me.github.io/tool", "missing-route"),
        ("https://me.github.io", "http://me.github.io/tool/docs/a.html#b", "missing-route"),
        ("https://me.github.io/clinic", "https://me.github.io/clinic/tool/", "missing-route"),
        ("https://me.github.io", "/tool", "broken-link"),
        ("https://me.github.io", "https://me.github.io/b/tool", "broken-link"),
        ("https://me.github.io/clinic", "https://me.github.io/clinic/b/tool", "broken-link"),
        ("https://clinic.test", "https://clinic.test/tool/", "broken-link"),
    ],
)
def test_a_folder_of_a_host_of_github_may_be_the_site_of_another_repository(
    load_files: LoadFiles, base_url: str, link: str, code: str
) -> None:
    site = {"site.yaml": f"base_url: {base_url}\n"}
    found = problems(load_files, f"[1]({link}) [2]({link})", site)
    assert {row[2] for row in found} == {code}
    assert len(found) == (1 if code == "missing-route" else 2)


def test_the_site_of_another_repository_may_be_a_route(load_files: LoadFiles) -> None:
    link = "https://me.github.io/tool/"
    files = {"site.yaml": "base_url: https://me.github.io\n", "index.md": f"[a]({link})\n"}
    (problem,) = load_files(files).problems
    assert problem.hint == (
        'If it is the site of another repository, write `routes: ["/tool/**"]` into site.yaml; '
        "else mend the links."
    )
    files["site.yaml"] += 'routes: ["/tool/**"]\n'
    assert load_files(files).problems == ()


def test_many_unknown_folders_in_whole_urls_are_sites_of_their_own(load_files: LoadFiles) -> None:
    urls = [f"https://x.test/lesson-{name}/#top" for name in "abcde"]
    links = "".join(f"[{number}]({url}) " for number, url in enumerate(urls))
    found = problems(load_files, f"[0](/) {links}[lost](/lost/) [own](https://x.test/lost)")
    assert sorted(code for _, _, code, _ in found) == ["broken-link", *["missing-route"] * 6]
    links = "".join(f"[{number}]({url}) " for number, url in enumerate(urls[1:]))
    found = problems(load_files, f"[0](/) {links}")
    assert {code for _, _, code, _ in found} == {"broken-link"}

"""What is wrong with links, and what to do about it."""

from collections.abc import Callable, Mapping

import pytest

from app.library.library import Library
from app.problems import Severity

LoadFiles = Callable[[Mapping[str, str | bytes]], Library]

SITE: dict[str, str | bytes] = {
    "site.yaml": "redirects: {/old/: /about/}\n",
    "index.md": "# Home\n",
    "about/index.md": "# About\n\n## Größe & Maß\n\n## Größe & Maß\n",
    "draft.md": "---\ndraft: true\n---\n",
}


@pytest.mark.parametrize(
    ("href", "code", "hint"),
    [
        ("tinyurl.com/needle", "broken-link", "Write https:// before it."),
        ("www.clinic-x.de", "broken-link", "Write https:// before it."),
        ("clinic-x.de/@team", "broken-link", "Write https:// before it."),
        ("team@clinic-x.museum", "broken-link", "Write mailto: before it."),
        ("a.b@x.test?subject=c", "broken-link", "Write mailto: before it."),
        ("+49%20221%20123456", "broken-link", "Write tel: before it."),
        ("(0221)123/456", "broken-link", "Write tel: before it."),
        ("212-555-0123", "broken-link", "Write tel: before it."),
        ("05-03-2019", "broken-link", "Mend it or take it out."),
        ("2019-03-05", "broken-link", "Mend it or take it out."),
        ("needle.md", "broken-link", "Mend it or take it out."),
        ("needle.html", "broken-link", "Mend it or take it out."),
        ("/needle.com/", "broken-link", "Mend it or take it out."),
        ("https://https://x.test/a", "broken-link", "Write https:// once."),
        ("http://https//x.test", "broken-link", "Write https:// once."),
        ("/abuot/", "broken-link", "Did you mean /about/?"),
        ("/about/zzzzz", "broken-link", "Mend it or take it out."),
        ("/images/needle.png", "broken-link", "Mend it or take it out."),
        ("/abuot.pdf", "broken-link", "Mend it or take it out."),
        ("price_list.pdf", "broken-link", "Did you mean /files/Price%20List.pdf?"),
        ("/about/us/team/", "broken-link", "Mend it or take it out."),
        ("zzzzzzzzzz", "broken-link", "Mend it or take it out."),
        (
            "/book/now",
            "broken-link",
            (
                "Mend it or take it out. "
                'If another program serves it, write `routes: ["/book/**"]` into site.yaml.'
            ),
        ),
        ("/draft/", "broken-link", "The page is a draft; publish it or take the link out."),
        ("/about/#größe-maß", "missing-anchor", 'Did you mean "#größe--maß"?'),
        ("/about/#zzzzzzzzzzzzzz", "missing-anchor", "Name one of its headings."),
        ("/old/", "redirected-link", "Link to /about/ itself."),
        ("javascript:x", "unsafe-link", "Use https:, mailto: or tel:, or take the link out."),
        ("hhttps://x.test/", "unsafe-link", "Did you mean https:?"),
        ("email:a@x.test", "unsafe-link", "Did you mean mailto:?"),
        ("Tel.:123", "unsafe-link", "Did you mean tel:?"),
        ("localhost:4000/a", "unsafe-link", "Write https:// before it."),
        ("clinic.example:80/a", "unsafe-link", "Write https:// before it."),
        (
            "list-core:123",
            "unknown-scheme",
            "Link to a page that browsers open, or take the link out.",
        ),
    ],
)
def test_a_wrong_link_is_reported_with_a_remedy(
    load_files: LoadFiles, href: str, code: str, hint: str
) -> None:
    page = f"# Here\n\n[link]({href})\n"
    library = load_files({**SITE, "files/Price List.pdf": b"%PDF-1.4\n", "about/here.md": page})
    problems = [problem for problem in library.problems if problem.code == code]
    assert [(problem.line, problem.column, problem.hint) for problem in problems] == [(3, 1, hint)]


@pytest.mark.parametrize(
    ("text", "href", "hint"),
    [
        (
            "https://x.test/a",
            "<our%20story>",
            "Its text and address are swapped: write [our story](https://x.test/a).",
        ),
        ("https://x.test/a", "story", "write [story](https://x.test/a)."),
        ("https://x.test/a", "/story", "Mend it or take it out."),
        ("https://x.test/a", "story.html", "Mend it or take it out."),
        ("our story", "story", "Mend it or take it out."),
    ],
)
def test_a_swapped_text_and_address_are_named(
    load_files: LoadFiles, text: str, href: str, hint: str
) -> None:
    library = load_files({**SITE, "about/here.md": f"# Here\n\n[{text}]({href})\n"})
    (found,) = [problem for problem in library.problems if problem.code == "broken-link"]
    assert hint in found.hint


def test_the_page_of_a_link_is_not_what_it_means(load_files: LoadFiles) -> None:
    files = {"mail-news.md": "# News\n\n[a](/mailnews/)\n", "b.md": "[a](/mailnews/)\n"}
    problems = load_files({**SITE, **files}).problems
    hints = [problem.hint for problem in problems if problem.code == "broken-link"]
    routes = 'If another program serves it, write `routes: ["/mailnews/**"]` into site.yaml.'
    assert hints == ["Did you mean /mail-news/?", f"Mend it or take it out. {routes}"]


@pytest.mark.parametrize(
    ("href", "code"),
    [
        ("data:text/calendar;base64,QkVH", "data-link"),
        ("DATA:text/csv,a;b", "data-link"),
        ("data:application/pdf;base64,JVBE", "data-link"),
        ("data:image/png;base64,iVBO", "data-link"),
        ("data:video/mp4;base64,AAAA", "data-link"),
        ("data:text/html,a", "unsafe-link"),
        ("data:text/html;text/calendar,a", "unsafe-link"),
        ("data:text/calendarx,a", "unsafe-link"),
        ("data:image/svg+xml;base64,PHN2", "unsafe-link"),
        ("data:application/xhtml+xml,a", "unsafe-link"),
        ("data:text/xml,a", "unsafe-link"),
        ("data:,a", "unsafe-link"),
        ("data:a", "unsafe-link"),
    ],
)
def test_a_file_in_an_address_is_not_served_and_no_danger(
    load_files: LoadFiles, href: str, code: str
) -> None:
    body = f'# Here\n\n<a download="x" href="{href}">a</a>\n\n[b]({href})\n'
    library = load_files({**SITE, "about/here.md": body})
    lines = [problem.line for problem in library.problems if problem.code == code]
    # Files are reported once.
    assert lines == ([3] if code == "data-link" else [3, 5])
    page = library.pages_by_slug["about/here"]
    assert "data:" not in page.body.content.unpack().html
    assert {link.status for link in page.links} == {"unsafe"}


def test_whole_urls_in_addresses_are_right(load_files: LoadFiles) -> None:
    urls = "https://web.test/https://x.test/ https://https.test https://http.test:80/ http://x.test"
    links = " ".join(f"[a]({url}) ![a]({url})" for url in urls.split())
    assert load_files({"index.md": f"{links}\n"}).problems == ()


def test_a_picture_of_no_address_that_exists_is_missing(load_files: LoadFiles) -> None:
    (problem,) = load_files({"index.md": "![a](https://https://x.test/a.png)\n"}).problems
    assert (problem.code, problem.hint) == ("missing-image", "Write https:// once.")


def test_files_of_two_types_in_addresses_are_two_hints(load_files: LoadFiles) -> None:
    links = " ".join(f"[a](data:{each},a)" for each in ("text/csv", "text/calendar", "text/csv"))
    library = load_files({"index.md": f"{links}\n"})
    assert [(problem.severity, problem.message, problem.hint) for problem in library.problems] == [
        (
            Severity.HINT,
            f"the address of a link holds a file ({each}), which is not served",
            "Save it as a file in the content, and link to that.",
        )
        for each in ("text/csv", "text/calendar")
    ]


def test_a_page_in_another_language_is_not_what_was_meant(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "site.yaml": "language: en\nlanguages: [en, de]\n",
            "index.md": "# Home\n\n[a](/team/knie/) [b](/de/knies/) [c](/needlling/)\n",
            "index.de.md": "# Start\n\n[a](/de/needling/) [b](/de/kniie/) [c](/team/wo/)\n",
            "team/who.md": "# Who\n",
            "needling.md": "# Needling\n",
            "knie.de.md": "# Knie\n",
        }
    )
    hints = [problem.hint for problem in library.problems if problem.code == "broken-link"]
    mend = "Mend it or take it out."
    assert hints == [
        mend,
        "Did you mean /de/knie/?",
        "Did you mean /team/who/?",
        mend,
        "Did you mean /de/knie/?",
        "Did you mean /needling/?",
    ]


def test_the_front_end_serves_what_the_remedy_adds_to_the_routes(load_files: LoadFiles) -> None:
    files: dict[str, str | bytes] = {"index.md": "[a](/book/now) [b](/book/) [c](/book)\n"}
    for problem in load_files(files).problems:
        assert problem.hint.endswith('write `routes: ["/book/**"]` into site.yaml.')
    library = load_files({**files, "site.yaml": 'routes: ["/book/**"]\n'})
    assert library.problems == ()


PNG = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU"
    b"\0\0\0\nIDATx\x9cc`\0\0\0\x02\0\x01H\xaf\xa4q\0\0\0\0IEND\xaeB`\x82"
)


@pytest.mark.parametrize(
    ("written", "status", "subject", "name"),
    [
        ("[a](/About/)", "ok", 'the link "/About/"', "/about/"),
        ("[a](/ABOUT#top)", "ok", 'the link "/ABOUT#top"', "/about/"),
        (
            "[a](Index.md)",
            "ok",
            'the link "Index.md"',
            "about/index.md",
        ),
        (
            "[a](/images/Neck.PNG)",
            "asset",
            'the link "/images/Neck.PNG"',
            "the file images/neck.png",
        ),
        (
            "![a](/images/Neck.PNG)",
            None,
            'the picture "/images/Neck.PNG"',
            "the file images/neck.png",
        ),
        (
            '<img src="/Images/neck.png">',
            None,
            'the picture "/Images/neck.png"',
            "the file images/neck.png",
        ),
    ],
)
def test_a_difference_in_capital_letters_leads_there_and_is_reported_once(
    load_files: LoadFiles, written: str, status: str | None, subject: str, name: str
) -> None:
    files = {**SITE, "images/neck.png": PNG, "about/here.md": f"# Here\n\n{written}\n"}
    library = load_files(files)
    reported = [problem for problem in library.problems if problem.severity is Severity.WARNING]
    message = f"{subject} differs from {name} in capital letters"
    assert [(problem.code, problem.message) for problem in reported] == [("wrong-case", message)]
    page = library.pages_by_slug["about/here"]
    assert [link.status for link in page.links] == ([status] if status else [])


@pytest.mark.parametrize("written", ["[a](/about/)", "[a](index.md)", "![a](/images/neck.png)"])
def test_equal_letters_are_no_problem(load_files: LoadFiles, written: str) -> None:
    files = {**SITE, "images/neck.png": PNG, "about/here.md": f"# Here\n\n{written}\n"}
    codes = {problem.code for problem in load_files(files).problems}
    assert codes <= {"orphan"}


def test_the_picture_of_the_front_matter_is_compared_too(load_files: LoadFiles) -> None:
    page = "---\nimage: /images/Neck.png\n---\n# Here\n"
    library = load_files({**SITE, "images/neck.png": PNG, "about/here.md": page})
    reported = [problem for problem in library.problems if problem.code == "wrong-case"]
    assert [(problem.line, problem.column) for problem in reported] == [(2, 8)]


def test_a_picture_in_a_link_to_itself_is_reported_once(load_files: LoadFiles) -> None:
    body = "[![x](/lost.jpg)](/lost.jpg)\n\n[x](/lost.jpg)\n\n[![x](/lost.jpg)](/nowhere)\n"
    library = load_files({**SITE, "about/here.md": f"# Here\n\n{body}"})
    problems = [problem for problem in library.problems if problem.code != "orphan"]
    assert [(problem.line, problem.code) for problem in problems] == [
        (3, "missing-image"),
        (5, "broken-link"),
        (7, "broken-link"),
        (7, "missing-image"),
    ]


@pytest.mark.parametrize("old", ["/about/", "/gone/"])
def test_a_redirect_to_a_page_that_cannot_be_read_is_no_problem(
    load_files: LoadFiles, old: str
) -> None:
    files: dict[str, str | bytes] = {"site.yaml": f"redirects: {{{old}: /about/}}\n"}
    library = load_files({**files, "index.md": "# Home\n", "about.md": "---\ntitle: [\n---\n"})
    assert [problem.file for problem in library.problems] == ["about.md"]


@pytest.mark.parametrize(
    ("written", "src", "code"),
    [
        ("knee.png", "/assets/blog/knee.png", None),
        ("./blog/knee.png", "/assets/blog/knee.png", None),
        ("nee.png", "nee.png", "missing-image"),
        ("/knee.png", "/knee.png", "missing-image"),
        ("neck.png", "neck.png", "missing-image"),
        # The same picture in another size.
        ("heel.png", "/assets/blog/heel.png", None),
    ],
)
def test_layouts_of_a_generator_put_the_folder_before_a_picture(
    load_files: LoadFiles, written: str, src: str, code: str | None
) -> None:
    files: dict[str, str | bytes] = {
        "assets/blog/knee.png": PNG,
        "assets/blog/neck.png": PNG,
        "assets/team/neck.png": PNG,
        "assets/blog/heel.png": PNG,
        "assets/blog/small/heel.png": PNG,
        "a/page.md": f"---\nimage: {written}\n---\n",
    }
    native = load_files(files).pages[0].image
    assert native is not None
    assert native.src == written
    library = load_files({**files, "_config.yml": "title: A\n"})
    image = library.pages[0].image
    assert image is not None
    assert (image.src, image.width) == (src, None if code else 1)
    assert [problem.code for problem in library.problems if problem.code != "orphan"] == (
        [code] if code else []
    )


@pytest.mark.parametrize("picture", ['<img src="" alt="a">', "![]()"])
def test_a_picture_without_an_address_is_reported_as_such(
    load_files: LoadFiles, picture: str
) -> None:
    library = load_files({"index.md": f"# A\n\n{picture}\n"})
    assert [(problem.code, problem.message) for problem in library.problems] == [
        ("missing-image", "a picture names no file")
    ]


@pytest.mark.parametrize(("src", "codes"), [("", []), ("/a.jpg", ["missing-image"])])
def test_an_address_of_a_picture_that_a_script_fills_need_not_be_there(
    load_files: LoadFiles, src: str, codes: list[str]
) -> None:
    library = load_files({"index.md": f'# A\n\n<img id="large" src="{src}" alt="">\n'})
    assert [problem.code for problem in library.problems] == codes


@pytest.mark.parametrize("href", ["rsync://x.test/a", "ms-appinstaller:?source=x", "whatsapp:x"])
def test_addresses_that_open_an_application_are_served(load_files: LoadFiles, href: str) -> None:
    library = load_files({"index.md": f"[link]({href})\n"})
    assert [(link.href, link.status) for link in library.pages[0].links] == [(href, "other")]
    assert f'href="{href}"' in library.pages[0].body.content.unpack().html
    assert library.problems == ()


def test_a_home_page_that_is_no_document_is_not_a_broken_link(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "_config.yml": "title: T\n",
            "index.html": "<p>Choose a language.</p>\n",
            "a.md": "---\n---\n[home](/) [lost](/lost/)\n",
        }
    )
    broken = [problem.message for problem in library.problems if problem.code == "broken-link"]
    assert broken == ['the link "/lost/" leads nowhere']


def test_ids_of_layouts_and_includes_may_be_jumped_to(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "_config.yml": "title: T\n",
            "_layouts/default.html": "<h1 id=\"page-title\" class='x'></h1>{{ content }}",
            "_includes/foot.html": "<footer id='foot'></footer>",
            "_data/a.yml": 'text: <p id="data">\n',
            "a.md": "---\n---\n[1](#page-title) [2](/b.html#foot) [3](#data) [4](#none)\n",
            "b.md": "---\n---\n",
        }
    )
    links = library.pages_by_slug["a.html"].links
    assert [link.status for link in links] == ["ok", "ok", "anchor_missing", "anchor_missing"]

"""Dates as Hugo 0.111.3 reads them, in a site in Denver."""

import datetime as dt
from collections.abc import Callable, Mapping

import pytest

from app.dialects.hugo.dates import date_of
from app.front_matter import Scalar
from app.library.library import Library

LoadFiles = Callable[[Mapping[str, str | bytes]], Library]
DAY = dt.date(2024, 3, 5)
TEN = dt.datetime.fromisoformat("2024-03-05T10:00")
SITE = 'timeZone = "America/Denver"\n'


def at(hours: int) -> dt.datetime:
    """Ten o'clock at an offset from UTC."""
    return TEN.replace(tzinfo=dt.timezone(dt.timedelta(hours=hours)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-03-05", DAY),
        ("05 Mar 2024", DAY),
        ("05 mar 2024", DAY),
        ("2024-03-05T10:00:00Z", at(0)),
        ("2024-03-05T10:00:00", TEN),
        ("2024-03-05 10:00:00", TEN),
        ("2024-03-05 1:00:00", TEN.replace(hour=1)),
        ("2024-03-05 10:00:00.5", TEN.replace(microsecond=500_000)),
        ("2024-03-05T10:00:00-0700", at(-7)),
        ("2024-03-05 10:00:00 -07:00", at(-7)),
        ("2024-03-05 10:00:00 -0700 MST", at(-7)),
        ("Tue, 05 Mar 2024 10:00:00 +0100", at(1)),
        ("Tue, 05 Mar 2024 10:00:00 GMT", TEN),
        ("05 Mar 24 10:00 -0700", at(-7)),
        ("05 Mar 69 10:00 MST", TEN.replace(year=1969)),
        ("Tuesday, 05-Mar-24 10:00:00 UTC", TEN),
        ("Tue Mar  5 10:00:00 2024", TEN),
        ("Tue Mar 05 10:00:00 -0700 2024", at(-7)),
        *dict.fromkeys(
            (
                *("2024-3-5", "5 Mar 2024", "05 March 2024", "2024/03/05", "March 5, 2024"),
                *("2024-03-05 10:00", "2024-03-05T10:00", "2024-03-05t10:00:00", "2024-03"),
                *("Tue, 5 Mar 2024 10:00:00 +0100", "2024-03-05 10:00:00 UTC", "2024-02-30"),
                *("2024-03-05 25:00:00", "soon", "x" * 100, "true", ""),
            )
        ).items(),
    ],
)
def test_a_date_has_one_of_the_forms_that_hugo_knows(text: str, expected: dt.date | None) -> None:
    assert date_of(text) == expected


def test_a_whole_number_is_seconds_since_1970() -> None:
    assert date_of(Scalar(1_709_632_800, "1709632800")) == at(0)
    assert date_of(Scalar(10**30, "1" + "0" * 30)) is None


def test_what_is_no_date_is_reported_once_and_the_page_is_shown(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "hugo.toml": SITE,
            "content/a.md": "---\ndate: soon\nlastmod: 2024-03-05\nexpiryDate: never\n---\n",
            "content/b.md": '---\ndate: ""\npubdate: 05 Mar 2024\n---\n',
        }
    )
    pages = library.pages_by_slug
    assert [problem.code for problem in library.problems] == ["unfit-value", "unfit-value"]
    assert [(problem.line, problem.column) for problem in library.problems] == [(2, 7), (4, 13)]
    # The next key that a date is taken from counts.
    assert pages["a"].date == DAY
    assert pages["b"].date == pages["b"].publish_date == DAY


@pytest.mark.parametrize("key", ["lastmod", "publishDate", "expiryDate", "Date"])
def test_a_fault_names_the_key_as_it_was_written(load_files: LoadFiles, key: str) -> None:
    library = load_files({"hugo.toml": SITE, "content/a.md": f"---\n{key}: soon\n---\n"})
    assert [problem.message.split()[0] for problem in library.problems] == [key]


NAMED = (
    "title = 'x'\ndisableKinds = ['taxonomy', 'term']\n"
    "[frontmatter]\ndate = [':filename', ':default']\n"
)


def test_the_date_and_slug_may_be_those_of_the_file(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "hugo.toml": NAMED,
            "content/blog/2020-01-02-hallo.md": "---\ndate: 2022-05-05\n---\n",
            "content/blog/2021-02-03-leaf/index.md": "---\ntitle: A\n---\n",
            "content/blog/2021-02-04-x.md": "---\nslug: own\n---\n",
            "content/blog/2021-02-05.md": "---\ntitle: A\n---\n",
            "content/blog/2021-13-45-no-day.md": "---\ndate: 2022-05-05\n---\n",
            "content/2019-01-01-part/_index.md": "---\ntitle: A\n---\n",
        }
    )
    assert {page.path: str(page.date) for page in library.pages} == {
        "/2019-01-01-part/": "2019-01-01",
        "/blog/2021-02-05/": "2021-02-05",
        "/blog/2021-13-45-no-day/": "2022-05-05",
        "/blog/hallo/": "2020-01-02",
        "/blog/leaf/": "2021-02-03",
        "/blog/own/": "2021-02-04",
    }
    assert not library.problems


def test_a_date_before_that_of_the_file_wins(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "hugo.toml": NAMED.replace("':filename', ':default'", "':default', ':filename'"),
            "content/2020-01-02-a.md": "---\ndate: 2022-05-05\n---\n",
            "content/2020-01-02-b.md": "---\nlastmod: 2022-05-05\n---\n",
            "content/2020-01-02-c.md": "---\ntitle: A\n---\n",
        }
    )
    assert {page.path: str(page.date) for page in library.pages} == {
        "/2020-01-02-a/": "2022-05-05",
        "/2020-01-02-b/": "2022-05-05",
        "/c/": "2020-01-02",
    }


@pytest.mark.parametrize(
    ("front_matter", "is_served"),
    [
        ("published: true", True),
        ("published: false", False),
        ("Published: 'False'", False),
        ("published: 0", False),
        ("published:", False),
        ("published: false\ndraft: false", True),
        ("published: true\ndraft: true", False),
        ("draft: 1", False),
        ("Draft: 'True'", False),
        ("draft: 0", True),
        ("published: 2020-02-02", True),
    ],
)
def test_published_may_say_whether_a_page_is_a_draft(
    load_files: LoadFiles, front_matter: str, is_served: bool
) -> None:
    library = load_files(
        {
            "hugo.toml": SITE,
            "content/a.md": f"---\n{front_matter}\n---\n",
            "content/b.md": "---\ntitle: B\n---\n",
        }
    )
    assert ("a" in library.pages_by_slug) is is_served
    assert not library.problems

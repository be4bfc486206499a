"""Whatever stands in a Jekyll tree: it is read, nothing is lost, and what changes is read anew."""

import datetime as dt
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.dialects.document import Document
from app.documents.publish import publish
from app.documents.reader import ParsedTree, Reader
from app.files.text import SourceText, decode
from app.front_matter import Value, plain
from app.front_matter.schema import FIELDS, spelled_out
from app.library.build import LibraryBuilder, build
from app.problems import CODES
from tests.conftest import site_at
from tests.library.test_build import delete, rename, told, write

NOW = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)
CONFIGURATION = """\
title: Clinic
baseurl: /base
timezone: America/Denver
permalink: /:categories/:year/:title/
collections: {notes: {output: true}, team: {}, kept: {output: true, permalink: "/:year/:name"}}
defaults: [{scope: {path: a, type: pages}, values: {layout: page, permalink: "/a/:basename"}}]
plugins: [jekyll-redirect-from]
"""
KEYS = (
    *("title", "slug", "permalink", "date", "last_modified_at", "published", "draft", "layout"),
    *("category", "categories", "tag", "tags", "redirect_from", "redirect_to", "lang", "image"),
    *("menu", "menus", "weight", "description", "excerpt", "excerpt_separator", "name", "type"),
    *("render_with_liquid", "toc", "order", "Title", "titel", "größe", "last-reviewed", "a.b"),
    *("publish_date", "expiry_date", "conditions", "url", "path", "content", "id", "author"),
)
# As they stand behind a key: every sort of YAML, and what looks like another.
VALUES = (
    *("", "~", "null", "true", "no", "Off", "'no'", "0", "-1", "010", "0x1F", "1_000", "1e3", ".5"),
    *(
        ".inf",
        ".nan",
        "1:30",
        "12345678901234567890",
        "a",
        "A B",
        "'it''s'",
        '"\\u00e9\\t"',
        "é 日本",
    ),
    *("2024-01-02", "2024-01-02 03:04:05", "2024-01-02T03:04:05Z", "2024-01-02 03:04:05 -0700"),
    *("'2024-01-02 23:00'", "March 5, 2024", "2024-13-45", "24-1-2", "0001-01-01", "9999-12-31"),
    *("2999-01-01", "[]", "{}", "[a, b]", "[1, ~, [x]]", "{a: 1}", "{a: {b: [c]}}", "[{a: b}, {}]"),
    *("|\n  two\n  lines", ">-\n  folded\n  text", "\n  - x\n  - y: z", "\n  x: y\n  z: ~"),
    *(
        "!!str 1",
        "!!binary aGk=",
        "!!set {a, b}",
        "!own x",
        "&x y",
        "*x",
        "[",
        "{",
        "'",
        "@a",
        "%a",
    ),
    *(
        "/a/:year/:title/",
        "/a b/",
        "../x",
        "/%2e%2e/",
        "https://x.example/y",
        "javascript:x",
        "//x",
    ),
    *(
        "/:nowhere/",
        "/404.html",
        "?a#b",
        "pretty",
        "/",
        "/x",
        "Golferâ€™s",
        "{{ x }}",
        "a: b",
        "#x",
    ),
)
FOLDERS = (
    *("", "a/", "_posts/", "x/_posts/y/", "_drafts/", "_notes/", "_notes/deep/_s/", "_team/"),
    *("_kept/", "sub folder/"),
)
STEMS = (
    *("index", "Index", "a", "A b", "2024-01-02-a", "24-1-2-b", "2024-13-45-c", "2999-01-01-d"),
    *("größe", "50%", "a%2fb", "x..", "a.b", "2024-01-02-", "日本", "a&b'c", "README", "2024"),
)
SUFFIXES = (".md", ".md", ".markdown", ".html", ".MD")
BODIES = (
    "",
    "# A\n",
    "{{ page.title }} {% link a.md %}\n",
    "{% for p in site.pages %}{{ p.url }}\n",
)
NAMES = st.builds(
    "{}{}{}".format, st.sampled_from(FOLDERS), st.sampled_from(STEMS), st.sampled_from(SUFFIXES)
)
LINES = st.builds("{}: {}\n".format, st.sampled_from(KEYS), st.sampled_from(VALUES))
DOCUMENTS = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["---\n"] * 8 + ["--- \n", "", "\ufeff---\n"]),
    st.lists(LINES, max_size=6, unique_by=lambda line: line.partition(":")[0]).map("".join),
    st.sampled_from(["---\n"] * 8 + ["...\n", "", "--- \n\n\n"]),
    st.sampled_from(BODIES),
)
# Ten files in each of two hundred trees.
TREES = st.dictionaries(NAMES, DOCUMENTS, min_size=10, max_size=10)
OURS = {"lang": "language", "last_modified_at": "updated", "category": "categories", "tag": "tags"}


def read(root: Path) -> ParsedTree:
    reader = Reader(root)
    return reader.read(reader.listing())


def values_of(tree: ParsedTree, file: str, data: bytes) -> Mapping[str, Value]:
    """What the front matter of a file says, if it can be read."""
    source = decode(file, data)
    assert isinstance(source, SourceText)
    found = tree.dialect.read(file, source.text)
    assert found is not None
    return found[0].values


def came_out(document: Document, key: str, value: Value, complaints: list[str]) -> bool:
    """Whether what a key says is in a field or in the params, or a problem tells of it."""
    if key in document.params:
        return bool(document.params[key] == plain(value)) or isinstance(value, Mapping)
    field = OURS.get(key) or str(spelled_out((key,))[0])
    if key == "redirect_to":
        return document.moved_to is not None
    if key == "published":
        return isinstance(plain(value), bool | None)
    if field not in FIELDS[document.kind].model_fields:
        return False
    empty = plain(value) in (None, "", [], {}, False, "no")
    default = FIELDS[document.kind].model_fields[field].get_default()
    told = any(field in each or key in each for each in complaints)
    return empty or told or getattr(document.fields, field) != default


@settings(max_examples=200, suppress_health_check=list(HealthCheck))
@given(TREES)
def test_of_two_thousand_files_none_stops_the_reading_and_nothing_is_lost(
    files: dict[str, str],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = site_at(Path(folder), {"_config.yml": CONFIGURATION, **files})
        tree = read(root)
        library = build(tree, NOW).library
        settled = publish(tree, NOW, preview=False)
        pages = {page.source.file for page in library.pages}
        hidden = {each.document.file for each in settled.unpublished}
        named = {problem.file for problem in library.problems}
        assert all(problem.code in CODES for problem in library.problems)
        for name in files:
            # What Jekyll passes by, nobody asks for.
            if tree.dialect.role(name, is_folder=False).name != "DOCUMENT":
                continue
            assert name in pages | hidden | named, name
        by_file = {each.document.file: each for each in tree.parsed}
        for name, parsed in by_file.items():
            document = parsed.document
            if not isinstance(document, Document):
                assert parsed.problems
                continue
            complaints = [each.message for each in parsed.problems]
            values = values_of(tree, name, (root / name).read_bytes())
            for key, value in values.items():
                assert came_out(document, key, value, complaints), (name, key, value, complaints)


Edit: TypeAlias = Callable[[Path], None]
TEMPLATES = (
    "{% include nav.html title=page.title %}\n\nText.\n",
    "{% for page in site.pages %}- [{{ page.title }}]({{ page.url | relative_url }})\n{% endfor %}",
    "{% for post in site.posts %}{{ post.date | date: '%F' }} {{ post.content }} {% endfor %}\n",
    "{% for one in site.team %}{{ one.title }} {{ one.url }} {% endfor %}\n",
    "{{ site.data.hours.monday }} {{ site.title }} {{ site.data.menus | size }}\n",
    "{{ 'now' | date: '%F' }}\n",
    "[a]({% link a.md %}) [b]({% post_url 2024-01-02-b %}) [c](/base/c/) [old](/old/)\n",
    "{% include_relative a.md %} {{ page.previous.title }} {{ page.next.url }}\n",
    "{{ page.excerpt }}\n",
    "{% nosuch %} {{ x | nosuch }} {% if %}\n",
    "# Head\n\nNo template. [team](/base/team/ann/) {: .x}\n",
)
FRONTS = (
    "title: A\n",
    "title: B\nredirect_from: /old/\n",
    "published: false\n",
    "redirect_to: /c/\n",
    "date: 2026-11-25 10:00:00 +0000\n",
    "permalink: /c/\ncategories: x\n",
    "render_with_liquid: false\n",
    "title: [\n",
)
PLACES = (
    *("index.md", "a.md", "c.html", "_posts/2024-01-02-b.md", "_posts/2024-03-04-d.md"),
    *("_team/ann.md", "_notes/one.md", "_drafts/e.md"),
)
PAGES = st.builds(
    lambda front, bodies: f"---\n{front}---\n{''.join(bodies)}",
    st.sampled_from(FRONTS),
    st.lists(st.sampled_from(TEMPLATES), max_size=3),
)
OTHERS: Mapping[str, tuple[str, ...]] = {
    "_config.yml": (
        CONFIGURATION,
        "title: Other\ncollections: {team: {output: yes}, notes: {}}\nbaseurl: /other\n",
        "title: [\n",
        "permalink: pretty\nfuture: true\nexclude: [c.html]\nunpublished: on\n",
        "data_dir: data\nincludes_dir: parts\ndefaults: [{values: {title: D, published: false}}]\n",
    ),
    "_data/hours.yml": ("monday: 8\n", "monday: [\n", "monday: {a: 9}\n"),
    "_data/menus.yml": ("main: [{title: A, url: /a.html}]\n", "main: [{url: /x/}]\n", "x: 1\n"),
    "_includes/nav.html": (
        "[{{ include.title }}](/a.html)",
        "{% for p in site.pages %}{{ p.url }}",
        "",
    ),
    "_redirects": ("/old/ /c/\n", "/old/ /nowhere/ 302\n/x/* /:splat\n", "/c/ / 410\none\n"),
    "site.yaml": (
        "title: S\n",
        "collections: {people: {match: '_team/**', permalink: '/p/:slug/'}}\n",
    ),
    "image.png": ("no picture", "nor this"),
}


def other(name: str) -> st.SearchStrategy[Edit]:
    return st.builds(write, st.just(name), st.sampled_from(OTHERS[name]))


EDITS = st.one_of(
    st.builds(write, st.sampled_from(PLACES), PAGES),
    st.sampled_from(sorted(OTHERS)).flatmap(other),
    st.sampled_from(sorted(OTHERS)).flatmap(other),
    st.builds(delete, st.sampled_from((*PLACES, *sorted(OTHERS)))),
    st.builds(rename, st.sampled_from(PLACES), st.sampled_from(PLACES)),
)
ROUNDS = st.tuples(st.integers(0, 2), st.lists(EDITS, min_size=1, max_size=3))
START = st.fixed_dictionaries(dict.fromkeys(PLACES, PAGES))


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(START, st.lists(ROUNDS, min_size=1, max_size=4), st.booleans())
def test_after_any_edit_all_is_as_if_it_were_read_for_the_first_time(
    files: dict[str, str], rounds: list[tuple[int, list[Edit]]], preview: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        site_at(root, {**{name: held[0] for name, held in OTHERS.items()}, **files})
        reader, linker = Reader(root), LibraryBuilder(preview=preview)
        at = NOW
        linker.build(reader.read(reader.listing()), at)
        for days, edits in rounds:
            at += dt.timedelta(days=days)
            for edit in edits:
                edit(root)
            found = linker.build(reader.read(reader.listing()), at)
            assert told(found) == told(build(read(root), at, preview=preview).library)

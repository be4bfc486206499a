"""Whatever stands in a folder: it is read, nothing is lost, and it is always read the same."""

import gc
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.documents.reader import ContentFolderError
from app.files.text import SourceText, decode
from app.front_matter import plain, read_front_matter
from app.front_matter.schema import FIELDS, kind_named, spelled_out
from app.library.library import Library
from app.library.load import load
from app.problems import CODES
from app.records import Page
from app.views.answers import encode
from app.views.pages import page_view
from tests.paths import SITES

SLOW = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])

KEYS = sorted(
    {"menu", "url", "aliases", "content", "handler", "metadata", "sidebar", "titel", "größe"}.union(
        *(model.model_fields for model in FIELDS.values())
    )
)
TEXTS = st.one_of(
    st.sampled_from(
        [
            "",
            "plain",
            "/",
            "/a/",
            "../a",
            "a.md",
            "index",
            "2026-01-02",
            "2026-01-02 03:04",
            "0001-01-01",
            "9999-12-31T23:59:59Z",
            "condition",
            "location",
            "Golferâ€™s",
            "javascript:x",
            "Mo-Fr 07:00-18:00",
            "+1 303 555 0123",
            "{{ x }}",
        ]
    ),
    st.text(max_size=12),
)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(-(10**400), 10**400),
    st.floats(),
    TEXTS,
)
VALUES: st.SearchStrategy[Any] = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.one_of(
                st.sampled_from(["main", "weight", "parent", "title", "src", "latitude", "date"]),
                st.text(max_size=5),
            ),
            inner,
            max_size=3,
        ),
    ),
    max_leaves=6,
)
# JSON is YAML as well, so one strategy serves two formats.
METADATA = st.dictionaries(
    st.one_of(st.sampled_from(KEYS), st.text(max_size=6)), VALUES, max_size=5
)
BODIES = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            [
                "# Größe\n\n",
                "Conditions:\n\n",
                "- [a](/a/)\n",
                "- b\n",
                "[x](a.md#b) ",
                "![y](b.png)\n\n",
                "<a href='/b/'>c</a>",
                "<script>",
                "> ",
                "```\n",
                "Golferâ€™s ",
                "[^1]\n\n[^1]: note\n\n",
                "| a |\n|---|\n| [b](/) |\n",
                "\r",
                "https://example.org/\n",
                "\ufdd0",
                "\u2028",
            ]
        ),
        max_size=8,
    ).map("".join),
)


def json_text(values: Any) -> str:
    return json.dumps(values, ensure_ascii=False)


def document(parts: tuple[str, dict[str, Any], str]) -> bytes:
    form, metadata, body = parts
    block = json_text(metadata)
    text = {
        "yaml": f"---\n{block}\n---\n{body}",
        "json": f"{block}\n{body}",
        "cut": f"---\n{block}\n{body}",
        "none": body,
    }[form]
    return text.encode("utf-8", "surrogatepass")


DOCUMENTS = st.one_of(
    st.tuples(st.sampled_from(["yaml", "json", "cut", "none"]), METADATA, BODIES).map(document),
    st.binary(max_size=40),
)
NAMES = st.sampled_from(
    [
        "index.md",
        "a.md",
        "a/index.md",
        "a/_index.md",
        "A.markdown",
        "b/c.md",
        "conditions/d.md",
        "locations/e.md",
        "größe.md",
        "b.png",
        "c.svg",
        "site.yaml",
        "x.md/y.md",
    ]
)
SITE_KEYS = st.sampled_from(
    [
        "title",
        "base_url",
        "time_zone",
        "country",
        "collections",
        "condition_lists",
        "iframe_hosts",
        "menus",
        "redirects",
        "ignore",
        "titel",
    ]
)
SITE_VALUES = st.one_of(
    VALUES,
    st.fixed_dictionaries({"main": st.lists(VALUES, max_size=3)}),
    st.lists(
        st.fixed_dictionaries({}, optional={"from": SCALARS, "to": SCALARS, "status": SCALARS}),
        max_size=3,
    ),
    st.dictionaries(TEXTS, TEXTS, max_size=3),
    st.fixed_dictionaries(
        {"a": st.fixed_dictionaries({}, optional={"match": VALUES, "permalink": TEXTS})}
    ),
)
SITE_FILES = st.one_of(
    st.dictionaries(SITE_KEYS, SITE_VALUES, max_size=4).map(
        lambda values: json_text(values).encode("utf-8", "surrogatepass")
    ),
    st.binary(max_size=20),
)
TREES = st.dictionaries(NAMES, DOCUMENTS, max_size=5).flatmap(
    lambda files: st.one_of(
        st.just(files), SITE_FILES.map(lambda held: {**files, "site.yaml": held})
    )
)


def read(files: Mapping[str, bytes], *, order: int = 1) -> Library:
    """The library of a fresh folder in which the files were made in this order."""
    with tempfile.TemporaryDirectory() as folder:
        for name in sorted(files)[::order]:
            place = Path(folder, name)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(files[name])
        return load(Path(folder))


def told(library: Library) -> dict[str, Any]:
    """All that a library says, but for when and where it was read."""
    return {
        "version": library.version,
        "tree": library.tree,
        "site": library.site,
        "pages": library.pages,
        "slugs": sorted(library.pages_by_slug),
        "menus": library.menus,
        "edges": library.edges,
        "problems": library.problems,
        "counts": dict(library.counts),
        "conditions": library.conditions,
        "locations": library.locations,
        "assets": [
            (asset.path, asset.type, asset.fingerprint, asset.size, asset.width, asset.height)
            for asset in library.assets.values()
        ],
    }


@pytest.mark.filterwarnings("ignore:Possible:FutureWarning")  # of patterns in site files
@SLOW
@given(TREES)
@example({"index.md": b"---\ntype: {a: 1}\n---\n"})
@example({"locations/e.md": b"---\ngeo: {latitude: 1" + b"0" * 400 + b", longitude: 1}\n---\n"})
@example({"index.md": b"---\nmenu: {main: {identifier: a, parent: a}}\n---\n"})
@example({"site.yaml": b"collections: {a: {match: [{menu: , b: {c: , d: [~]}}]}}"})
@example({"site.yaml": b"redirects: [{from: '*', to: ':splat'}, {from: '/*', to: ':splat/x'}]"})
def test_no_tree_stops_the_reading_and_all_that_is_told_makes_sense(
    files: dict[str, bytes],
) -> None:
    library = read(files)
    served = {page.source.file for page in library.pages}
    by_file = {problem.file for problem in library.errors}
    for name, data in files.items():
        is_document = name.endswith((".md", ".markdown"))
        # A document is served, or an error says why it is not, or it is a draft.
        if is_document and name not in served | by_file:
            assert b"draft" in data
    assert len({page.path.strip("/") or "index" for page in library.pages}) == len(library.pages)
    for page in library.pages:
        assert page.path.startswith("/")
        assert ".." not in page.path.split("/")
        assert page.slug == (page.path.strip("/") or "index")
        assert library.pages_by_slug[page.slug] == page
        assert list(vars(page)) == list(Page.model_fields)
        assert Page.model_validate(vars(page), strict=True) == page
        assert orjson.loads(page.body.content.unpack().mdast)["type"] == "root"
        assert encode(page_view(page, library))
        for ref in (*page.backlinks, *page.breadcrumbs, page.previous, page.next):
            assert ref is None or library.pages_by_slug[ref.slug].ref == ref
        for link in page.links:
            assert (link.target is None) or link.target.slug in library.pages_by_slug
    for menu in library.menus:
        assert encode(menu)
    for problem in library.problems:
        assert problem.code in CODES
        assert problem.message
        lines = files.get(problem.file, b"").decode("utf-8", "replace").removeprefix("\ufeff")
        lines = lines.replace("\r\n", "\n").replace("\r", "\n")
        assert 1 <= problem.line <= lines.count("\n") + 1
        width = len(lines.split("\n")[problem.line - 1])
        assert 1 <= problem.column <= width + 1
    assert list(library.problems) == sorted(library.problems)


def is_part(kept: object, whole: object) -> bool:
    """Return True if a mapping has only keys of another, with the same values or parts of them."""
    if kept == whole:
        return True
    if not isinstance(kept, dict) or not isinstance(whole, dict):
        return False
    return all(key in whole and is_part(value, whole[key]) for key, value in kept.items())


@SLOW
@given(METADATA, st.sampled_from(["a.md", "conditions/a.md", "locations/a.md"]))
@example({"content": "x", "handler": "y", "metadata": {"z": [1]}, "": None}, "a.md")
@example({"type": "landing", "menu": "a", "menus": "b"}, "a.md")
def test_no_key_of_the_front_matter_is_lost(metadata: dict[str, Any], name: str) -> None:
    data = f"---\n{json_text(metadata)}\n---\n".encode("utf-8", "surrogatepass")
    library = read({name: data})
    if not library.pages:
        assert library.errors or metadata.get("draft") not in (None, False)
        return
    (page,) = library.pages
    source = decode(name, data)
    assert isinstance(source, SourceText)
    found, _ = read_front_matter(source.text)
    known = frozenset(FIELDS[page.kind].model_fields)
    for key, value in found.values.items():
        field = str(spelled_out((key,))[0])
        if key in page.params:
            if field in known and key != "type":
                # The unknown keys in a known mapping.
                assert is_part(page.params[key], plain(value))
                continue
            assert page.params[key] == plain(value)
            assert key != "type" or kind_named(found) is None
        else:
            assert field in known
    assert set(page.params) <= set(found.values)


@pytest.mark.filterwarnings("ignore:Possible:FutureWarning")
@SLOW
@given(TREES)
def test_the_same_files_make_the_same_library_anywhere(files: dict[str, bytes]) -> None:
    assert told(read(files)) == told(read(files, order=-1))


@pytest.mark.parametrize("name", ["good", "twenty_mistakes", "bad_menus", "bad_site_file"])
def test_a_copied_site_is_the_same_site(name: str, tmp_path: Path) -> None:
    here = SITES / name
    files = sorted(path.relative_to(here) for path in here.rglob("*") if path.is_file())
    for file in reversed(files):
        place = tmp_path / "somewhere" / "else" / file
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes((here / file).read_bytes())
        os.utime(place, (0, 0))
    assert told(load(tmp_path / "somewhere" / "else")) == told(load(here))


def test_the_version_names_the_content(tmp_path: Path) -> None:
    def version(files: Mapping[str, bytes]) -> str:
        return read(files).version

    files = {
        "index.md": b"# A\n",
        "a.md": b"b",
        "a.png": b"c",
        "site.yaml": b"title: d\n",
    }
    same = version(files)
    assert version(dict(reversed(files.items()))) == same
    others = [
        {**files, "index.md": b"# B\n"},
        {**files, "b.md": b""},
        {**files, "a.png": b"d"},
        {**files, "site.yaml": b"title: e\n"},
        {"index.md": b"# A\n", "b.md": b"b", "a.png": b"c", "site.yaml": b"title: d\n"},
        {name: held for name, held in files.items() if name != "a.png"},
    ]
    assert len({same, *(version(each) for each in others)}) == 7
    assert len(same) == 32
    (tmp_path / "index.md").write_bytes(b"# A\n")
    first, second = load(tmp_path), load(tmp_path)
    assert first.version == second.version
    assert first.loaded_at <= second.loaded_at


def test_garbage_is_collected_again_after_a_load_whatever_became_of_it(tmp_path: Path) -> None:
    load(tmp_path)
    assert gc.isenabled()
    with pytest.raises(ContentFolderError):
        load(tmp_path / "nowhere")
    assert gc.isenabled()

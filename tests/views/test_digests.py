"""Equal digests mean equal answers; a client that follows the changes has every record."""

import datetime as dt
import tempfile
from collections.abc import Mapping
from pathlib import Path

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.reader import Reader
from app.library.build import LibraryBuilder, build
from app.library.library import Library
from app.library.load import load
from app.records import BodyContent, Page, SectionText
from app.views.bundle import bundle_lines
from app.views.catalog import Catalog
from app.views.digests import Digests, Hashed
from app.views.manifest import changes_view
from app.views.pages import page_answer
from tests.conftest import site_at
from tests.library import test_build as edits
from tests.paths import SITES as SITE_FOLDERS

NOW = edits.NOW
PARTS = [
    *edits.PARTS,
    '<iframe src="https://maps.example.org/x"></iframe>',
    "![door](door.svg) [home](https://example.org/)",
    "{: .soft}",
    "{{< param phone >}} [team]({{< relref team >}})",
    "{% include_relative c.txt %} {{ site.phone }}",
]
SITES = [
    *edits.SITE_KEYS,
    "title: Other\nbase_url: https://example.org\n",
    "iframe_hosts: [maps.example.org]\nlanguages: [en, de]\n",
    "menus: {main: [{title: Old, path: /old/}, {title: A, path: /a/}]}\n",
    "locations: [{name: Annex, country: US}]\ncountry: DE\n",
    "business_type: Physiotherapy\n",
]
CONFIGURATIONS = [
    "title: J\nphone: 1\n",
    "title: K\nphone: 2\nkramdown: {auto_ids: false}\n",
    "params: {phone: 3}\n",
    "params: {phone: 4}\nmarkup: {goldmark: {parser: {autoHeadingID: false}}}\n",
]
PICTURES = [
    f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="1"/>' for width in (1, 2)
]
NAME = st.sampled_from(edits.NAMES)
TEXT = st.builds(
    edits.document,
    st.lists(st.sampled_from(edits.KEYS), max_size=5, unique_by=lambda key: key.split(":")[0]),
    st.lists(st.sampled_from(PARTS), max_size=4),
)
EDITS = st.one_of(
    st.builds(edits.write, NAME, TEXT),
    st.builds(edits.write, NAME, TEXT),
    st.builds(edits.write, st.just("site.yaml"), st.sampled_from(SITES)),
    st.builds(
        edits.write, st.sampled_from(["_config.yml", "hugo.yaml"]), st.sampled_from(CONFIGURATIONS)
    ),
    st.builds(edits.write, st.just("door.svg"), st.sampled_from(PICTURES)),
    st.builds(edits.rename, NAME, NAME),
    st.builds(edits.delete, st.sampled_from([*edits.NAMES, "_config.yml", "hugo.yaml"])),
)
ROUNDS = st.tuples(st.integers(0, 3), st.lists(EDITS, min_size=1, max_size=3))


def lines(catalog: Catalog) -> dict[str, bytes]:
    """Return the line of each record, by its key."""
    keys = list(catalog.manifest.records)
    return dict(zip(keys, bundle_lines(catalog, keys), strict=True))


def followed(client: Mapping[str, bytes], former: Catalog, catalog: Catalog) -> dict[str, bytes]:
    """Return the records of a client that had those of a former version, and asks for changes."""
    changes = changes_view(former.manifest, catalog.manifest)
    kept = {key: line for key, line in client.items() if key not in changes["deleted"]}
    changed = list(changes["changed"]["records"])
    return kept | dict(zip(changed, bundle_lines(catalog, changed), strict=True))


@given(st.lists(ROUNDS, min_size=1, max_size=5), st.booleans())
@settings(max_examples=500)
def test_after_any_edits_equal_digests_mean_equal_answers_on_every_replica(
    rounds: list[tuple[int, list[edits.Edit]]],
    preview: bool,
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        reader, builder = Reader(root), LibraryBuilder(preview=preview)
        catalog: Catalog | None = None
        client: dict[str, bytes] = {}
        answers: dict[str, bytes] = {}
        for days, round_edits in rounds:
            for edit in round_edits:
                edit(root)
            at = NOW + dt.timedelta(days=days)
            former = catalog
            library = builder.build(reader.read(reader.listing()), at)
            catalog = Catalog(library, former)
            fresh_reader = Reader(root)
            tree = fresh_reader.read(fresh_reader.listing())
            replica = Catalog(build(tree, at, preview=preview).library)
            assert catalog.manifest == replica.manifest
            now = lines(replica)
            assert lines(catalog) == now
            client = now if former is None else followed(client, former, catalog)
            assert client == now
            for key, line in now.items():
                digest = catalog.manifest.records[key]
                assert answers.setdefault(digest, line) == line


class Unreadable:
    """A body that cannot be rendered."""

    def digest(self) -> str:
        """Return a digest."""
        return "x"

    def unpack(self) -> BodyContent:
        """Fail."""
        raise AssertionError

    def section_texts(self) -> tuple[SectionText, ...]:
        """Fail."""
        raise AssertionError


def test_a_digest_is_known_without_rendering(library: Library) -> None:
    page = library.pages[0]
    unreadable = page.model_copy(update={"body": page.body._replace(content=Unreadable())})
    assert len(Digests(library).of(unreadable)) == 22


def test_a_digest_has_22_characters_of_base64url_and_is_the_one_in_every_answer(
    library: Library,
) -> None:
    catalog = Catalog(library)
    for line in lines(catalog).values():
        entry = orjson.loads(line)
        assert len(entry["digest"]) == 22
        assert set(entry["digest"]) <= set(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
        )
        if entry["key"].startswith(("page/", "condition/", "location/")):
            assert entry["record"]["digest"] == entry["digest"]
    for listing in (catalog.pages, catalog.conditions):
        for item in map(orjson.loads, listing.part(range(len(listing)))):
            noun = "page" if "path" in item else "condition"
            assert item["digest"] == catalog.manifest.records[f"{noun}/{item['slug']}"]


def test_a_body_that_is_made_from_something_else_has_another_digest(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "index.md": '[a](a.md) ![](x.svg) <iframe src="https://maps.example.org/x"></iframe>\n',
        "a.md": "# A\n",
        "x.svg": PICTURES[0],
    }
    changes: list[dict[str, str | bytes]] = [
        {},
        {"index.md": "[a](a.md)\n"},
        {"a.md": "# B\n"},
        {"site.yaml": "iframe_hosts: [maps.example.org]\n"},
        {"site.yaml": "title: Clinic\n"},
        {"site.yaml": "base_url: https://example.org\n"},
        {"site.yaml": "base_url: http://example.org\n"},
    ]
    digests = []
    for number, change in enumerate(changes):
        library = load(site_at(tmp_path / str(number), {**files, **change}))
        digests.append(Digests(library).of(library.pages_by_slug["index"]))
    assert len(set(digests)) == len(changes)


def test_the_digest_of_an_office_s_page_depends_on_the_type_of_the_clinic(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"locations/a.md": "# A\n", "index.md": "# Home\n"}
    changes: list[dict[str, str | bytes]] = [{}, {"site.yaml": "business_type: Dentist\n"}]
    libraries = [
        load(site_at(tmp_path / str(number), {**files, **change}))
        for number, change in enumerate(changes)
    ]
    homes = {Digests(library).of(library.pages_by_slug["index"]) for library in libraries}
    offices = {Digests(library).of(library.pages_by_slug["locations/a"]) for library in libraries}
    assert (len(homes), len(offices)) == (1, 2)


@pytest.mark.parametrize(
    ("slug", "change"),
    [
        ("gout", {"b.md": "---\ntitle: Taping\n---\n"}),
        ("office", {"site.yaml": "country: CA\n"}),
    ],
)
def test_the_answer_of_a_page_has_a_part_of_the_record_it_is_about(
    tmp_path: Path, slug: str, change: dict[str, str | bytes]
) -> None:
    files: dict[str, str | bytes] = {
        "gout.md": "---\ntype: condition\ntreatments: [b]\n---\n",
        "b.md": "---\ntitle: Massage\n---\n",
        "office.md": "---\ntype: location\naddress: {locality: Springfield}\n---\n",
        "site.yaml": "country: US\n",
    }
    pages = []
    for name, written in (("before", files), ("after", {**files, **change})):
        library = load(site_at(tmp_path / name, written))
        page = library.pages_by_slug[slug]
        pages.append((vars(page) | {"body": None}, Digests(library).of(page)))
        assert page_answer(page, library).body
    assert pages[0][0] == pages[1][0]
    assert pages[0][1] != pages[1][1]


@pytest.mark.parametrize(
    "name",
    sorted(path.name for path in SITE_FOLDERS.iterdir() if path.name[:4] in {"hugo", "jeky"}),
)
def test_pages_of_generators_have_digests(name: str) -> None:
    library = load(SITE_FOLDERS / name)
    digests = Digests(library)
    assert [digests.of(page) for page in library.pages] == [
        orjson.loads(page_answer(page, library).body)["digest"] for page in library.pages
    ]


def test_a_parameter_that_a_shortcode_shows_is_in_the_digest(tmp_path: Path) -> None:
    digests = []
    for phone in ("1", "2"):
        files: dict[str, str | bytes] = {
            "hugo.toml": f'[params]\nphone = "{phone}"\n',
            "content/a.md": "---\ntitle: A\n---\nFirst.\n\nCall {{< param phone >}}.\n",
        }
        library = load(site_at(tmp_path / phone, files))
        page = library.pages_by_slug["a"]
        assert f"Call {phone}" in page.body.content.unpack().text
        digests.append(Digests(library).of(page))
    assert digests[0] != digests[1]


def test_what_has_not_changed_is_not_hashed_again(tmp_path: Path) -> None:
    site_at(tmp_path, {"index.md": "# A\n", "b.md": "# B\n", "c.md": "# C\n"})
    reader, builder = Reader(tmp_path), LibraryBuilder()
    before = builder.build(reader.read(reader.listing()), NOW)
    hashed: list[str] = []

    def noted(page: Page) -> str:
        hashed.append(page.slug)
        return page.title

    digests = Hashed(noted)
    for page in (*before.pages, *before.pages):
        assert digests.of(page) == page.title
    assert hashed == ["index", "b", "c"]
    site_at(tmp_path, {"b.md": "# B\n\nMore words.\n"})
    after = builder.build(reader.read(reader.listing()), NOW)
    kept = digests.kept_for(after.pages_by_slug)
    hashed.clear()
    assert [kept.of(page) for page in after.pages] == ["A", "B", "C"]
    assert hashed == ["b"]
    assert kept.of(after.pages[0].model_copy(update={"title": "Other"})) == "Other"
    hashed.clear()
    # What is gone is not kept for ever.
    assert kept.kept_for({}).of(after.pages[0]) == "A"
    assert hashed == ["index"]

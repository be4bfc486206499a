"""Files and front matter → addresses: always safe, always the same, always explained."""

import datetime as dt
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.site.paths import (
    MAX_PATH,
    MAX_SEGMENT,
    InvalidPathError,
    checked_permalink,
    checked_slug,
    file_parts,
    fill_permalink,
    path_of,
    section_of,
    segment,
    slug_of,
    stem_of,
)

# What a file system may hold, and what makes trouble in addresses, more often than by chance.
AWKWARD = st.text(
    st.one_of(
        st.sampled_from("./\\%2eEfF &?#~_- \t\n\u200b\u200d\u202e\u0301\ufe0fßİﷺΣ🙂日é'’\"<>"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=40,
)
NAMES = AWKWARD.map(lambda text: text.replace("/", "").replace("\0", "")).filter(
    lambda name: bool(name) and not name.startswith(".")
)


def is_safe(path: str) -> bool:
    """Whether a path begins with a slash, stays in the site and holds nothing invisible."""
    parts = path.strip("/").split("/") if path != "/" else []
    return (
        path.startswith("/")
        and "//" not in path
        and all(part not in {"", ".", ".."} for part in parts)
        and all(unicodedata.category(character) not in {"Cc", "Cs"} for character in path)
        and not any(character in path for character in "\\?#\u2028\u2029")
    )


@pytest.mark.parametrize(
    ("file", "path"),
    [
        ("index.md", "/"),
        ("_index.md", "/"),
        ("README.md", "/readme/"),
        ("iastm.md", "/iastm/"),
        ("about/team.md", "/about/team/"),
        ("about/index.md", "/about/"),
        ("about/_index.markdown", "/about/"),
        ("About Us/Our Team.md", "/about-us/our-team/"),
        ("Rock & Roll.md", "/rock-and-roll/"),
        ("it's, fine.md", "/its-fine/"),
        ("v1.2.md", "/v1.2/"),
        ("snake_case.md", "/snake_case/"),
        ("Größe.md", "/größe/"),
        ("İstanbul.md", "/i̇stanbul/"),
        ("日本語.md", "/日本語/"),
        ("हिन्दी.md", "/हिन्दी/"),
        ("ภาษาไทย.md", "/ภาษาไทย/"),
        ("שָׁלוֹם.md", "/שָׁלוֹם/"),
        ("index/page.md", "/index/page/"),
        (unicodedata.normalize("NFD", "Größe.md"), "/größe/"),
    ],
)
def test_a_native_file_is_at_its_own_name(file: str, path: str) -> None:
    assert unicodedata.normalize("NFC", path_of(file_parts(file))) == unicodedata.normalize(
        "NFC", path
    )


@pytest.mark.parametrize("text", ["", "!?", "…", "..", "\u2024\u2024", "🙂", "\u200b", "’"])
def test_what_leaves_no_letter_is_no_segment(text: str) -> None:
    with pytest.raises(InvalidPathError):
        segment(text)


def test_a_segment_has_a_limit_before_and_after_it_is_spelled_out() -> None:
    assert segment("x" * MAX_SEGMENT) == "x" * MAX_SEGMENT
    assert segment("X" * MAX_SEGMENT) == "x" * MAX_SEGMENT
    with pytest.raises(InvalidPathError, match="201 characters"):
        segment("x" * 201)
    with pytest.raises(InvalidPathError, match="when spelled out"):
        segment("ﷺ" * 100)


@pytest.mark.parametrize(
    ("slug", "made"),
    [
        ("iastm", "iastm"),
        ("Hips & Knees", "hips-and-knees"),
        (" padded ", "padded"),
        ("a%20b", "a-b"),
        ("010", "010"),
        ("плечо", "плечо"),
        ("..hidden", "..hidden"),
    ],
)
def test_a_slug_is_one_part(slug: str, made: str) -> None:
    assert checked_slug(slug) == made


@pytest.mark.parametrize(
    "slug", ["", " ", ".", "..", "a/b", "/a", "a%2Fb", "a\\b", "%5c", "%2e%2e", "%2E.", "x" * 300]
)
def test_a_slug_is_never_more_or_less_than_a_part(slug: str) -> None:
    with pytest.raises(InvalidPathError):
        checked_slug(slug)


@pytest.mark.parametrize(
    ("permalink", "path"),
    [
        ("/", "/"),
        ("", "/"),
        ("about", "/about"),
        ("/about/", "/about/"),
        ("/About/Team.html", "/About/Team.html"),
        (" /about/ ", "/about/"),
        ("/a b/", "/a-b/"),
        ("/a&b/", "/a&b/"),
        ("/%D0%BF/", "/п/"),
        (unicodedata.normalize("NFD", "/größe/"), unicodedata.normalize("NFC", "/größe/")),
        ("/a.../", "/a.../"),
    ],
)
def test_a_permalink_is_kept_as_it_was_written(permalink: str, path: str) -> None:
    assert checked_permalink(permalink) == path


@pytest.mark.parametrize(
    "permalink",
    [
        "/a/../b/",
        "..",
        "/a/./b/",
        "/a//b/",
        "/a/ /b/",
        "/a/ .. /b/",
        "/a/\u00a0..\u00a0/b/",
        "/%2e%2e/a/",
        "/a%2Fb/",
        "/a%5Cb/",
        "/a\\b/",
        "/a?b",
        "/a#b",
        "/a\x00b/",
        "/a\u200bb/",
        "/a\x7f/",
        "//example.org/a/",
        "https://example.org/a/",
        "javascript:alert(1)",
        "/" + "x" * 201,
        "/a" * MAX_PATH,
    ],
)
def test_a_permalink_never_leads_out_of_the_site(permalink: str) -> None:
    with pytest.raises(InvalidPathError) as refused:
        checked_permalink(permalink)
    assert len(str(refused.value)) < 200


def test_a_permalink_on_the_own_host_is_its_path() -> None:
    assert checked_permalink("https://example.org/a/?b=c", is_own=True) == "/a/"
    with pytest.raises(InvalidPathError):
        checked_permalink("https://[example.org/a/", is_own=True)


@given(folders=st.lists(NAMES, max_size=3), name=NAMES, suffix=st.sampled_from([".md", ".MD"]))
@example(folders=[], name="\u2024\u2024", suffix=".md")
@example(folders=["℀"], name="index", suffix=".md")
def test_any_file_name_gives_a_safe_path_or_a_reason(
    folders: list[str], name: str, suffix: str
) -> None:
    file = "/".join((*folders, name + suffix))
    try:
        parts = file_parts(file)
    except InvalidPathError:
        return
    path = path_of(parts)
    assert is_safe(path)
    assert parts == file_parts(file)
    assert parts == tuple(segment(part) for part in parts)  # made once, it stays
    assert slug_of(path).strip("/") == slug_of(path)
    # The same name, as another system spells it.
    assert path == path_of(file_parts(unicodedata.normalize("NFD", file)))


@given(AWKWARD)
@example("/a/ .. /b/")
@example("%2e%2e/%2e")
def test_any_slug_or_permalink_gives_a_safe_path_or_a_reason(written: str) -> None:
    for check in (checked_slug, checked_permalink):
        try:
            made = check(written)
        except InvalidPathError:
            continue
        path = made if check is checked_permalink else path_of((made,))
        assert is_safe(path), path
        assert check(written) == made
        assert "%" in made or check(made) == made


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("/:slug/", "/team/"),
        ("/:path/", "/people/team/"),
        ("/:section/:slug/", "/about/team/"),
        ("/:title/", "/the-team/"),
        ("/:year/:month/:day/:slug.html", "/2026/03/07/team.html"),
        (":slug", "/team"),
        ("/x//:slug/", "/x/team/"),
    ],
)
def test_a_collection_gives_its_documents_their_paths(pattern: str, path: str) -> None:
    parts = ("about", "people", "team")
    assert fill_permalink(pattern, parts, "The Team", dt.date(2026, 3, 7)) == path


def test_a_collection_may_ask_for_more_than_a_document_has() -> None:
    with pytest.raises(InvalidPathError, match="no date"):
        fill_permalink("/:year/:slug/", ("team",), "Team", None)
    with pytest.raises(InvalidPathError):
        fill_permalink("/:title/", ("team",), "!!!", None)
    # What a document at the root has no section for is left out.
    assert fill_permalink("/:section/:path/", ("team",), "Team", None) == "/team/"
    assert fill_permalink("/:slug/", (), "Home", None) == "/index/"


def test_names_taken_from_files() -> None:
    assert (stem_of("a/b.md"), stem_of("a/_index.md"), stem_of("index.md")) == ("b", "a", "index")
    assert (section_of("a/b/c.md"), section_of("a.md")) == ("a", None)
    assert (slug_of("/"), slug_of("/a/b/"), slug_of("/a.html")) == ("index", "a/b", "a.html")

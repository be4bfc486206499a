"""A document lives where Jekyll puts it."""

import datetime as dt
import posixpath
from contextlib import suppress
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.dialects.jekyll.addresses import (
    AddressInputs,
    UnknownPlaceholderError,
    document_address,
    page_address,
)
from app.dialects.jekyll.configuration import JekyllCollection
from app.dialects.jekyll.tree_layout import ContentFile
from app.site.paths import InvalidPathError, checked_address
from tests.dialects.jekyll.recorded import RECORDED, dialect, document

NOTES = JekyllCollection("notes", output=True, permalink=None, future=False)


@pytest.mark.parametrize(("style", "addresses"), RECORDED["addresses"])
def test_every_document_has_jekylls_address(style: str, addresses: dict[str, str]) -> None:
    rules = dialect(
        f"permalink: '{style}'\n"
        "collections:\n"
        "  notes: {output: true}\n"
        "  kept: {output: true, permalink: '/k/:path/:title/'}\n",
        "America/Denver",
    )
    found = {
        file: document(rules, file, f"---\n{RECORDED['written'][file]}\n---\n").path
        for file in addresses
    }
    assert found == {file: unquote(url) for file, url in addresses.items()}


def naming(name: str = "a.md", *, is_draft: bool = False) -> AddressInputs:
    return AddressInputs(
        ContentFile("notes", name, (), is_draft, None, posixpath.splitext(name)[0]), None, (), None
    )


def test_an_unknown_placeholder_is_named() -> None:
    with pytest.raises(UnknownPlaceholderError, match="has the unknown placeholder :basename"):
        document_address(naming(), NOTES, "/:basename/", "date")


def test_what_has_no_date_has_none_in_its_address() -> None:
    assert document_address(naming(), NOTES, "/:year/:month_:day/:title/", "date") == "/_/a/"


def test_the_folder_of_drafts_stays_in_the_path() -> None:
    assert document_address(naming(is_draft=True), NOTES, "/:path", "date") == "/_drafts/a"


TEMPLATES = st.lists(
    st.one_of(
        st.sampled_from(
            [":path", ":title", ":name", ":slug", ":year", ":day_", ":hour", ":output_ext", ":x"]
        ),
        st.sampled_from(["/", "//", ".", "..", "./", "%2e%2e/", "%", "?", "#", "\\", " ", ":"]),
        st.text(max_size=4),
    ),
    max_size=6,
).map("".join)
NAMES = st.lists(
    st.one_of(
        st.sampled_from(["a", "index", ".", "..", "%2f", " ", "2024-01-02-b"]), st.text(max_size=6)
    ),
    min_size=1,
    max_size=4,
).map("/".join)
MOMENTS = st.none() | st.datetimes(timezones=st.just(dt.UTC))


@given(NAMES, TEMPLATES | st.none(), TEMPLATES, MOMENTS, st.lists(st.text(max_size=5), max_size=3))
def test_an_address_is_a_path_or_is_refused_for_what_it_is(
    name: str, permalink: str | None, style: str, moment: dt.datetime | None, categories: list[str]
) -> None:
    file = f"{name}.md"
    place = ContentFile("notes", file, (), False, None, posixpath.basename(name))
    addresses = [page_address(file, permalink, style)]
    with suppress(UnknownPlaceholderError):
        made = AddressInputs(place, name, tuple(categories), moment)
        addresses.append(document_address(made, NOTES, permalink, style))
    for address in addresses:
        assert address.startswith("/")
        assert ".." not in address
        assert "//" not in address
        with suppress(InvalidPathError):
            path = checked_address(address)
            assert path.startswith("/")
            assert not {"", ".", ".."} & set(path.strip("/").split("/")) or path == "/"

"""The rows of the search: of each section, and each condition or office without a page."""

from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Final, NamedTuple

from app.library.library import Library
from app.library.search.guess import guessed_language, wrong_languages
from app.library.search.params_text import params_text
from app.library.search.stems import base_language
from app.library.search.words import fold, words_in
from app.records import Condition, Kind, Location, Page, Ref


@dataclass(frozen=True, slots=True)
class SearchRow:
    """A section of a page as it is searched, or a condition or an office without a page.

    The first row of a page has its names: those of the condition or of the office. `text` is
    UTF-8, half of what a string with one quotation mark takes.
    """

    page: Ref | None
    condition: Ref | None
    location: Ref | None
    kind: Kind
    language: str | None
    page_section: str | None
    number: int
    id: str | None
    title: str
    heading: str | None
    names: tuple[str, ...]
    symptoms: tuple[str, ...]
    text: bytes

    @property
    def order(self) -> tuple[str, str, int]:
        """The place among rows that are equally good."""
        ref = self.page or self.condition or self.location
        assert ref is not None
        return ref.path or "", ref.slug, self.number

    @property
    def path(self) -> str | None:
        """The address of the section on the website."""
        if self.page is None or self.page.path is None:
            return None
        return f"{self.page.path}#{self.id}" if self.id else self.page.path


class RowSource(NamedTuple):
    """The records that the rows of one page, condition or office are made from.

    `language` is that of the words, `code` the language as the page or the site names it.
    """

    page: Page | None
    condition: Condition | None
    location: Location | None
    language: str
    code: str | None

    def is_same(self, other: "RowSource") -> bool:
        """Return True if the rows of the other source are equal to those of this one."""
        if (self.language, self.code) != (other.language, other.code):
            return False
        return all(
            one and another and fields(one) == fields(another)
            for one, another, fields in (
                (self.page, other.page, _page_fields),
                (self.condition, other.condition, _condition_fields),
                (self.location, other.location, _location_fields),
            )
            if one is not another
        )

    def rows(self) -> tuple[SearchRow, ...]:
        """Return the rows: the first one, then one for each heading."""
        if self.page is None:
            return (self._first_row("", ""),)
        texts = self.page.body.content.section_texts()
        lead = texts[0].text if texts and not texts[0].depth else ""
        lead = "\n".join(filter(None, (lead, params_text(self.page.params))))
        rows = [self._first_row(self.page.description or "", lead)]
        for text in texts:
            if text.depth:
                rows.append(
                    SearchRow(
                        **self._refs(),
                        number=len(rows),
                        id=text.id,
                        title=self.page.title,
                        heading=text.title,
                        names=(),
                        symptoms=(),
                        text=text.text.encode(),
                    )
                )
        return tuple(rows)

    def _first_row(self, description: str, lead: str) -> SearchRow:
        names: list[str] = []
        symptoms: tuple[str, ...] = ()
        pieces = [description]
        if self.condition is not None:
            names += (self.condition.name, *self.condition.alternate_names)
            names += _short_name(self.condition)
            symptoms = self.condition.symptoms
            pieces += symptoms
        if self.location is not None:
            names.append(self.location.name)
            pieces.append(_address(self.location))
        if self.page is not None and self.page.subtitle:
            pieces.insert(0, self.page.subtitle)
        title = self.page.title if self.page is not None else names[0]
        return SearchRow(
            **self._refs(),
            number=0,
            id=None,
            title=title,
            heading=None,
            names=tuple(dict.fromkeys(names)),
            symptoms=symptoms,
            text="\n".join(piece for piece in (*pieces, lead) if piece).encode(),
        )

    def _refs(self) -> dict[str, Any]:
        page, condition, location = self.page, self.condition, self.location
        kind: Kind = "condition" if condition else "location" if location else "page"
        path = page.path if page is not None else None
        return {
            "page": page.ref if page is not None else None,
            "condition": Ref("condition", condition.slug, path, condition.name)
            if condition
            else None,
            "location": Ref("location", location.slug, path, location.name) if location else None,
            "kind": page.kind if page is not None else kind,
            "language": self.code,
            "page_section": page.section if page is not None else None,
        }


def row_sources(library: Library) -> Iterator[tuple[str, RowSource]]:
    """Yield the sources of all rows with their keys, pages first."""
    conditions, locations = library.conditions_by_slug, library.locations_by_slug
    code = library.site.own_language
    wrong = wrong_languages(library.pages)
    own = base_language(code) or guessed_language(library.pages)
    own = wrong.get(own, own)
    for page in library.pages:
        named = base_language(page.language)
        source = RowSource(
            page,
            conditions.get(page.condition or ""),
            locations.get(page.location or ""),
            wrong.get(named, named) or own,
            page.language,
        )
        yield f"page/{page.slug}", source
    for condition in library.conditions:
        if condition.page is None:
            yield f"condition/{condition.slug}", RowSource(None, condition, None, own, code)
    for location in library.locations:
        if location.page is None:
            yield f"location/{location.slug}", RowSource(None, None, location, own, code)


# What rows are made from. Most records are the same objects after an edit.
_page_fields: Final = attrgetter(
    "title", "slug", "path", "kind", "section", "subtitle", "description", "params", "body.content"
)
_condition_fields: Final = attrgetter("name", "slug", "alternate_names", "symptoms")
_location_fields: Final = attrgetter("name", "slug", "address", "phone")


def _short_name(condition: Condition) -> tuple[str, ...]:
    """Return the words of a slug that has some of those of the name: "Therapy for Back Pain"."""
    words = condition.slug.split("-")
    name = {word.folded for word in words_in(condition.name.replace("-", " "))}
    is_short = len(words) < len(name) and name.issuperset(map(fold, words))
    return (" ".join(words),) if is_short else ()


def _address(location: Location) -> str:
    address = location.address
    parts = (
        (address.street_address, address.unit, address.locality, address.region)
        if address is not None
        else ()
    )
    phone = location.phone.display if location.phone is not None else None
    return ", ".join(part for part in (*parts, phone) if part)

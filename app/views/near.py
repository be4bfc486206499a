"""The records that an unknown slug may mean: by another name, by an old address, or nearly."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final

from app.clinic.names import search_key
from app.library.library import Library
from app.records import Condition, Kind, Location, Ref
from app.suggestions import most_like

_MOST: Final = 3


class NearRecords:
    """Finds records of a library by names that are not their slugs."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def near(self, kind: Kind, slug: str) -> tuple[Ref, ...]:
        """Return the records of a kind that a slug may mean, best first.

        First the one whose name, alternate name or old address it is, then those with similar
        slugs.
        """
        refs = dict.fromkeys(self._meant(kind, slug))
        refs |= dict.fromkeys(self._similar(kind, slug))
        return tuple(refs)[:_MOST]

    def _meant(self, kind: Kind, slug: str) -> Iterator[Ref]:
        addresses = [f"/{slug}"] if kind == "page" else [f"/{kind}s/{slug}", f"/{slug}"]
        for address in (*addresses, *(address.lower() for address in addresses)):
            match = self._library.resolve(address)
            if match is not None and match.page is not None:
                yield from self._of_page(kind, match.page.ref.slug)
        yield from self._by_name[kind].get(search_key(slug), ())

    def _of_page(self, kind: Kind, slug: str) -> Iterator[Ref]:
        """Yield the record of a kind that a page is or is about."""
        library = self._library
        page = library.pages_by_slug.get(slug)
        if page is None:
            return
        if kind == "page":
            yield page.ref
        elif kind == "condition" and page.condition is not None:
            yield clinic_ref(library.conditions_by_slug[page.condition])
        elif kind == "location" and page.location is not None:
            yield clinic_ref(library.locations_by_slug[page.location])

    def _similar(self, kind: Kind, slug: str) -> Iterable[Ref]:
        library = self._library
        if kind == "page":
            return library.near(f"/{slug}/")
        by_slug: Mapping[str, Condition | Location] = (
            library.conditions_by_slug if kind == "condition" else library.locations_by_slug
        )
        return [clinic_ref(by_slug[name]) for name in most_like(slug, by_slug, _MOST)]

    @cached_property
    def _by_name(self) -> Mapping[Kind, Mapping[str, list[Ref]]]:
        """The records of each kind by the keys of their names."""
        library = self._library
        conditions = [
            (clinic_ref(condition), (condition.name, *condition.alternate_names))
            for condition in library.conditions
        ]
        pages: list[tuple[Ref, tuple[str, ...]]] = [
            (page.ref, (page.title,)) for page in library.pages
        ]
        pages += [
            (condition.page, (condition.name, *condition.alternate_names))
            for condition in library.conditions
            if condition.page is not None
        ]
        locations = [(clinic_ref(location), (location.name,)) for location in library.locations]
        return {
            "page": _keyed(pages),
            "condition": _keyed(conditions),
            "location": _keyed(locations),
        }


def clinic_ref(record: Condition | Location) -> Ref:
    """Return the pointer to a condition or an office."""
    kind: Kind = "condition" if isinstance(record, Condition) else "location"
    return Ref(kind, record.slug, record.page.path if record.page else None, record.name)


def _keyed(named: Iterable[tuple[Ref, Iterable[str]]]) -> Mapping[str, list[Ref]]:
    refs: dict[str, list[Ref]] = {}
    for ref, names in named:
        for name in names:
            # An `&` is "and", or nothing, in addresses.
            for key in {search_key(name), search_key(name.replace("&", " "))}:
                refs.setdefault(key, []).append(ref)
    return refs

"""Pages that Hugo makes of no document: homes, sections, taxonomies and their terms."""

from collections.abc import Iterable
from typing import Final

from app.dialects.base import PublishedTerms
from app.dialects.hugo.addresses import Naming, UnknownTokenError, address
from app.dialects.hugo.configuration import HugoConfiguration
from app.dialects.hugo.path_names import path_name
from app.dialects.hugo.places import Place, Places

_HOME: Final = ("home", "")


def list_addresses(
    shown: Iterable[PublishedTerms], places: Places, configuration: HugoConfiguration
) -> frozenset[str]:
    """The addresses of all lists, be there a document for them or not, without slashes at ends."""
    wanted: set[tuple[str, str, str]] = set()
    for document in shown:
        place = places.place(document.file)
        spoken = place.language
        wanted.add((spoken, *_HOME))
        if (section := place.folder.partition("/")[0]) and (
            place.node != "leaf" or "/" in place.folder
        ):
            wanted.add((spoken, "section", section))
        for plural, terms in document.terms.items():
            for term in terms:
                name = path_name(term, keep_case=configuration.keep_case)
                wanted |= {(spoken, "taxonomy", plural), (spoken, "term", f"{plural}/{name}")}
    return frozenset(
        found.rstrip("/")
        for language, kind, folder in wanted
        if kind not in configuration.disabled_kinds
        and (found := _address(Place(language, folder, "_index", "branch"), configuration))
    )


def _address(place: Place, configuration: HugoConfiguration) -> str | None:
    parts = tuple(part for part in place.folder.split("/") if part)
    try:
        return address(Naming(place, parts, None, None, "", None), configuration)
    except UnknownTokenError:
        # It is told of where a document has such an address.
        return None

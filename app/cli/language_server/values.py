"""Values that metadata may have, from the records of the library."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

from app.front_matter.schema import FIELDS, spelled_out
from app.library.library import Library
from app.problems import CODES
from app.records import MenuItem
from app.site.business_types import BUSINESS_TYPES
from app.site.schema import REDIRECT_STATUSES


class Suggestion(NamedTuple):
    """A text to be typed, a label if another one says more, and a note beside it."""

    text: str
    label: str = ""
    note: str = ""
    is_key: bool = False


_Values: TypeAlias = Callable[[Library], Iterable[Suggestion]]


def suggested_values(library: Library, keys: Sequence[str | None]) -> list[Suggestion]:
    """Return the values that the last of these keys may have."""
    names = [key for key in keys if key is not None]
    if not names:
        return []
    (top,) = spelled_out((names[0],))
    if top == "ignore" and len(names) > 1:
        return [Suggestion(code, note=kind.meaning) for code, kind in CODES.items()]
    name = names[-1] if len(names) > 1 else str(top)
    known = _VALUES.get(f"{top}.{name}" if len(names) > 1 else name) or _ANYWHERE.get(name)
    return [] if known is None else list(known(library))


def suggested_keys(library: Library, keys: Sequence[str | None]) -> list[str]:
    """Return names that are keys of the mapping below these keys: those of menus."""
    names = [key for key in keys if key is not None]
    if len(keys) != 1 or spelled_out(tuple(names)) != ("menus",):
        return []
    return [item.text for item in _menus(library)]


def _used(values: Callable[[Library], Iterable[str | None]]) -> _Values:
    """Return a function that suggests the values in use, the most frequent first."""

    def suggest(library: Library) -> Iterable[Suggestion]:
        counts = Counter(value for value in values(library) if value)
        return [Suggestion(value) for value, _ in counts.most_common()]

    return suggest


def _conditions(library: Library) -> Iterable[Suggestion]:
    for condition in library.conditions:
        path = condition.page.path if condition.page is not None else None
        yield Suggestion(condition.name, note=path or "a condition without a page")


def _pages(library: Library) -> Iterable[Suggestion]:
    for page in library.pages:
        yield Suggestion(page.slug, note=page.title)


def _paths(library: Library) -> Iterable[Suggestion]:
    for page in library.pages:
        yield Suggestion(page.path, note=page.title)


def _related(library: Library) -> Iterable[Suggestion]:
    yield from _conditions(library)
    yield from _pages(library)


def _pictures(library: Library) -> Iterable[Suggestion]:
    for asset in library.assets.values():
        if asset.type.startswith("image/"):
            yield Suggestion(asset.path, note=asset.type)


def _menus(library: Library) -> Iterable[Suggestion]:
    for name in dict.fromkeys(menu.name for menu in library.menus):
        yield Suggestion(name)


def _parents(library: Library) -> Iterable[Suggestion]:
    for menu in library.menus:
        for item in _with_children(menu.items):
            yield Suggestion(item.identifier or item.title, note=f"{item.title}, {menu.name}")


def _with_children(items: Iterable[MenuItem]) -> Iterable[MenuItem]:
    for item in items:
        yield item
        yield from _with_children(item.children)


# By key, or by the top key and the last one below it.
_VALUES: Final[Mapping[str, _Values]] = {
    "type": lambda _: [Suggestion(kind) for kind in FIELDS],
    "conditions": _conditions,
    "treatments": _pages,
    "related": _related,
    "menus": _menus,
    "menus.parent": _parents,
    "menus.path": _paths,
    "image": _pictures,
    "image.src": _pictures,
    "redirects.to": _paths,
    "redirects.status": lambda _: [Suggestion(str(status)) for status in REDIRECT_STATUSES],
    "business_type": lambda _: [Suggestion(name) for name in sorted(BUSINESS_TYPES)],
    "heading_ids": lambda _: [Suggestion("github")],
    "tags": _used(lambda library: (tag for page in library.pages for tag in page.tags)),
    "categories": _used(
        lambda library: (name for page in library.pages for name in page.categories)
    ),
    "layout": _used(lambda library: (page.layout for page in library.pages)),
    "reviewed_by": _used(lambda library: (record.reviewed_by for record in library.conditions)),
    "body_regions": _used(
        lambda library: (region for record in library.conditions for region in record.body_regions)
    ),
    "symptoms": _used(
        lambda library: (symptom for record in library.conditions for symptom in record.symptoms)
    ),
    "services": _used(
        lambda library: (service for record in library.locations for service in record.services)
    ),
}
_ANYWHERE: Final[Mapping[str, _Values]] = {
    "language": lambda library: map(Suggestion, library.languages)
}

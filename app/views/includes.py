"""The parameter `include`: records that an answer refers to, each once, beside it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import itemgetter
from typing import Any, Final, Literal, NamedTuple, TypeAlias

from app.library.library import Edge
from app.library.search.fields import RowFields
from app.records import Condition, Kind, Location, Menu, MenuItem, Page, Ref
from app.views.answers import encode
from app.views.catalog import Catalog
from app.views.clinic import clinic_view
from app.views.pages import page_summary, page_view
from app.views.selection import Selection

AnyRecord: TypeAlias = Page | Condition | Location
# What else refers to records: the results of a search, links, menus.
Source: TypeAlias = Kind | Literal["result", "link", "menu"]
AnySource: TypeAlias = AnyRecord | RowFields | Edge | Menu
# References from one record to the next, at most.
MAX_LEVELS: Final = 3
# The parameter names so many references; each is looked up in all records of the answer.
MAX_PATHS: Final = 16


class Relation(NamedTuple):
    """References of a record: the kinds that they lead to, and the function that returns them."""

    kinds: frozenset[Kind]
    refs: Callable[[Any], Iterable[Ref | None]]


class UnknownReferenceError(ValueError):
    """A reference that a record does not have; `valid` are those that can be included there."""

    def __init__(self, message: str, valid: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.valid = tuple(valid)


class Includes(NamedTuple):
    """The included references, each with those of the records that it leads to."""

    below: Mapping[str, "Includes"]


def _about(kind: Kind) -> Callable[[Page], Iterable[Ref | None]]:
    """Return the function for the condition or the office that a page is about."""

    def refs(page: Page) -> Iterator[Ref]:
        slug = page.condition if kind == "condition" else page.location
        if slug is not None:
            yield Ref(kind, slug, page.path, page.title)

    return refs


def _targets(items: Iterable[MenuItem]) -> Iterator[Ref | None]:
    """Yield the targets of the entries of a menu, on all its levels."""
    for item in items:
        yield item.target
        yield from _targets(item.children)


_PAGE: Final[frozenset[Kind]] = frozenset({"page"})
_CONDITION: Final[frozenset[Kind]] = frozenset({"condition"})
_LOCATION: Final[frozenset[Kind]] = frozenset({"location"})
RELATIONS: Final[Mapping[Source, Mapping[str, Relation]]] = {
    "page": {
        "condition": Relation(_CONDITION, _about("condition")),
        "location": Relation(_LOCATION, _about("location")),
        "conditions": Relation(_CONDITION, lambda page: page.conditions),
        "breadcrumbs": Relation(_PAGE, lambda page: page.breadcrumbs),
        "previous": Relation(_PAGE, lambda page: (page.previous,)),
        "next": Relation(_PAGE, lambda page: (page.next,)),
        "translations": Relation(_PAGE, lambda page: page.translations),
        "backlinks": Relation(_PAGE, lambda page: page.backlinks),
        "links.target": Relation(_PAGE, lambda page: [link.target for link in page.links]),
        "lists.items.links.target": Relation(
            _PAGE,
            lambda page: [
                link.target
                for labelled in page.lists
                for item in labelled.items
                for link in item.links
            ],
        ),
    },
    "condition": {
        "page": Relation(_PAGE, lambda condition: (condition.page,)),
        "treatments": Relation(_PAGE, lambda condition: condition.treatments),
        "related": Relation(_PAGE | _CONDITION, lambda condition: condition.related),
        "mentions.page": Relation(
            _PAGE, lambda condition: [mention.page for mention in condition.mentions]
        ),
    },
    "location": {"page": Relation(_PAGE, lambda location: (location.page,))},
    "result": {
        "page": Relation(_PAGE, lambda fields: (fields.row.page,)),
        "condition": Relation(_CONDITION, lambda fields: (fields.row.condition,)),
        "location": Relation(_LOCATION, lambda fields: (fields.row.location,)),
    },
    "link": {
        "from": Relation(_PAGE, lambda edge: (edge.origin,)),
        "target": Relation(_PAGE, lambda edge: (edge.link.target,)),
    },
    # Of the entries on all levels.
    "menu": {"target": Relation(_PAGE, lambda menu: _targets(menu.items))},
}


def parse_includes(text: str, source: Source) -> Includes:
    """Return the references that an `include` parameter names for records of a kind, or others.

    Raises UnknownReferenceError.
    """
    paths = dict.fromkeys(path.strip() for path in text.split(","))
    if len(paths) > MAX_PATHS:
        message = f"{len(paths)} references are named; the limit is {MAX_PATHS}"
        raise UnknownReferenceError(message)
    tree: dict[str, Any] = {}
    for path in paths:
        below = tree
        for name in _references(path, source):
            below = below.setdefault(name, {})
    return _frozen(tree)


def _references(path: str, source: Source) -> list[str]:
    """Return the references of a path one after the other: `conditions`, then `mentions.page`."""
    names: list[str] = []
    kinds: frozenset[Source] = frozenset({source})
    rest = path
    while True:
        relations = {
            name: relation for of in sorted(kinds) for name, relation in RELATIONS[of].items()
        }
        name = next((name for name in relations if f"{rest}.".startswith(f"{name}.")), None)
        if name is None:
            above = "".join(f"{passed}." for passed in names)
            message = f'there is no reference "{path}"'
            raise UnknownReferenceError(message, [f"{above}{valid}" for valid in relations])
        names.append(name)
        if len(names) > MAX_LEVELS:
            message = f'"{path}" leads through more than {MAX_LEVELS} records'
            raise UnknownReferenceError(message, [".".join(names[:MAX_LEVELS])])
        kinds = frozenset().union(
            *(RELATIONS[of][name].kinds for of in kinds if name in RELATIONS[of])
        )
        if rest == name:
            return names
        rest = rest[len(name) + 1 :]


def _frozen(tree: Mapping[str, Any]) -> Includes:
    return Includes({name: _frozen(below) for name, below in tree.items()})


def included_records(
    catalog: Catalog, roots: Iterable[AnySource], includes: Includes
) -> list[tuple[str, AnyRecord]]:
    """Return the records that references lead to, with their keys, in the order of the keys.

    The roots themselves are not among them.
    """
    sources = list(roots)
    own = {_key(root) for root in sources if isinstance(root, AnyRecord)}
    records: dict[str, AnyRecord] = {}
    _collect(catalog, sources, includes, records)
    return sorted(
        ((key, record) for key, record in records.items() if key not in own),
        key=itemgetter(0),
    )


def _collect(
    catalog: Catalog,
    sources: Iterable[AnySource],
    includes: Includes,
    records: dict[str, AnyRecord],
) -> None:
    """Add all that the references of some records lead to."""
    for name, below in includes.below.items():
        targets: dict[str, AnyRecord] = {}
        for record in sources:
            relation = RELATIONS[_source(record)].get(name)
            for ref in relation.refs(record) if relation is not None else ():
                if ref is None or f"{ref.kind}/{ref.slug}" in targets:
                    continue
                target = catalog.record(ref.kind, ref.slug)
                if target is not None:
                    targets[f"{ref.kind}/{ref.slug}"] = target
        records |= targets
        if below.below:
            _collect(catalog, targets.values(), below, records)


def encoded_record(
    catalog: Catalog, record: AnyRecord, selections: Mapping[Kind, Selection | None]
) -> bytes:
    """Return an included record as JSON, with the fields that are selected for its kind."""
    selection = selections.get(_kind(record))
    if isinstance(record, Page):
        if selection is None:
            return encode(page_summary(record, catalog.digests))
        return encode(page_view(record, catalog.library, selection, catalog.digests))
    view = clinic_view(record, catalog.digests)
    return encode(view if selection is None else selection.pick(view))


def _source(source: AnySource) -> Source:
    if isinstance(source, AnyRecord):
        return _kind(source)
    if isinstance(source, Menu):
        return "menu"
    return "link" if isinstance(source, Edge) else "result"


def _kind(record: AnyRecord) -> Kind:
    if isinstance(record, Page):
        return "page"
    return "condition" if isinstance(record, Condition) else "location"


def _key(record: AnyRecord) -> str:
    return f"{_kind(record)}/{record.slug}"

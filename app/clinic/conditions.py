"""The conditions a clinic treats: from their own documents, and from where pages list them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Final, NamedTuple, Protocol

from app.clinic.names import name_key
from app.clinic.slugs import SlugClaim, assign_slugs
from app.dialects.document import Document
from app.front_matter.schema import ConditionFields
from app.problems import Problem
from app.records import Condition, LabelledList, LinkTarget, Mention, Ref
from app.site.paths import InvalidPathError, segment

_BY_LINE: Final = attrgetter("line")


class ListedItem(NamedTuple):
    """A condition as a page names it: in its front matter, or as an item of a labelled list.

    `links` are the pages that it links to, each with whether the link covers the whole item.
    """

    text: str
    line: int
    links: tuple[tuple[LinkTarget, bool], ...]
    by_slug: bool


class PageConditions(NamedTuple):
    """A page with the conditions that it names, in the order of their lines."""

    document: Document
    resident: LinkTarget
    items: tuple[ListedItem, ...]


class PageLookup(Protocol):
    """Finds the pages that authors name."""

    def find(
        self, document: Document, key: str, names: Sequence[str], first: int = 0
    ) -> tuple[tuple[LinkTarget, ...], tuple[Problem, ...]]:
        """Return the pages of these names, and a problem for each name that is no page."""


class Conditions(NamedTuple):
    """The records, and for each page's slug the conditions it treats and the one it is."""

    conditions: tuple[Condition, ...]
    by_page: Mapping[str, tuple[Ref, ...]]
    own: Mapping[str, Condition]
    # Line and column of each condition's `last_reviewed`, by its slug.
    review_places: Mapping[str, tuple[int, int]]
    # The slugs of pages that a record of another page points to.
    pointed_to: frozenset[str]
    problems: tuple[Problem, ...]


@dataclass(slots=True, eq=False)
class ConditionDraft:
    """A condition while it is put together."""

    name: str
    document: Document | None = None
    resident: LinkTarget | None = None
    slug: str = ""
    treatments: dict[str, Ref] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    related: list["LinkTarget | ConditionDraft"] = field(default_factory=list)

    def relate(self, other: "LinkTarget | ConditionDraft") -> None:
        """Once each, in the order of their first mention, never to itself."""
        if other is not self and other not in self.related:
            self.related.append(other)


def page_conditions(
    document: Document,
    resident: LinkTarget,
    lists: Sequence[LabelledList],
    residents: Mapping[str, LinkTarget],
) -> PageConditions:
    """What a page names: `lists` are its labelled lists, `residents` all pages by slug."""
    items = []
    for index, name in enumerate(document.fields.conditions):
        line, _ = document.places.get(("conditions", index)) or document.places[("conditions",)]
        items.append(ListedItem(name, line, (), by_slug=True))
    for parsed, found in zip(document.body.lists, lists, strict=True):
        if found.role != "conditions":
            continue
        if not found.links:
            items += [
                ListedItem(text, line, (), by_slug=False)
                for text, line in zip(found.texts, parsed.lines, strict=True)
            ]
            continue
        for line, (text, linked) in zip(parsed.lines, found.items, strict=True):
            links = tuple(
                (residents[link.target.slug], name_key(link.text) == name_key(text))
                for link in linked
                if link.target is not None
            )
            items.append(ListedItem(text, line, links, by_slug=False))
    items.sort(key=_BY_LINE)
    return PageConditions(document, resident, tuple(items))


def build_conditions(
    listers: Sequence[PageConditions],
    references: PageLookup,
    ranks: Mapping[str, int],
    language: str | None,
) -> Conditions:
    """All conditions of a tree. `listers` are all its pages, in the order of their paths.

    `ranks` are the places of pages among all of them by title, `language` is the site's own.
    """
    return _Builder(listers, references, ranks, language).build()


class _Builder:
    def __init__(
        self,
        listers: Sequence[PageConditions],
        references: PageLookup,
        ranks: Mapping[str, int],
        language: str | None,
    ) -> None:
        self._listers = listers
        self._named = references
        self._language = language
        self._problems: list[Problem] = []
        self._growing: list[ConditionDraft] = []
        self._of_page: dict[str, ConditionDraft] = {}
        self._by_slug: dict[str, ConditionDraft] = {}
        self._by_name: dict[str, ConditionDraft] = {}
        self._by_alternate: dict[str, list[ConditionDraft]] = {}
        # What is written many times, and is no link, means the same each time.
        self._by_text: dict[str, list[ConditionDraft]] = {}
        self._treats: dict[str, dict[int, ConditionDraft]] = {}
        self._pointed_to: set[str] = set()
        self._rank = ranks.__getitem__

    def build(self) -> Conditions:
        self._documents()
        for page_conditions in self._listers:
            if page_conditions.items:
                self._items(page_conditions)
        self._name_the_rest()
        for page_conditions in self._listers:
            if isinstance(page_conditions.document.fields, ConditionFields):
                self._references(page_conditions, page_conditions.document.fields)
        records = {id(each): self._record(each) for each in self._growing}
        refs = {id(each): _ref(each) for each in self._growing}
        return Conditions(
            tuple(sorted(records.values(), key=lambda each: (each.name.casefold(), each.slug))),
            {
                slug: tuple([refs[each] for each in treated])
                for slug, treated in self._treats.items()
            },
            {slug: records[id(each)] for slug, each in self._of_page.items()},
            {
                each.slug: each.document.places["last_reviewed",]
                for each in self._growing
                if each.document is not None and ("last_reviewed",) in each.document.places
            },
            frozenset(self._pointed_to),
            tuple(self._problems),
        )

    def _documents(self) -> None:
        """Each document of the kind is a condition, whoever else names it."""
        slugged = []
        for page_conditions in self._listers:
            document, resident = page_conditions.document, page_conditions.resident
            fields = document.fields
            if not isinstance(fields, ConditionFields):
                continue
            each = ConditionDraft(fields.name or document.title, document, resident)
            self._growing.append(each)
            self._of_page[resident.ref.slug] = each
            self._by_name.setdefault(name_key(each.name), each)
            for name in fields.alternate_names:
                named = self._by_alternate.setdefault(name_key(name), [])
                if each not in named:
                    named.append(each)
            slugged.append(
                SlugClaim(document, resident.ref.slug, fields.id, document.placement.stem)
            )
        slugs, problems = assign_slugs(slugged, "condition", self._language)
        self._problems += problems
        for each, slug in zip(list(self._growing), slugs, strict=True):
            each.slug = slug
            self._by_slug[slug] = each

    def _items(self, page_conditions: PageConditions) -> None:
        page, path = page_conditions.resident.ref, page_conditions.resident.path
        treats = self._treats.setdefault(page.slug, {})
        for item in page_conditions.items:
            found = None if item.links or item.by_slug else self._by_text.get(item.text)
            if found is None:
                found = self._named_by(item)
            for each in found:
                each.mentions.append(Mention(page, item.text, item.line))
                owner = each.resident
                if owner is None or owner.path != path:
                    each.treatments[page.slug] = page
                    treats[id(each)] = each
                    if owner is not None:
                        self._pointed_to.add(owner.ref.slug)
                for target, _ in item.links:
                    each.relate(self._of_page.get(target.ref.slug) or target)

    def _named_by(self, item: ListedItem) -> list[ConditionDraft]:
        """The conditions that an item means; a new one where there is none yet."""
        key = name_key(item.text)
        if not key:
            return []
        found = self._matching(item, key)
        if not found:
            each = ConditionDraft(_shown(item.text))
            self._growing.append(each)
            self._by_name[key] = each
            found = [each]
        if not item.links and not item.by_slug:
            self._by_text[item.text] = found
        return found

    def _matching(self, item: ListedItem, key: str) -> list[ConditionDraft]:
        for target, whole in item.links:
            if whole and (each := self._of_page.get(target.ref.slug)) is not None:
                return [each]
        if item.by_slug and (each := self._by_slug.get(item.text)) is not None:
            return [each]
        if (each := self._by_name.get(key)) is not None:
            return [each]
        return self._by_alternate.get(key, [])

    def _name_the_rest(self) -> None:
        """Conditions without a document take their name, slugified, with a number if taken."""
        taken = {each.slug for each in self._growing if each.slug}
        for each in self._growing:
            if each.slug:
                continue
            try:
                base = segment(each.name.replace(".", " "))
            except InvalidPathError:
                base = "condition"
            slug, number = base, 2
            while slug in taken:
                slug, number = f"{base}-{number}", number + 1
            taken.add(slug)
            each.slug = slug

    def _references(self, page_conditions: PageConditions, fields: ConditionFields) -> None:
        each = self._of_page[page_conditions.resident.ref.slug]
        document = page_conditions.document
        pages, problems = self._named.find(document, "treatments", fields.treatments)
        self._problems += problems
        for page in pages:
            each.treatments[page.ref.slug] = page.ref
            self._treats.setdefault(page.ref.slug, {})[id(each)] = each
            self._pointed_to.add(page.ref.slug)
        for index, name in enumerate(fields.related):
            other = self._by_slug.get(name) or self._by_name.get(name_key(name))
            alternates = self._by_alternate.get(name_key(name), [])
            if other is not None:
                each.relate(other)
            elif alternates:
                for alternate in alternates:
                    each.relate(alternate)
            else:
                found, problems = self._named.find(document, "related", (name,), index)
                self._problems += problems
                for page in found:
                    each.relate(self._of_page.get(page.ref.slug) or page)
        for related in each.related:
            target = related.resident if isinstance(related, ConditionDraft) else related
            if target is not None and target.path != page_conditions.resident.path:
                self._pointed_to.add(target.ref.slug)

    def _record(self, each: ConditionDraft) -> Condition:
        fields = each.document.fields if each.document is not None else ConditionFields()
        assert isinstance(fields, ConditionFields)
        body = each.document.body if each.document is not None else None
        return Condition(
            slug=each.slug,
            name=each.name,
            alternate_names=fields.alternate_names,
            page=each.resident.ref if each.resident is not None else None,
            treatments=tuple(
                [each.treatments[slug] for slug in sorted(each.treatments, key=self._rank)]
            ),
            mentions=tuple(each.mentions),
            related=tuple(
                _ref(other) if isinstance(other, ConditionDraft) else other.ref
                for other in each.related
            ),
            body_regions=fields.body_regions,
            symptoms=fields.symptoms,
            codes=fields.codes,
            last_reviewed=fields.last_reviewed,
            reviewed_by=fields.reviewed_by,
            summary=fields.description or (body.excerpt if body is not None else None) or None,
        )


def _ref(each: ConditionDraft) -> Ref:
    path = each.resident.path if each.resident is not None else None
    return Ref(kind="condition", slug=each.slug, path=path, title=each.name)


def _shown(text: str) -> str:
    """The name without the full stop or comma that belongs to the list."""
    return text if text.endswith("etc.") else text.rstrip(" .,;:")

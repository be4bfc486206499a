"""The conditions a clinic treats: from their own documents, front matter and lists of pages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Final, NamedTuple, Protocol

from app.clinic.lists.judged_list import JudgedList
from app.clinic.names import alphabetical, name_key, search_key
from app.clinic.slugs import SlugClaim, assign_slugs
from app.dialects.document import Document
from app.front_matter.schema import ConditionFields
from app.problems import Problem
from app.records import Condition, Link, LinkTarget, Mention, Ref
from app.site.paths import InvalidPathError, segment

# Of names and links of one item, so that no item takes long.
_MOST_PAIRS: Final = 10_000
_BY_LINE: Final = attrgetter("line")


class ListedItem(NamedTuple):
    """A condition as a page names it: in its front matter, or as an item of a list.

    `text` is the whole item, or the name if the item has several; `label` is the label that
    decided. `links` are the linked pages, each with True if the link covers the whole name.
    """

    name: str
    text: str
    line: int
    label: str | None
    links: tuple[tuple[Ref, bool], ...]
    by_slug: bool


class PageConditions(NamedTuple):
    """A page and the conditions that it names, by line."""

    document: Document
    target: LinkTarget
    items: tuple[ListedItem, ...]


class PageLookup(Protocol):
    """Finds the pages that authors name."""

    def find(
        self, document: Document, key: str, names: Sequence[str], first: int = 0
    ) -> tuple[tuple[LinkTarget, ...], tuple[Problem, ...]]:
        """Return the pages of these names, and a problem for each name that is no page."""


class Conditions(NamedTuple):
    """The records, and by slug of the page the conditions it treats and the one it is about."""

    conditions: tuple[Condition, ...]
    by_page: Mapping[str, tuple[Ref, ...]]
    own: Mapping[str, Condition]
    # Line and column of `last_reviewed`, by slug of the condition.
    review_places: Mapping[str, tuple[int, int]]
    # The slugs of pages that a condition of another page refers to.
    pointed_to: frozenset[str]
    problems: tuple[Problem, ...]


@dataclass(slots=True, eq=False)
class ConditionDraft:
    """A condition under construction."""

    name: str
    document: Document | None = None
    target: LinkTarget | None = None
    slug: str = ""
    treatments: dict[str, Ref] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    # By the slug of a page or the identity of a condition, in the order of their mentions.
    related: dict[str | int, "Ref | ConditionDraft"] = field(default_factory=dict)

    def relate(self, other: "Ref | ConditionDraft") -> None:
        """Add a related condition or page, once, never the condition itself."""
        if other is not self:
            key = id(other) if isinstance(other, ConditionDraft) else other.slug
            self.related.setdefault(key, other)


def page_conditions(
    document: Document,
    target: LinkTarget,
    lists: Sequence[JudgedList],
    links: Sequence[Link],
) -> PageConditions:
    """Return the conditions that a page names in its front matter and in its lists.

    `links` are the page's own.
    """
    items = []
    for index, name in enumerate(document.fields.conditions):
        line, _ = document.places.get(("conditions", index)) or document.places[("conditions",)]
        items.append(ListedItem(name, name, line, None, (), by_slug=True))
    for judged in lists:
        if judged.role == "conditions":
            items += _listed_items(judged, links)
    items.sort(key=_BY_LINE)
    return PageConditions(document, target, tuple(items))


def _listed_items(judged: JudgedList, links: Sequence[Link]) -> Iterator[ListedItem]:
    """Yield the conditions that the items of a list name."""
    parsed = judged.parsed
    links_of = parsed.links or ((),) * len(parsed.texts)
    by_slug = parsed.kind == "slugs"
    for text, line, numbers, names in zip(
        parsed.texts, parsed.lines, links_of, judged.names, strict=True
    ):
        if not numbers:  # as most items
            for name in names:
                written_as = text if len(names) == 1 else name
                yield ListedItem(name, written_as, line, judged.title, (), by_slug=by_slug)
            continue
        linked = [
            (name_key(link.text), link.target)
            for link in map(links.__getitem__, numbers)
            if link.target is not None
        ]
        if len(names) * len(linked) > _MOST_PAIRS:
            linked = []
        for name in names:
            key = name_key(name)
            own = tuple(
                [
                    (page, written == key)
                    for written, page in linked
                    # Of several names of an item, a link belongs to the one that it stands in.
                    if len(names) == 1 or written in key
                ]
            )
            written_as = text if len(names) == 1 else name
            yield ListedItem(name, written_as, line, judged.title, own, by_slug=False)


def known_names(
    documents: Sequence[Document], verdicts: Sequence[Sequence[JudgedList]]
) -> frozenset[str]:
    """Return the search keys of all names of conditions: of documents, front matter and lists."""
    names: set[str] = set()
    for document, judged in zip(documents, verdicts, strict=True):
        fields = document.fields
        if isinstance(fields, ConditionFields):
            names.update((fields.name or document.title, *fields.alternate_names))
        names.update(fields.conditions)
        for item in judged:
            if item.verdict.counts:
                names.update(name for group in item.names for name in group)
    return frozenset(map(search_key, names))


def build_conditions(
    pages: Sequence[PageConditions],
    references: PageLookup,
    ranks: Mapping[str, int],
    language: str | None,
) -> Conditions:
    """Return all conditions of a tree. `pages` are all its pages, by path.

    `ranks` are the positions of pages in the order of their titles, by slug; `language` is the
    site's own.
    """
    return _Builder(pages, references, ranks, language).build()


class _Builder:
    def __init__(
        self,
        pages: Sequence[PageConditions],
        references: PageLookup,
        ranks: Mapping[str, int],
        language: str | None,
    ) -> None:
        self._pages = pages
        self._lookup = references
        self._language = language
        self._problems: list[Problem] = []
        self._drafts: list[ConditionDraft] = []
        self._by_page: dict[str, ConditionDraft] = {}
        self._by_slug: dict[str, ConditionDraft] = {}
        self._by_name: dict[str, ConditionDraft] = {}
        self._by_alternate: dict[str, list[ConditionDraft]] = {}
        # The same text without links means the same each time.
        self._by_text: dict[str, list[ConditionDraft]] = {}
        self._treats: dict[str, dict[int, ConditionDraft]] = {}
        self._pointed_to: set[str] = set()
        self._rank = ranks.__getitem__

    def build(self) -> Conditions:
        self._documents()
        for page_conditions in self._pages:
            if page_conditions.items:
                self._items(page_conditions)
        self._name_the_rest()
        for page_conditions in self._pages:
            if isinstance(page_conditions.document.fields, ConditionFields):
                self._references(page_conditions, page_conditions.document.fields)
        records = {id(draft): self._record(draft) for draft in self._drafts}
        refs = {id(draft): _ref(draft) for draft in self._drafts}
        return Conditions(
            tuple(
                sorted(records.values(), key=lambda draft: (alphabetical(draft.name), draft.slug))
            ),
            {
                slug: tuple([refs[draft] for draft in treated])
                for slug, treated in self._treats.items()
            },
            {slug: records[id(draft)] for slug, draft in self._by_page.items()},
            {
                draft.slug: draft.document.places["last_reviewed",]
                for draft in self._drafts
                if draft.document is not None and ("last_reviewed",) in draft.document.places
            },
            frozenset(self._pointed_to),
            tuple(self._problems),
        )

    def _documents(self) -> None:
        """Create a condition for each document of the kind."""
        slugged = []
        for page_conditions in self._pages:
            document, target = page_conditions.document, page_conditions.target
            fields = document.fields
            if not isinstance(fields, ConditionFields):
                continue
            draft = ConditionDraft(fields.name or document.title, document, target)
            self._drafts.append(draft)
            self._by_page[target.ref.slug] = draft
            self._by_name.setdefault(name_key(draft.name), draft)
            for name in fields.alternate_names:
                named = self._by_alternate.setdefault(name_key(name), [])
                if draft not in named:
                    named.append(draft)
            slugged.append(SlugClaim(document, target.ref.slug, fields.id, document.placement.stem))
        slugs, problems = assign_slugs(slugged, "condition", self._language)
        self._problems += problems
        for draft, slug in zip(list(self._drafts), slugs, strict=True):
            draft.slug = slug
            self._by_slug[slug] = draft

    def _items(self, page_conditions: PageConditions) -> None:
        page, path = page_conditions.target.ref, page_conditions.target.path
        treats = self._treats.setdefault(page.slug, {})
        for item in page_conditions.items:
            matches = None if item.links or item.by_slug else self._by_text.get(item.name)
            if matches is None:
                matches = self._named_by(item)
            for draft in matches:
                draft.mentions.append(Mention(page, item.text, item.line, item.label))
                owner = draft.target
                if owner is None or owner.path != path:
                    draft.treatments[page.slug] = page
                    treats[id(draft)] = draft
                    if owner is not None:
                        self._pointed_to.add(owner.ref.slug)
                for linked, _ in item.links:
                    draft.relate(self._by_page.get(linked.slug) or linked)

    def _named_by(self, item: ListedItem) -> list[ConditionDraft]:
        """Return the conditions that an item means; create one if there is none."""
        key = name_key(item.name)
        if not key:
            return []
        matches = self._matching(item, key)
        if not matches:
            draft = ConditionDraft(_display_name(item.name))
            self._drafts.append(draft)
            self._by_name[key] = draft
            matches = [draft]
        if not item.links and not item.by_slug:
            self._by_text[item.name] = matches
        return matches

    def _matching(self, item: ListedItem, key: str) -> list[ConditionDraft]:
        for linked, whole in item.links:
            if whole and (draft := self._by_page.get(linked.slug)) is not None:
                return [draft]
        if item.by_slug and (draft := self._by_slug.get(item.text)) is not None:
            return [draft]
        if (draft := self._by_name.get(key)) is not None:
            return [draft]
        return self._by_alternate.get(key, [])

    def _name_the_rest(self) -> None:
        """Give conditions without a document their slugified name, numbered if it is taken."""
        taken = {draft.slug for draft in self._drafts if draft.slug}
        # By base, the first number that may be free.
        numbers: dict[str, int] = {}
        for draft in self._drafts:
            if draft.slug:
                continue
            try:
                base = segment(draft.name.replace(".", " "))
            except InvalidPathError:
                base = "condition"
            slug, number = base, numbers.get(base, 2)
            while slug in taken:
                slug, number = f"{base}-{number}", number + 1
                numbers[base] = number
            taken.add(slug)
            draft.slug = slug

    def _references(self, page_conditions: PageConditions, fields: ConditionFields) -> None:
        draft = self._by_page[page_conditions.target.ref.slug]
        document = page_conditions.document
        pages, problems = self._lookup.find(document, "treatments", fields.treatments)
        self._problems += problems
        for page in pages:
            draft.treatments[page.ref.slug] = page.ref
            self._treats.setdefault(page.ref.slug, {})[id(draft)] = draft
            self._pointed_to.add(page.ref.slug)
        for index, name in enumerate(fields.related):
            other = self._by_slug.get(name) or self._by_name.get(name_key(name))
            alternates = self._by_alternate.get(name_key(name), [])
            if other is not None:
                draft.relate(other)
            elif alternates:
                for alternate in alternates:
                    draft.relate(alternate)
            else:
                matches, problems = self._lookup.find(document, "related", (name,), index)
                self._problems += problems
                for page in matches:
                    draft.relate(self._by_page.get(page.ref.slug) or page.ref)
        for related in draft.related.values():
            if isinstance(related, Ref):
                self._pointed_to.add(related.slug)
            elif related.target is not None:
                self._pointed_to.add(related.target.ref.slug)

    def _record(self, draft: ConditionDraft) -> Condition:
        fields = draft.document.fields if draft.document is not None else ConditionFields()
        assert isinstance(fields, ConditionFields)
        body = draft.document.body if draft.document is not None else None
        return Condition(
            slug=draft.slug,
            name=draft.name,
            alternate_names=fields.alternate_names,
            page=draft.target.ref if draft.target is not None else None,
            treatments=tuple(
                [draft.treatments[slug] for slug in sorted(draft.treatments, key=self._rank)]
            ),
            mentions=tuple(draft.mentions),
            related=tuple(
                _ref(other) if isinstance(other, ConditionDraft) else other
                for other in draft.related.values()
            ),
            body_regions=fields.body_regions,
            symptoms=fields.symptoms,
            codes=fields.codes,
            last_reviewed=fields.last_reviewed,
            reviewed_by=fields.reviewed_by,
            summary=fields.description or (body.excerpt if body is not None else None) or None,
        )


def _ref(draft: ConditionDraft) -> Ref:
    path = draft.target.path if draft.target is not None else None
    return Ref(kind="condition", slug=draft.slug, path=path, title=draft.name)


def _display_name(text: str) -> str:
    """Return the name without the punctuation that belongs to the list."""
    return text if text.endswith("etc.") else text.rstrip(" .,;:")

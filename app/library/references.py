"""What conditions and locations share: slugs of their own, and references by name."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from app.clinic.names import name_key
from app.documents.parse import Document
from app.documents.publication import Unpublished
from app.library.addresses import Website, clean_path
from app.library.links import Resident
from app.problems import Problem
from app.site.paths import InvalidPathError, checked_slug


class Slugged(NamedTuple):
    """A document that wants a slug among those of its kind."""

    document: Document
    page_slug: str
    id: str | None
    stem: str


def settle_slugs(
    wanting: Sequence[Slugged], kind: str, language: str | None
) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """A slug for each: its `id`, else its file's stem; what two want, neither gets.

    They take their page's slug with `-` for `/` then, and a number if that is taken too. One
    record in several languages is no such case: in any but the site's own `language` its slug
    begins with that of the page, `es-neck-pain`.
    """
    problems: list[Problem] = []
    wanted = _told_apart(wanting, [_wanted(each, problems) for each in wanting], language)
    times = Counter(wanted)
    taken: set[str] = set()
    slugs = []
    for each, slug in zip(wanting, wanted, strict=True):
        base = slug
        if times[slug] > 1:
            base = each.page_slug.replace("/", "-")
            told = f'another {kind} has the slug "{slug}" too; this one is "{base}"'
            hint = "Give it an id of its own."
            problems.append(each.document.problem(("id",), "shared-slug", told, hint))
        final, number = base, 2
        while final in taken:
            final, number = f"{base}-{number}", number + 1
        taken.add(final)
        slugs.append(final)
    return tuple(slugs), tuple(problems)


def _told_apart(
    wanting: Sequence[Slugged], slugs: Sequence[str], language: str | None
) -> list[str]:
    """The slugs, with their language where the record has the same in the site's own."""
    own = {
        (each.document.translation, slug)
        for each, slug in zip(wanting, slugs, strict=True)
        if each.document.translation is not None and each.document.language == language
    }
    return [
        slug
        if each.document.language == language or (each.document.translation, slug) not in own
        else f"{each.document.language}-{slug}".lower()
        for each, slug in zip(wanting, slugs, strict=True)
    ]


class References:
    """The pages of a site as authors name them: by slug, path or title."""

    def __init__(
        self,
        residents: Sequence[Resident],
        website: Website[Resident],
        unpublished: Sequence[Unpublished],
        unreadable: frozenset[str],
    ) -> None:
        self._website = website
        self._residents = residents
        self._hidden = unpublished
        self._unreadable = unreadable

    # Only some sites have records that name pages, and no other need wait for these.

    @cached_property
    def _by_slug(self) -> Mapping[str, Resident]:
        return {resident.ref.slug: resident for resident in self._residents}

    @cached_property
    def _by_title(self) -> Mapping[str, Resident]:
        found: dict[str, Resident] = {}
        for resident in self._residents:
            found.setdefault(name_key(resident.ref.title), resident)
        return found

    @cached_property
    def _unpublished(self) -> Mapping[str, Unpublished]:
        found: dict[str, Unpublished] = {}
        for each in self._hidden:
            found.setdefault(each.slug, each)
            found.setdefault(name_key(each.document.title), each)
        return found

    def find(
        self, document: Document, key: str, names: Sequence[str], first: int = 0
    ) -> tuple[tuple[Resident, ...], tuple[Problem, ...]]:
        """The pages that names stand for, with a problem for each that is none.

        `first` is the number of the first name in the list that the author wrote under `key`.
        """
        found = []
        problems = []
        for index, name in enumerate(names, start=first):
            page = self._page(name)
            if page is not None:
                found.append(page)
            elif clean_path(name).strip("/") not in self._unreadable:
                problems.append(document.problem((key, index), *self._wrong(key, name)))
        return tuple(found), tuple(problems)

    def _page(self, name: str) -> Resident | None:
        page = self._by_slug.get(name.strip("/")) or self._by_title.get(name_key(name))
        if page is None:
            lodged = self._website.find(name)
            page = lodged.page if lodged is not None else None
        return page

    def _wrong(self, key: str, name: str) -> tuple[str, str, str]:
        hidden = self._unpublished.get(clean_path(name).strip("/"))
        hidden = hidden or self._unpublished.get(name_key(name))
        if hidden is not None:
            told = f'{key} names "{name}", which {hidden.told}; it is left out'
            hint = f"Take it out, or {hidden.remedy}."
            return "unpublished-reference", told, hint
        near = self._website.suggestions(name)
        hint = f'Did you mean "{near[0].ref.slug}"?' if near else "Name a page's slug or title."
        return "unknown-reference", f'{key} names "{name}", which is no page', hint


def _wanted(each: Slugged, problems: list[Problem]) -> str:
    for key, text in (("id", each.id), ("", each.stem)):
        if text is None:
            continue
        try:
            return checked_slug(text)
        except InvalidPathError as error:
            told = f"{key or 'the name of the file'} {error}"
            path = (key,) if key else ()
            problems.append(each.document.problem(path, "invalid-slug", told, "Mend it."))
    return each.page_slug.replace("/", "-")

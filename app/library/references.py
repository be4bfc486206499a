"""References by name: the pages that authors name by slug, path or title."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from app.clinic.names import name_key
from app.dialects.document import Document
from app.documents.publication import Unpublished
from app.library.addresses import Website, clean_path
from app.problems import Problem
from app.records import LinkTarget


class References:
    """The pages of a site as authors name them: by slug, path or title."""

    def __init__(
        self,
        residents: Sequence[LinkTarget],
        website: Website[LinkTarget],
        unpublished: Sequence[Unpublished],
        unreadable: frozenset[str],
    ) -> None:
        self._website = website
        self._residents = residents
        self._hidden = unpublished
        self._unreadable = unreadable

    # Only some sites have records that name pages, and no other need wait for these.

    @cached_property
    def _by_slug(self) -> Mapping[str, LinkTarget]:
        return {resident.ref.slug: resident for resident in self._residents}

    @cached_property
    def _by_title(self) -> Mapping[str, LinkTarget]:
        found: dict[str, LinkTarget] = {}
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
    ) -> tuple[tuple[LinkTarget, ...], tuple[Problem, ...]]:
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

    def _page(self, name: str) -> LinkTarget | None:
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

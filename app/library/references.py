"""Pages as authors name them: by slug, path or title."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from app.clinic.names import name_key
from app.dialects.document import Document
from app.documents.visibility import Unpublished
from app.library.addresses import Addresses, clean_path
from app.problems import Problem
from app.records import LinkTarget


class References:
    """Finds the pages of a site that authors name."""

    def __init__(
        self,
        targets: Sequence[LinkTarget],
        addresses: Addresses,
        unpublished: Sequence[Unpublished],
        unreadable: frozenset[str],
    ) -> None:
        self._targets = targets
        self._addresses = addresses
        self._unpublished = unpublished
        self._unreadable = unreadable

    # Few sites have records that name pages.

    @cached_property
    def _by_slug(self) -> Mapping[str, LinkTarget]:
        return {target.ref.slug: target for target in self._targets}

    @cached_property
    def _by_title(self) -> Mapping[str, LinkTarget]:
        targets: dict[str, LinkTarget] = {}
        for target in self._targets:
            targets.setdefault(name_key(target.ref.title), target)
        return targets

    @cached_property
    def _unpublished_by_name(self) -> Mapping[str, Unpublished]:
        names: dict[str, Unpublished] = {}
        for item in self._unpublished:
            names.setdefault(item.slug, item)
            names.setdefault(name_key(item.document.title), item)
        return names

    def find(
        self, document: Document, key: str, names: Sequence[str], first: int = 0
    ) -> tuple[tuple[LinkTarget, ...], tuple[Problem, ...]]:
        """Return the pages of these names, and a problem for each name that is no page.

        `first` is the index of the first name in the list that the author wrote under `key`.
        """
        pages = []
        problems = []
        for index, name in enumerate(names, start=first):
            page = self._page(name)
            if page is not None:
                pages.append(page)
            elif clean_path(name).strip("/") not in self._unreadable:
                problems.append(document.problem((key, index), *self._fault(key, name)))
        return tuple(pages), tuple(problems)

    def _page(self, name: str) -> LinkTarget | None:
        page = self._by_slug.get(name.strip("/")) or self._by_title.get(name_key(name))
        if page is None and (match := self._addresses.find(name)) is not None:
            return match.page
        return page

    def _fault(self, key: str, name: str) -> tuple[str, str, str]:
        """Return the code, message and hint of a name that is no page."""
        unpublished = self._unpublished_by_name.get(clean_path(name).strip("/"))
        unpublished = unpublished or self._unpublished_by_name.get(name_key(name))
        if unpublished is not None:
            message = f'{key} names "{name}", which {unpublished.reason}; it is left out'
            hint = f"Take it out, or {unpublished.remedy}."
            return "unpublished-reference", message, hint
        # `related` may name a condition that has no page, too.
        noun = "condition or page" if key == "related" else "page"
        similar = self._addresses.suggestions(name)
        hint = (
            f'Did you mean "{similar[0].ref.slug}"?'
            if similar
            else f"Name a {noun}'s slug or title."
        )
        return "unknown-reference", f'{key} names "{name}", which is no {noun}', hint

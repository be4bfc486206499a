"""What conditions and locations share: slugs of their own, and references by name."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.content.document import Document
from app.content.links import Resident
from app.content.names import name_key
from app.content.paths import InvalidPathError, checked_slug
from app.content.problems import Problem
from app.content.website import Website


@dataclass(frozen=True, slots=True)
class Slugged:
    """A document that wants a slug among those of its kind."""

    document: Document
    page_slug: str
    id: str | None
    stem: str


def settle_slugs(
    wanting: Sequence[Slugged], kind: str
) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """A slug for each: its `id`, else its file's stem; what two want, neither gets.

    They take their page's slug with `-` for `/` then, and a number if that is taken too.
    """
    problems: list[Problem] = []
    wanted = [_wanted(each, problems) for each in wanting]
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


def references(
    document: Document,
    key: str,
    names: Sequence[str],
    website: Website[Resident],
    residents: Iterable[Resident],
    first: int = 0,
) -> tuple[tuple[Resident, ...], tuple[Problem, ...]]:
    """The pages that names stand for (slug, path or title), with a problem for each that is none.

    `first` is the number of the first name in the list that the author wrote.
    """
    by_title: dict[str, Resident] = {}
    by_slug: dict[str, Resident] = {}
    for resident in residents:
        by_slug[resident.ref.slug] = resident
        by_title.setdefault(name_key(resident.ref.title), resident)
    found = []
    problems = []
    for index, name in enumerate(names, start=first):
        page = by_slug.get(name.strip("/")) or by_title.get(name_key(name))
        if page is None:
            lodged = website.find(name)
            page = lodged.page if lodged is not None else None
        if page is not None:
            found.append(page)
            continue
        near = website.suggestions(name)
        hint = f'Did you mean "{near[0].ref.slug}"?' if near else "Name a page's slug or title."
        told = f'{key} names "{name}", which is no page'
        problems.append(document.problem((key, index), "unknown-reference", told, hint))
    return tuple(found), tuple(problems)


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

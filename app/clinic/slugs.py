"""Slugs of conditions and locations: each has one of its own."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from app.dialects.document import Document
from app.problems import Problem
from app.site.paths import InvalidPathError, checked_slug


class SlugClaim(NamedTuple):
    """A document that wants a slug among those of its kind."""

    document: Document
    page_slug: str
    id: str | None
    stem: str


def assign_slugs(
    wanting: Sequence[SlugClaim], kind: str, language: str | None
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
    wanting: Sequence[SlugClaim], slugs: Sequence[str], language: str | None
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


def _wanted(each: SlugClaim, problems: list[Problem]) -> str:
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

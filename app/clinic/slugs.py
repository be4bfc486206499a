"""Slugs of conditions and locations: each has one of its own."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from app.dialects.document import Document
from app.documents.offices import Office
from app.problems import Problem
from app.site.paths import InvalidPathError, checked_slug


class SlugClaim(NamedTuple):
    """A document, or an office without one, that needs a slug among those of its kind."""

    origin: Document | Office
    page_slug: str
    id: str | None
    stem: str


def assign_slugs(
    claims: Sequence[SlugClaim], kind: str, language: str | None
) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Return a slug for each claim, and the problems: the `id`, else the stem of the file.

    Claims of one slug get that of their page instead, with `-` for `/`, and a number if that is
    taken too. A record in several languages is not such a case: in any but `language`, that of
    the site, its slug begins with its own language, `es-neck-pain`.
    """
    problems: list[Problem] = []
    preferred = _with_languages(claims, [_preferred(claim, problems) for claim in claims], language)
    times = Counter(preferred)
    taken: set[str] = set()
    # By base, the first number that may be free.
    numbers: dict[str, int] = {}
    slugs = []
    for claim, slug in zip(claims, preferred, strict=True):
        base = slug
        if times[slug] > 1:
            base = claim.page_slug.replace("/", "-")
        final, number = base, numbers.get(base, 2)
        # A number never takes the slug that another record has of its own.
        while final in taken or (final != slug and final in times):
            final, number = f"{base}-{number}", number + 1
            numbers[base] = number
        taken.add(final)
        if times[slug] > 1:
            outcome = "keeps it" if final == slug else f'is "{final}"'
            message = f'another {kind} has the slug "{slug}" too; this one {outcome}'
            hint = "Give it an id of its own."
            problems.append(claim.origin.problem(("id",), "shared-slug", message, hint))
        slugs.append(final)
    return tuple(slugs), tuple(problems)


def _with_languages(
    claims: Sequence[SlugClaim], slugs: Sequence[str], language: str | None
) -> list[str]:
    """Return the slugs, with their language where the record has the same in the site's own."""
    own = {
        (claim.origin.translation, slug)
        for claim, slug in zip(claims, slugs, strict=True)
        if claim.origin.translation is not None and claim.origin.language == language
    }
    return [
        slug
        if claim.origin.language == language or (claim.origin.translation, slug) not in own
        else f"{claim.origin.language}-{slug}".lower()
        for claim, slug in zip(claims, slugs, strict=True)
    ]


def _preferred(claim: SlugClaim, problems: list[Problem]) -> str:
    for key, text in (("id", claim.id), ("", claim.stem)):
        if text is None:
            continue
        try:
            return checked_slug(text)
        except InvalidPathError as error:
            message = f"{key or 'the name of the file'} {error}"
            path = (key,) if key else ()
            hint = "Use letters, digits, dots, hyphens and underscores."
            problems.append(claim.origin.problem(path, "invalid-slug", message, hint))
    return claim.page_slug.replace("/", "-")

"""Templates of new documents; they pass `check` as they are."""

from pathlib import Path
from typing import Final

from app.records import Kind
from app.site.paths import InvalidPathError, checked_slug

_FOLDERS: Final[dict[Kind, str]] = {
    "page": "",
    "condition": "conditions",
    "location": "locations",
}
_COMMON: Final = """---
title: {title}
description:                # one sentence for search engines
draft: true                 # remove this line to publish the page
"""
_TEMPLATES: Final[dict[Kind, str]] = {
    "page": _COMMON
    + """# image: /images/{slug}.jpg
# menu:
#   about:
#     weight: 10
tags: []
---
## Why it matters

Write here.
""",
    "condition": _COMMON
    + """alternate_names: []         # medical and lay names that patients use
body_regions: []            # neck, shoulder, knee
symptoms: []
treatments: []              # pages that treat it, by slug
last_reviewed: {today}
---
## What it is

Write here.

## How we help

Write here.

## When to see a doctor first

Write here.
""",
    "location": _COMMON
    + """name: {title}
# address:
#   street_address: 4440 Arapahoe Ave.
#   unit: Suite 101
#   locality: Boulder
#   region: CO
#   postal_code: "80303"
# phone: (303) 444-2529
# geo: {{latitude: 40.0139, longitude: -105.241006}}
# opening_hours: Mo-Fr 07:00-18:00; PH off
accepts_new_patients: true
services: []
---
How to find us.
""",
}


class StarterError(Exception):
    """A document that cannot be created; the message says why."""


def start_document(content: Path, kind: Kind, slug: str, today: str) -> Path:
    """Write a new document and return its path.

    A page's slug may have folders (`about/team`). Raises StarterError for an invalid slug and if
    the file exists, OSError if it cannot be written.
    """
    parts = [part for part in slug.strip("/").split("/") if part]
    try:
        checked = [checked_slug(part) for part in parts]
    except InvalidPathError as error:
        message = f"the slug {error}"
        raise StarterError(message) from None
    if not checked or (kind != "page" and len(checked) > 1):
        message = f'"{slug}" is not a slug for a {kind}; write one such as neck-pain'
        raise StarterError(message)
    if checked != parts:
        message = f'the slug "{slug}" is not in normal form; write "{"/".join(checked)}"'
        raise StarterError(message)
    place = content / _FOLDERS[kind] / f"{'/'.join(checked)}.md"
    title = checked[-1].replace("-", " ").capitalize()
    text = _TEMPLATES[kind].format(title=_quoted(title), slug=checked[-1], today=today)
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        with place.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        message = f"{place} exists already"
        raise StarterError(message) from None
    return place


def _quoted(title: str) -> str:
    """Return a title as YAML that reads back as text."""
    plain = title.replace(" ", "").isalpha() and title.lower() not in {"true", "false", "null"}
    return title if plain else f'"{title}"'

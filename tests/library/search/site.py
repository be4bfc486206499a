"""Indexes of small sites, and what queries find in them."""

from collections.abc import Mapping
from pathlib import Path

from app.library.load import load
from app.library.search.index import SearchIndex, build_index
from app.library.search.results import Results
from tests.conftest import site_at

FILES: Mapping[str, str | bytes] = {
    "site.yaml": "language: en\nsynonyms:\n  - [loft, attic room]\n",
    "index.md": (
        "---\ntitle: Home\n---\nWelcome.\n\n## Where to park\n\nBehind the self-care shop.\n"
    ),
    "conditions/neck.md": (
        "---\ntitle: Neck Pain\nalternate_names: [Stiff neck, Whiplash]\n"
        "symptoms: [Trouble turning the head]\n---\nNecks hurt.\n\n"
        "## When to see a doctor\n\nIf your arm is numb.\n"
    ),
    "conditions/elbow.md": "---\ntitle: Tennis Elbow\n---\nGripping hurts.\n",
    "locations/harbour.md": (
        "---\ntitle: Harbour Office\nname: Harbour\n"
        "address: {street_address: 1 Quay, locality: Port}\n---\nBy the sea.\n"
    ),
    "loft.md": "---\ntitle: The Loft\n---\nA room upstairs.\n",
    "needling.md": "---\ntitle: Needling\n---\nWe treat:\n\n- Tennis elbow\n- Shin Splints\n",
}


def no_pause(seconds: float) -> None:
    """Do not wait."""
    del seconds


def index_of(folder: Path, files: Mapping[str, str | bytes] = FILES) -> SearchIndex:
    """Return the index of a site of these files."""
    return build_index(load(site_at(folder, files)), pause=no_pause)


def found(index: SearchIndex, text: str, limit: int = 10) -> list[str]:
    """Return what a query finds: slugs with the ids of sections."""
    names = []
    for number in Results(text, index).part(0, limit):
        row = index.rows[number].row
        ref = row.condition or row.location or row.page
        assert ref is not None
        names.append(f"{ref.slug}#{row.id}" if row.id else ref.slug)
    return names

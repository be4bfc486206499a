"""Addresses that links use and no document has, as `routes` of a site file."""

import re
from collections import Counter
from typing import Final

from app.library.addresses import clean_path
from app.library.links import split_address
from app.library.proposals.site_file_text import Entry, block, scalar
from app.library.proposals.survey import Survey
from app.problems import counted
from app.regex import regex
from app.suggestions import most_like

# Pages that are applications, not documents.
_APPLICATIONS: Final = regex(
    r"appointment|book|portal|login|log-in|sign-?in|account|search|cart|checkout|shop|store|pay"
    r"|schedule|register|termin|buchen|rendez-vous|reserv|cita",
    re.IGNORECASE,
)
_MANY_PAGES: Final = 3
# An address more like a page's than this, in hundredths, is misspelt.
_MISSPELT: Final = 85.0


def propose_routes(survey: Survey) -> tuple[Entry, ...]:
    """Return the addresses that links on several pages have, unless they look misspelt."""
    library = survey.library
    pages: dict[str, set[str]] = {}
    links: Counter[str] = Counter()
    for edge in library.edges:
        path = clean_path(split_address(edge.link.href)[0])
        if edge.link.status == "broken" and edge.link.href.startswith(("/", "http")):
            path = path.rstrip("/") or "/"
            pages.setdefault(path, set()).add(edge.origin.slug)
            links[path] += 1
    known = [page.path.rstrip("/") for page in library.pages]
    entries = []
    for path, origins in sorted(pages.items()):
        is_file = "." in path.rpartition("/")[2]
        if is_file or len(origins) < 2 or most_like(path, known, least=_MISSPELT):
            continue
        number = f"{counted(links[path], 'link')} on {counted(len(origins), 'page')}"
        reason = f"{number} lead to it, and no document is there"
        is_certain = len(origins) >= _MANY_PAGES and _APPLICATIONS.search(path) is not None
        entries.append(Entry(f"- {scalar(path)}", reason, is_certain))
    return block(Entry("routes:", ""), entries)

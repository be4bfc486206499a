"""What Jekyll made of the trees, written down, so that tests hold us to it where there is none."""

import json
from collections.abc import Mapping
from typing import Any, Final

from tests.parity.jekyll.building import BuiltPage, BuiltSite
from tests.parity.jekyll.content import Content
from tests.paths import ROOT

_RECORD: Final = ROOT / "tests/dialects/jekyll_urls.json"


def recorded() -> Mapping[str, BuiltSite]:
    """The sites by the names of their trees."""
    return {tree: _site(entry) for tree, entry in _entries().items()}


def record(sites: Mapping[str, BuiltSite], *, are_all: bool) -> None:
    """Write sites down; where they are not all, the others stay as they are."""
    entries = {} if are_all else dict(_entries())
    entries.update((tree, _entry(site)) for tree, site in sites.items())
    text = json.dumps(entries, ensure_ascii=False, indent=1, sort_keys=True)
    _RECORD.write_text(f"{text}\n", encoding="utf-8")


def _entries() -> Mapping[str, Any]:
    entries: dict[str, Any] = json.loads(_RECORD.read_text(encoding="utf-8"))
    return entries


def _entry(site: BuiltSite) -> Mapping[str, object]:
    return {
        "pages": {address: _page_entry(page) for address, page in site.pages.items()},
        "redirects": site.redirects,
        "static_files": sorted(site.static_files),
    }


def _page_entry(page: BuiltPage) -> Mapping[str, object]:
    content = page.content
    entry = {"source": page.source, "text": " ".join(content.words)}
    more = {"headings": content.headings, "links": content.links}
    return {**entry, **{key: value for key, value in more.items() if value}}


def _site(entry: Mapping[str, Any]) -> BuiltSite:
    return BuiltSite(
        {address: _page(page) for address, page in entry["pages"].items()},
        entry["redirects"],
        frozenset(entry["static_files"]),
    )


def _page(entry: Mapping[str, Any]) -> BuiltPage:
    words, headings, links = (
        entry["text"].split(),
        entry.get("headings", []),
        entry.get("links", []),
    )
    return BuiltPage(entry["source"], Content(words, headings, links))

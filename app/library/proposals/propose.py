"""A site file for a tree: what the tree itself says, with the evidence for each line."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final
from urllib.parse import urlsplit

from app.dialects.document import Document
from app.files.tree import SITE_FILE
from app.library.proposals.country_evidence import CountryGuess, guess_country
from app.library.proposals.data_sources import texts_of
from app.library.proposals.groups import Match, condition_groups, groups_of_kind, office_groups
from app.library.proposals.language import propose_language
from app.library.proposals.navigation import Navigation, NavigationEntry, find_navigation
from app.library.proposals.office_keys import OfficeKey, office_keys
from app.library.proposals.office_sources import OfficeSource, find_office_sources
from app.library.proposals.proposed_routes import propose_routes
from app.library.proposals.site_file_text import Entry, block, nested, render, scalar
from app.library.proposals.survey import Survey, values_of
from app.library.proposals.time_zones import zone_of, zones_of
from app.library.proposals.trials import new_errors
from app.problems import Problem, counted, shorten
from app.records import Kind
from app.regex import regex

_HOURS: Final = "Mo-Fr 09:00-17:00"
_SITE_ADDRESSES: Final = frozenset({"siteurl", "baseurl", "websiteurl"})
# A title that names no clinic.
_GREETING: Final = regex(
    r"(?:home|welcome|start|index|untitled|willkommen|accueil|bienvenue|inicio|bienvenid)",
    re.IGNORECASE,
)


def propose_site(survey: Survey) -> str:
    """Return a site file for the tree, with the reason behind each line."""
    read = f"read from {_configuration(survey)} already"
    language, code = propose_language(survey, read)
    country = guess_country(survey.texts(), _host(survey), code)
    parts = [
        (*_general(survey, read), language, *_country(survey, country)),
        _collections(survey),
        _locations(survey),
        _menus(survey),
        propose_routes(survey),
    ]
    # The last one first: most errors are in data that nothing has read before.
    for index in range(len(parts) - 1, 0, -1):
        if not (errors := new_errors(survey, _join(parts))):
            break
        without = [*parts[:index], _withdrawn(parts[index], errors), *parts[index + 1 :]]
        if len(new_errors(survey, _join(without))) < len(errors):
            parts = without
    return _join(parts)


def _join(parts: Iterable[Sequence[Entry]]) -> str:
    text = "\n\n".join(render(part) for part in parts if part)
    return f"{text}\n"


def _withdrawn(part: Sequence[Entry], errors: Sequence[Problem]) -> tuple[Entry, ...]:
    """Return the lines as comments, after the error that they would bring."""
    reason = Entry(f"Mend this first: {shorten(str(errors[0]), 300)}", "", is_certain=False)
    return (reason, *(entry._replace(is_certain=False) for entry in part))


def _configuration(survey: Survey) -> str:
    kind = survey.tree.dialect.kind
    return SITE_FILE if kind == "native" else f"the configuration of {kind.capitalize()}"


def _host(survey: Survey) -> str | None:
    address, *_ = _base_url(survey)
    return urlsplit(address or "").hostname


def _general(survey: Survey, read: str) -> Iterator[Entry]:
    site = survey.site
    home = survey.library.pages_by_slug.get("index")
    if site.title is not None:
        yield Entry(f"title: {scalar(site.title)}", read, is_certain=False)
    elif home is not None:
        is_name = _home_title(survey) is not None
        yield Entry(f"title: {scalar(home.title)}", f"the title of {home.source.file}", is_name)
    address, reason, is_certain = _base_url(survey)
    if address is not None:
        yield Entry(f"base_url: {scalar(address)}", reason, is_certain)
    else:
        text = "base_url: https://example.org"
        yield Entry(text, "nothing names the address: write yours", is_certain=False)


def _home_title(survey: Survey) -> str | None:
    """Return the title of the home page, unless it is a greeting."""
    home = survey.library.pages_by_slug.get("index")
    return None if home is None or _GREETING.match(home.title) else home.title


def _base_url(survey: Survey) -> tuple[str | None, str, bool]:
    """Return the address of the website, the reason, and True if it must be written."""
    site = survey.site
    if site.base_url:
        return site.base_url, f"read from {_configuration(survey)} already", False
    host = survey.text_of("CNAME").strip()
    if re.fullmatch(r"[A-Za-z0-9.-]+\.[A-Za-z]{2,}", host):
        return f"https://{host}", "the domain in CNAME", True
    for source in survey.sources:
        for key, text in texts_of(source.value):
            if re.sub(r"[\W_]", "", key).lower() in _SITE_ADDRESSES and re.fullmatch(
                r"https?://[\w.-]+\.\w{2,}/?", text
            ):
                return text, f"{key} in {source.origin}", True
    return None, "", False


def _country(survey: Survey, guess: CountryGuess | None) -> Iterator[Entry]:
    site = survey.site
    if site.country is not None:
        reason = f"read from {_configuration(survey)} already"
        if guess is not None and guess.country != site.country:
            reason += f", but {guess.country} by {', '.join(guess.reasons)}"
        yield Entry(f"country: {site.country}", reason, is_certain=False)
    elif guess is None:
        reason = "no address, number or domain names one: write yours in two letters"
        yield Entry("country: US", reason, is_certain=False)
    else:
        reason = ", ".join(guess.reasons)
        yield Entry(f"country: {guess.country}", reason, guess.is_certain)
    if site.time_zone is not None:
        reason = f"read from {_configuration(survey)} already"
        yield Entry(f"time_zone: {site.time_zone}", reason, is_certain=False)
        return
    zone = zone_of(guess.country, guess.regions) if guess is not None else None
    if zone is None:
        example = next(iter(zones_of(guess.country)), None) if guess is not None else None
        subject = guess.country if example is not None and guess is not None else "the country"
        reason = f"{subject} has several zones, or no address names the state: write yours"
        yield Entry(f"time_zone: {example or 'Europe/London'}", reason, is_certain=False)
    else:
        is_certain = zone.is_certain and guess is not None and guess.is_certain
        yield Entry(f"time_zone: {zone.zone}", zone.reason, is_certain)


def _collections(survey: Survey) -> tuple[Entry, ...]:
    documents = survey.tree.documents
    conditions = condition_groups(documents)
    offices = office_groups(documents)
    own = () if offices else _own_offices(documents)
    entries = [
        *_indexes((*conditions, *offices, *own)),
        *_collection("conditions", conditions, ()),
        *_collection("locations", (*offices, *own), _keys_of((*offices, *own))),
    ]
    known = [*_known(survey, "condition"), *(() if own else _known(survey, "location"))]
    return (*known, *block(Entry("collections:", ""), entries))


def _own_offices(documents: Sequence[Document]) -> tuple[Match, ...]:
    """Return the groups of the documents that are offices already, if they have foreign keys."""
    groups = groups_of_kind(documents, "location")
    return tuple(
        Match(
            group, f"the offices in {group.place} have these keys", is_certain=True, is_named=True
        )
        for group in groups
        if not all(key.is_known for key in office_keys(list(map(values_of, group.documents))))
    )


def _known(survey: Survey, kind: Kind) -> Iterator[Entry]:
    """Yield a comment on the documents that are of a kind without any rule."""
    files = [document.file for document in survey.tree.documents if document.kind == kind]
    if files:
        folders = ", ".join(sorted({file.rpartition("/")[0] or file for file in files})[:3])
        documents = counted(len(files), f"{kind} document")
        text = f"{documents} in {folders}: no rule is needed."
        yield Entry(text, "", is_certain=False)


def _indexes(matches: Iterable[Match]) -> tuple[Entry, ...]:
    """Return a rule for the pages that stand for matched folders: they stay pages."""
    indexes = [
        scalar(page.file) for match in matches if match.is_certain for page in match.group.indexes
    ]
    if not indexes:
        return ()
    reason = "they list the others of their folder; the first rule that matches counts"
    return block(Entry("pages:", ""), [Entry(f"match: [{', '.join(indexes)}]", reason)])


def _collection(
    name: str, matches: Iterable[Match], keys: Iterable[OfficeKey]
) -> tuple[Entry, ...]:
    entries = [Entry(f"- {match.group.entry}", match.reason, match.is_certain) for match in matches]
    if not entries:
        return ()
    return block(Entry(f"{name}:", ""), (*block(Entry("match:", ""), entries), *_fields(keys)))


def _keys_of(matches: Iterable[Match]) -> tuple[OfficeKey, ...]:
    documents = (document for match in matches for document in match.group.documents)
    return office_keys(list(map(values_of, documents)))


def _fields(keys: Iterable[OfficeKey]) -> tuple[Entry, ...]:
    return block(
        Entry("fields:", ""),
        (
            Entry(f"{scalar(key.key)}: {key.field}", _reason(key), key.is_certain)
            for key in keys
            if not key.is_known
        ),
    )


def _reason(key: OfficeKey) -> str:
    example = f'such as "{key.example}"'
    if key.is_certain:
        return f"{counted(key.total, 'value')}, {example}"
    reason = f"{key.fits} of {counted(key.total, 'value')} can be read, {example}"
    return (
        f'{reason}; write one text such as "{_HOURS}"' if key.field == "opening_hours" else reason
    )


def _locations(survey: Survey) -> tuple[Entry, ...]:
    offices = [document for document in survey.tree.documents if document.kind == "location"]
    has_pages = bool(offices) or any(
        match.is_certain for match in office_groups(survey.tree.documents)
    )
    sources = find_office_sources(survey.sources)
    if len(sources) > 1:
        return _several_files(sources, has_pages)
    return tuple(entry for source in sources for entry in _location(survey, source, has_pages))


def _several_files(sources: Sequence[OfficeSource], has_pages: bool) -> tuple[Entry, ...]:
    """Return the lines for offices that have a file each."""
    entries = []
    for source in sources:
        reason = f"{counted(source.total, 'office')} in {source.origin}"
        entries.append(Entry(f"- from: {scalar(source.name or '')}", reason))
        entries += [entry._replace(text=f"  {entry.text}") for entry in _fields(source.keys)]
    reason = "the offices have documents already" if has_pages else "one file for each office"
    return block(Entry("locations:", reason, not has_pages), entries)


def _location(survey: Survey, source: OfficeSource, has_pages: bool) -> tuple[Entry, ...]:
    is_certain = source.is_certain and not has_pages
    reason = f"{counted(source.total, 'office')} in {source.origin}"
    if has_pages:
        reason += "; the offices have documents already"
    head = Entry("locations:", reason, is_certain)
    if source.name is not None:
        return block(head, (Entry(f"from: {scalar(source.name)}", ""), *_fields(source.keys)))
    return block(head, (entry for office in source.inline for entry in _inline(survey, office)))


def _inline(survey: Survey, office: Mapping[str, str]) -> Iterator[Entry]:
    """Yield the lines of one office in a list."""
    title = survey.site.title or _home_title(survey)
    name = {"name": office.get("name", title)} if title is not None else {}
    entries = nested("", "", {**name, **office})[1:]
    for number, entry in enumerate(entries):
        yield Entry(f"{'  ' if number else '- '}{entry.text.removeprefix('  ')}", "")


def _menus(survey: Survey) -> tuple[Entry, ...]:
    known = {menu.name for menu in survey.library.menus}
    proposed: set[str] = set()
    entries: list[Entry] = []
    for menu in find_navigation(survey.sources):
        head = Entry(f"{scalar(menu.name)}:", _origin_of(menu))
        if menu.name in proposed:
            reason = f"another menu of this name: {head.reason}"
            entries.append(head._replace(reason=reason, is_certain=False))
        elif menu.name not in known:
            proposed.add(menu.name)
            entries += block(head, _menu_entries(menu.entries))
    return block(Entry("menus:", ""), entries)


def _origin_of(menu: Navigation) -> str:
    origin = f"the entries of {menu.origin}"
    if menu.left_out:
        origin += f", without {counted(menu.left_out, 'item')} that have no title or lead nowhere"
    return origin


def _menu_entries(entries: Iterable[NavigationEntry]) -> Iterator[Entry]:
    """Yield the lines of entries. Their weights keep the order in which they stand."""
    for weight, entry in enumerate(entries, start=1):
        yield Entry(f"- title: {scalar(entry.title)}", "")
        yield Entry(f"  weight: {weight}", "")
        if entry.path is not None:
            yield Entry(f"  path: {scalar(entry.path)}", "")
        if entry.children:
            yield Entry("  children:", "")
            yield from (Entry(f"    {line.text}", "") for line in _menu_entries(entry.children))

"""The graph: where each link of a body leads, and who links to whom."""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple
from urllib.parse import quote, unquote

from app.dialects.base import PageFinder
from app.documents.publication import Unpublished
from app.files.assets import Asset
from app.library.addresses import Website, clean_path
from app.markdown.page_reference import PageReference
from app.markdown.sanitise import scheme_of
from app.records import Link, LinkStatus, LinkTarget, Ref
from app.suggestions import most_like

_SHOWN_CANDIDATES: Final = 3
# To look for the nearest right address takes long. So many hints are read before any others are
# needed, and in a page of so many anchors nobody knows the one that is meant.
_MAX_HINTS: Final = 1000
_MAX_ANCHORS: Final = 1000
# Browsers scroll to the top for these without any such id.
_ALWAYS_THERE: Final = frozenset({"", "top"})
_LEADING: Final = frozenset({"ok", "redirected", "anchor_missing"})
_OWN_SCHEMES: Final[Mapping[str, LinkStatus]] = {
    "http": "external",
    "https": "external",
    "mailto": "mailto",
    "tel": "tel",
}


class Resolution(NamedTuple):
    """Where a link leads. `address` is what readers get: as written wherever that works."""

    status: LinkStatus
    target: LinkTarget | None
    asset: Asset | None
    fragment: str | None
    address: str
    # What was named, where that is no address; the pages that may be meant, if they are several.
    reference: PageReference | None = None
    candidates: tuple[LinkTarget, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolver:
    """Resolves what authors write against all that the site has."""

    website: Website[LinkTarget]
    residents_by_file: Mapping[str, LinkTarget]
    is_internal: Callable[[str], bool]
    # By slug, the documents that readers do not see.
    unpublished: Mapping[str, Unpublished]
    # Slugs of files that cannot be read, of which more than enough is told where they are.
    unreadable: frozenset[str]
    # Addresses of files and lists that the website has and this service does not serve.
    unserved: frozenset[str] = frozenset()
    # By name, the static files whose address is another.
    assets_by_file: Mapping[str, Asset] = field(default_factory=dict)
    # The site's own language, in a site of several.
    language: str | None = None
    # By what translations have in common and the language.
    translations: Mapping[tuple[str, str], LinkTarget] = field(default_factory=dict)
    page_finder: PageFinder | None = None
    # A wrong address is often written many times, and the nearest right one takes long to find.
    _hints: dict[str, str] = field(default_factory=dict, repr=False)
    # What begins with a slash leads to the same place from wherever in a language it is written.
    _rooted: dict[tuple[str, str | None, str | None], Resolution] = field(
        default_factory=dict, repr=False
    )

    def resolve(
        self,
        href: str,
        origin: LinkTarget,
        *,
        unsafe: bool = False,
        reference: PageReference | None = None,
    ) -> Resolution:
        """Where `href`, written on the page `origin`, leads: where there is one, its reference."""
        if unsafe:
            return Resolution("unsafe", None, None, None, "")
        if reference is not None:
            return self._referenced(reference, href, origin)
        if href[:1] != "/":
            return self._resolve(href, origin)
        key = href, origin.language, origin.root
        found = self._rooted.get(key)
        if found is None:
            found = self._rooted[key] = self._resolve(href, origin)
        return found

    def _resolve(self, href: str, origin: LinkTarget) -> Resolution:
        if not self.is_internal(href):
            scheme = scheme_of(href)
            status = _OWN_SCHEMES.get(scheme, "other") if scheme else "external"
            return Resolution(status, None, None, None, href)
        path, fragment = split_address(href)
        return self._internal(href, path, fragment, origin)

    def _internal(
        self, href: str, path: str, fragment: str | None, origin: LinkTarget
    ) -> Resolution:
        if path == "":
            return self._at(origin, fragment, href)
        whole = path if path[0] == "/" else posixpath.join(_base(origin.path), path)
        found = self.website.find(whole)
        if found is not None and found.code is None and not _is_source(path):
            if found.page is not None:
                return self._at(found.page, fragment, href)
            return Resolution("asset", None, found.asset, fragment, href)
        if (by_file := self._by_file(path, fragment, origin)) is not None:
            return by_file
        if found is None and self.is_unserved(whole):
            return Resolution("other", None, None, fragment, href)
        if found is None or found.code == 410:
            return Resolution("broken", None, None, fragment, href)
        if found.code is None and found.page is not None:
            return self._at(found.page, fragment, href)
        return Resolution("redirected", found.page, found.asset, fragment, href)

    def is_unserved(self, path: str) -> bool:
        """Whether the website has something there that is not served here."""
        return clean_path(path).rstrip("/") in self.unserved

    def _referenced(self, reference: PageReference, href: str, origin: LinkTarget) -> Resolution:
        _, fragment = split_address(href)
        files: tuple[str, ...] = ()
        if self.page_finder is not None:
            files = self.page_finder.find(reference.path, reference.language, origin.file)
        pages = tuple(self.residents_by_file[file] for file in files)
        if len(pages) != 1:
            return Resolution("broken", None, None, fragment, href, reference, pages)
        tail = f"#{quote(fragment)}" if fragment is not None else ""
        return self._at(pages[0], fragment, quote(pages[0].path) + tail)

    def problem(
        self, resolution: Resolution, href: str, language: str | None = None
    ) -> tuple[str, str, str] | None:
        """The code, message and hint of what is wrong with a resolved link, if anything is.

        `language` is that of the page it stands on.
        """
        if language is None and resolution.status == "ok":  # nearly all
            return None
        match resolution.status:
            case "unsafe":
                scheme = scheme_of(href)
                told = f'the link "{shortened(href)}" has the scheme {scheme}:, which is not safe'
                return "unsafe-link", told, "Use https:, mailto: or tel:, or take the link out."
            case "broken" if resolution.reference is not None:
                return self._unclear(resolution.reference, href, resolution.candidates)
            case "broken" if _slug(href) not in self.unreadable:
                return (
                    "broken-link",
                    f'the link "{shortened(href)}" leads nowhere',
                    self._hint(href),
                )
            case "redirected" if resolution.target is not None:
                hint = f"Link to {resolution.target.path} itself."
                return (
                    "redirected-link",
                    f'the link "{shortened(href)}" goes through a redirect',
                    hint,
                )
            case "ok" if self._is_source_of_another(resolution, href, language):
                assert resolution.target is not None
                told = (
                    f'the link "{shortened(href)}" leads to a page in {resolution.target.language}'
                )
                hint = f"There is none in {language}: write one, or link to the page's address."
                return "other-language", told, hint
            case "anchor_missing":
                assert resolution.target is not None
                path = resolution.target.path
                told = f'the page {path} has no anchor "#{resolution.fragment}"'
                return "missing-anchor", told, self._anchor_hint(resolution)
        return None

    def _unclear(
        self, reference: PageReference, href: str, candidates: Sequence[LinkTarget]
    ) -> tuple[str, str, str]:
        """What is wrong with a reference that names no page, or more than one."""
        told = f'the reference "{shortened(reference.path)}"'
        if candidates:
            shown = [page.file for page in candidates[:_SHOWN_CANDIDATES]]
            rest = len(candidates) - len(shown)
            files = ", ".join(shown) + (f" and {rest} more" if rest else "")
            hint = "Name the path that it has in the content, with a slash at its beginning."
            return "broken-link", f"{told} may mean any of {files}", hint
        spoken = f" in the language {reference.language}" if reference.language else ""
        return "broken-link", f"{told} names no page{spoken}", self._hint(href)

    def _is_source_of_another(
        self, resolution: Resolution, href: str, language: str | None
    ) -> bool:
        """Whether the link names a file without its language, and that is a page in another."""
        page = resolution.target
        if page is None or language is None or page.language in {None, language}:
            return False
        path = split_address(href)[0]
        return _is_source(path) and not self._names_language(path, page)

    def _names_language(self, name: str, page: LinkTarget) -> bool:
        """Whether the name of a page's file is that of the page in its language alone.

        A file without a language in its name is the page as such, in the site's own language.
        """
        stem = posixpath.splitext(name)[0]
        return page.language != self.language or stem.endswith(f".{page.language}")

    def _at(self, page: LinkTarget, fragment: str | None, address: str) -> Resolution:
        known = fragment is None or fragment in _ALWAYS_THERE or fragment in page.anchors
        known = known or (fragment or "").startswith(":~:")
        known = known or (fragment or "").endswith(page.anchor_endings)
        return Resolution("ok" if known else "anchor_missing", page, None, fragment, address)

    def _by_file(self, path: str, fragment: str | None, origin: LinkTarget) -> Resolution | None:
        """The document or asset of that name, as seen from the file the link stands in."""
        folder = (origin.root or "") if path.startswith("/") else posixpath.dirname(origin.file)
        name = clean_path(posixpath.join("/", folder, path.lstrip("/")))
        tail = f"#{quote(fragment)}" if fragment is not None else ""
        page = self._of_file(name.lstrip("/"), origin)
        if page is not None:
            return self._at(page, fragment, quote(page.path) + tail)
        if path.startswith("/"):
            return None
        asset = self.assets_by_file.get(name.lstrip("/"))
        if asset is None:
            found = self.website.find(name)
            asset = found.asset if found is not None and found.code is None else None
        if asset is None:
            return None
        return Resolution("asset", None, asset, fragment, quote(asset.path) + tail)

    def _of_file(self, name: str, origin: LinkTarget) -> LinkTarget | None:
        """The page of a file, in the origin's language where it is there in it."""
        for each in _names(name, origin):
            page = self.residents_by_file.get(each)
            if page is not None:
                return self._spoken(page, each, origin)
        return None

    def _spoken(self, page: LinkTarget, name: str, origin: LinkTarget) -> LinkTarget:
        """The page in the origin's language where there is one, unless the name tells another."""
        language, common = origin.language, page.translation
        if language is None or common is None or page.language == language:
            return page
        if self._names_language(name, page):
            return page
        return self.translations.get((common, language), page)

    def _hint(self, href: str) -> str:
        path, _ = split_address(href)
        hidden = self.unpublished.get(_slug(href))
        if hidden is not None:
            return f"The page {hidden.told}; {hidden.remedy} or take the link out."
        if path not in self._hints:
            if len(self._hints) >= _MAX_HINTS:
                return "Mend it or take it out."
            nearest = self.website.suggestions(path)
            mended = f"Did you mean {nearest[0].path}?" if nearest else "Mend it or take it out."
            self._hints[path] = mended
        return self._hints[path]

    def _anchor_hint(self, resolution: Resolution) -> str:
        target = resolution.target
        assert target is not None
        if not target.anchors:
            return "It has no headings to link to."
        meant = f"{target.path}#{resolution.fragment}"
        if meant not in self._hints:
            if len(self._hints) >= _MAX_HINTS or len(target.anchors) > _MAX_ANCHORS:
                return "Name one of its headings."
            nearest = most_like(resolution.fragment or "", sorted(target.anchors))
            hint = f'Did you mean "#{nearest[0]}"?' if nearest else "Name one of its headings."
            self._hints[meant] = hint
        return self._hints[meant]


def _names(name: str, origin: LinkTarget) -> Iterator[str]:
    """The files that may be meant by a name: in the page's language first, then as it is."""
    stem, suffix = posixpath.splitext(name)
    stems = [stem]
    if origin.root is not None:
        # A folder's page is named by the folder.
        stems += [f"{stem}/_index", f"{stem}/index"]
    for each in stems:
        if origin.language is not None:
            yield f"{each}.{origin.language}{suffix}"
        yield f"{each}{suffix}"


def targets(links: Iterable[Link]) -> Iterator[Ref]:
    """The pages to which links lead."""
    for link in links:
        if link.target is not None and link.status in _LEADING:
            yield link.target


def backlinks(pages: Iterable[tuple[Ref, Sequence[Link]]]) -> dict[str, tuple[Ref, ...]]:
    """By slug, the pages that link to a page from elsewhere: each once, in the order of `pages`.

    Those are all pages, each with its links.
    """
    found: dict[str, dict[str, Ref]] = {}
    for origin, links in pages:
        for target in targets(links):
            if origin.slug != target.slug:
                found.setdefault(target.slug, {})[origin.slug] = origin
    return {slug: tuple(refs.values()) for slug, refs in found.items()}


def in_order(refs: Iterable[Ref]) -> tuple[Ref, ...]:
    """References by title, regardless of case, then by slug."""
    return tuple(sorted(refs, key=_order))


def _order(ref: Ref) -> tuple[str, str, str]:
    return ref.title.casefold(), ref.title, ref.slug


def split_address(href: str) -> tuple[str, str | None]:
    """The path and the decoded fragment of an internal address, whose host does not matter."""
    rest, marked, fragment = href.strip().partition("#")
    rest = rest.partition("?")[0]
    if rest[:1] == "/" and rest[1:2] != "/":  # nearly all
        return rest, unquote(fragment) if marked else None
    if absolute := re.match(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?//[^/]*", rest):
        rest = rest[absolute.end() :] or "/"
    return rest, unquote(fragment) if marked else None


def _slug(href: str) -> str:
    """The slug of the page that a root-relative address means."""
    slug = clean_path(split_address(href)[0]).strip("/")
    return slug.removesuffix(".md").removesuffix(".html")


def _base(path: str) -> str:
    return path if path.endswith("/") else posixpath.dirname(path)


def _is_source(path: str) -> bool:
    return path.lower().endswith((".md", ".markdown"))


def shortened(href: str) -> str:
    """An address as a message shows it: not too long, and on one line."""
    line = " ".join(href.split())
    return line if len(line) <= 80 else f"{line[:80]}…"

"""Where each link of a body leads, and which pages link to a page."""

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Final, NamedTuple
from urllib.parse import quote, unquote

from app.dialects.base import PageFinder
from app.dialects.layout_anchors import ComputedAnchor
from app.dialects.layout_facts import LayoutFacts, Use
from app.dialects.other_systems import NO_SYSTEM, OtherSystem
from app.files.assets import Asset
from app.library.addresses import Addresses, AddressMatch, clean_path
from app.markdown.clobbering import safe_id
from app.markdown.page_reference import PageReference
from app.markdown.sanitise import scheme_of
from app.records import LinkStatus, LinkTarget
from app.site.urls import with_slashes

# Browsers scroll to the top for the first two without any such id, in any case of letters; a
# script makes the third.
_ALWAYS_THERE: Final = frozenset({"", "top", "disqus_thread"})
# What begins so is for a browser or a script, not an id: a text fragment
# (https://wicg.github.io/scroll-to-text-fragment/), or the state of an application.
_NO_IDS: Final = (":~:", "?", "/", "!")
# The page of a folder has a slash at its end in any case.
_OF_FOLDERS: Final = frozenset({"index", "readme"})
_MARKDOWN: Final = (".md", ".markdown")
_STATUS_OF_SCHEME: Final[Mapping[str, LinkStatus]] = {
    "http": "external",
    "https": "external",
    "mailto": "mailto",
    "tel": "tel",
}


class ResolvedLink(NamedTuple):
    """Where a link leads. `address` is the one to serve: as written wherever that works.

    `is_folded`: it leads there only where the case of letters does not matter. `is_uncertain`: a
    component of the page may make the anchor, which nothing else does.
    """

    status: LinkStatus
    target: LinkTarget | None
    asset: Asset | None
    fragment: str | None
    address: str
    # The page that was named, if no address was written, and all pages that it may be.
    reference: PageReference | None = None
    candidates: tuple[LinkTarget, ...] = ()
    is_folded: bool = False
    is_uncertain: bool = False


@dataclass(frozen=True, slots=True)
class LinkResolver:
    """Resolves links against all that the site has."""

    addresses: Addresses
    targets_by_file: Mapping[str, LinkTarget]
    # Those whose names are written in another form of Unicode than links are looked up in.
    targets_by_composed_file: Mapping[str, LinkTarget]
    is_internal: Callable[[str], bool]
    # Addresses of files and lists that the website has and this service does not serve.
    unserved: frozenset[str]
    # Folders of the website whose files are not known, with slashes at both ends.
    unknown_folders: tuple[str, ...]
    layouts: LayoutFacts
    # The addresses that layouts give to the files that they publish.
    layout_files: frozenset[str]
    # By name, the static files whose address is another.
    assets_by_file: Mapping[str, Asset]
    # The site's own language, in a site of several.
    language: str | None
    # By the key that translations share and by language.
    translations: Mapping[tuple[str, str], LinkTarget]
    page_finder: PageFinder | None
    # A relative link that leads nowhere is looked up by the page finder.
    looks_up_links: bool = False
    # Anchors that any page may have from its layout.
    layout_anchors: frozenset[str] = frozenset()
    # Anchors that the layout of a page computes, by its file.
    computed_anchors: Mapping[str, frozenset[ComputedAnchor]] = field(default_factory=dict)
    # The names of files to which links to a folder without an index lead.
    folder_files: tuple[str, ...] = ()
    # A relative link that leads nowhere may name a Markdown file without its suffix.
    completes_names: bool = False
    # The system of the tree whose rules are not known.
    system: OtherSystem = NO_SYSTEM
    # A link such as `/a.md` that leads nowhere may name a file in the folder of its page.
    looks_beside: bool = False

    def resolve(
        self,
        href: str,
        origin: LinkTarget,
        *,
        unsafe: bool = False,
        reference: PageReference | None = None,
        use: Use = "link",
    ) -> ResolvedLink:
        """Return where `href`, written on the page `origin`, leads."""
        if unsafe:
            return ResolvedLink("unsafe", None, None, None, "")
        if "\\" in href:
            href = with_slashes(href)
        href = self.system.plain_address(href)
        if reference is not None:
            link = self._resolve_reference(reference, href, origin)
        elif (page := self.addresses.page_at(href)) is not None and not is_source(href):
            return ResolvedLink("ok", page, None, None, href)  # as most links
        else:
            link = self._resolve(href, origin, use)
        if link.status != "anchor_missing":
            return link
        if link.fragment in self.layout_anchors:
            return link._replace(status="ok")
        is_computed = self._may_be_computed(link)
        return link._replace(status="ok", is_uncertain=True) if is_computed else link

    def _may_be_computed(self, link: ResolvedLink) -> bool:
        """Return True if the layout of the page may make the anchor."""
        assert link.target is not None
        computed = self.computed_anchors.get(link.target.file, ())
        return any(anchor.may_be(link.fragment or "") for anchor in computed)

    def file_ending_in(self, name: str) -> ResolvedLink | None:
        """Return the file whose path ends in a relative address, if it is clear which one."""
        path, fragment = split_address(name)
        asset = None if path.startswith("/") else self.addresses.asset_ending_in(path)
        if asset is None:
            return None
        return ResolvedLink("asset", None, asset, fragment, _address(asset.path, fragment))

    def is_unserved(self, path: str) -> bool:
        """Return True if the website has something at this path that is not served here."""
        clean = clean_path(path)
        return clean.rstrip("/") in self.unserved or clean.startswith(self.unknown_folders)

    def is_published(self, path: str, use: Use) -> bool:
        """Return True if a layout publishes the file that a link, picture or menu names."""
        return use in self.layouts.from_assets and clean_path(path) in self.layout_files

    def names_language(self, name: str, page: LinkTarget) -> bool:
        """Return True if the name of a page's file means the page in its language only.

        A file without a language in its name is the page as such, in the site's own language.
        """
        stem = posixpath.splitext(name)[0]
        return page.language != self.language or stem.endswith(f".{page.language}")

    def _resolve(self, href: str, origin: LinkTarget, use: Use) -> ResolvedLink:
        if not self.is_internal(href):
            scheme = scheme_of(href)
            status = _STATUS_OF_SCHEME.get(scheme, "other") if scheme else "external"
            return ResolvedLink(status, None, None, None, href)
        path, fragment = split_address(href)
        if path == "":
            return _link_to(origin, fragment, href)
        whole = path if path[0] == "/" else posixpath.join(base_of(origin.path), path)
        match = self.addresses.find(whole)
        if match is not None and match.code is None and not is_source(path):
            return _link_to_match(match, fragment, href)
        if (by_file := self._resolve_file(path, fragment, origin)) is not None:
            return by_file
        if match is None and (other := self._elsewhere(path, fragment, origin)) is not None:
            return other
        if match is None or match.code == 410:
            is_other = match is None and self._is_other(whole, path, origin, use)
            return ResolvedLink("other" if is_other else "broken", None, None, fragment, href)
        if match.code is None:
            return _link_to_match(match, fragment, href)
        return ResolvedLink("redirected", match.page, match.asset, fragment, href)

    def _static_file(
        self, path: str, fragment: str | None, origin: LinkTarget
    ) -> ResolvedLink | None:
        """Return the file of the static folder that a link names."""
        if not self.system.static:
            return None
        for address in paths_of(path, origin):
            name = clean_path(address)
            match = self.addresses.find(f"/{self.system.static}{quote(name)}")
            if match is not None and match.code is None and match.asset is not None:
                asset = match.asset
                link = ResolvedLink("asset", None, asset, fragment, _address(asset.path, fragment))
                return link._replace(is_folded=match.is_folded)
        return None

    def _is_other(self, whole: str, path: str, origin: LinkTarget, use: Use) -> bool:
        """Return True if the website has what a link names, and this service does not serve it."""
        return (
            self.is_unserved(whole)
            or self.system.is_computed(path)
            or self.is_published(path, use)
            or (self.completes_names and self.is_unserved(_beside(path, origin)))
            or (self.system.links_to_sources and self.is_unserved(path))
        )

    def _elsewhere(
        self, path: str, fragment: str | None, origin: LinkTarget
    ) -> ResolvedLink | None:
        """Return the page or file that the tree's own system has at an unknown address."""
        page = None
        if not path.startswith("/"):
            page = self._named_page(path, fragment, origin)
            page = page or self._page_beside(path, fragment, origin)
            page = page or self._page_in_folder(path, fragment, origin)
        return page or self._static_file(path, fragment, origin)

    def _named_page(
        self, path: str, fragment: str | None, origin: LinkTarget
    ) -> ResolvedLink | None:
        """Return the page that a relative link names as a reference would."""
        if not self.looks_up_links or self.page_finder is None:
            return None
        files = self.page_finder(path, None, origin.file)
        if len(files) != 1:
            return None
        page = self.targets_by_file[files[0]]
        return _link_to(page, fragment, _address(page.path, fragment))

    def _page_beside(
        self, path: str, fragment: str | None, origin: LinkTarget
    ) -> ResolvedLink | None:
        """Return the page of a Markdown file that a relative link names without its suffix."""
        if not self.completes_names:
            return None
        name = clean_path(_beside(path, origin)).lstrip("/")
        for suffix in _MARKDOWN:
            page = self._page_of_file(name.removesuffix(".html") + suffix, origin)
            if page is not None:
                return _link_to(page, fragment, _address(page.path, fragment))
        return None

    def _page_in_folder(
        self, path: str, fragment: str | None, origin: LinkTarget
    ) -> ResolvedLink | None:
        """Return the page at a relative address that counts from the folder of its page."""
        stem = posixpath.splitext(posixpath.basename(origin.file))[0].lower()
        if not self.system.links_from_folders or stem in _OF_FOLDERS:
            return None
        match = self.addresses.find(posixpath.join(posixpath.dirname(origin.path[:-1]), path))
        if match is None or match.code is not None or match.page is None:
            return None
        page = match.page
        link = _link_to(page, fragment, _address(page.path, fragment))
        return link._replace(is_folded=match.is_folded)

    def _resolve_reference(
        self, reference: PageReference, href: str, origin: LinkTarget
    ) -> ResolvedLink:
        _, fragment = split_address(href)
        files: tuple[str, ...] = ()
        if self.page_finder is not None:
            files = self.page_finder(reference.path, reference.language, origin.file)
        pages = tuple(self.targets_by_file[file] for file in files)
        if len(pages) != 1:
            return ResolvedLink("broken", None, None, fragment, href, reference, pages)
        return _link_to(pages[0], fragment, _address(pages[0].path, fragment))

    def _resolve_file(
        self, path: str, fragment: str | None, origin: LinkTarget
    ) -> ResolvedLink | None:
        """Return the document or asset of that name, relative to the file of the link."""
        folder = (origin.root or "") if path.startswith("/") else posixpath.dirname(origin.file)
        name = clean_path(posixpath.join("/", folder, path.lstrip("/")))
        page = self._page_of_file(name.lstrip("/"), origin)
        if page is None and self.looks_beside and path.startswith("/") and is_source(path):
            beside = posixpath.join(posixpath.dirname(origin.file), clean_path(path).lstrip("/"))
            page = self._page_of_file(beside, origin)
        if page is not None and (self.completes_names or not _is_moved(path, page)):
            return _link_to(page, fragment, _address(page.path, fragment))
        asset = None
        is_folded = False
        if not path.startswith("/"):
            asset = self.assets_by_file.get(name.lstrip("/"))
            if asset is None:
                match = self.addresses.find(name)
                if match is not None and match.code is None:
                    asset, is_folded = match.asset, match.is_folded
        if asset is not None:
            address = _address(asset.path, fragment)
            return ResolvedLink("asset", None, asset, fragment, address, is_folded=is_folded)
        if is_source(path) and (page := self.addresses.page_of_folded_file(name.lstrip("/"))):
            link = _link_to(page, fragment, _address(page.path, fragment))
            return link._replace(is_folded=True)
        return None

    def _page_of_file(self, name: str, origin: LinkTarget) -> LinkTarget | None:
        """Return the page of a file, in the origin's language if it has a translation."""
        candidates = _candidate_files(name, origin)
        if self.folder_files:
            # MkDocs takes `a.md/#b` for the file, GitHub `a/` for its README.md.
            of_folder = (posixpath.join(name, file) for file in self.folder_files)
            candidates = chain(candidates, (name.rstrip("/"),), of_folder)
        for candidate in candidates:
            page = self.targets_by_file.get(candidate) or self.targets_by_composed_file.get(
                candidate
            )
            if page is not None:
                return self._translated(page, candidate, origin)
        return None

    def _translated(self, page: LinkTarget, name: str, origin: LinkTarget) -> LinkTarget:
        """Return the page in the origin's language, unless the name means one language only."""
        language, translation = origin.language, page.translation
        if language is None or translation is None or page.language == language:
            return page
        if self.names_language(name, page):
            return page
        return self.translations.get((translation, language), page)


def split_address(href: str) -> tuple[str, str | None]:
    """Return the path and the decoded fragment of an internal address, without its host."""
    rest, separator, fragment = href.strip().partition("#")
    rest = rest.partition("?")[0]
    if rest[:1] != "/" or rest[1:2] == "/":  # few are absolute
        absolute = re.match(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?//[^/]*", rest)
        rest = rest if absolute is None else rest[absolute.end() :] or "/"
    return rest, unquote(fragment) if separator else None


def paths_of(path: str, origin: LinkTarget) -> tuple[str, str]:
    """Return the paths that a link may name: as a browser reads it, and beside its page's file."""
    if path.startswith("/"):
        return path, path
    return posixpath.join(base_of(origin.path), path), _beside(path, origin)


def is_source(path: str) -> bool:
    """Return True if a path names a Markdown file."""
    return path.lower().endswith(_MARKDOWN)


def _is_moved(path: str, page: LinkTarget) -> bool:
    """Return True if a link names an HTML file whose page is at another address."""
    return all(name.lower().endswith((".html", ".htm")) for name in (path, page.file))


def _link_to_match(match: AddressMatch, fragment: str | None, address: str) -> ResolvedLink:
    """Return the link to what is at an address, without redirects."""
    if match.page is not None:
        link = _link_to(match.page, fragment, address)
    else:
        status: LinkStatus = "route" if match.is_route else "asset"
        link = ResolvedLink(status, None, match.asset, fragment, address)
    return link._replace(is_folded=True) if match.is_folded else link


def _link_to(page: LinkTarget, fragment: str | None, address: str) -> ResolvedLink:
    if fragment is not None and fragment not in page.anchors and safe_id(fragment) in page.anchors:
        # The author's id has a prefix now.
        fragment = safe_id(fragment)
        address = f"{address.partition('#')[0]}#{quote(fragment)}"
    if (
        fragment is None
        or fragment.lower() in _ALWAYS_THERE
        or fragment in page.anchors
        or fragment.startswith(_NO_IDS)
        or any(ending and fragment.endswith(ending) for ending in page.anchor_endings)
    ):
        return ResolvedLink("ok", page, None, fragment, address)
    is_uncertain = "" in page.anchor_endings
    status: LinkStatus = "ok" if is_uncertain else "anchor_missing"
    return ResolvedLink(status, page, None, fragment, address, is_uncertain=is_uncertain)


def _candidate_files(name: str, origin: LinkTarget) -> Iterator[str]:
    """Yield the files that a name may mean: in the page's language first, then as written."""
    stem, suffix = posixpath.splitext(name)
    stems = [stem]
    if origin.root is not None:
        # A folder's page is named by the folder.
        stems += [f"{stem}/_index", f"{stem}/index"]
    for candidate in stems:
        if origin.language is not None:
            yield f"{candidate}.{origin.language}{suffix}"
        yield f"{candidate}{suffix}"


def _address(path: str, fragment: str | None) -> str:
    return quote(path) if fragment is None else f"{quote(path)}#{quote(fragment)}"


def _beside(path: str, origin: LinkTarget) -> str:
    """Return a path relative to the file of a page, with a slash at its beginning."""
    return posixpath.join("/", posixpath.dirname(origin.file), path)


def base_of(path: str) -> str:
    return path if path.endswith("/") else posixpath.dirname(path)

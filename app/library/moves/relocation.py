"""Two readings of one tree, before and after a move, and the addresses that follow from them."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple, TypeAlias
from urllib.parse import quote

from app.library.addresses import clean_path
from app.library.links import ResolvedLink, is_source
from app.library.moves.name_changes import NameChanges
from app.library.moves.reading import Reading
from app.library.moves.written_address import WrittenAddress, in_style, relative_paths
from app.markdown.page_reference import PageReference
from app.records import LinkTarget

# The statuses of links that lead somewhere on the website.
_LEADING: Final = frozenset({"ok", "anchor_missing", "asset", "redirected", "other", "route"})


class Meaning(NamedTuple):
    """Where an address leads: its status, the file or else the path, and the fragment."""

    status: str
    place: str
    fragment: str | None


# A new address, the old one if that is right, None if there is none for certain.
NewAddress: TypeAlias = str | None


@dataclass(frozen=True)
class Relocation:
    """A move of files. `names` are their new names by their old ones.

    `after` is the tree as if the files had their new names already, with the same bytes.
    """

    before: Reading
    after: Reading
    names: Mapping[str, str]

    @cached_property
    def record_names(self) -> NameChanges:
        """The names of records that change."""
        return NameChanges(self.before, self.after, self.names)

    def new_name(self, file: str) -> str:
        """Return the name of a file after the move."""
        return self.names.get(file, file)

    def is_taken(self, path: str) -> bool:
        """Return True if something else than a redirect is at a path after the move."""
        match = self.after.resolver.addresses.find(quote(path))
        return match is not None and match.code is None and not match.is_folded

    def moved_page(self, file: str) -> tuple[LinkTarget, LinkTarget]:
        """Return what links of a document are relative to, before and after the move."""
        return self.before.target(file), self.after.target(self.new_name(file))

    def expected(self, link: ResolvedLink, href: str, origin: LinkTarget) -> Meaning | None:
        """Return what a link must mean after the move; None if it leads nowhere on the website."""
        if link.status not in _LEADING:
            return None
        meaning = meaning_of(link, href, origin)
        if link.status in {"other", "route", "redirected"}:
            return meaning
        return meaning._replace(place=self.new_name(meaning.place))

    def new_address(
        self,
        href: str,
        file: str,
        reference: PageReference | None = None,
    ) -> NewAddress:
        """Return the address of a link in a document so that it leads where it led.

        It is the same if that still leads there, or led nowhere. Of a `reference` it is the
        reference's path. None if no address is certain.
        """
        origin, new_origin = self.moved_page(file)
        return self.address_from(href, origin, new_origin, reference)

    def address_from(
        self,
        href: str,
        origin: LinkTarget,
        new_origin: LinkTarget,
        reference: PageReference | None = None,
    ) -> NewAddress:
        """Return the address as `new_address` does, for any origin of a link."""
        link = self.before.resolver.resolve(href, origin, reference=reference)
        expected = self.expected(link, href, origin)
        if expected is None:
            return reference.path if reference is not None else href
        if reference is not None:
            return self._new_reference(reference, link, new_origin)
        written = WrittenAddress.of(href)
        if not written.path and not written.host:
            return href
        if link.status in {"redirected", "other", "route"}:
            if not written.is_relative:
                return href
            # Whatever is there, its address is the same.
            whole = _whole(href, origin)
            new = self.after.resolver.resolve(href, new_origin)
            if _whole(href, new_origin) == whole or (new.status == link.status == "other"):
                return href
            return written.with_path(next(relative_paths(whole, _base(new_origin), written.path)))
        still_leads = self._leads_there(href, expected, new_origin, may_fold=link.is_folded)
        if still_leads and not self._was_shortest(written, link, origin, new_origin):
            return href
        candidates = (
            written.with_path(path) for path in self._paths(written, link, origin, new_origin)
        )
        leading = (item for item in candidates if self._leads_there(item, expected, new_origin))
        return next(leading, href if still_leads else None)

    def _was_shortest(
        self, written: WrittenAddress, link: ResolvedLink, origin: LinkTarget, new: LinkTarget
    ) -> bool:
        """Return True if a moved document's link was relative, in the form made for its place.

        It gets such a form for the new place as well, so that a move there and back is none.
        """
        if not written.is_relative or origin.file == new.file:
            return False
        unmoved = Relocation(self.before, self.before, {})
        first = next(unmoved._paths(written, link, origin, origin), None)
        return first == written.decoded

    def _leads_there(
        self, href: str, expected: Meaning, origin: LinkTarget, *, may_fold: bool = False
    ) -> bool:
        """Return True if a link leads there after the move; in other letters only if it may."""
        link = self.after.resolver.resolve(href, origin)
        is_exact = may_fold or not link.is_folded
        return is_exact and meaning_of(link, href, origin) == expected

    def picture_address(self, src: str, file: str) -> NewAddress:
        """Return the address of a picture in front matter, as `new_address` does.

        The layouts of a generator put the folder before the name.
        """
        before, after = self.before.resolver, self.after.resolver
        is_native = self.before.tree.dialect.is_native
        if is_native or before.resolve(src, self.before.target(file)).status != "broken":
            return self.new_address(src, file)
        link = before.file_ending_in(src)
        if link is None or link.asset is None or link.asset.file not in self.names:
            return src
        new_file = self.new_name(link.asset.file)
        prefix = link.asset.path.removesuffix(WrittenAddress.of(src).decoded)
        path = self._asset_path(new_file)
        address = WrittenAddress.of(src).with_path(path.removeprefix(prefix))
        new = after.file_ending_in(address)
        is_there = new is not None and new.asset is not None and new.asset.file == new_file
        return address if is_there and path.startswith(prefix) else None

    def _paths(
        self, written: WrittenAddress, link: ResolvedLink, old: LinkTarget, new: LinkTarget
    ) -> Iterator[str]:
        """Yield paths that may lead to where a link led, the one most like it first."""
        path = written.decoded
        if link.target is not None:
            old_file, old_path = link.target.file, link.target.path
            new_file = self.new_name(old_file)
            if (page := self.after.pages.get(new_file)) is None:
                return
            new_path = page.path
            by_page = in_style(new_path, path, old_path)
        else:
            assert link.asset is not None
            old_file, old_path = link.asset.file, link.asset.path
            new_file = self.new_name(old_file)
            new_path = by_page = self._asset_path(new_file)
        if not written.is_relative:
            yield from self._rooted(path, old_file, new_file, new.root)
            base = self.before.tree.dialect.base_path
            prefix = base if base and f"{path}/".startswith(f"{base}/") else ""
            yield prefix + by_page
            yield prefix + new_path
            return
        of_page = clean_path(posixpath.join(_base(old), path)).rstrip("/") == old_path.rstrip("/")
        is_native = self.before.tree.dialect.is_native
        by_file = list(self._beside(path, old_file, new_file, new))
        if not of_page and is_native and link.target is not None:
            yield from self._by_name(path, old_file, new_file, new)
        if not is_source(path) and (link.target is not None or (of_page and not is_native)):
            yield from relative_paths(by_page, _base(new), path)
            yield from by_file
        else:
            yield from by_file
            yield from relative_paths(by_page, _base(new), path)
        yield from relative_paths(new_path, _base(new), path)

    def _rooted(self, path: str, old: str, new: str, root: str | None) -> Iterator[str]:
        """Yield the path of a file that is written with a leading slash, if it is one."""
        if not is_source(path):
            return
        prefix = root or ""
        yield f"/{new.removeprefix(prefix)}"
        if path.endswith(old):
            yield path.removesuffix(old) + new

    def _beside(self, path: str, old: str, new: str, origin: LinkTarget) -> Iterator[str]:
        """Yield the paths of a file relative to the origin's file, with the written ending."""
        stem, suffix = posixpath.splitext(new)
        if is_source(path) and not old.lower().endswith(posixpath.basename(path).lower()):
            # The name lacks its language, or is that of a folder's page.
            language = f".{origin.language}" if origin.language else ""
            if language and stem.endswith(language):
                new = stem.removesuffix(language) + suffix
            folder, base = posixpath.split(posixpath.splitext(new)[0])
            if base in {"index", "_index"} and not posixpath.basename(path).startswith(base):
                new = f"{folder}{suffix}"
        yield from relative_paths(f"/{new}", f"/{posixpath.dirname(origin.file)}", path)

    def _by_name(self, path: str, old: str, new: str, origin: LinkTarget) -> Iterator[str]:
        """Yield the paths of a file without its suffix, if it is written so."""
        written = path.removesuffix(".html")
        if posixpath.basename(written) == posixpath.splitext(posixpath.basename(old))[0]:
            name = posixpath.splitext(new)[0] + path.removeprefix(written)
            yield from relative_paths(f"/{name}", f"/{posixpath.dirname(origin.file)}", path)

    def _asset_path(self, file: str) -> str:
        return self.after.asset_paths.get(file, f"/{file}")

    def _new_reference(
        self,
        reference: PageReference,
        link: ResolvedLink,
        origin: LinkTarget,
    ) -> NewAddress:
        """Return the path of a reference in the style of the old one."""
        assert link.target is not None
        new = (self.new_name(link.target.file),)
        for path in self.page_names(reference.path, link.target.file, origin):
            if self.files_named(path, reference.language, origin.file) == new:
                return path
        return None

    def files_named(self, name: str, language: str | None, origin: str | None) -> tuple[str, ...]:
        """Return the files that a name of a page may mean after the move."""
        finder = self.after.resolver.page_finder
        return finder(name, language, origin) if finder is not None else ()

    def page_names(self, written: str, old_file: str, origin: LinkTarget) -> Iterator[str]:
        """Yield names of a moved page, in the style of the written one first."""
        yield written
        file = self.new_name(old_file)
        placement = self.after.tree.dialect.placement(file)
        within = file.removeprefix(placement.root or "")
        stem, suffix = posixpath.splitext(within)
        if placement.language and stem.endswith(f".{placement.language}"):
            stem = stem.removesuffix(f".{placement.language}")
        folder, base = posixpath.split(stem)
        has_suffix = is_source(written)
        named_index = posixpath.splitext(posixpath.basename(written))[0] in {"index", "_index"}
        if base in {"index", "_index"} and not named_index:
            stem = folder
        slash = "/" if written.endswith("/") else ""
        rooted = f"/{stem}{suffix if has_suffix else slash}" if stem else "/"
        if written.startswith("/"):
            yield rooted
        elif "/" not in written.rstrip("/"):
            yield posixpath.basename(rooted.rstrip("/")) + slash
            yield rooted[1:]
        else:
            if not written.startswith("."):
                yield rooted[1:]
            own = origin.file.removeprefix(origin.root or "")
            yield from relative_paths(rooted, f"/{posixpath.dirname(own)}", written)
        yield rooted


def meaning_of(link: ResolvedLink, href: str, origin: LinkTarget) -> Meaning:
    """Return where a link leads."""
    if link.status in {"redirected", "other", "route"}:
        return Meaning(link.status, _whole(href, origin), link.fragment)
    if link.target is not None:
        return Meaning(link.status, link.target.file, link.fragment)
    if link.asset is not None:
        return Meaning(link.status, link.asset.file, link.fragment)
    return Meaning(link.status, "", link.fragment)


def _whole(href: str, origin: LinkTarget) -> str:
    """Return the clean path of an address, from the root."""
    written = WrittenAddress.of(href)
    path = written.path
    return clean_path(posixpath.join(_base(origin), path) if written.is_relative else path or "/")


def _base(page: LinkTarget) -> str:
    """Return the folder that relative addresses of a page count from."""
    return page.path if page.path.endswith("/") else posixpath.dirname(page.path)

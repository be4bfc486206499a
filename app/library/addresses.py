"""The addresses of a website: pages, files, redirects. Matched as a web server would."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import takewhile
from typing import Final, NamedTuple
from urllib.parse import unquote

from app.files.assets import Asset
from app.library.picture_sizes import meant_file
from app.markdown.sanitise import is_unsafe
from app.records import LinkTarget
from app.site.globs import globs
from app.site.paths import MAX_PATH, composed
from app.site.schema import RedirectRule
from app.suggestions import most_like

MAX_HOPS: Final = 20
_SUGGESTIONS: Final = 3
# A page's path without any of these needs no cleaning.
_UNCLEAN: Final = frozenset("%?#")


class AddressMatch(NamedTuple):
    """The page or file at an address, or where a redirect leads.

    `location` is the address to use instead, `code` the redirect's status; 410 is gone. At a route
    the front end serves something of its own. `is_folded`: only the case of letters differs.
    """

    page: LinkTarget | None
    asset: Asset | None
    location: str | None = None
    code: int | None = None
    is_route: bool = False
    is_folded: bool = False


class Redirect(NamedTuple):
    """A redirect and where it ends: `to` is None for an address that is gone.

    Of a wildcard, the asterisk at the end of `source` is any rest, and `:splat` in `to` is it.
    """

    source: str
    to: str | None
    status: int
    is_wildcard: bool


class _Redirect(NamedTuple):
    """A redirect; `rule` is its number in the site file, None for an old address of a page."""

    source: str
    to: str | None
    status: int
    rule: int | None


class _PrefixRedirect(NamedTuple):
    """A redirect of all paths that begin with a prefix; `:splat` is the rest of the path."""

    prefix: str
    redirect: _Redirect
    order: int


class Addresses:
    """All addresses of one site. An old address that leads to None is gone.

    `base_path` is the path below which the site lies on its host, `/clinic` or empty: no page's
    path begins with it, but links may. `routes` are globs of what the front end serves itself.
    """

    def __init__(
        self,
        pages: Iterable[LinkTarget],
        assets: Iterable[Asset],
        rules: Iterable[RedirectRule],
        old_addresses: Iterable[tuple[str, str | None]],
        base_path: str = "",
        routes: Iterable[str] = (),
    ) -> None:
        self.base_path = base_path
        self._routes = globs(routes)
        self._pages: dict[str, LinkTarget] = {}
        for page in pages:
            self._pages.setdefault(page.path, page)
        self._assets = {asset.path: asset for asset in assets}
        self._assets_by_folded_path: dict[str, Asset] = {}
        for path, asset in self._assets.items():
            self._assets_by_folded_path.setdefault(path.casefold(), asset)
        self._redirects: dict[str, _Redirect] = {}
        # By prefix. Of several rules for one prefix, or that match one path, the first counts.
        self._prefixes: dict[str, _PrefixRedirect] = {}
        for number, rule in enumerate(rules):
            source = self._below_base(clean_path(rule.source))
            redirect = _Redirect(source, rule.to, rule.status, number)
            if source.endswith("*"):
                prefix = source[:-1]
                prefixed = _PrefixRedirect(prefix, redirect, len(self._prefixes))
                self._prefixes.setdefault(prefix, prefixed)
            else:
                self._redirects.setdefault(_key(source), redirect)
        self._prefix_lengths = sorted(set(map(len, self._prefixes)))
        for old, new in old_addresses:
            status = 410 if new is None else 301
            source = self._below_base(clean_path(old))
            self._redirects.setdefault(_key(source), _Redirect(source, new, status, None))

    # A site whose links are all exact needs neither of these.

    @cached_property
    def _pages_by_key(self) -> Mapping[str, LinkTarget]:
        pages: dict[str, LinkTarget] = {}
        for path, page in self._pages.items():
            pages.setdefault(_key(path), page)
        return pages

    @cached_property
    def _pages_by_folded_key(self) -> Mapping[str, LinkTarget]:
        pages: dict[str, LinkTarget] = {}
        for path, page in self._pages.items():
            pages.setdefault(_key(path.casefold()), page)
        return pages

    @cached_property
    def _redirects_by_folded_key(self) -> Mapping[str, _Redirect]:
        redirects: dict[str, _Redirect] = {}
        for redirect in self._redirects.values():
            redirects.setdefault(_key(redirect.source.casefold()), redirect)
        return redirects

    @cached_property
    def _prefixes_by_folded_prefix(self) -> Mapping[str, _PrefixRedirect]:
        prefixes: dict[str, _PrefixRedirect] = {}
        for prefix, redirect in self._prefixes.items():
            prefixes.setdefault(prefix.casefold(), redirect)
        return prefixes

    @cached_property
    def _pages_by_folded_file(self) -> Mapping[str, LinkTarget]:
        return {page.file.casefold(): page for page in self._pages.values()}

    @cached_property
    def _assets_by_name(self) -> Mapping[str, Sequence[Asset]]:
        assets: dict[str, list[Asset]] = {}
        for path, asset in self._assets.items():
            assets.setdefault(posixpath.basename(path), []).append(asset)
        return assets

    @cached_property
    def _tops(self) -> frozenset[str]:
        return frozenset(path.split("/", 2)[1] for path in self._pages)

    def page_of_folded_file(self, name: str) -> LinkTarget | None:
        """Return the page of a file whose name differs at most in the case of letters."""
        return self._pages_by_folded_file.get(name.casefold())

    def page_at(self, address: str) -> LinkTarget | None:
        """Return the page whose path is this address, exactly as written."""
        page = self._pages.get(address)
        return page if page is not None and _UNCLEAN.isdisjoint(address) else None

    def find(self, path: str) -> AddressMatch | None:
        """Return the match of a path, with redirects applied; None if nothing is there."""
        if (page := self.page_at(path)) is not None:
            return AddressMatch(page, None)
        path = clean_path(path)
        if (match := self._content_at(path)) is not None:
            return match
        path = self._below_base(path)
        if (match := self._content_at(path)) is not None:
            return match
        if self._is_route(path):
            return AddressMatch(None, None, path, is_route=True)
        return self._follow(path)

    def _follow(self, path: str, first: _Redirect | None = None) -> AddressMatch | None:
        """Return where the redirects of a path end; None if there are none or they lead nowhere.

        `first` is the one to begin with, by default the one that the path has.
        """
        status: int | None = None
        seen = {_key(path)}
        while (redirect := first or self._redirect(path)) is not None:
            first = None
            status = status or redirect.status
            if redirect.status == 410 or redirect.to is None:
                return AddressMatch(None, None, None, 410)
            location = redirect.to
            if is_unsafe(location):
                return None
            if is_whole(location):
                return AddressMatch(None, None, location, status)
            target = self._within(location)
            if (match := self._content_at(target)) is not None:
                content = match.page or match.asset
                assert content is not None
                tail = re.search(r"[?#].*", location)
                place = content.path + (tail.group() if tail else "")
                return AddressMatch(match.page, match.asset, place, status)
            if self._is_route(target):
                return AddressMatch(None, None, location, status)
            if _key(target) in seen or len(seen) > MAX_HOPS:
                return None
            seen.add(_key(target))
            path = location
        return None

    def loops(self) -> frozenset[int]:
        """Return the numbers of the site file's redirect rules that lead back to themselves."""
        starts = dict(self._redirects)
        starts.update({f"{splat.prefix}x": splat.redirect for splat in self._prefixes.values()})
        return frozenset(
            redirect.rule
            for start, redirect in starts.items()
            if redirect.rule is not None
            and self._content_at(f"/{start.lstrip('/')}") is None
            and not self._is_route(f"/{start.lstrip('/')}")
            and self._is_loop(start)
        )

    def _is_loop(self, path: str) -> bool:
        seen: set[str] = set()
        while (redirect := self._redirect(path)) is not None and redirect.to is not None:
            if _key(path) in seen or len(seen) > MAX_HOPS:
                return True
            seen.add(_key(path))
            if is_whole(redirect.to):
                return False
            path = self._within(redirect.to)
            if self._content_at(path) is not None or self._is_route(path):
                return False
        return False

    def leads_somewhere(self, address: str) -> bool:
        """Return True if a redirect to this address ends at a page, a file or another site."""
        return is_whole(address) or self.find(address) is not None

    @cached_property
    def redirects(self) -> tuple[Redirect, ...]:
        """All redirects that work: by address, then those of all addresses with a prefix.

        The first that matches an address counts. Those from an address where something is, or
        that loop or lead nowhere, are left out.
        """
        exact = sorted(self._redirects.values(), key=lambda redirect: redirect.source)
        ends = ((redirect, self._end(redirect.source)) for redirect in exact)
        return (
            *(
                Redirect(redirect.source, end.location, end.code or redirect.status, False)
                for redirect, end in ends
                if end is not None
            ),
            *self._wildcards(),
        )

    def _end(self, path: str) -> AddressMatch | None:
        """Return where the redirects of a path end; None if they are not followed or do not end."""
        if self._content_at(path) is not None or self._is_route(path):
            return None
        return self._follow(path)

    def _wildcards(self) -> Iterator[Redirect]:
        for prefix, redirect, _ in self._prefixes.values():
            to = redirect.to
            if to is not None and ":splat" not in to:
                end = self._follow(prefix, redirect)
                if end is None:
                    continue
                to = end.location
            elif to is not None and (is_unsafe(to) or self._is_loop(f"{prefix}x")):
                continue
            status = 410 if to is None else redirect.status
            yield Redirect(f"{prefix}*", to, status, True)

    def suggestions(self, path: str) -> tuple[LinkTarget, ...]:
        """Return the pages whose paths are most like this one, best first."""
        keys = self._pages_by_folded_key
        key = _key(self._below_base(clean_path(path)).casefold())
        return tuple(keys[similar] for similar in most_like(key, keys, _SUGGESTIONS))

    @property
    def files(self) -> Iterable[str]:
        """The addresses of all static files."""
        return self._assets

    def has_below(self, top: str) -> bool:
        """Return True if a page's path begins with this part."""
        return top in self._tops

    def asset_ending_in(self, name: str) -> Asset | None:
        """Return the file whose path ends in this relative one; None if several may be meant."""
        ending = clean_path(name)
        named = self._assets_by_name.get(posixpath.basename(ending), ())
        return meant_file([asset for asset in named if asset.path.endswith(ending)], ending)

    def _within(self, address: str) -> str:
        """Return the clean path of an address on this site, below its base path."""
        path = clean_path(address)
        return path if self._content_at(path) is not None else self._below_base(path)

    def _below_base(self, path: str) -> str:
        base = self.base_path
        return path[len(base) :] or "/" if base and f"{path}/".startswith(f"{base}/") else path

    def _is_route(self, path: str) -> bool:
        """Return True if the front end serves this clean path itself, with or without a slash."""
        name = path.strip("/")
        return self._routes.is_in(name) or self._routes.is_in(f"{name}/")

    def _content_at(self, path: str) -> AddressMatch | None:
        """Return the page or file at a clean path, before any redirects."""
        page = self._pages.get(path)
        if page is None and (asset := self._assets.get(path.rstrip("/"))) is not None:
            return AddressMatch(None, asset)
        page = page or self._pages_by_key.get(_key(path))
        if page is not None:
            return AddressMatch(page, None)
        page = self._pages_by_folded_key.get(_key(path.casefold()))
        asset = self._assets_by_folded_path.get(path.rstrip("/").casefold())
        if page is None and asset is None:
            return None
        return AddressMatch(page, asset if page is None else None, is_folded=True)

    def _redirect(self, path: str) -> _Redirect | None:
        redirect = self._redirects.get(_key(path))
        redirect = redirect or self._redirects_by_folded_key.get(_key(path.casefold()))
        if redirect is not None:
            return redirect
        slashed = path if path.endswith("/") else f"{path}/"
        beginnings = [
            slashed[:length] for length in takewhile(len(slashed).__ge__, self._prefix_lengths)
        ]
        matching = list(filter(None, map(self._prefixes.get, beginnings)))
        if not matching:
            folded = self._prefixes_by_folded_prefix
            matching = [
                prefixed
                for beginning in beginnings
                if (prefixed := folded.get(beginning.casefold())) is not None
                and len(prefixed.prefix) == len(beginning)
            ]
        if not matching:
            return None
        prefix, redirect, _ = min(matching, key=lambda prefixed: prefixed.order)
        if redirect.to is None:
            return redirect
        whole = path if len(path) >= len(prefix) else slashed
        to = redirect.to.replace(":splat", whole[len(prefix) :])
        # A request must not add a scheme to a rule without one, nor make a path that a rule
        # repeats grow at every hop.
        if len(to) > MAX_PATH or is_unsafe(to):
            return None
        return redirect._replace(to=to)


def clean_path(address: str) -> str:
    """Return the path of an address: decoded, composed, without query, fragment and dots."""
    path = composed(unquote(address.partition("#")[0].partition("?")[0]).strip())
    trailing = path.endswith(("/", "/.", "/.."))
    path = posixpath.normpath(f"/{path.lstrip('/')}")
    return f"{path}/" if trailing and path != "/" else path


def slug_of_address(address: str) -> str:
    """Return the slug of the page that a path means."""
    slug = clean_path(address).strip("/")
    return slug.removesuffix(".md").removesuffix(".html")


def is_whole(address: str) -> bool:
    """Return True if an address has a host or a scheme."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", address) is not None


def _key(path: str) -> str:
    """Return a path as web servers match it: without a final slash, `index` and `.html`."""
    key = path.rstrip("/")
    key = key.removesuffix("/index.html").removesuffix("/index.htm").removesuffix("/index")
    return key.removesuffix(".html")

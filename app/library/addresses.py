"""What lives at an address of the website: pages, files, redirects. Matched as a server would."""

import posixpath
import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final, Generic, NamedTuple, Protocol, TypeVar
from urllib.parse import unquote

from app.files.assets import Asset
from app.markdown.sanitise import is_unsafe
from app.problems import Problem
from app.site.paths import MAX_PATH
from app.site.schema import RedirectRule
from app.site.site_file import SiteFile
from app.suggestions import most_like

MAX_HOPS: Final = 20
_SUGGESTIONS: Final = 3
# A path without these is as clean as it can be, if a page lives there.
_UNCLEAN: Final = frozenset("%?#")


class HasPath(Protocol):
    """Whatever lives at a path."""

    @property
    def path(self) -> str:
        """The path on the website."""


PageT = TypeVar("PageT", bound=HasPath)


class Found(NamedTuple, Generic[PageT]):
    """What an address leads to: a page, a file, or by a redirect to either or elsewhere.

    `location` is the address to use instead, `code` the redirect's status; 410 is gone.
    """

    page: PageT | None
    asset: Asset | None
    location: str | None
    code: int | None


class _Redirect(NamedTuple):
    """A rule with its number in the site file; None for one of a page's old addresses."""

    to: str | None
    status: int
    rule: int | None


class _Splat(NamedTuple):
    prefix: str
    redirect: _Redirect
    order: int


class Website(Generic[PageT]):
    """All addresses of one site. An old address that leads to None is gone.

    `base_path` is the path below which the site lies on its host, `/clinic` or empty: no page's
    path begins with it, but links may.
    """

    def __init__(
        self,
        pages: Iterable[PageT],
        assets: Iterable[Asset],
        rules: Iterable[RedirectRule],
        old_addresses: Iterable[tuple[str, str | None]],
        base_path: str = "",
    ) -> None:
        self._base_path = base_path
        self._exact: dict[str, PageT] = {}
        for page in pages:
            self._exact.setdefault(page.path, page)
        self._assets = {asset.path: asset for asset in assets}
        self._assets_any_case: dict[str, Asset] = {}
        for path, asset in self._assets.items():
            self._assets_any_case.setdefault(path.casefold(), asset)
        self._redirects: dict[str, _Redirect] = {}
        # By prefix; of two rules for one prefix the first counts, as of two that fit one path.
        self._splats: dict[str, _Splat] = {}
        for number, rule in enumerate(rules):
            redirect = _Redirect(rule.to, rule.status, number)
            source = self._inner(clean_path(rule.source))
            if source.endswith("*"):
                self._splats.setdefault(
                    source[:-1], _Splat(source[:-1], redirect, len(self._splats))
                )
            else:
                self._redirects.setdefault(_key(source), redirect)
        self._splat_lengths = frozenset(map(len, self._splats))
        for old, new in old_addresses:
            status = 410 if new is None else 301
            source = self._inner(clean_path(old))
            self._redirects.setdefault(_key(source), _Redirect(new, status, None))

    # Where all links are written as they should be, nobody looks for them in any other way.

    @cached_property
    def _loose(self) -> Mapping[str, PageT]:
        found: dict[str, PageT] = {}
        for path, page in self._exact.items():
            found.setdefault(_key(path), page)
        return found

    @cached_property
    def _any_case(self) -> Mapping[str, PageT]:
        found: dict[str, PageT] = {}
        for key, page in self._loose.items():
            found.setdefault(key.casefold(), page)
        return found

    def find(self, path: str) -> Found[PageT] | None:
        """What lives at a path, or where it was sent to; None where there is nothing."""
        page = self._exact.get(path)
        if page is not None and _UNCLEAN.isdisjoint(path):
            return Found(page, None, None, None)
        path = clean_path(path)
        if (found := self._resident(path)) is not None:
            return found
        path = self._inner(path)
        if (found := self._resident(path)) is not None:
            return found
        first: _Redirect | None = None
        seen = {_key(path)}
        location = path
        while True:
            redirect = self._redirect(location)
            if redirect is None:
                # A redirect that leads to nothing is as if there were none.
                return None
            first = first or redirect
            if redirect.status == 410 or redirect.to is None:
                return Found(None, None, None, 410)
            location = redirect.to
            if _is_elsewhere(location):
                return Found(None, None, location, first.status)
            target = self._within(location)
            if (resident := self._resident(target)) is not None:
                held = resident.page or resident.asset
                assert held is not None
                tail = re.search(r"[?#].*", location)
                place = held.path + (tail.group() if tail else "")
                return Found(resident.page, resident.asset, place, first.status)
            if _key(target) in seen or len(seen) > MAX_HOPS:
                return None
            seen.add(_key(target))
            location = target

    def loops(self) -> tuple[int, ...]:
        """The numbers of the site file's redirect rules that lead back to where they began."""
        looping = []
        starts = dict(self._redirects)
        starts.update({f"{splat.prefix}x": splat.redirect for splat in self._splats.values()})
        for start, redirect in starts.items():
            if redirect.rule is None or self._resident(f"/{start.lstrip('/')}") is not None:
                continue
            seen: set[str] = set()
            path = start
            while (step := self._redirect(path)) is not None and step.to is not None:
                if _key(path) in seen or len(seen) > MAX_HOPS:
                    looping.append(redirect.rule)
                    break
                seen.add(_key(path))
                if _is_elsewhere(step.to):
                    break
                path = self._within(step.to)
                if self._resident(path) is not None:
                    break
        return tuple(sorted(set(looping)))

    def leads_on(self, address: str) -> bool:
        """Whether a redirect to this address ends anywhere: here, or on another site."""
        return _is_elsewhere(address) or self.find(address) is not None

    def suggestions(self, path: str) -> tuple[PageT, ...]:
        """The pages whose paths are most like this one, best first."""
        keys = self._any_case
        meant = _key(self._inner(clean_path(path))).casefold()
        nearest = most_like(meant, keys, _SUGGESTIONS)
        return tuple(keys[key] for key in nearest)

    def _within(self, address: str) -> str:
        """The clean path of an address on this site, below its base path."""
        path = clean_path(address)
        return path if self._resident(path) is not None else self._inner(path)

    def _inner(self, path: str) -> str:
        """The path below the base path, if it is written with that."""
        base = self._base_path
        return path[len(base) :] or "/" if base and f"{path}/".startswith(f"{base}/") else path

    def _resident(self, path: str) -> Found[PageT] | None:
        key = _key(path)
        page = self._exact.get(path)
        if page is None and (asset := self._assets.get(path.rstrip("/"))) is not None:
            return Found(None, asset, None, None)
        page = page or self._loose.get(key) or self._any_case.get(key.casefold())
        if page is not None:
            return Found(page, None, None, None)
        asset = self._assets_any_case.get(path.rstrip("/").casefold())
        return Found(None, asset, None, None) if asset is not None else None

    def _redirect(self, path: str) -> _Redirect | None:
        found = self._redirects.get(_key(path))
        if found is not None:
            return found
        slashed = path if path.endswith("/") else f"{path}/"
        fitting = [
            splat
            for length in self._splat_lengths
            if (splat := self._splats.get(slashed[:length])) is not None
        ]
        if not fitting:
            return None
        splat = min(fitting, key=lambda each: each.order)
        whole = path if path.startswith(splat.prefix) else slashed
        to = splat.redirect.to
        filled = to.replace(":splat", whole[len(splat.prefix) :]) if to is not None else None
        # Whoever asks must not bring a scheme where the rule has none, nor have a path that a
        # rule repeats grow at every hop.
        if filled is not None and (len(filled) > MAX_PATH or is_unsafe(filled)):
            return None
        return _Redirect(filled, splat.redirect.status, splat.redirect.rule)


def _is_elsewhere(address: str) -> bool:
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", address) is not None


def clean_path(address: str) -> str:
    """The path of an address: decoded, without query and fragment, `.` and `..` worked off."""
    path = unquote(address.partition("#")[0].partition("?")[0]).strip()
    trailing = path.endswith(("/", "/.", "/.."))
    path = posixpath.normpath(f"/{path.lstrip('/')}")
    return f"{path}/" if trailing and path != "/" else path


def _key(path: str) -> str:
    """Paths that a web server serves alike: without the slash, `index.html` and `.html`."""
    key = path.rstrip("/")
    key = key.removesuffix("/index.html").removesuffix("/index.htm")
    return key.removesuffix(".html")


def redirect_problems(site: SiteFile, website: Website[PageT]) -> tuple[Problem, ...]:
    """A problem for each redirect that goes round in circles or leads to nothing."""
    problems = []
    loops = frozenset(website.loops())
    for number, rule in enumerate(site.site.redirects):
        if rule.implied:
            continue
        if number in loops:
            told = f'the redirect from "{rule.source}" leads back to where it began'
            hint = "Let it lead to a page."
            problems.append(site.problem(("redirects", number), "redirect-loop", told, hint))
        elif rule.to is not None and ":splat" not in rule.to and not website.leads_on(rule.to):
            told = f'the redirect from "{rule.source}" leads to "{rule.to}", where nothing is'
            hint = "Let it lead to a page, or give it the status 410."
            problems.append(site.problem(("redirects", number, "to"), "broken-link", told, hint))
    return tuple(problems)

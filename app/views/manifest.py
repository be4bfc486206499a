"""The manifest: the digest of every record and file of a library, and its changes since another."""

from collections.abc import Iterator, Mapping
from itertools import accumulate
from typing import Final, NamedTuple, NotRequired

from typing_extensions import TypedDict

from app.library.library import Library
from app.records import Menu
from app.views.answers import Answer
from app.views.digests import Digests, view_digest

SITE: Final = "site"
LANGUAGE: Final = "?language="
# Former manifests are kept up to this size, which is 50 of a small site, 5 of 10,000 pages.
_KEPT_BYTES: Final = 8 * 1024 * 1024
_KEPT: Final = 50
# Bytes of memory that an entry takes, roughly.
_ENTRY: Final = 160


class Manifest(NamedTuple):
    """The digests of records by key, such as `page/iastm`, and of files by address."""

    version: str
    records: Mapping[str, str]
    assets: Mapping[str, str]

    @property
    def size(self) -> int:
        """The memory that it takes, in bytes."""
        return (len(self.records) + len(self.assets)) * _ENTRY


class SyncedView(TypedDict):
    """The digests of the records and files that are new or changed."""

    records: dict[str, str]
    assets: dict[str, str]


class SyncView(TypedDict):
    """The digest of every record and of every file by its address, or what has changed.

    `records` and `assets` are all there is. In their place, an answer to `since` has what is new or
    changed since that version, and the keys and addresses that were `deleted`; `since` is null if
    the version is not known any more.
    """

    version: str
    since: NotRequired[str | None]
    records: NotRequired[dict[str, str]]
    assets: NotRequired[dict[str, str]]
    changed: NotRequired[SyncedView]
    deleted: NotRequired[list[str]]


def build_manifest(library: Library, digests: Digests, site: Answer) -> Manifest:
    """Return the manifest of a library; `site` is the answer of `/site`."""
    records = {f"page/{page.slug}": digests.of(page) for page in library.pages}
    for condition in library.conditions:
        records[f"condition/{condition.slug}"] = digests.of(condition)
    for location in library.locations:
        records[f"location/{location.slug}"] = digests.of(location)
    for key, menu in menus_by_key(library):
        records[key] = view_digest("menu", menu)
    records[SITE] = view_digest(SITE, [bytes(site.body).decode()])
    assets = {path: asset.digest for path, asset in sorted(library.assets.items())}
    return Manifest(library.version, records, assets)


def menus_by_key(library: Library) -> Iterator[tuple[str, Menu]]:
    """Yield the menus with their keys: `menu/main`, and `menu/main?language=de` for a further one.

    A key is the end of an address: `/menus/main?language=de`.
    """
    names: set[str] = set()
    for menu in library.menus:
        # The first of a name is the one without a language in its address.
        is_default = menu.name not in names
        names.add(menu.name)
        language = "" if is_default or menu.language is None else f"{LANGUAGE}{menu.language}"
        yield f"menu/{menu.name}{language}", menu


def within_bound(manifests: tuple[Manifest, ...]) -> tuple[Manifest, ...]:
    """Return as many of the first manifests as are kept, one at least."""
    sizes = accumulate(manifest.size for manifest in manifests)
    count = sum(size <= _KEPT_BYTES for size in sizes)
    return manifests[: min(max(count, 1), _KEPT)]


def sync_view(manifest: Manifest) -> SyncView:
    """Return the manifest as it is sent."""
    return {
        "version": manifest.version,
        "records": dict(manifest.records),
        "assets": dict(manifest.assets),
    }


def changes_view(former: Manifest, current: Manifest) -> SyncView:
    """Return the changes between two manifests."""
    return {
        "version": current.version,
        "since": former.version,
        "changed": {
            "records": _changed(former.records, current.records),
            "assets": _changed(former.assets, current.assets),
        },
        "deleted": [
            *(key for key in former.records if key not in current.records),
            *(path for path in former.assets if path not in current.assets),
        ],
    }


def _changed(former: Mapping[str, str], current: Mapping[str, str]) -> dict[str, str]:
    return {key: digest for key, digest in current.items() if former.get(key) != digest}

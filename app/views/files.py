"""The lists of what is not a record: redirects, and the files of the folder that are served."""

import threading
from collections.abc import Mapping
from typing import Any, Final

from app.files.assets import Asset
from app.files.placeholders import PictureChangedError, placeholder
from app.library.addresses import Redirect
from app.library.library import Library
from app.records import Ref
from app.site.schema import REDIRECT_STATUSES
from app.views.derived import derived_view
from app.views.listing import Listing
from app.views.selection import Selection

REDIRECT_SORTS: Final = ("from", "to", "status")
ASSET_SORTS: Final = ("src", "type", "bytes")
RedirectView: Final = derived_view(
    "RedirectView",
    {"from": str, "to": str | None, "status": int, "wildcard": bool},
    "An old address and where it leads in the end; `to` is null for one that is gone (410). "
    "A wildcard is for all addresses that begin as `from` without its asterisk; `:splat` in `to` "
    "is the rest.",
)
AssetView: Final = derived_view(
    "AssetView",
    {
        "src": str,
        "type": str,
        "bytes": int,
        "digest": str,
        "width": int | None,
        "height": int | None,
        "placeholder": str | None,
        "used_by": tuple[Ref, ...],
    },
    "A file that is served, and the pages that show it or link to it. `digest` names its bytes; "
    "`placeholder` is the ThumbHash of a picture, in base64.",
)


class Placeholders:
    """The placeholders of pictures, by the fingerprints of their bytes, made when first read."""

    def __init__(self, library: Library, before: "Placeholders | None" = None) -> None:
        """Keep those of `before` whose pictures are in the library."""
        fingerprints = {asset.fingerprint for asset in library.assets.values()}
        placeholders = before.made if before is not None else {}
        self._made = {name: placeholders[name] for name in fingerprints & placeholders.keys()}
        self._making = threading.Lock()

    @property
    def made(self) -> Mapping[str, str | None]:
        """A copy of what has been made."""
        return self._made.copy()

    def has(self, asset: Asset) -> bool:
        """Return True if the placeholder of a file has been made."""
        return asset.fingerprint in self._made

    def of(self, asset: Asset) -> str | None:
        """Return the placeholder of a file, None if it has none. One is made at a time."""
        if asset.fingerprint not in self._made:
            with self._making:
                # Another thread may have made it meanwhile.
                if asset.fingerprint not in self._made:
                    try:
                        self._made[asset.fingerprint] = placeholder(asset)
                    except (OSError, PictureChangedError):
                        # The next load reads what it is now.
                        return None
        return self._made[asset.fingerprint]


def redirect_list(library: Library) -> Listing[Redirect]:
    """Return the list of redirects, in the order in which they are tried."""

    def view(redirect: Redirect) -> dict[str, Any]:
        return {
            "from": redirect.source,
            "to": redirect.to,
            "status": redirect.status,
            "wildcard": redirect.is_wildcard,
        }

    return Listing(
        library.addresses.redirects,
        filters={
            "status": lambda redirect: (str(redirect.status),),
            "wildcard": lambda redirect: ("true" if redirect.is_wildcard else "false",),
        },
        closed={
            "wildcard": ("false", "true"),
            "status": [str(status) for status in REDIRECT_STATUSES],
        },
        orders={
            "from": lambda redirect: redirect.source,
            "to": lambda redirect: redirect.to,
            "status": lambda redirect: redirect.status,
        },
        view=view,
        select=lambda redirect, selection: selection.pick(view(redirect)),
    )


def asset_list(library: Library, placeholders: Placeholders) -> Listing[Asset]:
    """Return the list of files that are served, by address."""
    users = _users(library)

    def view(asset: Asset, selection: Selection | None = None) -> dict[str, Any]:
        is_shown = selection is None or selection.has("placeholder")
        return {
            "src": f"{library.root_path}{asset.path}",
            "type": asset.type,
            "bytes": asset.size,
            "digest": asset.digest,
            "width": asset.width,
            "height": asset.height,
            "placeholder": placeholders.of(asset) if is_shown else None,
            "used_by": users.get(asset.path, ()),
        }

    return Listing(
        [asset for _, asset in sorted(library.assets.items())],
        filters={
            "type": lambda asset: (asset.type,),
            "src": lambda asset: {asset.path, f"{library.root_path}{asset.path}"},
        },
        orders={
            "src": lambda asset: asset.path,
            "type": lambda asset: asset.type,
            "bytes": lambda asset: asset.size,
        },
        view=view,
        select=lambda asset, selection: selection.pick(view(asset, selection)),
    )


def _users(library: Library) -> Mapping[str, tuple[Ref, ...]]:
    """Return the pages that use each file, by the file's address."""
    users: dict[str, list[Ref]] = {}
    for page in library.pages:
        for path in page.body.assets:
            users.setdefault(path, []).append(page.ref)
    return {path: tuple(refs) for path, refs in users.items()}

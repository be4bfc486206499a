"""The answers of a catalog as files: each at its address, with the bytes that the server sends."""

import errno
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, NamedTuple, TypeAlias
from urllib.parse import quote

import PIL

from app import __version__
from app.files.assets import Asset
from app.files.descriptors import open_file
from app.hashing import digest_of
from app.library.addresses import Redirect
from app.views.answers import encode
from app.views.bundle import bundle_keys, bundle_line, record_body
from app.views.catalog import Catalog
from app.views.clinic import clinic_view
from app.views.crawlers import llms_answer, robots_answer, sitemap_answer, sitemap_texts
from app.views.files import AssetView
from app.views.listing import Listing, list_end
from app.views.manifest import LANGUAGE, SITE, sync_view
from app.views.selection import parse_selection

# Returns the bytes of another file of the export, which comes before.
Read: TypeAlias = Callable[[str], bytes]
_PIECE: Final = 256 * 1024
_BUNDLE: Final = "bundle.ndjson"
# A placeholder takes 20 ms: none is made to see that nothing has changed.
_CHEAP: Final = ",".join(name for name in AssetView.__annotations__ if name != "placeholder")


class ExportedFile(NamedTuple):
    """A file of an export. Equal digests mean equal bytes; `is_text` if compressing it helps."""

    name: str
    digest: str
    pieces: Callable[[Read], Iterable[bytes]]
    is_text: bool = True


def exported_files(catalog: Catalog) -> Iterator[ExportedFile]:
    """Yield all files: records first, of which the bundle is put together."""
    yield from _records(catalog)
    yield from _lists(catalog)
    yield _bundle(catalog)
    yield _whole("sync.json", encode(sync_view(catalog.manifest)))
    yield _whole("_redirects", redirects_text(catalog.redirects.items).encode())
    library = catalog.library
    answers = {
        **{name: sitemap_answer(text) for name, text in sitemap_texts(library).items()},
        "robots.txt": robots_answer(library),
        "llms.txt": llms_answer(library),
    }
    for name, answer in answers.items():
        # The site's own file comes first, as on the server.
        if f"/{name}" not in library.assets:
            yield _whole(name, bytes(answer.body))
    for path, asset in sorted(library.assets.items()):
        is_text = asset.type.startswith(("text/", "image/svg"))
        yield ExportedFile(path.lstrip("/"), asset.digest, _asset_pieces(asset), is_text)


def file_of(key: str) -> str:
    """Return the name of the file of a record, by its key: `pages/iastm.json`."""
    if key == SITE:
        return "site.json"
    kind, _, slug = key.partition("/")
    if kind == "menu":
        slug = slug.replace(LANGUAGE, ".")
    return f"{kind}s/{slug}.json"


def redirects_text(redirects: Iterable[Redirect]) -> str:
    """Return redirects as Netlify and Cloudflare Pages read them.

    Specification: https://docs.netlify.com/manage/routing/redirects/overview/
    """
    lines = []
    for redirect in redirects:
        source = quote(redirect.source, safe="/*!$&'()+,;=:@-._~")
        if redirect.to is None:
            # Neither has a status for what is gone: it is not found.
            lines.append(f"# 410: {source}\n")
        else:
            to = quote(redirect.to, safe="/:?#[]@!$&'()*+,;=%-._~")
            lines.append(f"{source} {to} {redirect.status}\n")
    return "".join(lines)


def _records(catalog: Catalog) -> Iterator[ExportedFile]:
    def pieces(key: str) -> Callable[[Read], Iterable[bytes]]:
        return lambda _: (record_body(catalog, key),)

    for key, digest in catalog.manifest.records.items():
        yield ExportedFile(file_of(key), digest, pieces(key))


def _lists(catalog: Catalog) -> Iterator[ExportedFile]:
    library, digests = catalog.library, catalog.digests
    # An item has nothing that its digest does not name.
    yield _list("pages.json", catalog.pages, [digests.of(page) for page in library.pages])
    by_digest = [digests.of(condition) for condition in library.conditions]
    yield _list("conditions.json", catalog.conditions, by_digest)
    locations = [encode(clinic_view(location, digests)) for location in library.locations]
    yield _whole("locations.json", b"".join(_joined(locations, len(locations))))
    yield _list("menus.json", catalog.menus)
    yield _list("links.json", catalog.edges)
    yield _list("redirects.json", catalog.redirects)
    cheap = catalog.assets.part(range(len(catalog.assets)), parse_selection(_CHEAP, AssetView))
    yield _list("assets.json", catalog.assets, [PIL.__version__, *cheap])
    yield _list("problems.json", catalog.problems)


def _list(
    name: str, listing: Listing[Any], digests: Iterable[object] | None = None
) -> ExportedFile:
    """Return a whole list; without `digests` it is made to be hashed."""
    numbers = range(len(listing))
    if digests is None:
        return _whole(name, b"".join(_joined(listing.part(numbers), len(numbers))))
    digest = digest_of(__version__, name, list(digests))
    return ExportedFile(name, digest, lambda _: _joined(listing.part(numbers), len(listing)))


def _joined(items: Iterable[bytes], total: int) -> Iterator[bytes]:
    """Yield the pieces of a list with all its items."""
    yield b'{"items":['
    for number, item in enumerate(items):
        if number:
            yield b","
        yield item
    yield list_end(total, total, 0, None)


def _bundle(catalog: Catalog) -> ExportedFile:
    keys = bundle_keys(catalog, None, None)
    digests = catalog.manifest.records

    def lines(read: Read) -> Iterator[bytes]:
        for key in keys:
            yield bundle_line(key, digests[key], read(file_of(key)))

    return ExportedFile(_BUNDLE, digest_of([(key, digests[key]) for key in keys]), lines)


def _whole(name: str, body: bytes) -> ExportedFile:
    return ExportedFile(name, digest_of(body), lambda _: (body,))


def _asset_pieces(asset: Asset) -> Callable[[Read], Iterable[bytes]]:
    def pieces(_: Read) -> Iterator[bytes]:
        hashed = hashlib.blake2b(digest_size=16)
        with os.fdopen(open_file(str(asset.location), asset.stamp), "rb") as file:
            while piece := file.read(_PIECE):
                hashed.update(piece)
                yield piece
        if hashed.hexdigest() != asset.fingerprint:
            raise OSError(errno.ESTALE, "Changed while it was exported", asset.file)

    return pieces

"""The static files of a tree at the addresses that they have on its website."""

import os
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeAlias

from app.dialects.base import Dialect, Homes
from app.dialects.document import Document
from app.dialects.other_systems import page_suffixes
from app.files.assets import Asset
from app.files.descriptors import open_file
from app.files.lfs import with_one_for_pointers
from app.files.tree import SourceFile
from app.problems import Problem
from app.site.paths import composed

# A static file that was read, None if it cannot be read, and what is wrong with it.
AssetOutcome: TypeAlias = tuple[Asset | None, tuple[Problem, ...]]

_BEGINNING_BYTES: Final = 16
_PAGE: Final = ".html"


def folder_homes(documents: Iterable[Document], own_language: str | None) -> Homes:
    """Return the path of each folder's page: in the site's language, where there are several."""
    homes: dict[str, str] = {}
    for document in documents:
        if (home := document.placement.home) is not None:
            if document.language == own_language:
                homes[home] = document.path
            else:
                homes.setdefault(home, document.path)
    return homes


def translated_addresses(
    names: Iterable[str], documents: Iterable[Document], homes: Homes
) -> Iterator[str]:
    """Yield the addresses that files of these names have in the other languages of a site.

    A file in the folder of a page is beside each translation of the page.
    """
    translations: dict[str, list[str]] = {}
    for document in documents:
        home = document.placement.home
        if home is not None and document.path != homes[home]:
            translations.setdefault(home, []).append(document.path)
    for name in names if translations else ():
        folder = posixpath.dirname(name)
        while folder and folder not in homes:
            folder = posixpath.dirname(folder)
        for path in translations.get(folder, ()):
            yield f"{path.removesuffix(_PAGE).rstrip('/')}/{name.removeprefix(f'{folder}/')}"


def unserved_addresses(names: Iterable[str], dialect: Dialect, homes: Homes) -> Mapping[str, str]:
    """Return by name the addresses of files that the website has and this service does not serve.

    A native tree has no other website, but what serves its pages may serve those in HTML too.
    """
    if dialect.is_native:
        suffixes = page_suffixes(dialect.system)
        return {name: f"/{name}" for name in names if name.endswith(suffixes)}
    return {name: dialect.asset_path(name, homes) for name in names}


def with_short_forms(addresses: Iterable[str], dialect: Dialect) -> frozenset[str]:
    """Return addresses of pages, and those that links may have instead: `/a`, `/folder`."""
    suffixes = page_suffixes(dialect.system)
    return frozenset(
        form
        for address in addresses
        for suffix in suffixes
        for form in (address, address.removesuffix(suffix), address.removesuffix(f"/index{suffix}"))
    )


def place_assets(
    outcomes: Mapping[SourceFile, AssetOutcome], dialect: Dialect, homes: Homes
) -> tuple[tuple[Asset, ...], list[Problem]]:
    """Return the assets at the addresses that their tree gives them, without its templates.

    What is wrong with a theme's file is the theme's to mend.
    """
    placed: list[Asset] = []
    of_themes: list[Asset] = []
    names = {file.name for file in outcomes}
    problems: list[Problem] = []
    for file, (asset, asset_problems) in outcomes.items():
        name = file.name
        is_of_theme = dialect.is_of_theme(name)
        if not is_of_theme:
            problems += asset_problems
        if asset is None:
            continue
        if not dialect.is_native and dialect.is_generated(name, _beginning(asset)):
            message = "the file is a template, and what is made of it is not served"
            hint = "Let the front end make it, or take its front matter out."
            problems.append(Problem(name, 1, 1, "not-served", message, hint))
            continue
        path = dialect.asset_path(name, homes)
        # Unless both forms of the name are there.
        if composed(name) == name or composed(name) not in names:
            path = composed(path)
        at_address = asset if asset.path == path else asset._replace(path=path, name=name)
        (of_themes if is_of_theme else placed).append(at_address)
    taken = {asset.path for asset in placed}
    return (*placed, *(asset for asset in of_themes if asset.path not in taken)), (
        with_one_for_pointers(problems)
    )


def _beginning(asset: Asset) -> bytes:
    """Return the first bytes of a text; none of another file, or of one that has gone."""
    if not asset.type.startswith(("text/", "image/svg")):
        return b""
    try:
        with os.fdopen(open_file(str(asset.location), asset.stamp), "rb") as file:
            return file.read(_BEGINNING_BYTES)
    except OSError:
        return b""

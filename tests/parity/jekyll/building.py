"""A made tree, built by Jekyll: which addresses it has, what stands there."""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

from tests.parity.jekyll.content import Content, content_of

_PLUGINS: Final = Path(__file__).parent / "plugins"
_PAGE_SUFFIXES: Final = frozenset({".html", ".htm", ".xhtml"})
_PATIENCE: Final = 300


class BuildError(Exception):
    """Jekyll did not build a tree; the message is what it said."""


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """A page: the file that it was made of, and what its body says, for it has no layout."""

    source: str
    content: Content


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """What Jekyll wrote: pages by address, where old addresses lead, addresses of static files.

    The address is the one that Jekyll gives a page, its index shown as the folder.

    A page that does nothing but send readers on, by the plugin jekyll-redirect-from, is no page
    but a redirect. A file that is a page by its suffix and was copied as it is counts as static.
    """

    pages: Mapping[str, BuiltPage]
    redirects: Mapping[str, str]
    static_files: frozenset[str]


def build(tree: Path, workshop: Path) -> BuiltSite:
    """Build a copy of the tree in an empty folder. Raises BuildError."""
    copy, layouts = workshop / "tree", workshop / "layouts"
    shutil.copytree(tree, copy)
    # With no layouts at all, a page is its body.
    layouts.mkdir()
    record = workshop / "record.json"
    command = ["jekyll", "build", "--quiet", "--disable-disk-cache"]
    # It is built where the tree says, for that folder is no part of it.
    command += ["--layouts", str(layouts), "--plugins", str(_PLUGINS)]
    # Where a tree names no time zone, Jekyll takes the machine's, and we take UTC.
    machine = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PARITY_RECORD": str(record)}
    machine["JEKYLL_ENV"] = "production"
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    done = subprocess.run(
        command,
        cwd=copy,
        env={**environment, **machine},
        capture_output=True,
        text=True,
        check=False,
        timeout=_PATIENCE,
    )
    if done.returncode or not record.exists():
        message = f"{tree.name}: {done.stderr.strip() or done.stdout.strip()}"
        raise BuildError(message)
    return _read(json.loads(record.read_bytes()))


def _read(record: Mapping[str, Any]) -> BuiltSite:
    output = Path(record["output"])
    pages: dict[str, BuiltPage] = {}
    redirects: dict[str, str] = {}
    static: set[str] = set()
    for item in record["items"]:
        file = item["file"]
        match item["kind"]:
            case "redirect":
                to = item["to"].removeprefix(record["base"])
                redirects[item["from"]] = to
            case "static":
                static.add(f"/{file}")
            case _ if item["markdown"] or Path(file).suffix.lower() in _PAGE_SUFFIXES:
                html = (output / file).read_text(encoding="utf-8")
                pages[shown_at(unquote(item["url"]))] = BuiltPage(item["source"], content_of(html))
    return BuiltSite(pages, redirects, frozenset(static))


def shown_at(path: str) -> str:
    """The address at which a web server shows what is at this path."""
    return path.removesuffix("index.html") if path.endswith("/index.html") else path

"""A made tree, built by Hugo: which addresses it has, of which files, and what their bodies say."""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

_PATIENCE: Final = 300
# A page tells of itself. What Hugo makes besides (taxonomies, sections without a file) has no file.
_PAGE: Final = """\
{{- $told := dict "address" .RelPermalink "language" .Language.Lang -}}
{{- $told = merge $told (dict "text" .Plain "contents" .TableOfContents) -}}
{{- with .File }}{{ $told = merge $told (dict "file" .Filename) }}{{ end -}}
{{- $told | jsonify | safeHTML -}}
"""
_ALIAS: Final = '{{- dict "redirect" .Permalink | jsonify | safeHTML -}}'
_LAYOUTS: Final[Mapping[str, str]] = {
    "_default/single.html": _PAGE,
    "_default/list.html": _PAGE,
    "alias.html": _ALIAS,
    # They have no file and no body.
    "404.html": "{}",
}


class BuildError(Exception):
    """Hugo did not build a tree; the message is what it said."""


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """A page, by the file that it was made of; `contents` is its table of contents, in HTML."""

    source: str
    language: str
    text: str
    contents: str


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """What Hugo wrote: pages by address, where old addresses lead, addresses of static files."""

    pages: Mapping[str, BuiltPage]
    redirects: Mapping[str, str]
    static_files: frozenset[str]


def build(tree: Path, workshop: Path) -> BuiltSite:
    """Build a copy of the tree in an empty folder. Raises BuildError."""
    copy, output = workshop / "tree", workshop / "output"
    shutil.copytree(tree, copy, ignore=shutil.ignore_patterns("public"))
    # Its shortcodes stay: a page that uses one without a template is not built.
    shutil.rmtree(copy / "layouts/_default", ignore_errors=True)
    for name, text in _LAYOUTS.items():
        layout = copy / "layouts" / name
        layout.parent.mkdir(parents=True, exist_ok=True)
        layout.write_text(text, encoding="utf-8")
    command = ["hugo", "--quiet", "--noBuildLock", "--source", str(copy)]
    command += ["--destination", str(output), "--cacheDir", str(workshop / "cache")]
    # Where a tree names no time zone, Hugo takes the machine's, and we take UTC.
    machine = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "HUGO_DISABLEKINDS": "RSS sitemap 404"}
    # Ours holds every level, Hugo's those that a site asks for.
    machine |= {"HUGO_MARKUP_TABLEOFCONTENTS_STARTLEVEL": "1"}
    machine |= {"HUGO_MARKUP_TABLEOFCONTENTS_ENDLEVEL": "6"}
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    done = subprocess.run(
        command,
        cwd=workshop,
        env={**environment, **machine},
        capture_output=True,
        text=True,
        check=False,
        timeout=_PATIENCE,
    )
    if done.returncode:
        message = f"{tree.name}: {done.stderr.strip() or done.stdout.strip()}"
        raise BuildError(message)
    return _read(copy, output)


def _read(tree: Path, output: Path) -> BuiltSite:
    pages: dict[str, BuiltPage] = {}
    redirects: dict[str, str] = {}
    static: set[str] = set()
    for file in sorted(path for path in output.rglob("*") if path.is_file()):
        address = shown_at(f"/{file.relative_to(output)}")
        told = _told(file)
        if told is None:
            static.add(address)
        elif "redirect" in told:
            # The page of the languages leads to the first of them.
            redirects[address] = _path(told["redirect"])
        elif "file" in told:
            source = str(Path(told["file"]).relative_to(tree))
            pages[_lives_at(told["address"])] = BuiltPage(
                source, told["language"], told["text"], told["contents"]
            )
    return BuiltSite(pages, redirects, frozenset(static))


def _told(file: Path) -> dict[str, Any] | None:
    """What a page or an alias says of itself; None for a file that is neither."""
    data = file.read_bytes()
    if not data.startswith((b'{"address"', b'{"redirect"')):
        return None
    told: dict[str, Any] = json.loads(data)
    return told


def _lives_at(permalink: str) -> str:
    """The address at which a page is shown.

    Where a page's url names the file of a folder's index, Hugo writes that file, and the link that
    it makes to it has a slash too many and leads nowhere.
    """
    address = unquote(permalink)
    return shown_at(address.removesuffix("/")) if address.endswith("/index.html/") else address


def _path(address: str) -> str:
    return "/" + address.split("://", 1)[-1].partition("/")[2]


def shown_at(path: str) -> str:
    """The address at which a web server shows the file of this path."""
    return path.removesuffix("index.html") if path.endswith("/index.html") else path

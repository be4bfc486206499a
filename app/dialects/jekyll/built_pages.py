"""Pages that are neither Markdown nor HTML: feeds, scripts and styles, with front matter.

Jekyll builds them, and they are not served here. Links may lead to their addresses.
"""

import os
import re
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from app.dialects.jekyll.addresses import built_address
from app.dialects.jekyll.front_matter import read_leniently
from app.dialects.jekyll.tree_layout import TreeLayout
from app.files.descriptors import open_file
from app.files.tree import SourceFile, Tree, suffix_of
from app.front_matter import NULL, FrontMatter, FrontMatterError, Value, source_text

# The address of each file; None for one without front matter.
BuiltPages: TypeAlias = Mapping[SourceFile, str | None]
# Returns the front matter of a file over the configuration's defaults.
WithDefaults: TypeAlias = Callable[[str, FrontMatter], Mapping[str, Value]]

_TEXT_SUFFIXES: Final = frozenset({".csv", ".ics", ".svg", ".txt", ".vcf"})
_START: Final = b"---"
# Front matter is read as far as this.
_MAX_BYTES: Final = 20_000


def is_built(name: str, start: bytes) -> bool:
    """Return True for a static file that begins with front matter: it is a template."""
    return suffix_of(name) in _TEXT_SUFFIXES and has_front_matter(start)


def read_built_pages(
    tree: Tree, layout: TreeLayout, with_defaults: WithDefaults, known: BuiltPages, read_at_ns: int
) -> BuiltPages:
    """Return the addresses of the files that Jekyll builds; `known` files are not read again."""
    unserved = frozenset(tree.unserved)
    files = [file for file in tree.includables if file.name in unserved]
    files += (file for file in tree.assets if suffix_of(file.name) in _TEXT_SUFFIXES)
    return {
        file: known[file]
        if file in known and not file.is_racy(read_at_ns)
        else _address(file, layout, with_defaults)
        for file in files
    }


def _address(file: SourceFile, layout: TreeLayout, with_defaults: WithDefaults) -> str | None:
    content, start = layout.content_file(file.name), _beginning(file)
    # Files of collections have addresses of their own.
    if content.label is not None or not has_front_matter(start):
        return None
    try:
        front_matter, _ = read_leniently(start.decode(errors="replace"), strict=False)
    except FrontMatterError:
        front_matter = FrontMatter({}, {})
    permalink = source_text(with_defaults(file.name, front_matter).get("permalink", NULL))
    return built_address(content.within, permalink)


def begins_with_front_matter(file: SourceFile) -> bool:
    """Return True if a file begins with front matter; False if it cannot be read."""
    return has_front_matter(_beginning(file))


def has_front_matter(start: bytes) -> bool:
    """Return True for a file that begins like this, if Jekyll takes it for a page."""
    return re.match(rb"---\s*\n", start) is not None


def _beginning(file: SourceFile) -> bytes:
    """Return the beginning of a file with front matter; nothing of one that cannot be read."""
    if file.data is not None:
        return file.data[:_MAX_BYTES]
    try:
        with os.fdopen(open_file(file.path, file.stamp), "rb") as opened:
            start = opened.read(len(_START))
            return start + opened.read(_MAX_BYTES) if start == _START else b""
    except OSError:
        return b""

"""Pictures that nothing shows, whose damage and scripts are hints."""

import posixpath
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from app.documents.publish import Published
from app.documents.reader import ParsedTree
from app.files.text import SourceText
from app.problems import Problem
from app.records import Page
from app.regex import regex

_DAMAGED: Final = frozenset({"unreadable-image", "unsafe-svg"})
_UNUSED: Final = "unused-image"
# The last word of a picture's name in a text.
_PICTURE: Final = regex(
    r"[^\s/\\\"'()<>=,:;]{1,200}\.(?:avif|gif|jpe?g|png|svg|webp)\b", re.IGNORECASE
)


def demote_unused_pictures(
    problems: set[Problem], tree: ParsedTree, published: Published, pages: Iterable[Page]
) -> set[Problem]:
    """Return the problems; a picture that no page shows and no template names is a hint."""
    damaged = {problem for problem in problems if problem.code in _DAMAGED}
    if not damaged:
        return problems
    pages = list(pages)
    on_pages = {path for page in pages for path in page.body.assets}
    files = {asset.file for asset in published.assets if asset.path in on_pages}
    texts = [
        *(file.text.text for file in tree.data_files.values() if isinstance(file.text, SourceText)),
        *(str(page.params) for page in pages),
    ]
    named = {name for text in texts for name in _PICTURE.findall(text)}
    unused = {
        problem
        for problem in damaged
        if problem.file not in files and _last_word(problem.file) not in named
    }
    return (problems - unused) | {replace(problem, code=_UNUSED) for problem in unused}


def _last_word(file: str) -> str:
    return posixpath.basename(file).split()[-1]

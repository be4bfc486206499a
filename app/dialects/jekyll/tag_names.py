"""Documents that the tags `link` and `post_url` name, under new names."""

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from app.dialects.jekyll.tree_layout import ContentFile
from app.markdown.edits import Edit
from app.regex import regex

_TAG: Final = regex(r"\{%-?\s*+(?P<tag>link|post_url)\s++(?P<name>[^{}%]++)%\}")
_SHOWN: Final = regex(
    r"\{%-?\s*(?P<block>raw|comment)\s*-?%\}.*?\{%-?\s*end(?P=block)\s*-?%\}", re.DOTALL
)


def renamed_tags(
    text: str, names: Mapping[str, str], content_file: Callable[[str], ContentFile]
) -> Iterator[Edit]:
    """Yield the edits of the tags in a text that name documents by their old names.

    A post has a name with the folders above it, one without, and one without any folder.
    """
    renamed: dict[tuple[str, str], str] = {}
    for old, new in names.items():
        before, after = content_file(old), content_file(new)
        renamed["link", before.path] = after.path
        if before.label == after.label == "posts":
            for old_name, new_name in zip(_post_names(before), _post_names(after), strict=True):
                renamed.setdefault(("post_url", old_name), new_name)
    shown = [match.span() for match in _SHOWN.finditer(text)]
    for match in _TAG.finditer(text):
        written = match["name"].rstrip().removesuffix("-").rstrip()
        name = renamed.get((match["tag"], written.lstrip("/")))
        is_shown = any(start <= match.start() < end for start, end in shown)
        if name is None or name == written.lstrip("/") or is_shown:
            continue
        start = match.start("name") + len(written) - len(written.lstrip("/"))
        yield Edit(start, match.start("name") + len(written), name)


def _post_names(post: ContentFile) -> tuple[str, ...]:
    stem = posixpath.splitext(post.within)[0]
    return "/".join((*post.above, stem)), stem, posixpath.basename(stem)

"""Documents that the tags `link` and `post_url` name, under new names."""

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from app.dialects.jekyll.tree_layout import ContentFile
from app.markdown.edits import Edit
from app.markdown.outline import Ranges
from app.regex import regex

_TAG: Final = regex(r"\{%-?\s*+(?P<tag>link|post_url)\s++(?P<name>[^{}%]++)%\}")
_BLOCK: Final = regex(r"\{%-?\s*+(?P<end>end)?(?P<block>raw|comment)\s*+-?%\}")


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
    blocks = Ranges(_literal_blocks(text))
    for match in _TAG.finditer(text):
        written = match["name"].rstrip().removesuffix("-").rstrip()
        name = renamed.get((match["tag"], written.lstrip("/")))
        if name is None or name == written.lstrip("/") or match.start() in blocks:
            continue
        start = match.start("name") + len(written) - len(written.lstrip("/"))
        yield Edit(start, match.start("name") + len(written), name)


def _literal_blocks(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the blocks in which tags are text. One without an end is none."""
    tags = list(_BLOCK.finditer(text))
    last_ends = {tag["block"]: tag.start() for tag in tags if tag["end"]}
    opening: re.Match[str] | None = None
    for tag in tags:
        if opening is None:
            if not tag["end"] and last_ends.get(tag["block"], -1) > tag.start():
                opening = tag
        elif tag["end"] and tag["block"] == opening["block"]:
            yield opening.start(), tag.end()
            opening = None


def _post_names(post: ContentFile) -> tuple[str, ...]:
    stem = posixpath.splitext(post.within)[0]
    return "/".join((*post.above, stem)), stem, posixpath.basename(stem)

"""The tag of jekyll_picture_tag: https://rbuchberger.github.io/jekyll_picture_tag/."""

import re
from html import escape
from posixpath import join
from typing import Final, TextIO
from urllib.parse import quote

from liquid.ast import Node
from liquid.stream import TokenStream
from liquid.tag import Tag

from app.dialects.jekyll.liquid.context import Context
from app.dialects.jekyll.liquid.environment import JekyllEnvironment
from app.dialects.jekyll.liquid.filters.urls import relative_url
from app.dialects.jekyll.liquid.jekyll_tags import FunctionNode, read_argument, read_markup
from app.dialects.jekyll.liquid.plugins import Pictures
from app.files.character_references import unescape_attribute
from app.regex import regex
from app.site.urls import SCHEME

# A word as in a shell: parts in quotes, escaped signs, other signs.
_WORD: Final = regex(r"""(?:"[^"]*+"?+|'[^']*+'?+|\\.|[^\s"'\\]|\\\Z)+""", re.DOTALL)
_QUOTED: Final = regex(r"""["']|\\(.)""", re.DOTALL)
_ATTRIBUTES: Final = regex(r"(?:\A|(?<=\s))--(?=[a-z])")
_FILE: Final = regex(r"[^\s.]\.\w")
_ALT: Final = regex(r"""(?<![\w-])alt=(?:"([^"]*+)"|'([^']*+)')""")
_PATH: Final = "/:@!$&'()*+,;=%~"


class PictureTag(Tag):
    """`{% picture preset path/to/picture.jpg --alt A text --link /page/ %}`."""

    name = "picture"
    env: JekyllEnvironment
    block = False

    def parse(self, stream: TokenStream) -> Node:
        """Return the node of the picture."""
        tag, text = read_markup(stream)
        words = read_argument(self.env, text, text.value)

        def render(context: Context, buffer: TextIO) -> None:
            pictures = context.site.plugins.pictures or Pictures()
            html = picture(words(context), pictures, context)
            if html is None:
                hint = "Write its path behind the preset: {% picture preset path/to/picture.jpg %}."
                message = '"picture" names no file'
                context.report(tag.start_index, "liquid-value", message, hint)
            else:
                buffer.write(html)

        return FunctionNode(tag, render)


def picture(text: str, pictures: Pictures, context: Context) -> str | None:
    """Return the original picture as HTML, or its address for a preset that gives this.

    None for a tag that names no file.
    """
    before, *options = _ATTRIBUTES.split(text)
    words = [_QUOTED.sub(r"\1", word) for word in _WORD.findall(before)]
    preset = "default"
    if words and not _FILE.search(words[0]):
        preset, *words = words
    if not words or not words[0].strip():
        return None
    address = words[0].strip()
    if not SCHEME.match(address):
        path = quote(join(pictures.folder, address.lstrip("/")), safe=_PATH)
        address = str(relative_url(f"/{path}", context=context))
    if preset in pictures.address_presets:
        return address
    alt = link = ""
    for option in options:
        name, _, value = option.partition(" ")
        value = value.strip()
        if name == "alt":
            alt = value
        elif name == "link":
            link = value
        elif name in {"img", "parent"} and (match := _ALT.search(value)):
            alt = unescape_attribute(match[1] or match[2] or "")
    image = f'<img src="{escape(address)}" alt="{escape(" ".join(alt.split()))}">'
    return f'<a href="{escape(link)}">{image}</a>' if link else image

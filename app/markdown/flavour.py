"""Which Markdown a body is written in, as the generator of its site reads it."""

from typing import Final, Literal, NamedTuple, TypeAlias

Syntax: TypeAlias = Literal["commonmark", "kramdown", "goldmark", "html", "hugo-html"]
HeadingIds: TypeAlias = Literal["github", "github-ascii", "blackfriday", "kramdown"]


class Flavour(NamedTuple):
    """A way to read bodies.

    `commonmark` is CommonMark with GitHub's extensions, `kramdown` is what Jekyll makes of a
    Markdown file, `goldmark` what Hugo makes of one, shortcodes included, `html` is no Markdown at
    all, and `hugo-html` none but for shortcodes. `heading_ids` tells whose rule makes the ids of
    headings that have none of their own: kramdown knows `github` and `kramdown`, Hugo all but the
    last, by its own names for them. `options` are the parser's of the whole site, by its names for
    them: of kramdown's `toc_levels` and `auto_ids` count, and a document may say otherwise; of
    Hugo's `attribute.title`, `attribute.block`, `autoHeadingID` and `autoDefinitionTermID`.
    """

    syntax: Syntax = "commonmark"
    heading_ids: HeadingIds = "github"
    options: tuple[tuple[str, str], ...] = ()


COMMONMARK: Final = Flavour()
# Jekyll's default, `input: GFM`. With `input: kramdown` ids are made by kramdown's own rule.
KRAMDOWN: Final = Flavour("kramdown")
KRAMDOWN_PLAIN: Final = Flavour("kramdown", "kramdown")
# Hugo's default. A site's configuration may name another rule, as `autoHeadingIDType`.
GOLDMARK: Final = Flavour("goldmark")
HTML: Final = Flavour("html")
HUGO_HTML: Final = Flavour("hugo-html")

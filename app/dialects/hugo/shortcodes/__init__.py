"""Parsing of Hugo shortcodes: `{{< name args >}}` and `{{% name args %}}`.

Specification: https://gohugo.io/content-management/shortcodes/.
"""

from app.dialects.hugo.shortcodes.context import NO_SITE, ShortcodeContext
from app.dialects.hugo.shortcodes.tags import Literal
from app.dialects.hugo.shortcodes.tree import MAX_NESTING, Item, Shortcode, read_shortcodes

__all__ = [
    "MAX_NESTING",
    "NO_SITE",
    "Item",
    "Literal",
    "Shortcode",
    "ShortcodeContext",
    "read_shortcodes",
]

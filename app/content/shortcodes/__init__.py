"""Hugo's shortcodes: `{{< name args >}}` and `{{% name args %}}`, found in a text.

Specification: https://gohugo.io/content-management/shortcodes/.
"""

from app.content.shortcodes.context import NO_SITE, ShortcodeContext
from app.content.shortcodes.references import PageReference, read_reference
from app.content.shortcodes.tree import MAX_NESTING, Item, Literal, Shortcode, read_shortcodes

__all__ = [
    "MAX_NESTING",
    "NO_SITE",
    "Item",
    "Literal",
    "PageReference",
    "Shortcode",
    "ShortcodeContext",
    "read_reference",
    "read_shortcodes",
]

"""The site and page parameters that the shortcodes of a document read."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from app.dialects.mappings import mapping_of, value_at
from app.front_matter import Value, plain


class ShortcodeContext(NamedTuple):
    """The front matter of a page, and the configuration of its site.

    Shortcodes named in `enclosing` need a closing tag, those in `single` have none; the templates
    of those in `without_anchors` make no place to jump to; those of `from_root` show pictures by
    paths from the root. `templates` are those that have a template in the tree; without
    `has_themes` a theme that is not there may have more.
    """

    page: Mapping[str, Value] = {}
    site: Mapping[str, Value] = {}
    enclosing: frozenset[str] = frozenset()
    single: frozenset[str] = frozenset()
    without_anchors: frozenset[str] = frozenset()
    from_root: frozenset[str] = frozenset()
    templates: frozenset[str] = frozenset()
    has_themes: bool = True

    def param(self, name: str) -> object:
        """Return a parameter of the page, else of the site; dots lead into mappings."""
        for mapping in (self.page, self.page.get("params"), self.site.get("params")):
            value = value_at(mapping_of(mapping), name)
            if value is not None:
                return plain(value)
        return None


NO_SITE: Final = ShortcodeContext()

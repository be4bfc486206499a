"""The site and page parameters that the shortcodes of a document read."""

from collections.abc import Callable
from typing import Final, NamedTuple, TypeAlias

# Returns a parameter of the page, or else of the site, by its name; None if there is none.
ParamOf: TypeAlias = Callable[[str], object]


class ShortcodeContext(NamedTuple):
    """The lookups of one document. Shortcodes named in `enclosing` need a closing tag."""

    param: ParamOf
    enclosing: frozenset[str] = frozenset()


def _no_param(_: str) -> None:
    return None


NO_SITE: Final = ShortcodeContext(_no_param)

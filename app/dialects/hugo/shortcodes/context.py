"""What the shortcodes of one document may ask of its site."""

from collections.abc import Callable
from typing import Final, NamedTuple, TypeAlias

# A parameter of the page or else of the site, by its name as the author wrote it; None for none.
ParamOf: TypeAlias = Callable[[str], object]


class ShortcodeContext(NamedTuple):
    """The look-ups of one document. The shortcodes of the names `enclosing` must have an end."""

    param: ParamOf
    enclosing: frozenset[str] = frozenset()


def _no_param(_: str) -> None:
    return None


NO_SITE: Final = ShortcodeContext(_no_param)

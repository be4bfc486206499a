"""What the shortcodes of one document may ask of its site."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

# A parameter of the page or else of the site, by its name as the author wrote it; None for none.
ParamOf: TypeAlias = Callable[[str], object]
# An address for the path of a `ref` and the language that it names; None where there is no page.
RefResolver: TypeAlias = Callable[[str, str | None], str | None]


@dataclass(frozen=True, slots=True)
class ShortcodeContext:
    """The look-ups of one document.

    `resolve_ref` is asked for the path without its fragment, never for an empty one. Its answer
    is an address like any that an author writes: that of a source file (`/docs/a.md`, counted
    from the content folder) is one that the link pass leads on. Without a resolver a path is
    read as the name of a source file, from the document's folder or, with a slash, from the
    content folder; where there is none the link is a broken one. The shortcodes of the names
    `enclosing` must have an end.
    """

    param: ParamOf
    resolve_ref: RefResolver | None = None
    enclosing: frozenset[str] = frozenset()


def _no_param(_: str) -> None:
    return None


NO_SITE: Final = ShortcodeContext(_no_param)

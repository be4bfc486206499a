"""Pictures without an address that a script gives one, such as the picture of a lightbox."""

from typing import Final

from app.markdown.sanitise import VOID, Tag
from app.regex import regex

# Attributes from which scripts take an address.
_SOURCE: Final = regex(
    r"data-(?:[\w-]*-)?(?:src|srcset|lazy|original|image|img|url)|(?:v-bind|x-bind)?:src|ng-src"
)
_VIEWER: Final = regex(r"(?i)lightbox|light-box|modal|popup|pop-up|overlay")


class ScriptPictures:
    """Decides which pictures scripts fill, as the tags of a body are read one by one."""

    def __init__(self) -> None:
        # The name of an open element that shows one picture of many, and how many of that name
        # are open since.
        self._viewer: tuple[str, int] | None = None

    def read(self, tag: Tag) -> None:
        """Read the next tag of the body."""
        if self._viewer is None:
            if not tag.closing and tag.name not in VOID and _is_viewer(tag):
                self._viewer = tag.name, 1
        elif tag.name == self._viewer[0]:
            name, depth = self._viewer
            depth += -1 if tag.closing else 1
            self._viewer = (name, depth) if depth else None

    def is_filled(self, picture: Tag) -> bool:
        """Return True if a script may give a picture at this place its address."""
        if self._viewer is not None or picture.attribute("id") or _is_viewer(picture):
            return True
        return any(_SOURCE.fullmatch(name) for name, _ in picture.attributes)


def _is_viewer(tag: Tag) -> bool:
    return any(_VIEWER.search(tag.attribute(name) or "") for name in ("class", "id"))

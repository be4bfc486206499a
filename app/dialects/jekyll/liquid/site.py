"""The inputs that the templates of one site share; nothing here reads files."""

from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo
from typing import NamedTuple, Protocol


class Lookups(Protocol):
    """Addresses and texts that need the whole tree."""

    def link(self, path: str) -> str | None:
        """Return the URL, without the base path, of the file at a path of the tree."""

    def post_url(self, name: str) -> str | None:
        """Return the URL, without the base path, of the post `2016-07-26-name` or `x/2016-…`."""

    def relative_include(self, file: str, name: str) -> str | None:
        """Return the text of the file `name` in or below the folder of the document `file`."""


class LiquidSite(NamedTuple):
    """Everything that the templates of one site share."""

    includes: Mapping[str, str]
    """Texts by their names below the folder of includes."""
    variables: Mapping[str, object]
    """Variables of every template: mappings, lists, scalars and dates, never changed."""
    lookups: Lookups
    time_zone: tzinfo
    """Time zone of naive dates."""
    now: datetime
    """The moment of "now": part of the content, so that the same content gives the same bytes."""
    markdownify: Callable[[str], str]
    """Converts Markdown to HTML; never raises."""
    base_path: str = ""
    """Jekyll's `baseurl`: the path of the site, such as `/clinic`, or empty."""
    url: str = ""
    """Jekyll's `url`: scheme and host."""
    includes_folder: str = "_includes"
    """Folder of includes in the tree, for the places of problems."""

"""What templates may know of their site: files by name, addresses, the clock; no file access."""

from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo
from typing import NamedTuple, Protocol


class Lookups(Protocol):
    """Addresses and texts that only the whole tree knows."""

    def link(self, path: str) -> str | None:
        """The URL, without the base URL, of a file by its path in the tree; None: no such file."""

    def post_url(self, name: str) -> str | None:
        """The URL, without the base URL, of the post `2016-07-26-name` or `folder/2016-…`."""

    def relative_include(self, file: str, name: str) -> str | None:
        """The text of the file `name` in the folder of the document `file`, or below it."""


class LiquidSite(NamedTuple):
    """All that the templates of one site share.

    `includes` are texts by their names below `_includes`. `variables` are what every template
    sees, `site` and perhaps `jekyll`: plain values (mappings, lists, str, int, float, bool, None,
    datetime, date), which are never changed. `now` is the moment that "now" stands for, so that
    the same content gives the same bytes; a naive date is one of `time_zone`. `markdownify` turns
    Markdown into HTML and never raises.
    """

    includes: Mapping[str, str]
    variables: Mapping[str, object]
    lookups: Lookups
    time_zone: tzinfo
    now: datetime
    markdownify: Callable[[str], str]
    base_path: str = ""
    """Jekyll's `baseurl`: the path that the site lies under, as `/clinic`, or empty."""
    url: str = ""
    """Jekyll's `url`: scheme and host."""
    includes_folder: str = "_includes"
    """Where the includes stand in the tree, for what is wrong in one."""

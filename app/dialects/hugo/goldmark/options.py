"""The options of Hugo's Markdown parser in a site's configuration."""

from collections.abc import Mapping
from typing import NamedTuple


class GoldmarkOptions(NamedTuple):
    """Hugo's `markup.goldmark.parser`, with its defaults.

    `title_attributes` allows attributes at the end of a heading, `block_attributes` below any
    block. `heading_ids` and `term_ids` give ids to headings and terms without one.
    """

    title_attributes: bool = True
    block_attributes: bool = False
    heading_ids: bool = True
    term_ids: bool = False

    @classmethod
    def of(cls, values: Mapping[str, str]) -> "GoldmarkOptions":
        """Return the options from Hugo's names, each `true` or `false`."""
        return cls(
            title_attributes=values.get("attribute.title") != "false",
            block_attributes=values.get("attribute.block") == "true",
            heading_ids=values.get("autoHeadingID") != "false",
            term_ids=values.get("autoDefinitionTermID") == "true",
        )


DEFAULT_OPTIONS = GoldmarkOptions()

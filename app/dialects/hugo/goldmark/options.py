"""What a site's configuration says of how its bodies are parsed."""

from collections.abc import Mapping
from typing import NamedTuple


class GoldmarkOptions(NamedTuple):
    """Hugo's `markup.goldmark.parser`, with its defaults.

    `title_attributes` end a heading's line, `block_attributes` stand below any block.
    `heading_ids` and `term_ids` are those that nobody wrote.
    """

    title_attributes: bool = True
    block_attributes: bool = False
    heading_ids: bool = True
    term_ids: bool = False

    @classmethod
    def of(cls, told: Mapping[str, str]) -> "GoldmarkOptions":
        """What is told by Hugo's names, each `true` or `false`."""
        return cls(
            title_attributes=told.get("attribute.title") != "false",
            block_attributes=told.get("attribute.block") == "true",
            heading_ids=told.get("autoHeadingID") != "false",
            term_ids=told.get("autoDefinitionTermID") == "true",
        )


DEFAULT_OPTIONS = GoldmarkOptions()

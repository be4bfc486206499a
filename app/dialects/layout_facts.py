"""Facts of a generator's layouts that tell what links, pictures and menus lead to."""

from typing import Literal, NamedTuple, TypeAlias

# What names an address.
Use: TypeAlias = Literal["link", "image", "menu"]


class LayoutFacts(NamedTuple):
    """Facts of the layouts of a tree.

    `assets` is the folder of files that layouts make others from, which are not served. A layout
    may publish a file of it that a use of `from_assets` names.
    """

    assets: str | None = None
    from_assets: frozenset[Use] = frozenset()

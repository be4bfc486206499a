"""Facts of a generator's layouts that tell what links, pictures and menus lead to."""

from typing import Literal, NamedTuple, TypeAlias

# What names an address.
Use: TypeAlias = Literal["link", "image", "menu"]


class LayoutFacts(NamedTuple):
    """Facts of the layouts of a tree.

    `assets` is the folder of files that layouts make others from, which are not served. A layout
    may publish a file of it that a use of `from_assets` names. The addresses of the uses in
    `as_written` are on the built pages as authors wrote them; those in `maybe_as_written` are
    unless a theme that is not here changes them. `menus` are the names of the menus that a layout
    draws, in lower case; None if that may be any. With `makes_parents` a parent that is no entry
    of a menu becomes one without an address.
    """

    assets: str | None = None
    from_assets: frozenset[Use] = frozenset()
    as_written: frozenset[Use] = frozenset()
    maybe_as_written: frozenset[Use] = frozenset()
    menus: frozenset[str] | None = None
    makes_parents: bool = False

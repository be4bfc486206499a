"""The kinds of labels of lists, by what they say of the items."""

from enum import StrEnum
from typing import Final


class LabelKind(StrEnum):
    """The meaning of a label."""

    TREATED = "names what is treated"
    CONDITIONS = "names conditions"
    MAYBE_TREATED = "may name what is treated"
    INDICATIONS = "names indications"
    NOT_TREATED = "names what is not treated"
    SERVICES = "names what is offered"
    OTHER = "speaks of something else"
    SAYS_NOTHING = "says nothing of conditions"

    @property
    def names_conditions(self) -> bool:
        """True if what follows is conditions."""
        return self in _CONDITIONS

    @property
    def is_refused(self) -> bool:
        """True if what follows is not treated, or something else."""
        return self in _REFUSED

    @property
    def is_of_else(self) -> bool:
        """True if what follows is no conditions."""
        return self in _OF_ELSE

    @property
    def is_by_items(self) -> bool:
        """True if the items of the list decide."""
        return self in _BY_ITEMS

    @property
    def is_undecided(self) -> bool:
        """True if the label leaves it open whether conditions follow."""
        return self in _UNDECIDED


_CONDITIONS: Final = frozenset({LabelKind.TREATED, LabelKind.CONDITIONS})
_REFUSED: Final = frozenset({LabelKind.NOT_TREATED, LabelKind.OTHER})
_OF_ELSE: Final = _REFUSED | {LabelKind.SERVICES}
_BY_ITEMS: Final = frozenset({LabelKind.SAYS_NOTHING, LabelKind.SERVICES})
_UNDECIDED: Final = _BY_ITEMS | {LabelKind.MAYBE_TREATED, LabelKind.INDICATIONS}

"""What other generators set as a printer does, and we leave as it is written."""

from typing import Final

# Quotes, dashes, dots and spaces, as an author writes them.
FOLDED: Final = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "--", "—": "---", "…": "..."}
    | {"«": "<<", "»": ">>", "\N{NO-BREAK SPACE}": " "}
)

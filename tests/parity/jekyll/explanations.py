"""What differences.toml says of what comes out otherwise here than with Jekyll."""

import tomllib
from pathlib import Path
from typing import TypeAlias

# Tree, what is compared, and which.
Place: TypeAlias = tuple[str, str, str]


def explanations() -> dict[Place, str]:
    """Why, by place."""
    with (Path(__file__).parent / "differences.toml").open("rb") as file:
        document = tomllib.load(file)
    return {
        (entry["tree"], corpus, name): entry["reason"]
        for corpus, entries in document.items()
        for entry in entries
        for name in entry["names"]
    }

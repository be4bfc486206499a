"""Our own small cases of GitHub's extensions, from gfm_cases.toml."""

import json
import sys
import tomllib
from pathlib import Path


def gfm_cases() -> dict[str, str]:
    """Markdown sources by the name of what each is a case of."""
    with (Path(__file__).parent / "gfm_cases.toml").open("rb") as file:
        sections = tomllib.load(file)
    return {
        f"{section}: {name}": markdown
        for section, cases in sections.items()
        for name, markdown in cases.items()
    }


if __name__ == "__main__":
    json.dump(gfm_cases(), sys.stdout)

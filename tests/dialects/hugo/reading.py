"""Hugo's rules as files of configuration give them, and what they make of a tree."""

from collections.abc import Mapping

from app.dialects.hugo.configuration import HugoConfiguration, part_of_whole
from app.front_matter import read_json, read_toml, read_yaml
from app.library.library import Library

_PARSERS = {".toml": read_toml, ".json": read_json, ".yaml": read_yaml}


def configuration(text: str = "") -> HugoConfiguration:
    """What a `hugo.yaml` says."""
    return configured({"hugo.yaml": text})


def configured(files: Mapping[str, str]) -> HugoConfiguration:
    """What files say together, by their names."""
    return HugoConfiguration.of(
        part_of_whole(name, _PARSERS[name[name.rindex(".") :]](text)[0])
        for name, text in files.items()
    )


def paths(library: Library) -> dict[str, str]:
    """By file, where each page lives."""
    return {page.source.file: page.path for page in library.pages}


def codes(library: Library) -> list[tuple[str, str]]:
    """What is wrong, by file; that nothing leads to a page is not asked here."""
    return [
        (problem.file, problem.code) for problem in library.problems if problem.code != "orphan"
    ]

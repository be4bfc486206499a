"""Files that are no pages and say something of them: data, pieces of pages, lists of redirects."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeAlias

from app.files.text import SourceText, decode
from app.files.tree import SourceFile, fingerprint, read
from app.problems import Problem


class SupportFile(NamedTuple):
    """Such a file, read: its text, or why it has none."""

    file: SourceFile
    fingerprint: str
    text: SourceText | Problem


# By name, in the order of the names.
Support: TypeAlias = Mapping[str, SupportFile]


def read_support(file: SourceFile) -> SupportFile:
    """What is in a file. No input raises."""
    data = read(file)
    if isinstance(data, Problem):
        return SupportFile(file, "", data)
    return SupportFile(file, fingerprint(data), decode(file.name, data))


def texts(support: Support, folder: str) -> Mapping[str, SourceText]:
    """The texts of the files below a folder, by their names there."""
    return {
        name.removeprefix(f"{folder}/"): each.text
        for name, each in support.items()
        if name.startswith(f"{folder}/") and isinstance(each.text, SourceText)
    }


def versions(support: Support) -> Mapping[str, str]:
    """The fingerprint of each file."""
    return {name: each.fingerprint for name, each in support.items()}


def problems_of(support: Iterable[SupportFile]) -> tuple[Problem, ...]:
    """A problem for each of which there is no text, and for each mended word of the others."""
    found: list[Problem] = []
    for each in support:
        if isinstance(each.text, Problem):
            found.append(each.text)
        else:
            found += each.text.mojibake()
    return tuple(found)

"""Files that documents use: data, includes, lists of redirects."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeAlias

from app.files.opening import read
from app.files.stamps import fingerprint
from app.files.text import SourceText, decode
from app.files.tree import SourceFile, is_failure
from app.problems import Problem


class SupportFile(NamedTuple):
    """A file that was read: its text, or the problem that there is none."""

    file: SourceFile
    fingerprint: str
    text: SourceText | Problem

    @property
    def digest(self) -> str:
        """The fingerprint; the reason if the file cannot be read."""
        return self.fingerprint or f"{self.text}"

    def holds(self, file: SourceFile, now_ns: int) -> bool:
        """Return True if this is certain to be what the file holds now."""
        is_read = not (isinstance(self.text, Problem) and is_failure(self.text))
        return is_read and self.file == file and not file.is_racy(now_ns)


# By name, in the order of the names.
Support: TypeAlias = Mapping[str, SupportFile]


def read_support(file: SourceFile) -> SupportFile:
    """Read and decode a file. Never raises."""
    data = read(file)
    if isinstance(data, Problem):
        return SupportFile(file, "", data)
    return SupportFile(file, fingerprint(data), decode(file.name, data))


def texts(support: Support, folder: str) -> Mapping[str, SourceText]:
    """Return the texts of the files below a folder, by their names in it."""
    prefix = f"{folder}/"
    return {
        name.removeprefix(prefix): entry.text
        for name, entry in support.items()
        if name.startswith(prefix) and isinstance(entry.text, SourceText)
    }


def problems_of(support: Iterable[SupportFile]) -> tuple[Problem, ...]:
    """Return the problem of each file without a text, and of each repaired word of the others."""
    problems: list[Problem] = []
    for entry in support:
        if isinstance(entry.text, Problem):
            problems.append(entry.text)
        else:
            problems += entry.text.mojibake()
    return tuple(problems)

"""Files that documents use: data, includes, lists of redirects."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeAlias

from app.files.opening import read
from app.files.stamps import fingerprint
from app.files.text import SourceText, decode
from app.files.tree import SourceFile, is_failure
from app.problems import Problem


class TextFile(NamedTuple):
    """A file that was read: its text, or the problem that there is none."""

    file: SourceFile
    fingerprint: str
    text: SourceText | Problem

    @property
    def digest(self) -> str:
        """The fingerprint; the reason if the file cannot be read."""
        return self.fingerprint or f"{self.text}"

    def is_current(self, file: SourceFile, now_ns: int) -> bool:
        """Return True if the file is certain to have the same bytes still."""
        is_read = not (isinstance(self.text, Problem) and is_failure(self.text))
        return is_read and self.file == file and not file.is_racy(now_ns)


# By name, in the order of the names.
TextFiles: TypeAlias = Mapping[str, TextFile]


def read_text_file(file: SourceFile) -> TextFile:
    """Read and decode a file. Never raises."""
    data = read(file)
    if isinstance(data, Problem):
        return TextFile(file, "", data)
    return TextFile(file, fingerprint(data), decode(file.name, data))


def texts(files: TextFiles, folder: str) -> Mapping[str, SourceText]:
    """Return the texts of the files below a folder, by their names in it."""
    prefix = f"{folder}/"
    return {
        name.removeprefix(prefix): entry.text
        for name, entry in files.items()
        if name.startswith(prefix) and isinstance(entry.text, SourceText)
    }


def problems_of(files: Iterable[TextFile]) -> tuple[Problem, ...]:
    """Return the problem of each file without a text, and of each repaired word of the others."""
    problems: list[Problem] = []
    for entry in files:
        if isinstance(entry.text, Problem):
            problems.append(entry.text)
        else:
            problems += entry.text.mojibake()
    return tuple(problems)

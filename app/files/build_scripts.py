"""Scripts that build a website, and the addresses that they name: a link there may be right."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from app.files.opening import read
from app.files.tree import SourceFile, suffix_of
from app.problems import Problem
from app.regex import regex

_NAMES: Final = frozenset(
    (
        *("Gruntfile.js", "Makefile", "Rakefile", "gulpfile.js", "justfile", "package.json"),
        *("gulpfile.mjs", "Taskfile.yml"),
    )
)
_FOLDERS: Final = ("bin/", "external-sources/", "hack/", "scripts/", "tasks/", "gulp/")
_SUFFIXES: Final = frozenset((".bash", ".csv", ".js", ".json", ".mjs", ".py", ".rb", ".sh", ""))
_MAX_FILES: Final = 50
_MAX_BYTES: Final = 50_000
_MAX_PARTS: Final = 8
_LEFT_OUT: Final = frozenset({"node_modules", "target", "vendor", "venv"})
# What may be a path, of a length that no other word exceeds.
_WORD: Final = regex(rb"[\w.~/-]+")
_MAX_WORD: Final = 200
_PAGE: Final = regex(r"(?:/?_?index|/README)?(?:\.md|\.html?)?\Z")

ScriptAddresses = Mapping[SourceFile, frozenset[str]]


def is_build_script(name: str) -> bool:
    """Return True for the name of a script, or of a list that one reads."""
    if "/" in name:
        return name.startswith(_FOLDERS) and suffix_of(name) in _SUFFIXES
    return name in _NAMES or suffix_of(name) in {".sh", ".bash"}


def is_build_folder(name: str) -> bool:
    """Return True for a folder of scripts, but for those of programs that they use."""
    return f"{name}/".startswith(_FOLDERS) and _LEFT_OUT.isdisjoint(name.split("/"))


def read_build_scripts(
    files: Iterable[SourceFile], before: ScriptAddresses, now: int
) -> ScriptAddresses:
    """Return the addresses that the scripts among these files name; unchanged ones are not read."""
    scripts = [file for file in files if is_build_script(file.name)][:_MAX_FILES]
    return {
        file: before[file] if file in before and not file.is_racy(now) else _addresses_of(file)
        for file in scripts
    }


def _addresses_of(file: SourceFile) -> frozenset[str]:
    data = read(file)
    if isinstance(data, Problem) or len(data) > _MAX_BYTES or b"\0" in data:
        return frozenset()
    words = {word for word in _WORD.findall(data) if len(word) <= _MAX_WORD}
    return frozenset(address for word in words for address in _ends(word.decode()))


def _ends(word: str) -> Iterator[str]:
    """Yield the addresses that a path may mean: the folder of the website comes before them.

    One of a single part is that of a file.
    """
    is_page = word.endswith((".md", ".html", ".htm"))
    path = _PAGE.sub("", word) if is_page else word
    parts = [part for part in path.split("/") if part][-_MAX_PARTS:]
    for start in range(len(parts)):
        if start < len(parts) - 1 or (not is_page and "." in parts[-1]):
            yield "/" + "/".join(parts[start:])

"""Carry out a planned move: write the changed files, then rename."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from app.cli.move_names import check_free
from app.files.writing import replace_file, write_beside
from app.library.moves.plan import MoveError, Plan
from app.library.moves.reading import Reading
from app.markdown.edits import EditedText
from app.problems import Problem


class ChangedFile(NamedTuple):
    """A file with edits: where it is, what it holds and what it is to hold."""

    location: Path
    before: bytes
    after: bytes

    @property
    def texts(self) -> tuple[str, str]:
        """Both contents as text, with a byte-order mark if there is one."""
        return self.before.decode(), self.after.decode()


def changed_files(reading: Reading, plan: Plan) -> Mapping[str, ChangedFile]:
    """Return the files with edits by name. Raises MoveError if one of them cannot be read."""
    files: dict[str, ChangedFile] = {}
    locations: dict[Path, str] = {}
    for name, edits in plan.edits.items():
        file = reading.files[name]
        data, text = reading.read_file(file), reading.text(name)
        if isinstance(data, Problem) or text is None:
            raise MoveError(f"{name} cannot be read any more. Run the command again.")
        changed = text.encode(EditedText(text.text, edits).text)
        other = locations.setdefault(file.location, name)
        if other != name and files[other].after != changed:
            raise MoveError(
                f"{name} and {other} are one file, which would need two contents. "
                "Replace the symbolic link by a file of its own."
            )
        if other == name:
            files[name] = ChangedFile(file.location, data, changed)
    return files


def carry_out(root: Path, old: str, new: str, files: Mapping[str, ChangedFile]) -> None:
    """Write the changed files, then rename the file or folder below `root`.

    Raises MoveError if anything fails. The files then have their old contents again; the message
    names those that could not be restored.
    """
    check_free(root, old, new)
    temporaries: dict[str, Path] = {}
    written: list[str] = []
    folders: list[Path] = []
    try:
        for name, file in files.items():
            if file.location.read_bytes() != file.before:
                raise MoveError(f"{name} has changed meanwhile. Run the command again.")
            temporaries[name] = write_beside(file.location, file.after)
        target = root / new
        for folder in _missing_folders(target.parent):
            folder.mkdir()
            folders.append(folder)
        for name, file in files.items():
            temporaries.pop(name).replace(file.location)
            written.append(name)
        (root / old).rename(target)
    except OSError as error:
        lost = [name for name in written if not _is_restored(files[name])]
        for folder in reversed(folders):
            with suppress(OSError):
                folder.rmdir()
        reason = (error.strerror or str(error)).lower()
        done = "nothing is changed."
        if lost:
            done = f"but these files have their new links already: {', '.join(lost)}."
        raise MoveError(f"{old} cannot be moved: {reason}; {done}") from None
    finally:
        for temporary in temporaries.values():
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def _missing_folders(folder: Path) -> Sequence[Path]:
    """Return the folders that a path lacks, the topmost first."""
    above = (folder, *folder.parents)
    return tuple(reversed(tuple(takewhile(lambda path: not path.exists(), above))))


def _is_restored(file: ChangedFile) -> bool:
    """Write a file's old content back; return False if that fails."""
    try:
        replace_file(file.location, file.before)
    except OSError:
        return False
    return True

"""A folder that an export keeps up to date, with a record of the files that it wrote there."""

import fcntl
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final, NamedTuple

import orjson

_RECORD: Final = ".bodywise-export.ndjson"
_TEMPORARY: Final = ".bodywise-export.tmp"
_MAX_NAME_BYTES: Final = 255
_MAX_NAMED: Final = 5


class ExportError(Exception):
    """The folder cannot be written to as it is."""


class Written(NamedTuple):
    """A file that was written: what it was made from, and its state when it was done."""

    digest: str
    size: int
    mtime_ns: int


class ExportFolder:
    """A folder of exported files.

    Each file is written beside its place and moved there when it is whole, after a line about it
    is in the record. Whenever a run ends, the next one goes on from there.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._written: dict[str, Written] = {}
        self._record: Any = None
        self._safe_folders: set[Path] = {folder}
        self.count_written = self.count_removed = 0

    @contextmanager
    def open(self) -> Iterator[None]:
        """Create the folder if there is none, and keep others from writing to it meanwhile.

        Raises ExportError if another run writes to it, OSError if it cannot be written to.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                message = f"another export is writing to {self._folder}"
                raise ExportError(message) from None
            self._written = _read_record(self._folder / _RECORD)
            (self._folder / _TEMPORARY).unlink(missing_ok=True)
            try:
                with (self._folder / _RECORD).open("ab") as self._record:
                    yield
            except ExportError:
                self._remove_empty_record()
                raise
        finally:
            os.close(descriptor)

    def _remove_empty_record(self) -> None:
        """Remove the record of a run that was refused before it wrote anything."""
        with suppress(OSError):
            if not (self._folder / _RECORD).stat().st_size:
                (self._folder / _RECORD).unlink()

    def require_room(self, names: Iterable[str]) -> None:
        """Raise ExportError if a name cannot be a file here, or is one that no export wrote."""
        taken: set[str] = set()
        folders: set[str] = set()
        foreign: list[str] = []
        for name in names:
            _require_valid(name)
            above = name.rpartition("/")[0]
            while above and above not in folders:
                folders.add(above)
                above = above.rpartition("/")[0]
            if name in taken:
                message = f'two answers would be the file "{name}"'
                raise ExportError(message)
            taken.add(name)
            foreign += self._foreign_at(name)
        if clashes := sorted(taken & folders):
            message = f'"{clashes[0]}" would be a file and a folder; give one page another address'
            raise ExportError(message)
        for folder in sorted(folders):
            place = self._folder / folder
            if place.is_symlink() or not place.is_dir():
                foreign += self._foreign_at(folder)
        if foreign:
            named = ", ".join(foreign[:_MAX_NAMED])
            more = ", …" if len(foreign) > _MAX_NAMED else ""
            message = (
                f"{self._folder} has files that no export wrote: {named}{more}. Remove them, or "
                "name another folder."
            )
            raise ExportError(message)

    def _foreign_at(self, name: str) -> Iterator[str]:
        """Yield what no export wrote at the place of a file: that, or files of a folder there."""
        place = self._folder / name
        if place.is_dir() and not place.is_symlink():
            for folder, _, files in os.walk(place):
                below = Path(folder).relative_to(self._folder).as_posix()
                yield from (
                    one for file in files if (one := f"{below}/{file}") not in self._written
                )
        elif os.path.lexists(place) and name not in self._written:
            yield name

    def is_current(self, name: str, digest: str) -> bool:
        """Return True if a file was made from this digest and has not changed since."""
        written = self._written.get(name)
        if written is None or written.digest != digest:
            return False
        try:
            status = os.lstat(self._folder / name)
        except OSError:
            return False
        is_file = stat.S_ISREG(status.st_mode)
        return is_file and (status.st_size, status.st_mtime_ns) == written[1:]

    def write(self, name: str, digest: str, pieces: Iterable[bytes]) -> None:
        """Write a file. Raises OSError."""
        place, temporary = self._folder / name, self._folder / _TEMPORARY
        self._make_folder(place.parent)
        with temporary.open("wb") as file:
            for piece in pieces:
                file.write(piece)
        status = temporary.stat()
        written = Written(digest, status.st_size, status.st_mtime_ns)
        self._record.write(_line(name, written))
        self._record.flush()
        if place.is_dir() and not place.is_symlink():
            # Only what an export wrote is in it.
            self._clear(name)
        temporary.replace(place)
        self._written[name] = written
        self.count_written += 1

    def read(self, name: str) -> bytes:
        """Return the bytes of a file. Raises OSError."""
        return (self._folder / name).read_bytes()

    def finish(self, names: Iterable[str]) -> None:
        """Remove the files of former exports that are none of these. Raises OSError."""
        kept = set(names)
        for name in [name for name in self._written if name not in kept]:
            self._remove(name)
        whole = b"".join(_line(name, self._written[name]) for name in sorted(self._written))
        temporary = self._folder / _TEMPORARY
        temporary.write_bytes(whole)
        temporary.replace(self._folder / _RECORD)

    def _make_folder(self, folder: Path) -> None:
        if folder in self._safe_folders:
            return
        self._make_folder(folder.parent)
        name = folder.relative_to(self._folder).as_posix()
        if name in self._written and not folder.is_dir():
            self._remove(name)
        folder.mkdir(exist_ok=True)
        self._safe_folders.add(folder)

    def _clear(self, folder: str) -> None:
        """Remove a folder with the files that were written to it."""
        for name in [name for name in self._written if name.startswith(f"{folder}/")]:
            self._remove(name)
        # A run that was interrupted may have left empty ones.
        for place, _, _ in os.walk(self._folder / folder, topdown=False):
            Path(place).rmdir()
            self._safe_folders.discard(Path(place))

    def _remove(self, name: str) -> None:
        place = self._folder / name
        if any(parent.is_symlink() for parent in place.parents if parent != self._folder):
            # The folder it was in is another now.
            del self._written[name]
            return
        del self._written[name]
        if place.is_dir() and not place.is_symlink():
            # An interrupted run had removed the file already.
            return
        with suppress(FileNotFoundError, NotADirectoryError):
            place.unlink()
            self.count_removed += 1
        # Folders that are left empty go too; others stay.
        with suppress(OSError):
            for parent in place.parents:
                if parent == self._folder:
                    break
                parent.rmdir()
                self._safe_folders.discard(parent)


def _require_valid(name: str) -> None:
    if not _is_valid(name):
        message = f'"{name}" cannot be the name of a file; give the page another address'
        raise ExportError(message)


def _is_valid(name: str) -> bool:
    return name not in {_RECORD, _TEMPORARY} and all(
        part not in {"", ".", ".."}
        and "\0" not in part
        and len(part.encode("utf-8", "surrogateescape")) <= _MAX_NAME_BYTES
        for part in name.split("/")
    )


def _line(name: str, written: Written) -> bytes:
    return orjson.dumps([name, *written], option=orjson.OPT_APPEND_NEWLINE)


def _read_record(file: Path) -> dict[str, Written]:
    """Return the files that were written, by name. The last line may be cut off."""
    written: dict[str, Written] = {}
    try:
        lines = file.read_bytes().splitlines()
    except FileNotFoundError:
        return written
    for line in lines:
        match _parsed(line):
            case [str(name), str(digest), int(size), int(mtime_ns)] if _is_valid(name):
                written[name] = Written(digest, size, mtime_ns)
    return written


def _parsed(line: bytes) -> object:
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError:
        return None

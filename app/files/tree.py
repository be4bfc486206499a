"""The files of a content tree: found, told apart, read. Nothing outside the folder is touched."""

import errno
import hashlib
import os
import stat
from collections.abc import Callable
from enum import Enum
from operator import attrgetter
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple, TypeAlias

from app.problems import Problem

SITE_FILE: Final = "site.yaml"
MAX_DOCUMENT_BYTES: Final = 5 * 1024 * 1024
_NAME: Final = attrgetter("name")
_PIECE_BYTES: Final = 1024 * 1024
_SLOWEST_TICK_NS: Final = 2_000_000_000
# To pass through a folder is enough, where the system knows of that: it may not be readable.
_FOLDER: Final = os.O_DIRECTORY | os.O_NOFOLLOW | getattr(os, "O_PATH", os.O_RDONLY)

# The allow-list of static files: their types as they are served.
ASSET_TYPES: Final = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".mp3": "audio/mpeg",
    ".ogg": "audio/ogg",
    ".wav": "audio/wav",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".pdf": "application/pdf",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".vcf": "text/vcard; charset=utf-8",
    ".zip": "application/zip",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}


class Role(Enum):
    """What a file or folder is to the service."""

    DOCUMENT = "document"
    ASSET = "asset"
    # Read for what it says of the documents: configuration, data, pieces of pages.
    SUPPORT = "support"
    # Nothing by itself; a document that names it may take its text in.
    PIECE = "piece"
    # Of no use by the rules of its tree, or not to be seen at all.
    LEFT_OUT = "left out"
    # Of a type that is not served.
    NOT_SERVED = "not served"
    FOLDER = "folder"


# (name, is it a folder): by its name alone.
Roles: TypeAlias = Callable[[str, bool], Role]


class Stamp(NamedTuple):
    """What the file system says of a file; times are in nanoseconds since 1970.

    Equal stamps mean equal bytes, but for a file written within one tick of the file system's
    clock: see `is_racy`.
    """

    device: int
    inode: int
    size: int
    mtime_ns: int
    ctime_ns: int

    @classmethod
    def of(cls, status: os.stat_result) -> "Stamp":
        """The stamp out of what stat said."""
        return cls(
            status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns
        )

    def is_racy(self, read_at_ns: int) -> bool:
        """Whether the file may have changed after it was read at this time, with this stamp kept.

        A clock of a file system may tick as slowly as every two seconds (FAT).
        """
        return max(self.mtime_ns, self.ctime_ns) > read_at_ns - _SLOWEST_TICK_NS


class SourceFile(NamedTuple):
    """A file of the tree: its name in it, with forward slashes, and its path on disk.

    `stamp` is that of the walk, before the file was read; None where no walk found the file.
    """

    name: str
    path: str
    stamp: Stamp | None = None

    @property
    def location(self) -> Path:
        """The path as an object, which takes longer to make than the file to be found."""
        return Path(self.path)


def is_racy(file: SourceFile, read_at_ns: int) -> bool:
    """Whether a file may have changed since it was read, whatever its stamp says."""
    return file.stamp is None or file.stamp.is_racy(read_at_ns)


class Tree(NamedTuple):
    """The files of a content folder, each list in the order of their names."""

    documents: tuple[SourceFile, ...]
    assets: tuple[SourceFile, ...]
    support: tuple[SourceFile, ...]
    # What is none of these, and may be a part of a document all the same.
    pieces: tuple[SourceFile, ...]
    # The names of files that are on the website and are not served here.
    unserved: tuple[str, ...]
    problems: tuple[Problem, ...]


def fingerprint(data: bytes) -> str:
    """BLAKE2b of the bytes, 128 bits in hexadecimal: names a version of a file."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def fingerprint_of(file: BinaryIO) -> tuple[str, int]:
    """The fingerprint of all that is in an open file, and how many bytes that is."""
    digest = hashlib.blake2b(digest_size=16)
    size = 0
    while piece := file.read(_PIECE_BYTES):
        digest.update(piece)
        size += len(piece)
    return digest.hexdigest(), size


def walk(root: Path, role: Roles) -> Tree:
    """All files below the folder, as what they are by their names.

    Raises OSError where the folder itself cannot be listed.
    """
    base = root.resolve(strict=True)
    walking = _Walk(base, role)
    walking.enter("", base, frozenset({base}))
    while walking.folders:
        prefix, folder, above = walking.folders.pop()
        try:
            walking.enter(prefix, folder, above)
        except OSError as error:
            walking.problems.append(_unreadable(prefix.rstrip("/"), error))
    return Tree(
        tuple(sorted(walking.documents, key=_NAME)),
        tuple(sorted(walking.assets, key=_NAME)),
        tuple(sorted(walking.support, key=_NAME)),
        tuple(sorted(walking.pieces, key=_NAME)),
        tuple(sorted(walking.unserved)),
        tuple(walking.problems),
    )


class _Walk:
    """What a walk has found so far, and the folders that it has not seen yet."""

    def __init__(self, base: Path, role: Roles) -> None:
        self.folders: list[tuple[str, Path, frozenset[Path]]] = []
        self.documents: list[SourceFile] = []
        self.assets: list[SourceFile] = []
        self.support: list[SourceFile] = []
        self.pieces: list[SourceFile] = []
        self.unserved: list[str] = []
        self.problems: list[Problem] = []
        self._base = base
        self._role = role

    def enter(self, prefix: str, folder: Path, above: frozenset[Path]) -> None:
        """Look at each entry of a folder. Raises OSError where it cannot be listed."""
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=_NAME)
        for entry in entries:
            name = prefix + entry.name
            found = self._look_at(entry, name, above)
            if found is not None:
                self.problems.append(found)

    def _look_at(
        self, entry: os.DirEntry[str], name: str, above: frozenset[Path]
    ) -> Problem | None:
        """Take in what an entry is; the problem of one that cannot be taken in."""
        path = entry.path
        try:
            status = entry.stat(follow_symlinks=False)
            role = self._role(name, stat.S_ISDIR(status.st_mode))
            # Before anything else: nobody minds where that leads which is left out.
            if role is Role.LEFT_OUT:
                return None
            if (wrong := _bad_name(name)) is not None:
                return wrong
            if stat.S_ISLNK(status.st_mode):
                target = _followed(path, name, self._base, above)
                if isinstance(target, Problem):
                    # Nor where that leads which nobody may ever name.
                    return None if role is Role.PIECE else target
                path = str(target)
                status = target.stat()
                role = self._role(name, stat.S_ISDIR(status.st_mode))
                if role is Role.LEFT_OUT:
                    return None
        except OSError as error:
            return _unreadable(name, error)
        self._take(name, path, status, role, above)
        return None

    def _take(
        self, name: str, path: str, status: os.stat_result, role: Role, above: frozenset[Path]
    ) -> None:
        file = SourceFile(name, path, Stamp.of(status))
        if stat.S_ISDIR(status.st_mode):
            if role is not Role.FOLDER:
                self.problems.append(_folder_like_document(name))
            folder = Path(path)
            self.folders.append((f"{name}/", folder, above | {folder}))
        elif not stat.S_ISREG(status.st_mode):
            told = "this is neither a file nor a folder"
            self.problems.append(Problem(name, 1, 1, "unreadable", told, "Take it away."))
        elif role is Role.DOCUMENT:
            self.documents.append(file)
        elif role is Role.ASSET:
            self.assets.append(file)
        elif role is Role.SUPPORT:
            self.support.append(file)
        else:
            self.pieces.append(file)
            if role is not Role.PIECE:
                self.unserved.append(name)
                self.problems.append(_not_served(name))


def suffix_of(name: str) -> str:
    """The suffix of a file's name in lower case, with its dot; `.md` alone has none."""
    before, dot, suffix = name.rpartition(".")
    if not dot or "/" in suffix or not before.rpartition("/")[2].strip("."):
        return ""
    return f".{suffix}".lower()


def read(file: SourceFile) -> bytes | Problem:
    """A document's bytes, or why it cannot be read."""
    try:
        data, size = _contents(file.path)
    except OSError as error:
        return _unreadable(file.name, error)
    if size > MAX_DOCUMENT_BYTES:
        told = f"the document has {size:,} bytes; the limit is {MAX_DOCUMENT_BYTES:,}"
        return Problem(file.name, 1, 1, "file-too-large", told, "Split it into several pages.")
    return data


def _contents(path: str) -> tuple[bytes, int]:
    """What is in a file, and how much that is; of too much, only the beginning is read."""
    # Without the buffers and the looks of a file object, which take five times as long.
    descriptor = os.open(path, os.O_RDONLY)
    try:
        size = os.fstat(descriptor).st_size
        data = b""
        # One byte more than there should be tells whether there is more. What grows meanwhile, or
        # tells no size, is not read beyond the limit either.
        wanted = min(size, MAX_DOCUMENT_BYTES) + 1
        while piece := os.read(descriptor, wanted):
            data += piece
            if len(data) == size or len(data) > MAX_DOCUMENT_BYTES:
                break
            wanted = min(len(data), _PIECE_BYTES) + 1
        return data, max(size, len(data))
    finally:
        os.close(descriptor)


def open_again(root: Path, name: str) -> int:
    """A descriptor to read from, of a file that may be elsewhere since a walk found it.

    Volumes are renewed by switching a symbolic link, and what it led to is taken away at once.
    Raises OSError where there is no such file below the folder, or none that a walk would find.
    """
    base = root.resolve(strict=True)
    location = (base / name).resolve(strict=True)
    if not location.is_relative_to(base):
        raise OSError(errno.EXDEV, "Not in the content folder", str(location))
    # A volume's own folders, between which it switches, begin with two dots.
    parts = location.relative_to(base).parts
    hidden = any(part.startswith(".") and not part.startswith("..") for part in parts)
    if hidden or suffix_of(location.name) != suffix_of(name):
        raise OSError(errno.EACCES, "Not a file to be served", str(location))
    return open_found(location)


def open_found(location: Path) -> int:
    """A descriptor to read from, of a file where a walk found it. Raises OSError.

    A walk follows links itself, so none is on the way. One that is there now came later and may
    lead anywhere: it is refused, wherever on the way it stands.
    """
    folder = os.open(location.anchor, _FOLDER)
    try:
        for part in location.parts[1:-1]:
            deeper = os.open(part, _FOLDER, dir_fd=folder)
            os.close(folder)
            folder = deeper
        # Not to wait for a writer, should a pipe be there by now.
        descriptor = os.open(
            location.name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder
        )
    finally:
        os.close(folder)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "Not a file", str(location))
    return descriptor


def _followed(path: str, name: str, base: Path, above: frozenset[Path]) -> Path | Problem:
    """Where a symbolic link leads, or the problem of one that leads astray."""
    try:
        target = Path(path).resolve(strict=True)
    except (OSError, RuntimeError):
        told = "the symbolic link leads to itself or to nothing"
        return Problem(name, 1, 1, "symlink-loop", told, "Mend the link or take it away.")
    if not target.is_relative_to(base):
        told = "the symbolic link leads out of the content folder"
        hint = "Put the file itself into the folder."
        return Problem(name, 1, 1, "symlink-outside", told, hint)
    if target in above:
        told = "the symbolic link leads to a folder that it is in"
        return Problem(name, 1, 1, "symlink-loop", told, "Take the link away.")
    return target


def _bad_name(name: str) -> Problem | None:
    if name.isascii() and name.isprintable():  # nearly all
        return None
    try:
        name.encode()
    except UnicodeEncodeError:
        shown = name.encode("utf-8", "backslashreplace").decode()
        told = "the file's name is not UTF-8"
        return Problem(shown, 1, 1, "unreadable", told, "Rename the file.")
    if any(ord(character) < 32 for character in name):
        shown = name.encode("unicode_escape").decode()
        told = "the file's name holds a control character"
        return Problem(shown, 1, 1, "unreadable", told, "Rename the file.")
    return None


def _unreadable(name: str, error: OSError) -> Problem:
    told = f"this cannot be read: {(error.strerror or str(error)).lower()}"
    return Problem(name, 1, 1, "unreadable", told, "Look at the file's permissions.")


def _not_served(name: str) -> Problem:
    suffix = suffix_of(name)
    told = f"files {f'of the type {suffix}' if suffix else 'without a type'} are not served"
    hint = "Take it away, or save it as a type that is."
    return Problem(name, 1, 1, "not-served", told, hint)


def _folder_like_document(name: str) -> Problem:
    told = "a folder has the name of a document; it is read as a folder"
    return Problem(name, 1, 1, "folder-like-document", told, "Rename the folder.")

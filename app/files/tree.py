"""Walk a content tree: its files by role. Nothing outside the folder is touched."""

import errno
import os
import stat
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from enum import Enum
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from app.files.descriptors import open_folder, real_path, status_of
from app.files.stamps import Stamp
from app.problems import Problem

SITE_FILE: Final = "site.yaml"
_NAME: Final = attrgetter("name")
# The names by which a folder is read through symbolic links. Nine folders that each link to all
# others have a million names.
MAX_LINKS: Final = 8
# An empty file in which macOS keeps the icon of a folder.
_FOLDER_ICON: Final = "Icon\r"
# A link, pipe or folder is where a file was, or a file where a folder was.
_REPLACED: Final = frozenset({errno.ELOOP, errno.ENOTDIR, errno.EISDIR, errno.EINVAL, errno.ENXIO})

# The allow-list of static files, with their media types.
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
    """How the service uses a file or folder."""

    DOCUMENT = "document"
    ASSET = "asset"
    # Read for the documents' sake: configuration, data, includes.
    DATA = "data"
    # Not used by itself; a document that names it may include its text.
    INCLUDABLE = "includable"
    # Ignored by the rules of its tree, or hidden.
    LEFT_OUT = "left out"
    # Of a type that is not served.
    NOT_SERVED = "not served"
    # On the website of another generator, and no content: scripts, styles, configuration.
    BUILT = "built"
    FOLDER = "folder"


# The types of files that a site is built with; the empty one is of LICENSE, Makefile and CNAME.
_BUILT_TYPES: Final = frozenset(
    (
        *("", ".babelrc", ".bat", ".cjs", ".coffee", ".config", ".css", ".ejs", ".eot", ".erb"),
        *(".gemspec", ".go", ".haml", ".htaccess", ".js", ".json", ".jsx", ".less", ".liquid"),
        *(".lock", ".map", ".mjs", ".otf", ".php", ".ps1", ".py", ".rb", ".sass", ".scss", ".sh"),
        *(".slim", ".styl", ".toml", ".ts", ".tsx", ".ttf", ".vue", ".webmanifest", ".xml"),
        *(".yaml", ".yml"),
    )
)
_FILE_ROLES: Final = (Role.DOCUMENT, Role.ASSET, Role.DATA, Role.INCLUDABLE)
# Returns the role of a name; the second argument is True for a folder.
Roles: TypeAlias = Callable[[str, bool], Role]


class SourceFile(NamedTuple):
    """A file of the tree: its name in it, with forward slashes, and its path on disk.

    `stamp` is from before the file was read; None if no walk found the file. `data` is the text
    that an editor has open in place of what is on disk.
    """

    name: str
    path: str
    stamp: Stamp | None = None
    data: bytes | None = None

    @property
    def location(self) -> Path:
        """The path as an object, which takes longer to create than the file to find."""
        return Path(self.path)

    def is_racy(self, read_at_ns: int) -> bool:
        """Return True if the file may have changed since it was read, whatever its stamp."""
        return self.stamp is None or self.stamp.is_racy(read_at_ns)


class Tree(NamedTuple):
    """The files of a content folder, each list sorted by name."""

    documents: tuple[SourceFile, ...]
    assets: tuple[SourceFile, ...]
    data_files: tuple[SourceFile, ...]
    # All other files that a document may include.
    includables: tuple[SourceFile, ...]
    # The names of files that are on the website and are not served here.
    unserved: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def files(self) -> Iterator[SourceFile]:
        """All files that may be read."""
        return chain(self.documents, self.assets, self.data_files, self.includables)


def walk(root: Path, role: Roles) -> Tree:
    """Return all files below a folder, by role. Raises OSError if it cannot be listed."""
    base = real_path(root)
    state = _Walk(base, role)
    state.enter(_Folder("", str(base), None, frozenset({base})))
    while state.folders or state.links:
        folder = state.folders.pop() if state.folders else state.links.popleft()
        try:
            state.enter(folder)
        except OSError as error:
            state.problems.append(unreadable_problem(folder.prefix.rstrip("/"), error))
    files = (tuple(sorted(state.files[role], key=_NAME)) for role in _FILE_ROLES)
    documents, assets, data_files, includables = files
    unserved = tuple(sorted(state.unserved))
    return Tree(documents, assets, data_files, includables, unserved, tuple(state.problems))


def renamed(tree: Tree, names: Mapping[str, str], role: Roles) -> Tree:
    """Return a tree as if files had other names, by their names now, each in its new role."""
    files: dict[Role, list[SourceFile]] = {role: [] for role in _FILE_ROLES}
    unserved = [name for name in tree.unserved if name not in names]
    lists = (tree.documents, tree.assets, tree.data_files, tree.includables)
    for old_role, listed in zip(_FILE_ROLES, lists, strict=True):
        for file in listed:
            name = names.get(file.name)
            if name is None:
                files[old_role].append(file)
                continue
            new_role = role(name, False)
            if new_role not in _FILE_ROLES:
                unserved.append(name)
                new_role = Role.INCLUDABLE
            files[new_role].append(file._replace(name=name))
    documents, assets, data_files, includables = (
        tuple(sorted(files[role], key=_NAME)) for role in _FILE_ROLES
    )
    problems = tuple(
        replace(problem, file=names.get(problem.file, problem.file)) for problem in tree.problems
    )
    return Tree(documents, assets, data_files, includables, tuple(sorted(unserved)), problems)


class _Folder(NamedTuple):
    """A folder to enter: the prefix of the names in it, its real path and its stamp if it has one.

    `above` are the real paths of the folder and of those above it.
    """

    prefix: str
    path: str
    stamp: Stamp | None
    above: frozenset[Path]


class _Walk:
    """The files found so far, and the folders that remain."""

    def __init__(self, base: Path, role: Roles) -> None:
        self.folders: list[_Folder] = []
        # Those that symbolic links lead to come last, the shallow ones first.
        self.links: deque[_Folder] = deque()
        self._linked: Counter[Path] = Counter()
        self.files: dict[Role, list[SourceFile]] = {role: [] for role in _FILE_ROLES}
        self.unserved: list[str] = []
        self.problems: list[Problem] = []
        self._base = base
        self._role = role

    def enter(self, folder: _Folder) -> None:
        """Add each entry of a folder. Raises OSError if it cannot be listed."""
        # The entries are looked at in this very folder, whatever takes its place meanwhile.
        descriptor = open_folder(folder.path, folder.stamp)
        inner = f"{folder.path.rstrip('/')}/"
        try:
            with os.scandir(descriptor) as listing:
                entries = sorted(listing, key=_NAME)
            for entry in entries:
                name = folder.prefix + entry.name
                try:
                    problem = self._add(entry, name, inner + entry.name, folder)
                except OSError as error:
                    problem = unreadable_problem(name, error)
                if problem is not None:
                    self.problems.append(problem)
        finally:
            os.close(descriptor)

    def _add(
        self, entry: os.DirEntry[str], name: str, path: str, folder: _Folder
    ) -> Problem | None:
        """Add an entry by its role. Return its problem, if any; raises OSError."""
        status = entry.stat(follow_symlinks=False)
        kind = stat.S_IFMT(status.st_mode)
        role = self._role(name, kind == stat.S_IFDIR)
        # Checked first: a link that is left out may lead anywhere.
        if role is Role.LEFT_OUT or entry.name == _FOLDER_ICON:
            return None
        if (problem := _name_problem(name)) is not None:
            return problem
        if is_link := kind == stat.S_IFLNK:
            target = self._follow(Path(path), name, folder.above)
            if isinstance(target, Problem):
                # A piece that no document names causes no problem.
                return None if role is Role.INCLUDABLE else target
            path = str(target)
            status = status_of(path)
            kind = stat.S_IFMT(status.st_mode)
            role = self._role(name, kind == stat.S_IFDIR)
            if role is Role.LEFT_OUT:
                return None
        if kind == stat.S_IFDIR:
            inner = _Folder(f"{name}/", path, Stamp.of(status), folder.above | {Path(path)})
            (self.links if is_link else self.folders).append(inner)
            return None if role is Role.FOLDER else _folder_like_document_problem(name)
        if kind != stat.S_IFREG:
            message = "this is neither a file nor a folder"
            return Problem(name, 1, 1, "unreadable", message, "Remove it.")
        file = SourceFile(name, path, Stamp.of(status))
        if role in _FILE_ROLES:
            self.files[role].append(file)
            return None
        self.files[Role.INCLUDABLE].append(file)
        self.unserved.append(name)
        return None if role is Role.BUILT else _not_served_problem(name)

    def _follow(self, path: Path, name: str, above: frozenset[Path]) -> Path | Problem:
        """Return the target of a symbolic link, or the problem of a link that is not followed."""
        target = link_target(path, name, self._base)
        if isinstance(target, Problem):
            return target
        if target in above:
            message = "the symbolic link leads to a folder that it is in"
            return Problem(name, 1, 1, "symlink-loop", message, "Remove the link.")
        if not target.is_dir():
            return target
        self._linked[target] += 1
        if self._linked[target] <= MAX_LINKS:
            return target
        message = f"the symbolic link leads to a folder that {MAX_LINKS} other links lead to"
        hint = "Remove the link: links among folders multiply."
        return Problem(name, 1, 1, "symlink-loop", message, hint)


def role_of_other(name: str) -> Role:
    """Return the role of a file of a generator's tree that is no document: by its type."""
    suffix = suffix_of(name)
    if suffix in ASSET_TYPES:
        return Role.ASSET
    return Role.BUILT if suffix in _BUILT_TYPES else Role.NOT_SERVED


def suffix_of(name: str) -> str:
    """Return the suffix of a file's name in lower case, with its dot; `.md` alone has none."""
    before, dot, suffix = name.rpartition(".")
    if not dot or "/" in suffix or not before.rpartition("/")[2].strip("."):
        return ""
    return f".{suffix}".lower()


def unreadable_problem(name: str, error: OSError) -> Problem:
    """Return the problem of a file or folder that cannot be read."""
    message = f"this cannot be read: {(error.strerror or str(error)).lower()}"
    hint = "Check the file's permissions."
    if error.errno in _REPLACED:
        hint = "Something else took its place while it was read; put the file back."
    return Problem(name, 1, 1, "unreadable", message, hint)


def is_failure(problem: Problem) -> bool:
    """Return True if a file could not be read, which may be otherwise the next time."""
    return problem.code == "unreadable"


def link_target(path: Path, name: str, base: Path) -> Path | Problem:
    """Return the target of a symbolic link below a folder, or the problem that it has none there.

    `base` is the folder's real path, `path` may lead through links, and `name` is for the problem.
    """
    try:
        target = real_path(path)
    except OSError:
        message = "the symbolic link leads to itself or to nothing"
        return Problem(name, 1, 1, "symlink-loop", message, "Correct the link or remove it.")
    if target.is_relative_to(base):
        return target
    message = "the symbolic link leads out of the content folder"
    hint = "Put the file itself into the folder."
    return Problem(name, 1, 1, "symlink-outside", message, hint)


def _name_problem(name: str) -> Problem | None:
    if name.isascii() and name.isprintable():  # nearly all
        return None
    if any("\ud800" <= character <= "\udfff" for character in name):
        printable = name.encode("utf-8", "backslashreplace").decode()
        message = "the file's name is not UTF-8"
    elif any(character < " " for character in name):
        printable = name.encode("unicode_escape").decode()
        message = "the file's name contains a control character"
    else:
        return None
    return Problem(printable, 1, 1, "unreadable", message, "Rename the file.")


def _not_served_problem(name: str) -> Problem:
    suffix = suffix_of(name)
    message = f"files {f'of the type {suffix}' if suffix else 'without a type'} are not served"
    hint = "Remove the file, or save it as a type that is served."
    return Problem(name, 1, 1, "not-served", message, hint)


def _folder_like_document_problem(name: str) -> Problem:
    message = "a folder has the name of a document; it is read as a folder"
    return Problem(name, 1, 1, "folder-like-document", message, "Rename the folder.")

"""The roles of files in a Jekyll tree, by their names."""

import posixpath
import re
from collections.abc import Iterable
from contextlib import suppress
from typing import Final, NamedTuple

from app.dialects.jekyll.configuration import CONFIGURATION_FILES, JekyllConfiguration
from app.files.tree import SITE_FILE, Role, role_of_other, suffix_of
from app.site.globs import shell_glob
from app.site.patterns import Pattern, PatternError

REDIRECTS: Final = "_redirects"
HTML_SUFFIXES: Final = frozenset({".html", ".htm", ".xhtml"})
_DATA_SUFFIXES: Final = frozenset({".yml", ".yaml", ".json", ".csv", ".tsv"})
_SPECIAL: Final = frozenset("._#~")
_WILDCARDS: Final = frozenset("*?[")
_DATED: Final = re.compile(
    r"(?P<date>\d{2,4}-\d{1,2}-\d{1,2})-(?P<slug>[^/]*)(?P<suffix>\.[^./]+)\Z"
)


class ContentFile(NamedTuple):
    """The parts of a content file's name.

    `label` is its collection; None for a page. `within` is its path below the collection's folder,
    or below the tree for a page. `above` are the folders above `_posts`, which are categories.
    `date` and `slug` are the parts of its stem.
    """

    label: str | None
    within: str
    above: tuple[str, ...]
    is_draft: bool
    date: str | None
    slug: str

    @property
    def path(self) -> str:
        """The path in templates: without the folder of all collections."""
        if self.label is None:
            return self.within
        folder = "_drafts" if self.is_draft else f"_{self.label}"
        return "/".join((*self.above, folder, self.within))


class TreeLayout:
    """The roles and names of a tree's files."""

    def __init__(self, configuration: JekyllConfiguration) -> None:
        self._configuration = configuration
        beside = configuration.collections_dir
        prefix = f"{beside}/" if beside else ""
        self._collections = {
            f"{prefix}_{label}/": label for label in configuration.collections if label != "posts"
        }
        self._prefix = prefix
        self._support = (
            f"{configuration.data_dir}/",
            f"{configuration.includes_dir}/",
            f"{configuration.layouts_dir}/",
        )
        self._left_out = frozenset((configuration.destination, configuration.plugins_dir))
        kept = frozenset(configuration.include)
        self._include = _Globs(sorted(kept))
        self._included_paths = frozenset(name for name in kept if "/" in name)
        self._exclude = _Globs(name for name in configuration.exclude if name not in kept)
        self._ignored_folders: dict[str, bool] = {}

    def role(self, name: str, is_folder: bool) -> Role:
        """Return the role of the file or folder of this name, which no left-out folder holds."""
        base = posixpath.basename(name)
        if name in {SITE_FILE, REDIRECTS} or name in CONFIGURATION_FILES:
            return Role.FOLDER if is_folder else Role.SUPPORT
        if self._is_support(name, is_folder):
            return self._support_role(name, base, is_folder)
        if self._is_left_out(name, is_folder):
            if self._is_out_of_reach(name, base, is_folder):
                return Role.LEFT_OUT
            return Role.FOLDER if is_folder else Role.PIECE
        return Role.FOLDER if is_folder else self._role_of_file(name)

    def _is_out_of_reach(self, name: str, base: str, is_folder: bool) -> bool:
        """Return True if no document may include it: hidden, excluded and generated files."""
        if base.startswith(".") or base.endswith("."):
            return True
        if any(f"{name}/".startswith(f"{folder}/") for folder in self._left_out):
            return True
        return self._exclude.match(name, is_folder)

    def _role_of_file(self, name: str) -> Role:
        suffix = suffix_of(name)
        content = self.content_file(name)
        if suffix in self._configuration.markdown_suffixes or suffix in HTML_SUFFIXES:
            if self._in_posts(name) and content.date is None and not content.is_draft:
                return Role.PIECE
            return Role.DOCUMENT
        if content.label is not None and not self._has_files(content.label):
            return Role.PIECE
        return role_of_other(name)

    def _is_left_out(self, name: str, is_folder: bool) -> bool:
        if name not in self._left_out and not self._is_ignored(name, is_folder):
            return False
        # A file that `include` names is read from any folder.
        if is_folder:
            return not any(path.startswith(f"{name}/") for path in self._included_paths)
        return name not in self._included_paths

    def content_file(self, name: str) -> ContentFile:
        """Return the parts of a document's name."""
        for prefix, label in self._collections.items():
            if name.startswith(prefix):
                return self._parsed(name, label, name[len(prefix) :], ())
        parts = name.split("/")
        for folder in ("_posts", "_drafts"):
            if folder in parts[:-1] and name.startswith(self._prefix):
                at = parts.index(folder)
                above = tuple(parts[:at])
                if self._prefix and above and above[0] == self._prefix.rstrip("/"):
                    above = above[1:]
                within = "/".join(parts[at + 1 :])
                return self._parsed(name, "posts", within, above, is_draft=folder == "_drafts")
        return self._parsed(name, None, name, ())

    def _parsed(
        self,
        name: str,
        label: str | None,
        within: str,
        above: tuple[str, ...],
        *,
        is_draft: bool = False,
    ) -> ContentFile:
        base = posixpath.basename(name)
        dated = _DATED.match(base) if label is not None else None
        slug = dated["slug"] if dated else posixpath.splitext(base)[0]
        date = dated["date"] if dated else None
        return ContentFile(label, within, above, is_draft, date, slug.rstrip("."))

    def _has_files(self, label: str) -> bool:
        """Return True if static files of a collection's folder are served."""
        return label != "posts" and self._configuration.collections[label].output

    def _in_posts(self, name: str) -> bool:
        return "_posts" in name.split("/")[:-1]

    def _is_support(self, name: str, is_folder: bool) -> bool:
        whole = f"{name}/" if is_folder else name
        return any(whole.startswith(folder) for folder in self._support) or (
            is_folder and any(folder.startswith(whole) for folder in self._support)
        )

    def _support_role(self, name: str, base: str, is_folder: bool) -> Role:
        if base.startswith("."):
            return Role.LEFT_OUT
        if is_folder:
            return Role.FOLDER
        if name.startswith(self._support[0]):
            return Role.SUPPORT if suffix_of(name) in _DATA_SUFFIXES else Role.LEFT_OUT
        return Role.SUPPORT

    def _is_ignored(self, name: str, is_folder: bool) -> bool:
        """Return True if Jekyll ignores it or a folder above it."""
        return self._is_below_ignored(posixpath.dirname(name)) or self._is_filtered(
            name, posixpath.basename(name), is_folder
        )

    def _is_below_ignored(self, folder: str) -> bool:
        if not folder:
            return False
        is_ignored = self._ignored_folders.get(folder)
        if is_ignored is None:
            # A walk needs it again for each file of the folder.
            is_ignored = self._ignored_folders[folder] = self._is_ignored(folder, is_folder=True)
        return is_ignored

    def _is_filtered(self, name: str, base: str, is_folder: bool) -> bool:
        """Return True if Jekyll ignores it by its own name."""
        if base.endswith("."):
            return True
        # An entry goes by its name alone, in a collection by its path there.
        content = self.content_file(f"{name}/" if is_folder else name)
        within = content.within.rstrip("/") if content.label is not None else ""
        included = self._include.match(base, is_folder) or (
            bool(within) and self._include.match(within, is_folder)
        )
        if not included and self._exclude.match(name, is_folder):
            return True
        if included:
            return False
        if is_folder and self._leads_to_documents(name, base):
            return False
        return base[:1] in _SPECIAL or base.endswith("~")

    def _leads_to_documents(self, name: str, base: str) -> bool:
        if base in {"_posts", "_drafts"}:
            return name.startswith(self._prefix)
        if f"{name}/" in self._collections:
            return True
        # Deep in a collection only hidden folders are ignored.
        content = self.content_file(f"{name}/")
        is_deep = content.label is not None and "/" in content.within.rstrip("/")
        return is_deep and not base.startswith(".")


class _Globs:
    """Globs of names, each for what it matches, what begins with it, and what is in it."""

    def __init__(self, written: Iterable[str]) -> None:
        self._texts = tuple(text for glob in written if (text := glob.lstrip("/")))
        self._patterns = tuple(_compiled(self._texts))

    def match(self, name: str, is_folder: bool) -> bool:
        return (
            name.startswith(self._texts)
            or any(pattern.is_in(name) for pattern in self._patterns)
            or (is_folder and f"{name}/" in self._texts)
        )


def _compiled(globs: Iterable[str]) -> Iterable[Pattern]:
    for text in globs:
        # A text without wildcards matches only itself, and that begins with it.
        if not _WILDCARDS.isdisjoint(text):
            with suppress(PatternError):
                yield shell_glob(text)

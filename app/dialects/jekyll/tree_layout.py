"""The roles of files in a Jekyll tree, by their names."""

import posixpath
from collections.abc import Iterable
from contextlib import suppress
from typing import Final, NamedTuple

from app.dialects.hosting import NETLIFY, is_redirects
from app.dialects.jekyll.configuration import CONFIGURATION_FILES, JekyllConfiguration
from app.files.tree import SITE_FILE, Role, role_of_other, suffix_of
from app.regex import regex
from app.site.globs import shell_glob
from app.site.patterns import Pattern, PatternError

DRAFTS: Final = "_drafts"
GEMFILE: Final = "Gemfile"
HTML_SUFFIXES: Final = frozenset({".html", ".htm", ".xhtml"})
_DATA_SUFFIXES: Final = frozenset({".yml", ".yaml", ".json", ".csv", ".tsv"})
_SPECIAL: Final = frozenset("._#~")
_WILDCARDS: Final = frozenset("*?[")
_DATED: Final = regex(r"(\d{2,4}-\d{1,2}-\d{1,2})-([^/]*)\.[^./]+\Z")


class ContentFile(NamedTuple):
    """The parts of a content file's name.

    `label` is its collection; None for a page. `within` is its path below the collection's folder,
    or below the site's source for a page. `above` are the folders above `_posts`, which are
    categories. `date` and `slug` are the parts of its stem.
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
        folder = DRAFTS if self.is_draft else f"_{self.label}"
        return "/".join((*self.above, folder, self.within))


class TreeLayout:
    """The roles and names of a tree's files."""

    def __init__(self, configuration: JekyllConfiguration) -> None:
        self._configuration = configuration
        self._source = configuration.source
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
            f"{configuration.plugins_dir}/",
        )
        self._at_top = frozenset((SITE_FILE, NETLIFY, GEMFILE, *CONFIGURATION_FILES))
        self._left_out = frozenset((configuration.destination,))
        kept = frozenset(configuration.include)
        self._include = _Globs(sorted(kept))
        self._included_paths = frozenset(name for name in kept if "/" in name)
        self._exclude = _Globs(name for name in configuration.exclude if name not in kept)
        self._ignored_folders: dict[str, bool] = {}

    def role(self, name: str, is_folder: bool) -> Role:
        """Return the role of the file or folder of this name, which no left-out folder holds."""
        base = posixpath.basename(name)
        if name in self._at_top:
            return Role.FOLDER if is_folder else Role.DATA
        if not is_folder and self.has_redirects(name):
            return Role.DATA
        if (role := self._support_role(name, base, is_folder)) is not None:
            return role
        within = name.removeprefix(self._source)
        if self._source and within == name:
            is_above = is_folder and self._source.startswith(f"{name}/")
            return Role.FOLDER if is_above else Role.LEFT_OUT
        if self._is_left_out(within, is_folder):
            if self._is_out_of_reach(within, base, is_folder):
                return Role.LEFT_OUT
            return Role.FOLDER if is_folder else Role.INCLUDABLE
        return Role.FOLDER if is_folder else self._role_of_file(within)

    def has_redirects(self, name: str) -> bool:
        """Return True for `_redirects` at the top of the source."""
        return name.startswith(self._source) and is_redirects(name.removeprefix(self._source))

    def _is_out_of_reach(self, name: str, base: str, is_folder: bool) -> bool:
        """Return True if no document may include it: hidden, excluded and generated files."""
        if base.startswith(".") or base.endswith("."):
            return True
        if any(f"{name}/".startswith(f"{folder}/") for folder in self._left_out):
            return True
        return self._exclude.match(name, is_folder)

    def _role_of_file(self, name: str) -> Role:
        suffix = suffix_of(name)
        content = self._content_within(name)
        if suffix in self._configuration.markdown_suffixes or suffix in HTML_SUFFIXES:
            in_posts = "_posts" in name.split("/")[:-1]
            if in_posts and content.date is None and not content.is_draft:
                return Role.INCLUDABLE
            return Role.DOCUMENT
        # Static files of a collection's folder are served with its documents.
        collection = self._configuration.collections[content.label] if content.label else None
        if collection is not None and (collection.label == "posts" or not collection.output):
            return Role.INCLUDABLE
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
        return self._content_within(name.removeprefix(self._source))

    def _content_within(self, name: str) -> ContentFile:
        """Return the parts of a name below the site's source."""
        for prefix, label in self._collections.items():
            if name.startswith(prefix):
                return _parsed(label, name[len(prefix) :])
        parts = name.split("/")
        for folder in ("_posts", DRAFTS):
            if folder in parts[:-1] and name.startswith(self._prefix):
                at = parts.index(folder)
                above = tuple(parts[:at])
                if self._prefix and above and above[0] == self._prefix.rstrip("/"):
                    above = above[1:]
                within = "/".join(parts[at + 1 :])
                return _parsed("posts", within, above, is_draft=folder == DRAFTS)
        return _parsed(None, name)

    def _support_role(self, name: str, base: str, is_folder: bool) -> Role | None:
        """Return the role in, or above, the folders of data and includes; None elsewhere."""
        whole = f"{name}/" if is_folder else name
        is_above = is_folder and any(folder.startswith(whole) for folder in self._support)
        if not is_above and not whole.startswith(self._support):
            return None
        data, *_, plugins = self._support
        suffix = suffix_of(name)
        is_other = (name.startswith(data) and suffix not in _DATA_SUFFIXES) or (
            name.startswith(plugins) and suffix != ".rb"
        )
        if base.startswith(".") or (is_other and not is_folder):
            return Role.LEFT_OUT
        return Role.FOLDER if is_folder else Role.DATA

    def _is_ignored(self, name: str, is_folder: bool) -> bool:
        """Return True if Jekyll ignores it or a folder above it."""
        folder, base = posixpath.split(name)
        if folder and folder not in self._ignored_folders:
            # A walk needs it again for each file of the folder.
            self._ignored_folders[folder] = self._is_ignored(folder, is_folder=True)
        return self._ignored_folders.get(folder, False) or self._is_filtered(name, base, is_folder)

    def _is_filtered(self, name: str, base: str, is_folder: bool) -> bool:
        """Return True if Jekyll ignores it by its own name."""
        if base.endswith("."):
            return True
        # An entry goes by its name alone, in a collection by its path there.
        content = self._content_within(f"{name}/" if is_folder else name)
        within = content.within.rstrip("/") if content.label is not None else ""
        if self._include.match(base, is_folder) or (
            within and self._include.match(within, is_folder)
        ):
            return False
        if self._exclude.match(name, is_folder):
            return True
        is_special = base[:1] in _SPECIAL or base.endswith("~")
        return is_special and not (is_folder and self._leads_to_documents(name, base))

    def _leads_to_documents(self, name: str, base: str) -> bool:
        if base in {"_posts", DRAFTS}:
            return name.startswith(self._prefix)
        if f"{name}/" in self._collections:
            return True
        # Deep in a collection only hidden folders are ignored.
        content = self._content_within(f"{name}/")
        is_deep = content.label is not None and "/" in content.within.rstrip("/")
        return is_deep and not base.startswith(".")


def _parsed(
    label: str | None, within: str, above: tuple[str, ...] = (), *, is_draft: bool = False
) -> ContentFile:
    base = posixpath.basename(within)
    dated = _DATED.match(base) if label is not None else None
    date, slug = dated.groups() if dated else (None, posixpath.splitext(base)[0])
    return ContentFile(label, within, above, is_draft, date, slug.rstrip("."))


class _Globs:
    """Globs of names, each for what it matches, what begins with it, and what is in it."""

    def __init__(self, written: Iterable[str]) -> None:
        self._texts = tuple(text for glob in written if (text := glob.lstrip("/")))
        self._patterns: list[Pattern] = []
        for text in self._texts:
            # A text without wildcards matches only itself, and that begins with it.
            if not _WILDCARDS.isdisjoint(text):
                with suppress(PatternError):
                    self._patterns.append(shell_glob(text))

    def match(self, name: str, is_folder: bool) -> bool:
        return (
            name.startswith(self._texts)
            or any(pattern.is_in(name) for pattern in self._patterns)
            or (is_folder and f"{name}/" in self._texts)
        )

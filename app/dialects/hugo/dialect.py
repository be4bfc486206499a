"""Hugo's rules for one tree."""

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Final, Self

from app.dialects.base import (
    Dialect,
    FieldProblem,
    Homes,
    NormalizedFrontMatter,
    PageFinder,
    PathInputs,
    PublishedTerms,
    TreeKind,
)
from app.dialects.document import Placement
from app.dialects.hugo.addresses import Naming, UnknownTokenError, address
from app.dialects.hugo.configuration import HugoConfiguration
from app.dialects.hugo.goldmark.html_pages import HugoHtml
from app.dialects.hugo.goldmark.reading import Goldmark
from app.dialects.hugo.lists import list_addresses
from app.dialects.hugo.page_finder import HugoPageFinder
from app.dialects.hugo.path_names import path_name
from app.dialects.hugo.placements import placements, section_entry
from app.dialects.hugo.places import HTML_SUFFIXES, Place, Places
from app.dialects.hugo.shortcodes import ShortcodeContext
from app.dialects.hugo.templates import enclosing
from app.dialects.hugo.tree_facts import TreeFacts, cascaded, cascades_of, sections_of
from app.files.text import SourceText
from app.files.tree import Role, Tree, fingerprint, suffix_of
from app.front_matter import (
    FrontMatter,
    KeyPath,
    Mark,
    Scalar,
    Value,
    plain,
    read_front_matter,
    source_text,
)
from app.front_matter.schema import as_moment
from app.markdown import Flavour
from app.problems import Fault, Problem
from app.records import Kind
from app.site.paths import (
    InvalidPathError,
    checked_address,
    file_parts,
    fill_permalink,
    path_of,
    slug_of,
)
from app.site.schema import Site
from app.site.site_file import SiteFile

_KIND_OF_NAME: Final[Mapping[str, Kind]] = {"conditions": "condition", "locations": "location"}
# Hugo's own keys, which it reads in any case: ours where they mean the same.
_OURS: Final[Mapping[str, str]] = {
    **{
        key: key
        for key in (
            *("title", "description", "draft", "slug", "url", "weight", "aliases", "menu"),
            *("menus", "tags", "categories", "type", "layout", "date"),
        )
    },
    "lastmod": "updated",
    "expirydate": "expiry_date",
    "publishdate": "publish_date",
}
_ONLY_HUGOS: Final = frozenset({"unpublishdate", "pubdate"})
_BUILDS: Final = ("build", "_build")
_NOT_RENDERED: Final = frozenset({"never", "link", "false"})
_NOTHING: Final = Mark(0, 0)


class HugoDialect(Dialect):
    """A tree with Hugo's configuration."""

    kind: ClassVar[TreeKind] = "hugo"

    def __init__(
        self,
        site: Site,
        configuration: HugoConfiguration,
        problems: tuple[Problem, ...] = (),
        knowledge: TreeFacts | None = None,
    ) -> None:
        super().__init__(site)
        self.configuration = configuration
        # Those of what is said of whole folders.
        self._problems = problems
        self._known = knowledge or TreeFacts(cascades=configuration.cascade)
        self.tree_facts = self._known
        self._places = Places(configuration, self._known.leaves)

    def with_tree(self, tree: Tree) -> Self:
        """These rules once it is known which folders are pages and what sections hand down."""
        leaves = self._places.leaves(file.name for file in tree.documents)
        found = list(self.configuration.cascade)
        wrong: list[Problem] = []
        sections = set()
        for file in tree.documents:
            place = self._places.place(file.name)
            if place.node == "branch":
                sections.add(place.folder.lower())
                handed_down, told = cascades_of(file, place.folder, place.language)
                found += handed_down
                wrong += told
        knowledge = TreeFacts(leaves, frozenset(sections), tuple(found), enclosing(tree.support))
        problems = (*self._problems, *wrong)
        return type(self)(self.site, self.configuration, problems, knowledge)

    def role(self, name: str, is_folder: bool) -> Role:
        """What the file or folder of this name is; what Hugo passes by is left out."""
        return self._places.role(name, is_folder)

    def place(self, file: str) -> Place:
        """Where the document of this name stands."""
        return self._places.place(file)

    def read(self, file: str, text: str) -> tuple[FrontMatter, tuple[Fault, ...]] | None:
        """The front matter of a text; HTML without any is a file, no document."""
        if suffix_of(file) in HTML_SUFFIXES and text.lstrip()[:1] == "<":
            return None
        return read_front_matter(text)

    def normalize(self, file: str, found: FrontMatter) -> NormalizedFrontMatter:
        """Front matter over what the sections above hand down, in our names."""
        place = self.place(file)
        values, marks = _respelled(found)
        for key, value in cascaded(self._known.cascades, place).items():
            values.setdefault(_OURS.get(key.lower(), key), value)
        self._dates(values, marks)
        weight = values.get("weight")
        if isinstance(weight, Scalar) and weight.value == 0:
            del values["weight"]
        self._menus(values, place)
        withheld = None
        hides_files = False
        if _is_true(values.pop("headless", None)):
            withheld = "is headless"
        for key in _BUILDS:
            build = values.pop(key, None)
            if not isinstance(build, Mapping):
                continue
            if (said := _said(build, "render")) in _NOT_RENDERED:
                withheld = f"is never rendered (build.render: {said})"
            hides_files = hides_files or _said(build, "publishresources") in {"false", "0"}
        if self.configuration.builds_drafts:
            values.pop("draft", None)
        if self.configuration.builds_expired:
            values.pop("expiry_date", None)
        if self.configuration.builds_future:
            values.pop("publish_date", None)
        values.pop("cascade", None)
        return NormalizedFrontMatter(
            FrontMatter(found.format, values, marks, found.body_start),
            withheld=withheld,
            hides_files=hides_files,
        )

    def _menus(self, values: dict[str, Value], place: Place) -> None:
        """The menus that the page stands in, by its own words or for being a section."""
        key = "menu" if "menu" in values and "menus" not in values else "menus"
        link_title = next(
            (source_text(value) for name, value in values.items() if name.lower() == "linktitle"),
            None,
        )
        section = section_entry(place, self.configuration)
        menus = placements(values.get(key), link_title, section)
        if menus is not None:
            values[key] = menus

    def _dates(self, values: dict[str, Value], marks: dict[KeyPath, Mark]) -> None:
        """Each date, by the first key that has one."""
        lowered = {key.lower(): key for key in values}
        # By Hugo's names, before any is filled from another.
        written = {
            "lastmod": values.get("updated"),
            "publishdate": values.get("publish_date"),
            "expirydate": values.get("expiry_date"),
            **{key: values[name] for key, name in lowered.items() if key != "updated"},
        }
        for theirs, ours in (
            ("publishdate", "publish_date"),
            ("expirydate", "expiry_date"),
            ("lastmod", "updated"),
            ("date", "date"),
        ):
            if ours in values:
                continue
            for key in self.configuration.dates[theirs]:
                value = written.get(key)
                if value is not None and source_text(value):
                    values[ours] = value
                    if key in _ONLY_HUGOS:
                        # It would be told as one that means the same.
                        values.pop(lowered[key], None)
                    marks.setdefault((ours,), marks.get((lowered.get(key, key),), _NOTHING))
                    break

    def extend_site(
        self, site: SiteFile, support: Mapping[str, SourceText]
    ) -> tuple[SiteFile, tuple[Problem, ...]]:
        """The site as it is, and what is wrong with what is said of whole folders."""
        del support
        return site, self._problems

    def placement(self, file: str) -> Placement:
        """The folder, the topmost folder of the content, and the name without its language."""
        place = self.place(file)
        folder, stem = place.folder, place.stem
        if place.node != "page":
            stem = posixpath.basename(folder) or "index"
        if place.node == "leaf":
            folder = posixpath.dirname(folder)
        neutral = posixpath.join(place.folder, place.stem)
        multilingual = self.configuration.is_multilingual
        return Placement(
            folder=f"{place.language}:{folder}" if multilingual and folder else folder,
            section=place.folder.partition("/")[0] or None,
            stem=stem,
            language=place.language if multilingual else None,
            translation=neutral.lower(),
            home=posixpath.dirname(file) if place.node != "page" else None,
            root=root.prefix if (root := self._places.content_of(file)) is not None else None,
        )

    def kind_of(self, file: str) -> Kind:
        """By the topmost folder of the content; a section itself is a page."""
        place = self.place(file)
        section = place.folder.partition("/")[0]
        if place.node == "branch" and place.folder == section:
            return "page"
        return _KIND_OF_NAME.get(section, "page")

    def flavour(self, file: str, front_matter: FrontMatter) -> Flavour:
        """Return HTML or goldmark's Markdown; shortcodes look up parameters of page, then site."""
        shortcodes = ShortcodeContext(
            _Parameters(front_matter.values, self.configuration.values),
            enclosing=self._known.enclosing,
        )
        if suffix_of(file) in HTML_SUFFIXES:
            return HugoHtml(shortcodes)
        configuration = self.configuration
        return Goldmark(configuration.id_type, configuration.parser_options, shortcodes)

    def page_finder(self, files: Iterable[str]) -> PageFinder:
        """Hugo's own way to find pages."""
        return HugoPageFinder(self._places, files)

    @property
    def taxonomies(self) -> tuple[str, ...]:
        """Tags and categories, or what the configuration names."""
        return self.configuration.taxonomies

    def made_addresses(self, shown: Iterable[PublishedTerms]) -> frozenset[str]:
        """Homes, sections, taxonomies and terms."""
        return list_addresses(shown, self._places, self.configuration)

    def path(self, claim: PathInputs) -> tuple[str, tuple[FieldProblem, ...]]:
        """Where Hugo puts the document, unless the site file puts its collection elsewhere."""
        fields = claim.fields
        place = self.place(claim.file)
        moment = as_moment(fields.date, self.site.zone) if fields.date is not None else None
        try:
            if claim.collection is not None and claim.collection.permalink is not None:
                date = moment.date() if moment else None
                parts = file_parts(self._native(place))
                return fill_permalink(claim.collection.permalink, parts, claim.title, date), ()
            sections = sections_of(place, self._known.sections)
            naming = Naming(
                place, sections, fields.slug, fields.permalink, fields.title or "", moment
            )
            return checked_address(address(naming, self.configuration)), ()
        except UnknownTokenError as error:
            told, hint = f"its permalink {error}", "Take the token out of the configuration."
        except InvalidPathError as error:
            told, hint = str(error), "Mend the url, or rename the file."
        remark = FieldProblem("permalink", "invalid-slug", told, hint)
        try:
            return path_of(file_parts(self._native(place))), (remark,)
        except InvalidPathError:
            return path_of((f"untitled-{fingerprint(claim.file.encode())[:8]}",)), (remark,)

    def _native(self, place: Place) -> str:
        """The name that the file would have in a tree of our own."""
        language = "" if place.language == self.configuration.default_language else place.language
        stem = place.stem if place.node == "page" else "index"
        return "/".join(part for part in (language, place.folder, f"{stem}.md") if part)

    def asset_path(self, name: str, homes: Homes) -> str:
        """Static files at the root; what lies in the content beside the page of its folder."""
        root = self._places.static_of(name)
        if root is not None:
            return f"/{self._places.within(name, root)}"
        content = self._places.content_of(name)
        if content is None:
            return f"/{name}"
        folder, base = posixpath.split(name)
        below: tuple[str, ...] = ()
        while folder not in homes and len(folder) > len(content.prefix.rstrip("/")):
            folder, last = posixpath.split(folder)
            below = (last, *below)
        rest = "/".join((*below, base))
        if folder in homes:
            return f"{homes[folder].removesuffix('.html').rstrip('/')}/{rest}"
        within = path_name(
            posixpath.dirname(self._places.within(name, content)),
            keep_case=self.configuration.keep_case,
        )
        return f"/{within}/{base}" if within else f"/{base}"

    def names(self, file: str) -> frozenset[str]:
        """The file's name, and the path that it has if its front matter gives it no other."""
        place = self.place(file)
        sections = sections_of(place, self._known.sections)
        naming = Naming(place, sections, None, None, "", None)
        try:
            slug = slug_of(address(naming, self.configuration))
        except UnknownTokenError:
            slug = place.stem
        return frozenset({self.placement(file).stem, slug})


def _respelled(found: FrontMatter) -> tuple[dict[str, Value], dict[KeyPath, Mark]]:
    """The values and marks, with Hugo's own keys in our names."""
    values: dict[str, Value] = {}
    names: dict[str, str] = {}
    for key, value in found.values.items():
        name = _OURS.get(key.lower(), key)
        if key.lower() in {*_BUILDS, "cascade", "headless"}:
            name = key.lower()
        if name in values or (name != key and name in found.values):
            # The typed fields tell of keys that say the same.
            name = key
        values[name] = value
        if name != key:
            names[key] = name
    if not names:
        return values, dict(found.marks)
    return values, {
        ((names.get(str(path[0]), path[0]), *path[1:]) if path else path): mark
        for path, mark in found.marks.items()
    }


@dataclass(frozen=True, slots=True)
class _Parameters:
    """The parameters of a page and of the site, looked up by calling it.

    It is a part of a body's flavour, so it is compared and pickled by its values.
    """

    page: Mapping[str, Value]
    site: Mapping[str, Value]

    def __call__(self, name: str) -> object:
        """Return a parameter of the page or else of the site; dots lead into mappings."""
        for values in (self.page, self.page.get("params"), self.site.get("params")):
            value: Value | None = values
            for part in name.lower().split("."):
                lowered = (
                    {key.lower(): item for key, item in value.items()}
                    if isinstance(value, Mapping)
                    else {}
                )
                value = lowered.get(part)
            if value is not None:
                return plain(value)
        return None


def _said(values: Mapping[str, Value], key: str) -> str | None:
    for name, value in values.items():
        if name.lower() == key:
            text = source_text(value)
            return text.lower() if text else None
    return None


def _is_true(value: Value | None) -> bool:
    return isinstance(value, Scalar) and value.value is True

"""Hugo's rules for one tree."""

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import ClassVar, Final, Self

from app.dialects.base import (
    ConfigurationText,
    Configured,
    Dialect,
    FieldProblem,
    Homes,
    NormalizedFrontMatter,
    PageFinder,
    PathInputs,
    PublishedTerms,
    TreeKind,
    path_by_rules,
)
from app.dialects.document import Placement
from app.dialects.hugo.addresses import (
    AddressInputs,
    UnknownTokenError,
    address,
    sanitized,
)
from app.dialects.hugo.building import building
from app.dialects.hugo.cascades import cascade_faults
from app.dialects.hugo.configuration import HugoConfiguration, ignored_faults, part_of_whole
from app.dialects.hugo.dates import read_dates, set_dates
from app.dialects.hugo.generated import OUTPUTS, generated_addresses
from app.dialects.hugo.goldmark.html_pages import HugoHtml
from app.dialects.hugo.goldmark.options import option_faults
from app.dialects.hugo.goldmark.reading import Goldmark
from app.dialects.hugo.keys import OURS, respelled, set_draft
from app.dialects.hugo.layouts import Layouts
from app.dialects.hugo.menus import menu_faults, page_menus, section_entry
from app.dialects.hugo.page_finder import HugoPageFinder
from app.dialects.hugo.redirects import rules_of_host
from app.dialects.hugo.shortcodes.context import ShortcodeContext
from app.dialects.hugo.site import site_parts, whole_site
from app.dialects.hugo.tree_facts import (
    FileFacts,
    TreeFacts,
    TreeReading,
    cascaded,
    read_tree,
    sections_of,
)
from app.dialects.hugo.tree_layout import HTML_SUFFIXES, ContentFile, TreeLayout, is_layout
from app.dialects.layout_anchors import OF_THEMES, ids_in
from app.dialects.layout_facts import LayoutFacts
from app.dialects.mappings import lowered_keys, text_at, unwrapped
from app.dialects.pictures import with_source
from app.files.text import SourceText
from app.files.tree import Role, SourceFile, Tree, suffix_of
from app.front_matter import (
    FrontMatter,
    KeyPath,
    Mark,
    Scalar,
    Value,
    read_front_matter,
)
from app.front_matter.schema import PARAMETER, SPELLINGS, as_moment
from app.markdown import Flavour
from app.problems import Fault, Problem
from app.records import Kind
from app.site.located_site import LocatedSite
from app.site.paths import file_parts, slug_of
from app.site.schema import Site

_TERMS: Final = frozenset({"tags", "categories"})
_DIVIDER: Final = "<!--more-->"


class HugoDialect(Dialect):
    """A tree with Hugo's configuration."""

    kind: ClassVar[TreeKind] = "hugo"
    has_page_parts: ClassVar[bool] = True
    # Hugo takes addresses from `url` and `aliases` alone, and the language from the file.
    spellings: ClassVar[Mapping[str, str]] = {
        **SPELLINGS,
        "permalink": PARAMETER,
        "redirect_from": PARAMETER,
        "language": PARAMETER,
    }

    def __init__(
        self, site: Site, configuration: HugoConfiguration, reading: TreeReading | None = None
    ) -> None:
        super().__init__(site)
        self.configuration = configuration
        self._reading = reading or TreeReading(TreeFacts(cascades=configuration.cascade))
        self.tree_facts = self._facts = self._reading.facts
        self._layout = TreeLayout(configuration, self._facts.leaves)

    def with_tree(self, tree: Tree, read_at_ns: int, before: Dialect | None) -> Self:
        """Return these rules with the tree's leaves, sections, cascades and shortcodes."""
        configuration = self.configuration
        known: Mapping[SourceFile, FileFacts] = {}
        if isinstance(before, HugoDialect) and before.configuration is configuration:
            known = before._reading.by_file  # noqa: SLF001 - of this class
        reading = read_tree(tree, self._layout, configuration.cascade, known, read_at_ns)
        dialect = type(self)(self.site, configuration, reading)
        dialect.system = self.system
        return dialect

    def role(self, name: str, is_folder: bool) -> Role:
        """Return the role of the file or folder; Hugo ignores what is left out."""
        return self._layout.role(name, is_folder)

    def read(self, file: str, text: str) -> tuple[FrontMatter, tuple[Fault, ...]] | None:
        """Return the front matter of a text; HTML without any is no document."""
        if suffix_of(file) in HTML_SUFFIXES and text.lstrip()[:1] == "<":
            return None
        # Hugo skips spaces before the first line; offsets stay.
        blank = len(text) - len(text.lstrip(" \t\n"))
        text = "\n" * blank + text[blank:] if blank else text
        return read_front_matter(text, keep_last=True, in_line=True)

    def normalize(self, file: str, front_matter: FrontMatter) -> NormalizedFrontMatter:
        """Return front matter over the cascades above it, under the records' keys."""
        content = self._layout.content_file(file)
        front_matter = respelled(front_matter)
        values, marks = dict(front_matter.values), dict(front_matter.marks)
        for key, value in cascaded(self._facts.cascades, content).items():
            values.setdefault(OURS.get(key.lower(), key), value)
        set_draft(values)
        order = self.configuration.dates
        faults = read_dates(values, order, front_matter)
        set_dates(values, order, marks, content.base)
        weight = values.get("weight")
        if isinstance(weight, Scalar) and weight.value == 0:
            del values["weight"]
        faults += self._set_menus(values, marks, content)
        for key in _TERMS & values.keys():
            values[key] = unwrapped(values[key])
        if "image" in values:
            values["image"] = with_source(values["image"])
        withheld, is_linked, hides_files = building(values, content, self.configuration)
        for key in (*self.configuration.ineffective, "cascade"):
            values.pop(key, None)
        normalized = front_matter._replace(values=values, marks=marks)
        return NormalizedFrontMatter(
            normalized, faults, withheld=withheld, is_linked=is_linked, hides_files=hides_files
        )

    def _set_menus(
        self, values: dict[str, Value], marks: Mapping[KeyPath, Mark], content: ContentFile
    ) -> tuple[Fault, ...]:
        """Set the menus of the page: its own, and that of all sections if it is one.

        Return faults in the names of its own.
        """
        key = "menu" if "menu" in values and "menus" not in values else "menus"
        link_title = text_at(lowered_keys(values), "linktitle")
        section = section_entry(content, self.configuration)
        faults = menu_faults(key, values.get(key), marks)
        menus = page_menus(values.get(key), link_title, section)
        if menus is not None:
            values[key] = menus
        return faults

    def extend_site(
        self, site: LocatedSite, data_files: Mapping[str, SourceText]
    ) -> tuple[LocatedSite, tuple[Problem, ...]]:
        """Return the site with the redirects of its host, and the problems of cascades."""
        problems: list[Problem] = []
        for name, source in data_files.items():
            if rules := rules_of_host(name, source.text, self._layout, self.configuration):
                site, wrong = site.and_then(source, rules)
                problems += wrong
        return site, (*self._reading.problems, *problems)

    def listed(
        self, pages: Iterable[tuple[str, str]], texts: Mapping[str, SourceText]
    ) -> frozenset[str]:
        """Return all files: the lists of sections and terms have every page."""
        del texts
        return frozenset(file for file, _ in pages)

    def layout_anchors(self, texts: Mapping[str, SourceText]) -> frozenset[str]:
        """Return the ids in the HTML of layouts, and the usual ones if a theme is elsewhere."""
        layouts = {name: texts[name].text for name in texts if is_layout(name)}
        folders = (f"{folder}/" for folder in self.configuration.themes)
        are_here = all(any(name.startswith(folder) for name in layouts) for folder in folders)
        return ids_in(layouts.values()) | (frozenset() if are_here else OF_THEMES)

    def placement(self, file: str) -> Placement:
        """Return the folder, the top folder of the content, and the name without its language."""
        content = self._layout.content_file(file)
        folder, stem = content.folder, content.stem
        if content.node != "page":
            stem = posixpath.basename(folder) or "index"
        if content.node == "leaf":
            folder = posixpath.dirname(folder)
        neutral = posixpath.join(content.folder, content.stem)
        is_multilingual = self.configuration.is_multilingual
        root = self._layout.content_root(file)
        return Placement(
            folder=f"{content.language}:{folder}" if is_multilingual and folder else folder,
            section=content.folder.partition("/")[0] or None,
            stem=stem,
            language=content.language if is_multilingual else None,
            translation=neutral.lower(),
            home=posixpath.dirname(file) if content.node != "page" else None,
            root=root.prefix if root is not None else None,
        )

    def kind_of(self, file: str, placement: Placement) -> Kind:
        """Return the kind by the top folder of the content; a section itself is a page."""
        content = self._layout.content_file(file)
        is_section = content.node == "branch" and "/" not in content.folder
        return "page" if is_section else super().kind_of(file, placement)

    def flavour(self, file: str, front_matter: FrontMatter) -> Flavour:
        """Return HTML or goldmark's Markdown; shortcodes read parameters of page, then site."""
        configuration = self.configuration
        shortcodes = ShortcodeContext(
            front_matter.values,
            configuration.values,
            self._facts.enclosing,
            self._facts.single,
            self._facts.without_anchors,
            self._facts.from_root,
            self._facts.templates,
            self._facts.has_themes,
        )
        if suffix_of(file) in HTML_SUFFIXES:
            return HugoHtml(shortcodes)
        return Goldmark(configuration.goldmark, shortcodes)

    def excerpt(self, front_matter: FrontMatter, text: str) -> str | None:
        """Return what stands before `<!--more-->`, else the `summary` of the front matter."""
        before, divider, _ = text.partition(_DIVIDER)
        return before if divider else text_at(lowered_keys(front_matter.values), "summary")

    def page_finder(self, files: Iterable[str]) -> PageFinder:
        """Return a finder by the rules of `ref`."""
        return HugoPageFinder(self._layout, files).find

    @property
    def looks_up_links(self) -> bool:
        """True if a template of links looks up what they name."""
        return self._facts.looks_up_links

    @property
    def taxonomies(self) -> tuple[str, ...]:
        """Tags and categories, or those of the configuration."""
        return self.configuration.taxonomies

    @property
    def listing_keys(self) -> tuple[str, ...]:
        """The formats of a page."""
        return (OUTPUTS,)

    def generated_addresses(self, documents: Iterable[PublishedTerms]) -> frozenset[str]:
        """Return the addresses of homes, sections, taxonomies, terms and mounted files."""
        mounted = map(self._unnamed_address, self._layout.mounted_pages())
        return generated_addresses(documents, self._layout, self.configuration) | frozenset(
            path.rstrip("/") for path in mounted if path is not None
        )

    @property
    def documents_setting(self) -> tuple[str, str] | None:
        """The folder that `contentDir` names."""
        written = text_at(self.configuration.values, "contentdir")
        return (f"{written.strip('/')}/", "contentDir") if written else None

    def layout_facts(self, texts: Mapping[str, SourceText]) -> LayoutFacts:
        """Return the facts of the templates of the tree and of its themes."""
        layouts = Layouts.of({name: texts[name].text for name in texts}, self.configuration)
        return layouts.facts(self.configuration.assets)

    @property
    def unknown_folders(self) -> tuple[str, ...]:
        """The targets of mounts whose files are elsewhere, as in `node_modules`."""
        return tuple(f"/{root.target}" for root in self._facts.empty_roots)

    def path(self, inputs: PathInputs) -> tuple[str, tuple[FieldProblem, ...]]:
        """Return Hugo's address, unless the site file gives the collection another."""
        fields = inputs.fields
        content = self._layout.content_file(inputs.file)
        sections = sections_of(content, self._facts.sections)
        moment = as_moment(fields.date, self.site.zone) if fields.date is not None else None
        title = fields.title or ""
        naming = AddressInputs(content, sections, fields.slug, fields.permalink, title, moment)
        return path_by_rules(
            inputs,
            lambda: file_parts(self._native_name(content)),
            moment.date() if moment else None,
            lambda: address(naming, self.configuration),
            UnknownTokenError,
        )

    def outranks(self, file: str, owner: str) -> bool:
        """Return True for the document that Hugo writes last."""
        return self._layout.rank(file) > self._layout.rank(owner)

    def _native_name(self, content: ContentFile) -> str:
        """Return the name of the file in a native tree."""
        is_default = content.language == self.configuration.default_language
        language = "" if is_default else content.language
        stem = content.stem if content.node == "page" else "index"
        return "/".join(part for part in (language, content.folder, f"{stem}.md") if part)

    def is_of_theme(self, name: str) -> bool:
        """Return True for a static file of a theme."""
        root = self._layout.static_root(name)
        return root is not None and self._layout.is_of_theme(root)

    def asset_path(self, name: str, homes: Homes) -> str:
        """Return the address: static files below the root, others beside their folder's page."""
        layout = self._layout
        root = layout.static_root(name)
        if root is not None:
            return f"/{layout.within(name, root)}"
        content = layout.content_root(name)
        if content is None:
            return f"/{name}"
        folder, base = posixpath.split(name)
        below: tuple[str, ...] = ()
        while folder not in homes and len(folder) > len(content.prefix.rstrip("/")):
            folder, last = posixpath.split(folder)
            below = (last, *below)
        if folder in homes:
            rest = "/".join((*below, base))
            return f"{homes[folder].removesuffix('.html').rstrip('/')}/{rest}"
        within = sanitized(posixpath.dirname(layout.within(name, content)), self.configuration)
        return f"/{within}/{base}" if within else f"/{base}"

    def possible_slugs(self, file: str) -> frozenset[str]:
        """Return the file's stem, and its slug if the front matter sets none."""
        content = self._layout.content_file(file)
        path = self._unnamed_address(content)
        slug = slug_of(path) if path is not None else content.stem
        return frozenset({self.placement(file).stem, slug})

    def _unnamed_address(self, content: ContentFile) -> str | None:
        """Return the address of a page without front matter; None if its pattern has no value."""
        sections = sections_of(content, self._facts.sections)
        try:
            naming = AddressInputs(content, sections, None, None, "", None)
            return address(naming, self.configuration)
        except UnknownTokenError:
            return None


def configure(files: Sequence[ConfigurationText]) -> Configured:
    """Return the site, the dialect and the problems of a configuration."""
    parts = [
        (file.source, part_of_whole(file.name, file.front_matter))
        for file in files
        if file.source is not None
    ]
    configuration = HugoConfiguration.of(part for _, part in parts)
    site = [(source, whole_site(configuration)) for source, _ in parts[:1]]
    problems: list[Problem] = []
    for source, part in parts:
        site += ((source, settings) for settings in site_parts(part, configuration))
        faults = (*cascade_faults(part), *option_faults(part), *ignored_faults(part))
        problems += map(source.problem, faults)
    dialect = partial(HugoDialect, configuration=configuration)
    return Configured(tuple(site), dialect, tuple(problems))

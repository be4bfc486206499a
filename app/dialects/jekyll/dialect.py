"""Jekyll's rules for one tree."""

import datetime as dt
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
    Include,
    NormalizedFrontMatter,
    OverLimit,
    PathInputs,
    PublishedTerms,
    RenderedTemplates,
    TemplateFields,
    TemplateInputs,
    TreeKind,
    path_by_rules,
)
from app.dialects.document import Placement
from app.dialects.jekyll import addresses
from app.dialects.jekyll.autopages import PAGINATION, has_autopages
from app.dialects.jekyll.built_pages import BuiltPages, has_front_matter, is_built, read_built_pages
from app.dialects.jekyll.configuration import JekyllConfiguration, pattern_faults, url_faults
from app.dialects.jekyll.dates import moment_of
from app.dialects.jekyll.excerpts import chosen_excerpt
from app.dialects.jekyll.feeds import has_feeds_by_tag
from app.dialects.jekyll.fields import normalized
from app.dialects.jekyll.front_matter import read_leniently
from app.dialects.jekyll.generated import generated_addresses, has_archives
from app.dialects.jekyll.kramdown.reading import flavour_of
from app.dialects.jekyll.layouts import computed_anchors
from app.dialects.jekyll.listings import has_theme, read_listings
from app.dialects.jekyll.placeholders import plugins_may_fill, value_of
from app.dialects.jekyll.plain_pages import PlainPages, plain_pages
from app.dialects.jekyll.redirects import rules_of_host
from app.dialects.jekyll.site_parts import MENU_FILES, plugin_routes, read_menus
from app.dialects.jekyll.tag_names import renamed_tags
from app.dialects.jekyll.tree_layout import DRAFTS, ContentFile, TreeLayout
from app.dialects.jekyll.values import as_ruby_reads
from app.dialects.layout_anchors import OF_THEMES, AnchorsByLayout, ids_in
from app.dialects.mappings import is_false_or_null, merged
from app.files.text import SourceText
from app.files.tree import Role, Tree
from app.front_matter import (
    NULL,
    FrontMatter,
    FrontMatterError,
    Scalar,
    Value,
    plain,
    read_yaml,
    source_text,
)
from app.front_matter.schema import PARAMETER, SPELLINGS, as_moment
from app.markdown import Flavour
from app.markdown.edits import Edit
from app.problems import Fault, Problem
from app.regex import regex
from app.site.located_site import LocatedSite
from app.site.paths import slug_of
from app.site.schema import Site

# The name of an included file may contain outputs, of bounded length.
_INCLUDE: Final = regex(
    r"\{%-?\s*+include_relative\s++((?:[^\s{}%]|\{\{[^{}]{0,200}\}\}|%(?!\}))+)"
)
_TRUE: Final = Scalar(True, "true")


class JekyllDialect(Dialect):
    """A tree with a `_config.yml`."""

    kind: ClassVar[TreeKind] = "jekyll"
    links_bare_addresses: ClassVar[bool] = False
    # As jekyll-relative-links up to 0.6.1 does, which GitHub Pages has.
    looks_beside: ClassVar[bool] = True
    alias_key: ClassVar[str] = "redirect_from"
    # Jekyll takes addresses from `permalink` alone: `url` is a parameter.
    spellings: ClassVar[Mapping[str, str]] = {**SPELLINGS, "url": PARAMETER}

    def __init__(
        self,
        site: Site,
        configuration: JekyllConfiguration,
        *,
        has_plugins: bool = False,
        built: BuiltPages | None = None,
        plain: PlainPages | None = None,
    ) -> None:
        super().__init__(site)
        self.configuration = configuration
        self._has_plugins = has_plugins
        self._plain_pages = plain or plain_pages(configuration, None)
        self.tree_facts = has_plugins, self._plain_pages
        self.draft_folder = None if configuration.show_drafts else DRAFTS
        self._layout = TreeLayout(configuration)
        self._built = built or {}
        self._built_addresses = {file.name: path for file, path in self._built.items() if path}

    def with_tree(self, tree: Tree, read_at_ns: int, before: Dialect | None) -> Self:
        """Return these rules with the tree's plugins, which may fill permalinks, and its feeds."""
        known: BuiltPages = {}
        if isinstance(before, JekyllDialect) and before.configuration is self.configuration:
            known = before._built  # noqa: SLF001 - of this class
        built = read_built_pages(tree, self._layout, self._data, known, read_at_ns)
        has_plugins = plugins_may_fill(self.configuration, (file.name for file in tree.data_files))
        plain = plain_pages(self.configuration, tree)
        if not (has_plugins or built or plain.are_pages):
            return self
        return type(self)(
            self.site, self.configuration, has_plugins=has_plugins, built=built, plain=plain
        )

    @property
    def base_path(self) -> str:
        """The `baseurl`, which sites without a host have too."""
        return self.configuration.baseurl or super().base_path

    def role(self, name: str, is_folder: bool) -> Role:
        """Return the role of the file or folder; Jekyll ignores what is left out."""
        role = self._layout.role(name, is_folder)
        if role is Role.ASSET and self._is_unpublished(name):
            return Role.LEFT_OUT
        return role

    def _is_unpublished(self, name: str) -> bool:
        """Return True if defaults for the address of a static file unpublish it."""
        configuration = self.configuration
        if not any("published" in default.values for default in configuration.defaults):
            return False
        path = self.asset_path(name, {}).lstrip("/")
        values = configuration.defaults_for(path, self.content_file(name).label or "")
        return is_false_or_null(values.get("published", _TRUE))

    def content_file(self, file: str) -> ContentFile:
        """Return the parts of a document's name."""
        return self._layout.content_file(file)

    def read(self, file: str, text: str) -> tuple[FrontMatter, tuple[Fault, ...]] | None:
        """Return the front matter between lines of hyphens; only posts need none."""
        first_line, _, _ = text.partition("\n")
        if first_line.rstrip() == "---":
            return read_leniently(text, strict=self.configuration.strict_front_matter)
        return (FrontMatter({}, {}), ()) if self._needs_no_front_matter(file) else None

    def _needs_no_front_matter(self, file: str) -> bool:
        return self.content_file(file).label == "posts" or self._plain_pages.include(file)

    def normalize(self, file: str, front_matter: FrontMatter) -> NormalizedFrontMatter:
        """Return front matter over the configuration's defaults, under the records' keys."""
        data, content = self._data(file, front_matter), self.content_file(file)
        return normalized(front_matter, data, content, self.configuration, self.site.zone)

    def _data(self, file: str, front_matter: FrontMatter) -> Mapping[str, Value]:
        """Return the file's front matter over the configuration's defaults."""
        kind = self.content_file(file).label
        beside = self.configuration.collections_dir
        within = file.removeprefix(self.configuration.source)
        path = within.removeprefix(f"{beside}/") if beside and kind else within
        defaults = self.configuration.defaults_for(path, kind or "pages")
        if file in self._plain_pages.readmes:
            folder = posixpath.join("/", posixpath.dirname(within), "")
            defaults = {**defaults, "permalink": folder}
        return merged(defaults, front_matter.values, nulls=False)

    def template_fields(
        self, file: str, front_matter: FrontMatter, text: str
    ) -> TemplateFields | None:
        """Return front matter and defaults; the body is a template if it has Liquid."""
        data = self._data(file, front_matter)
        is_rendered = plain(data.get("render_with_liquid", NULL)) is not False
        start = front_matter.body_start
        has_liquid = text.find("{{", start) >= 0 or text.find("{%", start) >= 0
        return TemplateFields(data, is_rendered and has_liquid)

    def extend_site(
        self, site: LocatedSite, data_files: Mapping[str, SourceText]
    ) -> tuple[LocatedSite, tuple[Problem, ...]]:
        """Return the site with the menus of its data, plugins' pages and its host's redirects."""
        problems: list[Problem] = []
        for name in MENU_FILES:
            source = data_files.get(f"{self.configuration.data_dir}/{name}")
            if source is None:
                continue
            try:
                front_matter, _ = read_yaml(source.text, keep_last=True)
            except FrontMatterError:
                # Reported with all data files.
                continue
            if (menus := read_menus(front_matter)) is not None:
                site, wrong = site.and_then(source, menus)
                problems += wrong
        for name, source in data_files.items():
            if not name.startswith(f"{self.configuration.plugins_dir}/"):
                continue
            if (routes := plugin_routes(source.text)) is not None:
                site, wrong = site.and_then(source, routes)
                problems += wrong
        for source, rules, faults in rules_of_host(
            data_files, self._layout, self.configuration.source
        ):
            site, wrong = site.and_then(source, rules)
            problems += (*(source.problem(fault) for fault in faults), *wrong)
        return site, tuple(problems)

    def includes(self, file: str | None, text: str) -> Iterable[Include]:
        """Yield the files of `include_relative`: from any folder if there is no document."""
        folder = None if file is None else posixpath.join(posixpath.dirname(file), "")
        for tag in _INCLUDE.finditer(text):
            name = tag[1].lstrip("/")
            start, opening, _ = name.partition("{{")
            if opening:
                yield Include(folder, start, name.rpartition("}}")[2])
            else:
                yield Include(folder, posixpath.normpath(name))

    def tag_edits(self, text: str, names: Mapping[str, str]) -> Iterable[Edit]:
        """Yield the edits of `link` and `post_url`."""
        yield from renamed_tags(text, names, self.content_file)

    def listed(
        self, pages: Iterable[tuple[str, str]], texts: Mapping[str, SourceText]
    ) -> frozenset[str]:
        """Return the files of pages that layouts, includes, data or a theme may list."""
        listings = read_listings(self.configuration, texts)
        return frozenset(
            file
            for file, path in pages
            for content in (self.content_file(file),)
            if listings.may_hold(content.label, content.within, path)
        )

    def layout_anchors(self, texts: Mapping[str, SourceText]) -> frozenset[str]:
        """Return the ids in the HTML of layouts and includes, and the usual ones of a theme."""
        folders = (f"{self.configuration.layouts_dir}/", f"{self.configuration.includes_dir}/")
        ids = ids_in(source.text for name, source in texts.items() if name.startswith(folders))
        return ids | OF_THEMES if has_theme(self.configuration) else ids

    def computed_anchors(
        self, texts: Mapping[str, SourceText], layouts: frozenset[str]
    ) -> AnchorsByLayout:
        """Return the ids that layouts compute; those of a theme's may be any."""
        return computed_anchors(self.configuration, texts, layouts)

    def outranks(self, file: str, owner: str) -> bool:
        """Return True for the document that Jekyll writes last."""
        return self._rank(file) > self._rank(owner)

    def _rank(self, file: str) -> tuple[int, str]:
        """Return a rank by the order of writing: pages by name, then each collection by path."""
        label = self.content_file(file).label
        if label is None:
            return 0, f"{posixpath.basename(file)}\0{file}"
        return 1 + [*self.configuration.collections].index(label), file

    def over_limit(self, documents: Iterable[tuple[str, dt.date | None]]) -> OverLimit | None:
        """Return all posts but the newest `limit_posts`."""
        limit = self.configuration.limit_posts
        if limit is None:
            return None
        # A post without a date is the newest.
        latest = dt.datetime.max.replace(tzinfo=dt.UTC)
        posts = sorted(
            (as_moment(date, self.site.zone) if date is not None else latest, file)
            for file, date in documents
            if self.content_file(file).label == "posts"
        )
        reason = f"is older than the newest posts that the site shows (limit_posts: {limit})"
        return OverLimit(frozenset(file for _, file in posts[:-limit]), reason)

    def is_published_raw(self, file: str, data: bytes) -> bool:
        """Return True for a file without front matter that needs it: Jekyll copies it."""
        return not has_front_matter(data) and not self._needs_no_front_matter(file)

    def placement(self, file: str) -> Placement:
        """Return the folder, the collection or top folder, and the name without its date."""
        content = self.content_file(file)
        if content.label is not None:
            below = posixpath.dirname(content.within)
            folder = "/".join(part for part in (f"_{content.label}", below) if part)
            return Placement(folder, content.label, content.slug or content.label)
        folder = posixpath.dirname(content.within)
        stem = content.slug
        if stem == "index" and folder:
            stem = posixpath.basename(folder)
        return Placement(folder, folder.partition("/")[0] or None, stem)

    def asset_path(self, name: str, homes: Homes) -> str:
        """Return the file's name; in a collection, the address by its permalink."""
        del homes
        if (built := self._built_addresses.get(name)) is not None:
            return built
        content = self.content_file(name)
        configuration = self.configuration
        collection = configuration.collections[content.label] if content.label else None
        return addresses.static_address(content, collection, configuration.permalink)

    def is_generated(self, name: str, start: bytes) -> bool:
        """Return True for a text with front matter: it is a template, even `robots.txt`."""
        return is_built(name, start)

    def flavour(self, file: str, front_matter: FrontMatter) -> Flavour:
        """Return HTML or the Markdown of the configuration."""
        del front_matter
        return flavour_of(file, self.configuration, self.site)

    def excerpt(self, front_matter: FrontMatter, text: str) -> str | None:
        """Return the excerpt of the front matter, or what stands before the separator."""
        return chosen_excerpt(front_matter.values, text, self.configuration)

    def render(self, inputs: TemplateInputs) -> RenderedTemplates | None:
        """Return the bodies with Liquid, rendered."""
        # Heavy: python-liquid takes longer to import than a small tree to load.
        from app.dialects.jekyll.templates.rendering import render_templates  # noqa: PLC0415

        return render_templates(self.site, self.configuration, self._layout, inputs)

    def path(self, inputs: PathInputs) -> tuple[str, tuple[FieldProblem, ...]]:
        """Return Jekyll's address, unless the site file gives the collection another."""
        content = self.content_file(inputs.file)
        moment = moment_of(inputs.values.get("date", NULL), self.site.zone)
        if moment is None and content.date is not None:
            moment = moment_of(content.date, self.site.zone)
        return path_by_rules(
            inputs,
            lambda: addresses.native_parts(content),
            moment.date() if moment else None,
            lambda: self._address(inputs, content, moment),
            addresses.UnknownPlaceholderError,
            # A plugin may know the placeholder.
            "changed-slug" if self._has_plugins else "invalid-slug",
        )

    def _address(self, inputs: PathInputs, content: ContentFile, moment: dt.datetime | None) -> str:
        permalink = source_text(inputs.values.get("permalink", NULL))
        style = self.configuration.permalink
        if content.label is None:
            return addresses.page_address(content.within, permalink, style)
        slug = inputs.fields.slug or content.slug
        naming = addresses.AddressInputs(content, slug, inputs.fields.categories, moment)
        if self._has_plugins:
            naming = naming._replace(others=partial(value_of, values=inputs.values))
        collection = self.configuration.collections[content.label]
        return addresses.document_address(naming, collection, permalink, style)

    @property
    def taxonomies(self) -> tuple[str, ...]:
        """Categories and tags, if a plugin makes pages or feeds of them."""
        configuration = self.configuration
        has_lists = has_archives(configuration) or has_autopages(configuration)
        return ("categories", "tags") if has_lists or has_feeds_by_tag(configuration) else ()

    @property
    def documents_setting(self) -> tuple[str, str] | None:
        """The folder that `source` names."""
        source = self.configuration.source
        return (source, "source") if source else None

    @property
    def listing_keys(self) -> tuple[str, ...]:
        """The key of jekyll-paginate-v2, if the configuration has it too."""
        return (PAGINATION,) if PAGINATION in self.configuration.values else ()

    def generated_addresses(self, documents: Iterable[PublishedTerms]) -> frozenset[str]:
        """Return the addresses of what plugins make."""
        generated = generated_addresses(documents, self._layout, self.configuration)
        return generated | {path.rstrip("/") for path in self._built_addresses.values()}

    def possible_slugs(self, file: str) -> frozenset[str]:
        """Return the file's stem, and for a page its path without a permalink."""
        content = self.content_file(file)
        if content.label is not None:
            return frozenset({content.slug})
        address = addresses.page_address(content.within, None, self.configuration.permalink)
        return frozenset({self.placement(file).stem, slug_of(address).removesuffix(".html")})


def configure(files: Sequence[ConfigurationText]) -> Configured:
    """Return the site, the dialect and the problems of the one configuration file."""
    ((name, source, front_matter),) = files
    if source is not None and not name.endswith(".toml"):
        front_matter = as_ruby_reads(front_matter, source.text)
    configuration = JekyllConfiguration.of(front_matter)
    dialect = partial(JekyllDialect, configuration=configuration)
    if source is None:
        return Configured((), dialect)
    faults = (*pattern_faults(front_matter), *url_faults(front_matter))
    problems = tuple(map(source.problem, faults))
    return Configured(((source, configuration.site(front_matter)),), dialect, problems)

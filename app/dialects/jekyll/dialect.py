"""Jekyll's rules for one tree."""

import datetime as dt
import posixpath
import re
from collections.abc import Iterable, Mapping
from typing import ClassVar, Final

from app.dialects.base import (
    Dialect,
    FieldProblem,
    Homes,
    Inclusion,
    NormalizedFrontMatter,
    OverLimit,
    PathInputs,
    RenderedTemplates,
    TemplateFields,
    TemplateInputs,
    TreeKind,
)
from app.dialects.document import Placement
from app.dialects.jekyll.addresses import (
    Naming,
    UnknownPlaceholderError,
    document_address,
    page_address,
    static_address,
)
from app.dialects.jekyll.configuration import JekyllConfiguration
from app.dialects.jekyll.dates import date_of, moment_of, written_date
from app.dialects.jekyll.defaults import defaults_for, merged
from app.dialects.jekyll.inclusions import inclusions_of
from app.dialects.jekyll.keys import (
    are_names,
    categories_of,
    first,
    is_false_or_null,
    names,
    respelled,
    rooted,
    several,
)
from app.dialects.jekyll.kramdown.reading import Kramdown
from app.dialects.jekyll.menus import MENU_FILES, read_menus
from app.dialects.jekyll.places import HTML_SUFFIXES, REDIRECTS, Place, Places
from app.dialects.jekyll.redirects import read_redirects
from app.dialects.jekyll.scalars import as_ruby_reads
from app.files.stamps import fingerprint
from app.files.text import SourceText
from app.files.tree import Role, suffix_of
from app.front_matter import (
    FrontMatter,
    FrontMatterError,
    KeyPath,
    Mark,
    Scalar,
    Value,
    plain,
    read_front_matter,
    read_yaml,
    source_text,
)
from app.front_matter.schema import as_moment
from app.markdown import COMMONMARK, HTML, Flavour
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
# Keys that plugins which many sites have made common.
_OURS: Final[Mapping[str, str]] = {"lang": "language", "last_modified_at": "updated"}
_OPTIONAL: Final = "jekyll-optional-front-matter"
# Files for those who read the repository, not the website.
_ABOUT_THE_TREE: Final = frozenset(
    {"readme", "license", "licence", "contributing", "code_of_conduct", "changelog", "copying"}
)
_TEXT_SUFFIXES: Final = frozenset({".csv", ".ics", ".svg", ".txt", ".vcf"})
# What defaults do not give to a page that says nothing of it, or null.
_A_PAGES_OWN: Final = frozenset({"permalink", "published"})
_NOTHING: Final = Mark(0, 0)
_SUFFIX: Final = ".html"
_NULL: Final = Scalar(None, "")
_TRUE: Final = Scalar(True, "true")


class JekyllDialect(Dialect):
    """A tree with a `_config.yml`."""

    kind: ClassVar[TreeKind] = "jekyll"

    def __init__(self, site: Site, configuration: JekyllConfiguration) -> None:
        super().__init__(site)
        self.configuration = configuration
        self._places = Places(configuration)

    @property
    def base_path(self) -> str:
        """The `baseurl`, which sites name that do not say on which host they are."""
        return self.configuration.baseurl or super().base_path

    def role(self, name: str, is_folder: bool) -> Role:
        """What the file or folder of this name is; what Jekyll passes by is left out."""
        role = self._places.role(name, is_folder)
        if role is Role.ASSET and self._is_held_back(name):
            return Role.LEFT_OUT
        return role

    def _is_held_back(self, name: str) -> bool:
        """Whether defaults for the address of a static file leave it out."""
        configuration = self.configuration
        if not any("published" in default.values for default in configuration.defaults):
            return False
        path = self.asset_path(name, {}).lstrip("/")
        kind = self.place(name).label or ""
        found = defaults_for(configuration.defaults, path, kind, configuration.collections_dir)
        return is_false_or_null(found.get("published", Scalar(True, "true")))

    def place(self, file: str) -> Place:
        """Where the document of this name stands."""
        return self._places.place(file)

    def read(self, file: str, text: str) -> tuple[FrontMatter, tuple[Fault, ...]] | None:
        """The front matter between lines of hyphens; only posts need none."""
        first, _, _ = text.partition("\n")
        if first.rstrip() == "---":
            found, faults = read_front_matter(text)
            return as_ruby_reads(found, text), faults
        if self.place(file).label == "posts" or self._needs_none(file):
            return FrontMatter(None, {}, {}, 0), ()
        return None

    def _needs_none(self, file: str) -> bool:
        if _OPTIONAL not in self.configuration.plugins or suffix_of(file) in HTML_SUFFIXES:
            return False
        return posixpath.splitext(posixpath.basename(file))[0].lower() not in _ABOUT_THE_TREE

    def normalize(self, file: str, found: FrontMatter) -> NormalizedFrontMatter:
        """Front matter over the configuration's defaults, in our names."""
        values = dict(self.data(file, found))
        marks = dict(found.marks)
        place = self.place(file)
        for theirs, ours in _OURS.items():
            if theirs in values and ours not in values:
                values[ours] = values.pop(theirs)
                marks.update(respelled(found.marks, theirs, ours))
        if "redirect_from" in values:
            values["redirect_from"] = rooted(values["redirect_from"])
        moved_to = first(values.get("redirect_to", _NULL))
        if moved_to is not None:
            del values["redirect_to"]
        if place.label is None:
            # A page's own null stands, and the defaults do not say whether it is published.
            values.pop("published", None)
            values.update((key, found.values[key]) for key in _A_PAGES_OWN & found.values.keys())
        published = values.get("published", _TRUE)
        if isinstance(plain(published), bool | None):
            values.pop("published", None)
        if not self.configuration.unpublished and is_false_or_null(published):
            values["draft"] = _TRUE
            marks[("draft",)] = marks.get(("published",), _NOTHING)
        if place.is_draft and not self.configuration.show_drafts:
            values["draft"] = _TRUE
        image = values.get("image")
        if isinstance(image, Mapping) and "src" not in image and "path" in image:
            values["image"] = {**image, "src": image["path"]}
        if place.label is not None:
            category, tag = values.pop("category", _NULL), values.pop("tag", _NULL)
            # Of what are no names, the typed fields tell.
            if not are_names(category):
                values["categories"] = category
            elif are_names(values.get("categories", _NULL)):
                values["categories"] = categories_of(
                    place, values.get("categories", _NULL), category
                )
            if not are_names(tag):
                values["tags"] = tag
            elif are_names(values.get("tags", _NULL)):
                tags = names(tag) if plain(tag) else several(values.get("tags", _NULL))
                values["tags"] = tuple(tags)
        self._date(place, values, marks)
        meaning = FrontMatter(found.format, values, marks, found.body_start)
        return NormalizedFrontMatter(meaning, moved_to=moved_to, withheld=self._withheld(place))

    def data(self, file: str, found: FrontMatter) -> Mapping[str, Value]:
        """What the file says, and for it the configuration's defaults."""
        place = self.place(file)
        kind = place.label or "pages"
        beside = self.configuration.collections_dir
        path = file.removeprefix(f"{beside}/") if beside and place.label else file
        return merged(defaults_for(self.configuration.defaults, path, kind, beside), found.values)

    def raw(self, file: str, found: FrontMatter, text: str) -> TemplateFields | None:
        """All that the file and the defaults say; a template where there is Liquid in the body."""
        data = self.data(file, found)
        wanted = plain(data.get("render_with_liquid", _NULL)) is not False
        start = found.body_start
        has_liquid = text.find("{{", start) >= 0 or text.find("{%", start) >= 0
        return TemplateFields(data, wanted and has_liquid)

    def extend_site(
        self, site: SiteFile, support: Mapping[str, SourceText]
    ) -> tuple[SiteFile, tuple[Problem, ...]]:
        """The site with the menus of its data and the redirects of its host."""
        problems: list[Problem] = []
        for name in MENU_FILES:
            source = support.get(f"{self.configuration.data_dir}/{name}")
            if source is None:
                continue
            try:
                found, _ = read_yaml(source.text)
            except FrontMatterError:
                # It is told where all data are read.
                continue
            if (menus := read_menus(found)) is not None:
                site, wrong = site.and_then(source, menus)
                problems += wrong
        if (source := support.get(REDIRECTS)) is not None:
            rules, faults = read_redirects(source.text)
            site, wrong = site.and_then(source, rules)
            problems += (*(source.problem(fault) for fault in faults), *wrong)
        return site, tuple(problems)

    def inclusions(self, file: str | None, text: str) -> Iterable[Inclusion]:
        """What `include_relative` names."""
        return inclusions_of(file, text)

    def _date(self, place: Place, values: dict[str, Value], marks: dict[KeyPath, Mark]) -> None:
        """The document's date, by its front matter or its name; before it, nobody sees it."""
        zone = self.site.zone
        for key in ("date", "updated"):
            written = values.get(key, _NULL)
            # Of what is no date, the typed fields say what is wrong.
            if (date := date_of(written, zone)) is not None:
                values[key] = Scalar(date, source_text(written) or "")
        if place.label is None:
            return
        if plain(values.get("date", _NULL)) is None:
            named = written_date(place.date, zone) if place.date is not None else None
            if named is None:
                return
            values["date"] = Scalar(named, place.date or "")
        elif date_of(values["date"], zone) is None:
            return
        collection = self.configuration.collections[place.label]
        if not (self.configuration.future or collection.future):
            values.setdefault("publish_date", values["date"])
            marks.setdefault(("publish_date",), marks.get(("date",), _NOTHING))

    def over_limit(self, shown: Iterable[tuple[str, dt.date | None]]) -> OverLimit | None:
        """All posts but the newest, as many as the configuration wants."""
        limit = self.configuration.limit_posts
        if limit is None:
            return None
        # What has no date is as new as can be.
        latest = dt.datetime.max.replace(tzinfo=dt.UTC)
        posts = sorted(
            (as_moment(date, self.site.zone) if date is not None else latest, file)
            for file, date in shown
            if self.place(file).label == "posts"
        )
        told = f"is older than the newest posts that the site shows (limit_posts: {limit})"
        return OverLimit(frozenset(file for _, file in posts[:-limit]), told)

    def _withheld(self, place: Place) -> str | None:
        if place.label is None or self.configuration.collections[place.label].output:
            return None
        return f'is in the collection "{place.label}", which has no pages (output: true)'

    def placement(self, file: str) -> Placement:
        """The folder, the collection or topmost folder, and the name without its date."""
        place = self.place(file)
        if place.label is not None:
            below = posixpath.dirname(place.within)
            folder = "/".join(part for part in (f"_{place.label}", below) if part)
            return Placement(folder, place.label, place.slug or place.label)
        folder, _ = posixpath.split(file)
        stem = place.slug
        if stem == "index" and folder:
            stem = posixpath.basename(folder)
        return Placement(folder, folder.partition("/")[0] or None, stem)

    def asset_path(self, name: str, homes: Homes) -> str:
        """The file's name; in a collection, where its permalink puts documents."""
        del homes
        place = self.place(name)
        configuration = self.configuration
        collection = configuration.collections[place.label] if place.label is not None else None
        return static_address(place, collection, configuration.permalink)

    def is_generated(self, name: str, start: bytes) -> bool:
        """Text with front matter is a template, `robots.txt` too."""
        return suffix_of(name) in _TEXT_SUFFIXES and re.match(rb"---\s*\n", start) is not None

    def kind_of(self, file: str) -> Kind:
        """By the collection, or the topmost folder."""
        return _KIND_OF_NAME.get(self.placement(file).section or "", "page")

    def flavour(self, file: str, front_matter: FrontMatter) -> Flavour:
        """Return HTML or the Markdown that the configuration names."""
        del front_matter
        return self.flavour_of(file)

    def flavour_of(self, file: str) -> Flavour:
        """Return the flavour, which depends on the name of the file alone."""
        if suffix_of(file) in HTML_SUFFIXES:
            return HTML
        named = source_text(self.configuration.values.get("markdown", "kramdown")) or "kramdown"
        if named.lower() != "kramdown":
            return COMMONMARK
        own_ids = self.configuration.kramdown_input == "kramdown"
        own_ids = own_ids and self.site.heading_ids != "github"
        return Kramdown("kramdown" if own_ids else "github", self.configuration.kramdown_options)

    def render(
        self, inputs: TemplateInputs, before: RenderedTemplates | None
    ) -> RenderedTemplates | None:
        """Return the bodies with Liquid in them, rendered."""
        # python-liquid takes longer to import than a small tree takes to load.
        from app.dialects.jekyll.templates.rendering import render_templates  # noqa: PLC0415

        return render_templates(self.site, self, inputs, before)

    def path(self, claim: PathInputs) -> tuple[str, tuple[FieldProblem, ...]]:
        """Where Jekyll puts the document, unless the site file puts its collection elsewhere."""
        place = self.place(claim.file)
        moment = self._moment(claim)
        try:
            if claim.collection is not None and claim.collection.permalink is not None:
                parts = self._parts(claim, place)
                date = moment.date() if moment else None
                title = claim.title
                return fill_permalink(claim.collection.permalink, parts, title, date), ()
            return checked_address(self._address(claim, place, moment)), ()
        except UnknownPlaceholderError as error:
            told, hint = f"its permalink {error}", "Take the placeholder out."
        except InvalidPathError as error:
            told, hint = str(error), "Mend the permalink, or rename the file."
        remark = FieldProblem("permalink", "invalid-slug", told, hint)
        try:
            return path_of(self._parts(claim, place)), (remark,)
        except InvalidPathError:
            return path_of((f"untitled-{fingerprint(claim.file.encode())[:8]}",)), (remark,)

    def _address(self, claim: PathInputs, place: Place, moment: dt.datetime | None) -> str:
        written = claim.values.get("permalink")
        permalink = source_text(written) if written is not None else None
        style = self.configuration.permalink
        if place.label is None:
            return page_address(claim.file, permalink, style)
        naming = Naming(
            place,
            claim.fields.slug or place.slug,
            claim.fields.categories,
            moment,
        )
        collection = self.configuration.collections[place.label]
        return document_address(naming, collection, permalink, style)

    def _moment(self, claim: PathInputs) -> dt.datetime | None:
        written = claim.values.get("date")
        moment = moment_of(written, self.site.zone) if written is not None else None
        named = self.place(claim.file).date
        if moment is None and named is not None:
            moment = moment_of(named, self.site.zone)
        return moment

    def _parts(self, claim: PathInputs, place: Place) -> tuple[str, ...]:
        if place.label is None:
            return file_parts(claim.file)
        return (
            place.label,
            *file_parts(posixpath.join(posixpath.dirname(place.within), place.slug + ".md")),
        )

    def names(self, file: str) -> frozenset[str]:
        """The file's name, and for a page the path that it has without a permalink."""
        place = self.place(file)
        if place.label is not None:
            return frozenset({place.slug})
        address = page_address(file, None, self.configuration.permalink)
        return frozenset({self.placement(file).stem, slug_of(address).removesuffix(_SUFFIX)})

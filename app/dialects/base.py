"""The interface of a dialect: which files count, where documents live, what keys mean."""

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import ClassVar, Final, Literal, NamedTuple, Self, TypeAlias

from app.dialects.document import Document, Placement, Withheld
from app.dialects.layout_anchors import AnchorsByLayout
from app.dialects.layout_facts import LayoutFacts
from app.dialects.other_systems import OtherSystem
from app.files.assets import Asset
from app.files.data_files import TextFiles
from app.files.stamps import fingerprint
from app.files.text import LocatedText, SourceText
from app.files.tree import Role, Tree
from app.front_matter import FrontMatter, Value
from app.front_matter.schema import SPELLINGS, PageFields
from app.markdown import Flavour
from app.markdown.edits import Edit
from app.problems import Fault, Problem
from app.records import Kind
from app.site.located_site import LocatedSite
from app.site.paths import InvalidPathError, checked_address, fill_permalink, path_of
from app.site.schema import Collection, Site
from app.site.urls import base_path

TreeKind: TypeAlias = Literal["native", "jekyll", "hugo"]

# The paths of the pages that folders of the tree have.
Homes: TypeAlias = Mapping[str, str]
# Returns the files of the pages that a reference may name, one if it is clear, by the reference,
# the language, which defaults to the document's, and the file of the document.
PageFinder: TypeAlias = Callable[[str, str | None, str | None], tuple[str, ...]]

_KIND_OF_SECTION: Final[Mapping[str, Kind]] = {"conditions": "condition", "locations": "location"}


class FieldProblem(NamedTuple):
    """A problem with the value of a front matter key; of the file if the key is empty."""

    key: str
    code: str
    message: str
    hint: str


class PathInputs(NamedTuple):
    """The inputs of a document's path: its file, its front matter, its collection."""

    file: str
    values: Mapping[str, Value]
    fields: PageFields
    title: str
    collection: Collection | None


class NormalizedFrontMatter(NamedTuple):
    """Front matter with the keys of the records.

    `moved_to` is the target of a redirect; such a document is no page, nor is one that is
    `withheld`. `is_linked`: links may lead to it all the same. `hides_files`: files in the
    document's folder are not served.
    """

    front_matter: FrontMatter
    faults: tuple[Fault, ...] = ()
    moved_to: str | None = None
    withheld: Withheld | None = None
    is_linked: bool = False
    hides_files: bool = False


class TemplateFields(NamedTuple):
    """The values that templates read from a document, under the keys of its own system.

    `is_template`: the body depends on other documents.
    """

    data: Mapping[str, Value]
    is_template: bool


class Include(NamedTuple):
    """The files that a template includes: one name, or all with this start and end.

    `folder` is theirs, with a slash at its end unless it is empty; None for any folder.
    """

    folder: str | None
    start: str
    end: str | None = None


class OverLimit(NamedTuple):
    """Documents beyond a limit of the site; `reason` continues "the page"."""

    files: frozenset[str]
    reason: str


class ConfigurationText(NamedTuple):
    """A parsed file of another system's configuration; `source` is None if it is unreadable."""

    name: str
    source: SourceText | None
    front_matter: FrontMatter


class Configured(NamedTuple):
    """The result of a configuration: its parts of the site file, its dialect, its problems."""

    site_parts: tuple[tuple[SourceText, FrontMatter], ...]
    dialect: "Callable[[Site], Dialect]"
    problems: tuple[Problem, ...] = ()


class PublishedTerms(NamedTuple):
    """A published document's terms by taxonomy, its path, and its `values` of listing keys."""

    file: str
    terms: Mapping[str, Sequence[str]]
    path: str = ""
    values: Mapping[str, object] = {}


class TemplateInputs(NamedTuple):
    """The inputs of templates: published `documents`, `known` ones without a page, and files."""

    documents: Sequence[Document]
    known: Sequence[Document]
    assets: Sequence[Asset]
    data_files: TextFiles
    includables: TextFiles
    # The addresses of the website's files that are not served here, by name.
    unserved: Mapping[str, str] = {}


class RenderedTemplate(NamedTuple):
    """A document and the text that its body is rendered to, with the problems of rendering.

    `is_partial`: there may be more text, as a limit cut it off, or a value or a tag is not known.
    """

    template: Document
    text: LocatedText
    problems: tuple[Problem, ...]
    is_partial: bool


class RenderedTemplates(NamedTuple):
    """The templates of a tree, each rendered when it is asked for. `problems` are of no document.

    `size` is the number of characters in the files.
    """

    templates: Iterator[RenderedTemplate]
    size: int
    problems: tuple[Problem, ...]


class Dialect(ABC):
    """The rules of one tree. Holds no documents; processes that parse get a copy."""

    kind: ClassVar[TreeKind]
    # True if no other generator builds a website from the tree, with files that are not served.
    is_native: ClassVar[bool] = False
    # False if the generator leaves addresses in running text as text, so that none is broken there.
    links_bare_addresses: ClassVar[bool] = True
    # True if a link to a file at the root may mean one in the folder of its page.
    looks_beside: ClassVar[bool] = False
    # True if files of a page's folder may be parts of it, no pages, as the whole tree tells.
    has_page_parts: ClassVar[bool] = False
    # The files, one or another, to which links to a folder without an index lead.
    folder_files: ClassVar[tuple[str, ...]] = ()
    # The system of the tree, if its rules are not known here.
    system: OtherSystem | None = None
    # The front matter key for old addresses of a page that has none yet.
    alias_key: ClassVar[str] = "aliases"
    # Other spellings of front matter keys, and the field that each is read as.
    spellings: ClassVar[Mapping[str, str]] = SPELLINGS

    def __init__(self, site: Site) -> None:
        self.site = site
        # Facts of the whole tree that change how each document is read.
        self.tree_facts: object = None
        # The name of folders whose documents the website never shows.
        self.draft_folder: str | None = None

    @property
    def base_path(self) -> str:
        """The path of the site on its host, `/clinic` or empty. Links may begin with it."""
        return base_path(self.site.base_url)

    def with_tree(self, tree: Tree, read_at_ns: int, before: "Dialect | None") -> Self:
        """Return these rules with the facts of the whole tree.

        `before` has those of an earlier look; files with the same stamps are not read again.
        """
        del tree, read_at_ns, before
        return self

    @abstractmethod
    def role(self, name: str, is_folder: bool) -> Role:
        """Return the role of the file or folder of this name."""

    @abstractmethod
    def read(self, file: str, text: str) -> tuple[FrontMatter, tuple[Fault, ...]] | None:
        """Return the front matter of a text; None if the file lacks it and so is no document.

        Raises FrontMatterError if nothing can be read.
        """

    @abstractmethod
    def normalize(self, file: str, front_matter: FrontMatter) -> NormalizedFrontMatter:
        """Return front matter under the records' keys, with what the tree adds to it."""

    def template_fields(
        self, file: str, front_matter: FrontMatter, text: str
    ) -> TemplateFields | None:
        """Return what templates read from a document; None in a tree without templates."""
        del file, front_matter, text
        return None

    def extend_site(
        self, site: LocatedSite, data_files: Mapping[str, SourceText]
    ) -> tuple[LocatedSite, tuple[Problem, ...]]:
        """Return the site with what data files, by name, add to it."""
        del data_files
        return site, ()

    def includes(self, file: str | None, text: str) -> Iterable[Include]:
        """Return the files that a template includes unrendered.

        `file` is the document; None for a text that any document may include.
        """
        del file, text
        return ()

    def tag_edits(self, text: str, names: Mapping[str, str]) -> Iterable[Edit]:
        """Return the edits of tags that name documents by file, for new names by their old ones."""
        del text, names
        return ()

    def listed(
        self, pages: Iterable[tuple[str, str]], texts: Mapping[str, SourceText]
    ) -> frozenset[str]:
        """Return the files of the pages to which what is no document may lead.

        `pages` are files and paths, `texts` the tree's data, layouts and includes.
        """
        del pages, texts
        return frozenset()

    def layout_anchors(self, texts: Mapping[str, SourceText]) -> frozenset[str]:
        """Return the anchors that layouts write on pages; `texts` are as for `listed`."""
        del texts
        return frozenset()

    def computed_anchors(
        self, texts: Mapping[str, SourceText], layouts: frozenset[str]
    ) -> AnchorsByLayout:
        """Return the anchors that these layouts compute, by their names, from the same texts."""
        del texts, layouts
        return {}

    def is_published_raw(self, file: str, data: bytes) -> bool:
        """Return True if the generator copies a file with these bytes: no document begins so."""
        del file, data
        return False

    @abstractmethod
    def placement(self, file: str) -> Placement:
        """Return the file's place in the tree."""

    def asset_path(self, name: str, homes: Homes) -> str:
        """Return the address of a static file."""
        del homes
        return f"/{name}"

    def is_of_theme(self, name: str) -> bool:
        """Return True for a static file of a theme: one of the tree's own hides it."""
        del name
        return False

    def is_generated(self, name: str, start: bytes) -> bool:
        """Return True if the generator makes another file of one that begins like this."""
        del name, start
        return False

    def kind_of(self, file: str, placement: Placement) -> Kind:
        """Return the kind of a document without an explicit one: by its section."""
        del file
        return _KIND_OF_SECTION.get(placement.section or "", "page")

    @abstractmethod
    def flavour(self, file: str, front_matter: FrontMatter) -> Flavour:
        """Return the flavour of the body of a document with this front matter."""

    def excerpt(self, front_matter: FrontMatter, text: str) -> str | None:
        """Return the Markdown of the excerpt of a body `text` that its author chose, if any."""
        del front_matter, text
        return None

    def render(self, inputs: TemplateInputs) -> RenderedTemplates | None:
        """Return the bodies that depend on other documents, rendered; None if there are none."""
        del inputs
        return None

    @abstractmethod
    def path(self, inputs: PathInputs) -> tuple[str, tuple[FieldProblem, ...]]:
        """Return the document's path on the website. Does not raise."""

    def outranks(self, file: str, owner: str) -> bool:
        """Return True if a document takes its path from another, which comes first by name."""
        del file, owner
        return False

    def over_limit(self, documents: Iterable[tuple[str, dt.date | None]]) -> OverLimit | None:
        """Return the documents beyond a limit, of these files and dates."""
        del documents
        return None

    def page_finder(self, files: Iterable[str]) -> PageFinder | None:
        """Return a finder of these documents' pages; None in a tree without references."""
        del files
        return None

    @property
    def looks_up_links(self) -> bool:
        """True if a relative link that leads nowhere may name a page, as a reference does."""
        return False

    @property
    def taxonomies(self) -> tuple[str, ...]:
        """The front matter keys whose values have pages of their own."""
        return ()

    @property
    def documents_setting(self) -> tuple[str, str] | None:
        """The folder of all documents and the setting that names it; None for the usual ones."""
        return None

    @property
    def listing_keys(self) -> tuple[str, ...]:
        """The unknown front matter keys by which pages list others in pages of their own."""
        return ()

    def generated_addresses(self, documents: Iterable[PublishedTerms]) -> frozenset[str]:
        """Return the addresses of pages without a document, without slashes at their ends."""
        del documents
        return frozenset()

    def layout_facts(self, texts: Mapping[str, SourceText]) -> LayoutFacts:
        """Return what layouts do with links, pictures and menus; `texts` are as for `listed`."""
        del texts
        return LayoutFacts()

    @property
    def unknown_folders(self) -> tuple[str, ...]:
        """Folders of the website, with slashes at both ends, whose files are not in the tree."""
        return ()

    @abstractmethod
    def possible_slugs(self, file: str) -> frozenset[str]:
        """Return the slugs that a document of this name may have with any front matter."""


def path_by_rules(
    inputs: PathInputs,
    parts: Callable[[], tuple[str, ...]],
    date: dt.date | None,
    address: Callable[[], str],
    invalid_token: type[ValueError],
    unknown_code: str = "invalid-slug",
) -> tuple[str, tuple[FieldProblem, ...]]:
    """Return the path by a collection's permalink, else the generator's `address`.

    `parts` are those of a native tree's path: the fallback. `address` may raise `invalid_token`,
    which is a problem of the code `unknown_code`. The generator takes any other address.
    """
    collection = inputs.collection
    try:
        if collection is not None and collection.permalink is not None:
            return fill_permalink(collection.permalink, parts(), inputs.title, date), ()
        return checked_address(address()), ()
    except invalid_token as error:
        fault = unknown_code, f"its permalink {error}", "Remove it, or use a known one."
    except InvalidPathError as error:
        fault = "changed-slug", str(error), "Correct the permalink, or rename the file."
    problem = FieldProblem("permalink", *fault)
    try:
        return path_of(parts()), (problem,)
    except InvalidPathError:
        return untitled_path(inputs.file), (problem,)


def untitled_path(file: str) -> str:
    """Return a path for a file whose name gives none."""
    return path_of((f"untitled-{fingerprint(file.encode())[:8]}",))

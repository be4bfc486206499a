"""What a dialect decides of a tree: which files count, where documents live, what keys mean."""

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import ClassVar, Literal, NamedTuple, Protocol, Self, TypeAlias

from app.dialects.document import Document, Placement
from app.files.assets import Asset
from app.files.data_files import Support
from app.files.text import SourceText
from app.files.tree import Role, Tree
from app.front_matter import FrontMatter, Value
from app.front_matter.schema import PageFields
from app.markdown import Flavour
from app.problems import Fault, Problem
from app.records import Kind
from app.site.schema import Collection, Site
from app.site.site_file import SiteFile
from app.site.urls import base_path

TreeKind: TypeAlias = Literal["native", "jekyll", "hugo"]


# The paths of the pages that folders of the tree have.
Homes: TypeAlias = Mapping[str, str]


class FieldProblem(NamedTuple):
    """Something wrong with the value of a key of the front matter; with none, of the file."""

    key: str
    code: str
    message: str
    hint: str


class PathInputs(NamedTuple):
    """All by which a document has a path: its file, what it says, the site file's collection."""

    file: str
    values: Mapping[str, Value]
    fields: PageFields
    title: str
    collection: Collection | None


class NormalizedFrontMatter(NamedTuple):
    """Front matter as the records know it.

    `moved_to` is where readers are sent on to who come for the document; it is no page then.
    `withheld` says why it is no page for another reason; it goes on from "the page".
    `hides_files`: what lies in its folder is not served, though it may be a page.
    """

    front_matter: FrontMatter
    faults: tuple[Fault, ...] = ()
    moved_to: str | None = None
    withheld: str | None = None
    hides_files: bool = False


class TemplateFields(NamedTuple):
    """A document as its templates know it: what it says in the words of its own system.

    `is_template`: its body is rendered by what other documents say.
    """

    data: Mapping[str, Value]
    is_template: bool


class Inclusion(NamedTuple):
    """Which files are taken in: the one that is named, or all whose names begin and end so.

    `folder` is where they lie, with a slash at its end if it has a name; None for anywhere.
    """

    folder: str | None
    start: str
    end: str | None = None


class OverLimit(NamedTuple):
    """Files of which the tree has more than it shows; `told` goes on from "the page"."""

    files: frozenset[str]
    told: str


class ConfigurationText(NamedTuple):
    """A file of another system's configuration, read; without a text, it says nothing."""

    name: str
    source: SourceText | None
    found: FrontMatter


class Configured(NamedTuple):
    """What a configuration comes to: what it says of the site, and the rules that it gives."""

    said: tuple[tuple[SourceText, FrontMatter], ...]
    dialect: "Callable[[Site], Dialect]"


class PublishedTerms(NamedTuple):
    """A document that is shown, and by taxonomy what it says that it belongs to."""

    file: str
    terms: Mapping[str, Sequence[str]]


class TemplateInputs(NamedTuple):
    """What templates may read: the published `documents`, `known` ones that have no page, files."""

    documents: Sequence[Document]
    known: Sequence[Document]
    assets: Sequence[Asset]
    support: Support
    pieces: Support


class RenderedTemplate(NamedTuple):
    """A document whose body was rendered to `text`, and the problems found on the way."""

    template: Document
    text: str
    document: Document
    problems: tuple[Problem, ...]


class RenderedTemplates(NamedTuple):
    """The rendered documents of a tree by file. `problems` are those of no document."""

    by_file: Mapping[str, RenderedTemplate]
    problems: tuple[Problem, ...]


class PageFinder(Protocol):
    """Finds the pages that references name."""

    def find(self, written: str, language: str | None, origin: str | None) -> tuple[str, ...]:
        """The files of the pages that may be meant by what is written in the document `origin`.

        One where that is clear. Without a language it is the document's.
        """


class Dialect(ABC):
    """The rules of one tree. Knows no document; the same for every process that parses."""

    kind: ClassVar[TreeKind]

    def __init__(self, site: Site) -> None:
        self.site = site
        # What these rules know of the tree, if that changes how its documents are read.
        self.tree_facts: object = None

    @property
    def base_path(self) -> str:
        """The path below which the site lies on its host, `/clinic` or empty; links may have it."""
        return base_path(self.site.base_url)

    def with_tree(self, tree: Tree) -> Self:
        """These rules, once it is known which files there are."""
        del tree
        return self

    @abstractmethod
    def role(self, name: str, is_folder: bool) -> Role:
        """What the file or folder of this name is."""

    @abstractmethod
    def read(self, file: str, text: str) -> tuple[FrontMatter, tuple[Fault, ...]] | None:
        """The front matter of a text; None where the file is no document without any.

        Raises FrontMatterError where nothing can be read.
        """

    @abstractmethod
    def normalize(self, file: str, found: FrontMatter) -> NormalizedFrontMatter:
        """Front matter in our names, with all that the tree says of the file besides."""

    def raw(self, file: str, found: FrontMatter, text: str) -> TemplateFields | None:
        """What templates know of a document; None in a tree that has none."""
        del file, found, text
        return None

    def extend_site(
        self, site: SiteFile, support: Mapping[str, SourceText]
    ) -> tuple[SiteFile, tuple[Problem, ...]]:
        """The site with what other files of the tree, by their names, say of it."""
        del support
        return site, ()

    def inclusions(self, file: str | None, text: str) -> Iterable[Inclusion]:
        """The files that a template takes in as they are.

        `file` is the document's; None for a text that is itself taken in, by any document.
        """
        del file, text
        return ()

    @abstractmethod
    def placement(self, file: str) -> Placement:
        """Where the file stands in the tree."""

    def asset_path(self, name: str, homes: Homes) -> str:
        """The address of a file that is served as it is."""
        del homes
        return f"/{name}"

    def is_generated(self, name: str, start: bytes) -> bool:
        """Whether a file that begins like this is not served as it is: its system makes another."""
        del name, start
        return False

    @abstractmethod
    def kind_of(self, file: str) -> Kind:
        """What a document is of which nothing else says it."""

    @abstractmethod
    def flavour(self, file: str, front_matter: FrontMatter) -> Flavour:
        """Return how the body of a document with this front matter is written."""

    def render(
        self, inputs: TemplateInputs, before: RenderedTemplates | None
    ) -> RenderedTemplates | None:
        """Return the bodies that depend on other documents, rendered; None where none does.

        What renders as in `before` is the same object as there.
        """
        del inputs, before
        return None

    @abstractmethod
    def path(self, claim: PathInputs) -> tuple[str, tuple[FieldProblem, ...]]:
        """Where a document lives on the website. Nothing raises."""

    def over_limit(self, shown: Iterable[tuple[str, dt.date | None]]) -> OverLimit | None:
        """Which documents are too many, of those that could be shown, by file and date."""
        del shown
        return None

    def page_finder(self, files: Iterable[str]) -> PageFinder | None:
        """Finds pages among the documents that are shown; None where there are no references."""
        del files
        return None

    @property
    def taxonomies(self) -> tuple[str, ...]:
        """The keys of front matter whose values have pages of their own."""
        return ()

    def made_addresses(self, shown: Iterable[PublishedTerms]) -> frozenset[str]:
        """The addresses of pages that the site makes of no document, without slashes at ends."""
        del shown
        return frozenset()

    @abstractmethod
    def names(self, file: str) -> frozenset[str]:
        """The slugs that a document of this name may have, whatever its front matter says."""

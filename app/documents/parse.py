"""One file → one document: the first of the two passes, which knows no other file."""

import logging
import posixpath
import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeAlias
from urllib.parse import urlsplit

from app.dialects.base import Dialect, PathInputs, RenderedTemplate
from app.dialects.document import (
    Document,
    Placement,
    TemplateSource,
    Unreadable,
    title_of,
    with_lists,
)
from app.documents.data_lists import data_lists
from app.documents.late_front_matter import late_front_matter
from app.documents.steps import Steps, in_step
from app.files.opening import MAX_DOCUMENT_BYTES, read
from app.files.stamps import fingerprint
from app.files.text import LocatedText, SourceText, decode
from app.files.tree import SourceFile
from app.front_matter import (
    FrontMatter,
    FrontMatterError,
    KeyPath,
    Mark,
    Scalar,
    source_text,
)
from app.front_matter.foreign_keys import translate
from app.front_matter.schema import (
    FIELDS,
    PageFields,
    kind_named,
    read_fields,
    spelled_out,
)
from app.markdown import Body, BodyList, Policy, parse_body
from app.markdown.excerpts import with_excerpt
from app.problems import Fault, Problem, code_in_generators_tree, shorten
from app.records import Kind
from app.regex import regex
from app.site.paths import composed
from app.site.schema import Collection, Site
from app.site.urls import Internal, own_host

_LOG: Final = logging.getLogger(__name__)

_KIND_OF_COLLECTION: Final[Mapping[str, Kind]] = {
    "conditions": "condition",
    "locations": "location",
}
# So many files are parsed in step; with 16 each takes a twentieth longer. What is kept between two
# steps grows with the bytes of the files.
BATCH_FILES: Final = 64
_BATCH_BYTES: Final = 1_000_000
# The paths of the known keys, one for all documents: a path for each took 9 MB at 10,000 pages.
_KEY_PATHS: Final[Mapping[Kind, Mapping[str | int, KeyPath]]] = {
    kind: {name: (name,) for name in model.model_fields} for kind, model in FIELDS.items()
}
# The keys that pages lack.
_OWN_KEYS: Final[Mapping[Kind, frozenset[str]]] = {
    kind: frozenset(model.model_fields) - frozenset(FIELDS["page"].model_fields)
    for kind, model in FIELDS.items()
}
_WHOLE_URL: Final = regex("(?:https?:)?//", re.IGNORECASE)
_TRANSLATION_KEYS: Final = ("translationKey", "translationkey", "translation_key")


class ParsedFile(NamedTuple):
    """The document of a file, and the problems in it."""

    document: Document | Unreadable
    problems: tuple[Problem, ...]


class RenderedBody(NamedTuple):
    """What a document has of its body once that is rendered: `verdicts` are as in a document."""

    body: Body
    title: str
    verdicts: tuple[Any, ...] | None


# A parsed file, or the reason why it cannot be read.
Outcome: TypeAlias = ParsedFile | Problem

# Judges the lists of a body, given the title of its page.
Judge: TypeAlias = Callable[[Body, str], tuple[Any, ...]]
# Returns the judge for a site. A function of a module, so that it can be pickled.
JudgeFor: TypeAlias = Callable[[Site], Judge]


class Parser:
    """Parses files by the rules of one dialect.

    Lists are judged here if there is a `judge_for`, because several processes parse.
    """

    def __init__(self, dialect: Dialect, judge_for: JudgeFor | None = None) -> None:
        self.dialect = dialect
        self.judge_for = judge_for
        self._judge = judge_for(dialect.site) if judge_for is not None else None
        self._policy = Policy(dialect.site.iframe_hosts)
        self._is_internal = Internal(own_host(dialect.site.base_url), dialect.base_path)

    def read_and_parse(self, files: Iterable[SourceFile]) -> list[Outcome]:
        """Return the outcomes of files, in their order."""
        outcomes: list[Outcome] = []
        for batch in _batches(files):
            outcomes += in_step([self._outcome(file) for file in batch])
        return outcomes

    def parse(self, file: str, data: bytes) -> ParsedFile:
        """Parse the bytes of a file. No input raises, but for a defect."""
        (parsed,) = in_step([self._document(file, data)])
        return parsed

    def parse_rendered(self, templates: Sequence[RenderedTemplate]) -> list[RenderedBody]:
        """Return the bodies of rendered templates, in their order."""
        return in_step([self._rendered(template) for template in templates])

    def _outcome(self, file: SourceFile) -> Steps[Outcome]:
        """Return the outcome of a file. A defect of the service is an error of this file alone."""
        data = read(file)
        if isinstance(data, Problem):
            return data
        yield
        try:
            return (yield from self._document(file.name, data))
        except Exception as error:  # noqa: BLE001 - one file must not stop the others
            _LOG.exception("cannot parse %s", file.name)
            return _internal_error(file.name, error)

    def _document(self, file: str, data: bytes) -> Steps[ParsedFile]:
        """Parse the bytes of a file. It pauses where other files come to the same step."""
        digest = fingerprint(data)
        source = decode(file, data)
        if isinstance(source, Problem):
            is_raw = self.dialect.is_published_raw(file, data.removeprefix(BOM_UTF8))
            return self._unreadable(file, digest, _no_document(file) if is_raw else source)
        yield
        problems = list(source.mojibake())

        def report(faults: Iterable[Fault]) -> None:
            problems.extend(source.problem(self._weighed(fault)) for fault in faults)

        try:
            result = self.dialect.read(file, source.text)
        except FrontMatterError as error:
            # It may be a draft, or belong elsewhere: only its front matter would say so.
            problems += map(source.problem, error.faults)
            return self._unreadable(file, digest, *problems)
        if result is None:
            late = late_front_matter(source.text)
            reason = _no_document(file) if late is None else source.problem(late)
            return self._unreadable(file, digest, reason)
        written, faults = result
        yield
        report(faults)
        if not written.body_start and (late := late_front_matter(source.text)) is not None:
            report([late])
        if written.body_start and self.dialect.is_published_raw(file, data):
            problems.append(_byte_order_mark(file))
        template = self._template(file, source, written)
        normalized = self.dialect.normalize(file, written)
        report(normalized.faults)
        placement = self.dialect.placement(file)
        collection, kind = self._collection_and_kind(file, placement, normalized.front_matter)
        foreign_keys = collection.fields if collection is not None else {}
        front_matter, faults = translate(
            normalized.front_matter, foreign_keys, is_location=kind == "location"
        )
        report(faults)
        fields, params, faults, marks = read_fields(front_matter, kind, self.dialect.spellings)
        report(faults)
        if any(map(_WHOLE_URL.match, fields.redirect_from)):
            fields, faults = self._with_own_aliases(fields, front_matter.values, marks)
            report(faults)
        places = _places(source, marks, kind, self.dialect.spellings)
        yield
        is_rendered_later = template is not None and template.template is not None
        start = len(source.text) if is_rendered_later else front_matter.body_start
        body = self._body(file, source, start, front_matter)
        yield
        problems += body.problems
        lists = self._data_lists(kind, front_matter, params, source)
        title = title_of(fields, placement, body)
        path, path_problems = self.dialect.path(
            PathInputs(file, front_matter.values, fields, title, collection)
        )
        for problem in path_problems:
            place = places.get((problem.key,), (1, 1))
            problems.append(Problem(file, *place, problem.code, problem.message, problem.hint))
        yield
        document = Document(
            file=file,
            fingerprint=digest,
            placement=placement,
            kind=kind,
            path=composed(path),
            fields=fields,
            params=params,
            title=title,
            places=places,
            body=body,
            language=fields.language or placement.language or self.dialect.site.own_language,
            translation=_translation_key(front_matter) or placement.translation,
            moved_to=normalized.moved_to,
            withheld=normalized.withheld if collection is None else None,
            is_linked=normalized.is_linked,
            hides_files=normalized.hides_files,
            template_source=template,
            data_lists=lists,
            verdicts=self._verdicts(body, lists, title),
        )
        return ParsedFile(document, tuple(problems))

    def _data_lists(
        self, kind: Kind, front_matter: FrontMatter, keys: Iterable[str], source: SourceText
    ) -> tuple[BodyList, ...]:
        """Return the lists under keys of a page that are not known; a condition's are about it."""
        values = front_matter.values
        collection_keys = [
            key for key in keys if key in values and not isinstance(values[key], Scalar)
        ]
        if kind != "page" or not collection_keys:
            return ()
        return data_lists(front_matter, collection_keys, source, self._policy)

    def _weighed(self, fault: Fault) -> Fault:
        """Return a fault of front matter; what a tree's own generator accepts is no error there."""
        if self.dialect.is_native:
            return fault
        return fault._replace(code=code_in_generators_tree(fault.code))

    def _unreadable(self, file: str, digest: str, *problems: Problem) -> ParsedFile:
        return ParsedFile(Unreadable(file, digest, self.dialect.possible_slugs(file)), problems)

    def _with_own_aliases(
        self, fields: PageFields, written: Iterable[str], marks: Mapping[KeyPath, Mark]
    ) -> tuple[PageFields, tuple[Fault, ...]]:
        """Return fields whose old addresses are all paths, and a fault for each of another host."""
        paths: list[str] = []
        faults: list[Fault] = []
        name = next(key for key in written if spelled_out((key,)) == ("redirect_from",))
        for index, old in enumerate(fields.redirect_from):
            if not _WHOLE_URL.match(old):
                paths.append(old)
            elif self._is_internal(old):
                paths.append(urlsplit(old).path or "/")
            else:
                mark = marks.get(("redirect_from", index)) or marks.get(("redirect_from",))
                message = f'{name} "{shorten(old)}" is not an address of the site'
                hint = "Write its path. Whole ones begin with base_url of the site file."
                offset = mark.value if mark is not None else 0
                faults.append(Fault(offset, "invalid-entry", message, hint))
        return fields.model_copy(update={"redirect_from": tuple(paths)}), tuple(faults)

    def _template(
        self, file: str, source: SourceText, front_matter: FrontMatter
    ) -> TemplateSource | None:
        fields = self.dialect.template_fields(file, front_matter, source.text)
        if fields is None:
            return None
        text = source if fields.is_template else None
        return TemplateSource(fields.data, text, front_matter.body_start)

    def _collection_and_kind(
        self, file: str, placement: Placement, front_matter: FrontMatter
    ) -> tuple[Collection | None, Kind]:
        """Return the kind: by type, else by the site file's collections, else by folder."""
        kind = kind_named(front_matter)
        for name, collection in self.dialect.site.collections.items():
            if collection.takes(file, front_matter.values):
                return collection, kind or _KIND_OF_COLLECTION.get(name, "page")
        if kind is None:
            kind = self.dialect.kind_of(file, placement)
            if _is_top_index(file, placement) and _OWN_KEYS[kind].isdisjoint(front_matter.values):
                # It lists the conditions or the offices.
                kind = "page"
        return None, kind

    def _rendered(self, rendered: RenderedTemplate) -> Steps[RenderedBody]:
        document, text = rendered.template, rendered.text
        raw = document.template_source
        body = self._body(document.file, text, 0, FrontMatter(raw.data if raw else {}, {}))
        yield
        title = title_of(document.fields, document.placement, body)
        return RenderedBody(body, title, self._verdicts(body, document.data_lists, title))

    def _verdicts(
        self, body: Body, lists: tuple[BodyList, ...], title: str
    ) -> tuple[Any, ...] | None:
        """Return the verdicts on the lists of a page; None if they are judged later."""
        return self._judge(with_lists(body, lists), title) if self._judge is not None else None

    def _body(self, file: str, text: LocatedText, start: int, front_matter: FrontMatter) -> Body:
        """Parse the body; that of a template is empty until the template is rendered."""
        flavour = self.dialect.flavour(file, front_matter)
        body = parse_body(
            text,
            start,
            is_internal=self._is_internal,
            policy=self._policy,
            flavour=flavour,
        )
        excerpt = self.dialect.excerpt(front_matter, text.text[start:])
        return body if excerpt is None else with_excerpt(body, excerpt, flavour, self._policy)


def _batches(files: Iterable[SourceFile]) -> Iterator[Sequence[SourceFile]]:
    """Yield the files in groups that are parsed in step."""
    batch: list[SourceFile] = []
    size = 0
    for file in files:
        batch.append(file)
        size += MAX_DOCUMENT_BYTES if file.stamp is None else file.stamp.size
        if len(batch) == BATCH_FILES or size > _BATCH_BYTES:
            yield batch
            batch, size = [], 0
    yield batch


def _places(
    source: SourceText,
    marks: Mapping[KeyPath, Mark],
    kind: Kind,
    spellings: Mapping[str, str],
) -> dict[KeyPath, tuple[int, int]]:
    """Return the line and column of each value of a known key."""
    known = _KEY_PATHS[kind]
    places: dict[KeyPath, tuple[int, int]] = {}
    for path, mark in marks.items():
        field = spellings.get(str(path[0]), path[0])
        if field in known:
            shared = known[field] if len(path) == 1 else (field, *path[1:])
            places.setdefault(shared, source.locate(mark.value))
    return places


def _is_top_index(file: str, placement: Placement) -> bool:
    """Return True for the page of a top folder itself, such as `conditions/index.md`."""
    name = posixpath.basename(file).partition(".")[0].lower()
    folder = placement.folder.rpartition(":")[2]
    return name in {"index", "_index"} and folder == placement.section


def _byte_order_mark(file: str) -> Problem:
    message = (
        "the file begins with a byte-order mark, so your website shows it as it is written, front "
        "matter and all"
    )
    return Problem(file, 1, 1, "byte-order-mark", message, "Save it as UTF-8 without a mark.")


def _no_document(file: str) -> Problem:
    message = (
        "the file has no front matter, so it is no document, and files of its type are not served"
    )
    hint = "Give it front matter, two lines of three hyphens, to make a page of it."
    return Problem(file, 1, 1, "not-served", message, hint)


def _internal_error(file: str, error: Exception) -> Problem:
    message = f"the service failed to read the file: {type(error).__name__}: {error}"
    hint = "This is a defect of the service: report it with the file. The page is not served."
    return Problem(file, 1, 1, "internal-error", message, hint)


def _translation_key(front_matter: FrontMatter) -> str | None:
    """Return the key that translations of a page share, if the front matter has one."""
    for name in _TRANSLATION_KEYS:
        if (key := source_text(front_matter.values.get(name, ""))) and key.strip():
            return f"key:{key.strip()}"
    return None

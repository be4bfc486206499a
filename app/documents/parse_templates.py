"""Parse rendered templates, on as many processors as pays. What renders as before is kept."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, NamedTuple

from app.dialects.base import RenderedTemplate, RenderedTemplates
from app.dialects.document import Document
from app.documents.capacity import memory_left, processors
from app.documents.parse import Parser
from app.documents.parse_files import worker_count
from app.documents.workers import can_fork, map_chunks
from app.problems import Problem

# A character of a template takes as long as several of other files: it becomes more characters,
# mostly of kramdown's Markdown.
_WEIGHT: Final = 2
# So many are rendered before they are parsed, by a worker while the next are rendered.
_BATCH: Final = 16


class ParsedTemplate(NamedTuple):
    """A document whose body is rendered: its text and the document with that body.

    `problems` are those of rendering and of the body. `is_partial`: there may be more text.
    """

    template: Document
    text: str
    document: Document
    problems: tuple[Problem, ...]
    is_partial: bool = False


class ParsedTemplates(NamedTuple):
    """The rendered documents of a tree by file. `problems` belong to no document."""

    by_file: Mapping[str, ParsedTemplate]
    problems: tuple[Problem, ...]


def parse_templates(
    parser: Parser,
    rendered: RenderedTemplates,
    before: ParsedTemplates | None,
    *,
    workers: int | None = None,
) -> ParsedTemplates:
    """Return the documents of rendered templates.

    `before` is an earlier result: a document that renders to the same text is not parsed again.
    `workers` is the number of processes that parse, by default as many as pay, none if there is an
    earlier result.
    """
    if workers is None:
        size = _WEIGHT * rendered.size if before is None else 0
        workers = worker_count(size, processors(), memory_left(), is_forked=can_fork())
    kept = before.by_file if before is not None else {}
    parsed: dict[str, ParsedTemplate] = {}

    def changed() -> Iterator[RenderedTemplate]:
        for item in rendered.templates:
            old = kept.get(item.template.file)
            if old is None or not _is_same(old, item):
                yield item
                continue
            problems = (*item.problems, *old.document.body.problems)
            parsed[item.template.file] = old._replace(problems=problems)

    for chunk, bodies in map_chunks(Parser.parse_rendered, parser, _batches(changed()), workers):
        for item, (body, title, verdicts) in zip(chunk, bodies, strict=True):
            template, text, faults, is_partial = item
            # What is not there may have any anchor.
            with_anchors = body._replace(anchor_endings=("",)) if is_partial else body
            document = template._replace(body=with_anchors, title=title, verdicts=verdicts)
            problems = (*faults, *body.problems)
            parsed[template.file] = ParsedTemplate(
                template, text.text, document, problems, is_partial
            )
    return ParsedTemplates(parsed, rendered.problems)


def _is_same(old: ParsedTemplate, new: RenderedTemplate) -> bool:
    is_same = old.template is new.template and old.text == new.text.text
    return is_same and old.is_partial == new.is_partial


def _batches(templates: Iterator[RenderedTemplate]) -> Iterator[Sequence[RenderedTemplate]]:
    while batch := tuple(islice(templates, _BATCH)):
        yield batch

"""Front matter as Jekyll reads it: what it cannot read it leaves out, and serves the page."""

from collections.abc import Iterable
from typing import Final

from app.dialects.jekyll.values import as_ruby_reads
from app.front_matter import FrontMatter, FrontMatterError, TextAfterError, read_front_matter
from app.front_matter.errors import SYNTAX, UNCLOSED
from app.front_matter.handlers import YAML_HANDLER
from app.problems import Fault

# Errors of Ruby's YAML, after which Jekyll goes on without front matter.
_SKIPPED: Final = frozenset({SYNTAX, UNCLOSED})


def read_leniently(text: str, *, strict: bool) -> tuple[FrontMatter, tuple[Fault, ...]]:
    """Return the front matter between lines of hyphens, and faults.

    Ruby reads the first document of YAML and no further. Where that does not parse the page has
    no front matter; where no line closes it, all is text. Raises FrontMatterError for what Jekyll
    does not build either: with `strict`, its setting `strict_front_matter`, that is all of these.
    """
    try:
        front_matter, faults = read_front_matter(text, keep_last=True)
    except FrontMatterError as error:
        if strict or any(fault.code not in _SKIPPED for fault in error.faults):
            raise
        front_matter, faults = _without_rest(text, error), error.faults
    return as_ruby_reads(front_matter, text), tuple(_as_warnings(faults))


def _without_rest(text: str, error: FrontMatterError) -> FrontMatter:
    """Return the front matter up to what does not parse, if that is all of a document."""
    if any(fault.code == UNCLOSED for fault in error.faults):
        return FrontMatter({}, {})
    _, body = YAML_HANDLER.split(text)
    start = len(text) - len(body)
    if not isinstance(error, TextAfterError):
        return FrontMatter({}, {}, start)
    front_matter, _ = YAML_HANDLER.load(text[: error.end], keep_last=True)
    return FrontMatter(front_matter.values, front_matter.marks, start)


def _as_warnings(faults: Iterable[Fault]) -> Iterable[Fault]:
    for fault in faults:
        yield fault._replace(code="skipped-front-matter") if fault.code in _SKIPPED else fault

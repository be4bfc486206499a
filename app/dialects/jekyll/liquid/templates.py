"""The templates of one site: a body with Liquid → the text that it renders to."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from liquid.builtin.content import Literal
from liquid.builtin.tags.assign_tag import AssignTag
from liquid.builtin.tags.capture_tag import CaptureTag
from liquid.builtin.tags.case_tag import CaseTag
from liquid.builtin.tags.cycle_tag import CycleTag
from liquid.builtin.tags.decrement_tag import DecrementTag
from liquid.builtin.tags.echo_tag import EchoTag
from liquid.builtin.tags.for_tag import BreakTag, ContinueTag, ForTag
from liquid.builtin.tags.if_tag import IfTag
from liquid.builtin.tags.ifchanged_tag import IfChangedTag
from liquid.builtin.tags.increment_tag import IncrementTag
from liquid.builtin.tags.inline_comment_tag import InlineCommentTag
from liquid.builtin.tags.tablerow_tag import TablerowTag
from liquid.builtin.tags.unless_tag import UnlessTag
from liquid.exceptions import LiquidInterrupt
from liquid.tag import Tag

from app.dialects.jekyll.liquid.buffers import RenderedText, TracedBuffer
from app.dialects.jekyll.liquid.context import Context
from app.dialects.jekyll.liquid.environment import JekyllEnvironment
from app.dialects.jekyll.liquid.filters import FILTERS
from app.dialects.jekyll.liquid.guard import GuardedTag
from app.dialects.jekyll.liquid.jekyll_tags import (
    HighlightTag,
    IncludeRelativeTag,
    IncludeTag,
    LinkTag,
    PostUrlTag,
)
from app.dialects.jekyll.liquid.limits import LimitError
from app.dialects.jekyll.liquid.site import LiquidSite
from app.dialects.jekyll.liquid.tags import LiquidTag, OutputTag, UnknownTag
from app.files.text import SourceText
from app.problems import Fault, Problem

_TAGS: Final[tuple[type[Tag], ...]] = (
    # The library's tags that Jekyll's Liquid has. It has no files for `render`.
    *(AssignTag, BreakTag, CaptureTag, CaseTag, ContinueTag, CycleTag, DecrementTag, EchoTag),
    *(ForTag, IfChangedTag, IfTag, IncrementTag, InlineCommentTag, TablerowTag, UnlessTag),
    # Text, outputs and tags that differ from the library's.
    *(Literal, OutputTag, LiquidTag, UnknownTag),
    # Jekyll's own tags; its `include` is not Liquid's.
    *(HighlightTag, IncludeRelativeTag, IncludeTag, LinkTag, PostUrlTag),
)


class Rendering(NamedTuple):
    """A rendered body, and the problems of its template and of its includes."""

    text: RenderedText
    problems: tuple[Problem, ...]


class Templates:
    """The templates of a site; includes are parsed on first use."""

    def __init__(self, site: LiquidSite) -> None:
        self._site = site
        self._environment = JekyllEnvironment()
        self._environment.filters.update(FILTERS)
        for tag in _TAGS:
            guarded = GuardedTag(tag(self._environment), self._environment)
            self._environment.tags[tag.name] = guarded

    def render(
        self,
        source: SourceText,
        start: int,
        page: Mapping[str, object],
        *,
        is_markdown: bool = True,
    ) -> Rendering:
        """Render the body that begins at `start`; `page` is the variable of that name.

        `is_markdown` is False for a body in HTML. Never raises: for a template that exceeds a
        limit, the text that it rendered before is the body.
        """
        variables = {**self._site.variables, "page": page}
        context = Context(
            self._environment, variables, self._site, source.file, is_markdown=is_markdown
        )
        buffer = TracedBuffer(context.meter)
        try:
            self._run(source.text, start, context, buffer)
        except LimitError as error:
            place = start if error.place is None else error.place
            hint = "The text rendered so far is served. Make the template do less."
            context.report(place, "liquid-limit", str(error), hint)
        return Rendering(buffer.rendered(source, start), _problems(source, context))

    def _run(self, text: str, start: int, context: Context, buffer: TracedBuffer) -> None:
        parsed = self._environment.parse_template(text, start)
        for fault in parsed.faults:
            context.report(*fault)
        context.meter.spend(parsed.steps)
        for node in parsed.nodes:
            try:
                node.render(context, buffer)
            except LiquidInterrupt as interrupt:
                message = f'"{interrupt}" stands outside of a loop'
                context.report(node.token.start_index, "liquid-syntax", message, "Remove it.")


def _problems(source: SourceText, context: Context) -> tuple[Problem, ...]:
    """Return the problems of the document, then those of its includes."""
    problems: list[Problem] = []
    for include, fault in sorted(context.faults, key=_order):
        if not include:
            problems.append(source.problem(fault))
            continue
        before = context.include_texts[include][: fault.offset]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        problems.append(Problem(include, line, column, fault.code, fault.message, fault.hint))
    return tuple(problems)


def _order(located: tuple[str, Fault]) -> tuple[str, int, str, str]:
    include, fault = located
    return include, fault.offset, fault.code, fault.message

"""The templates of one site: a body with Liquid → the text that it renders to."""

from collections.abc import Mapping
from operator import itemgetter
from typing import Final, NamedTuple

from liquid.exceptions import LiquidInterrupt
from liquid.tag import Tag

from app.dialects.jekyll.liquid import jekyll_tags, naming_tags, tags
from app.dialects.jekyll.liquid.buffers import Buffer, RenderedText
from app.dialects.jekyll.liquid.context import Context, LiquidSite
from app.dialects.jekyll.liquid.environment import JekyllEnvironment
from app.dialects.jekyll.liquid.filters import FILTERS
from app.dialects.jekyll.liquid.limits import LimitError, SharedSteps
from app.dialects.jekyll.liquid.picture_tag import PictureTag
from app.files.text import SourceText
from app.problems import Problem

# Jekyll's own tags, and tags of Liquid that differ from the library's.
_TAGS: Final[tuple[type[Tag], ...]] = (
    *(jekyll_tags.HighlightTag, jekyll_tags.IncludeRelativeTag, jekyll_tags.IncludeTag),
    *(jekyll_tags.LinkTag, jekyll_tags.PostUrlTag),
    *(naming_tags.AssignTag, naming_tags.CaptureTag),
    *(naming_tags.DecrementTag, naming_tags.IncrementTag),
    *(tags.LiquidTag, tags.OutputTag, tags.UnknownTag),
)


class Rendering(NamedTuple):
    """A rendered body, and the problems of its template and of its includes."""

    text: RenderedText
    problems: tuple[Problem, ...]


class Templates:
    """The templates of a site; includes are parsed on first use."""

    def __init__(self, site: LiquidSite) -> None:
        self._site = site
        self._shared_steps = SharedSteps()
        self._environment = environment = JekyllEnvironment(FILTERS, site.plugins.tags)
        for tag in _TAGS:
            environment.add_tag(tag)
        if site.plugins.pictures is not None:
            environment.add_tag(PictureTag)
        for name, added in environment.tags.items():
            environment.tags[name] = tags.LaxTag(added, environment)

    def render(
        self,
        source: SourceText,
        start: int,
        page: Mapping[str, object],
        *,
        is_markdown: bool = True,
        paginator: Mapping[str, object] | None = None,
    ) -> Rendering:
        """Render the body that begins at `start`; `page` is the variable of that name.

        `paginator` is that of a page that lists posts in pages.

        `is_markdown` is False for a body in HTML. Never raises: for a template that exceeds a
        limit, the text that it rendered before is the body.
        """
        variables = {"page": page} if paginator is None else {"page": page, "paginator": paginator}
        shared = self._shared_steps
        context = Context(
            self._environment,
            variables,
            self._site,
            source,
            is_markdown=is_markdown,
            shared_steps=shared,
        )
        buffer = Buffer(context.meter, pieces=[])
        try:
            self._run(source.text, start, context, buffer)
        except LimitError as error:
            place = start if error.place is None else error.place
            remedy = "Make the template do less."
            if context.meter.is_reduced:
                file, steps = shared.most
                remedy = f'Make the templates do less, first "{file}", which takes {steps:,} more.'
            hint = f"The text rendered so far is served. {remedy}"
            context.report(place, "liquid-limit", str(error), hint)
        shared.spend(context.meter.spent, source.file)
        text = RenderedText(source, start, buffer.getvalue(), tuple(buffer.pieces or ()))
        # Those of the document, then those of its includes.
        faults = sorted(context.faults.items(), key=itemgetter(0))
        return Rendering(text, tuple(place.problem(fault) for (_, fault), place in faults))

    def _run(self, text: str, start: int, context: Context, buffer: Buffer) -> None:
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

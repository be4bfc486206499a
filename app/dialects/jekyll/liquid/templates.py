"""The templates of one site: a body with Liquid → the Markdown that it stands for."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from liquid.exceptions import LiquidInterrupt
from liquid.template import BoundTemplate

from app.dialects.jekyll.liquid.context import Context
from app.dialects.jekyll.liquid.environment import JekyllEnvironment
from app.dialects.jekyll.liquid.guard import guarded
from app.dialects.jekyll.liquid.limits import LimitError
from app.dialects.jekyll.liquid.output import RenderedText, TracedOutput
from app.dialects.jekyll.liquid.site import LiquidSite
from app.files.text import SourceText
from app.problems import Fault, Problem

_LESS: Final = "What was rendered before is served. Make the template do less."


class Rendering(NamedTuple):
    """A rendered body, and what is wrong with its template and what that includes."""

    text: RenderedText
    problems: tuple[Problem, ...]


class Templates:
    """Made once for a site; includes are parsed when they are first asked for."""

    def __init__(self, site: LiquidSite) -> None:
        self._site = site
        self._environment = JekyllEnvironment()

    def render(
        self,
        source: SourceText,
        start: int,
        page: Mapping[str, object],
        *,
        is_markdown: bool = True,
    ) -> Rendering:
        """Render the body that begins at `start`, with `page` as what Liquid calls page.

        `is_markdown` False is for bodies that are HTML: code is then written as HTML. No
        template raises, whatever it holds; where it asks for more than the limits allow, what
        was rendered before is the body.
        """
        context = Context(
            BoundTemplate(self._environment, []),
            {**self._site.variables, "page": page},
            self._site,
            source.file,
            is_markdown=is_markdown,
        )
        output = TracedOutput(context.meter)
        try:
            self._run(source.text, start, context, output)
        except LimitError as error:
            place = start if error.place is None else error.place
            context.report(Fault(place, "liquid-limit", str(error), _LESS))
        return Rendering(output.rendered(source, start), _problems(source, context))

    def _run(self, text: str, start: int, context: Context, output: TracedOutput) -> None:
        parsed = self._environment.parse_template(text, start)
        for fault in parsed.faults:
            context.report(fault)
        context.meter.spend(parsed.steps)
        for node in guarded(parsed.nodes, context):
            try:
                node.render(context, output)
            except LiquidInterrupt as interrupt:
                message = f'"{interrupt}" stands in no loop'
                fault = Fault(node.token.start_index, "liquid-syntax", message, "Take it out.")
                context.report(fault)


def _problems(source: SourceText, context: Context) -> tuple[Problem, ...]:
    """What is wrong, in the document first, each at its line and column."""
    found = []
    for include, fault in sorted(context.faults, key=_in_order):
        if not include:
            found.append(source.problem(fault))
            continue
        before = context.include_texts[include][: fault.offset]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        found.append(Problem(include, line, column, fault.code, fault.message, fault.hint))
    return tuple(found)


def _in_order(found: tuple[str, Fault]) -> tuple[str, int, str, str]:
    include, fault = found
    return include, fault.offset, fault.code, fault.message

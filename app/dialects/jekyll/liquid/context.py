"""The state of one rendering: variables, limits and problems."""

from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo
from typing import Final, NamedTuple, TextIO

from liquid.context import RenderContext
from liquid.exceptions import UnknownFilterError
from liquid.template import BoundTemplate
from liquid.token import Token
from liquid.utils import ReadOnlyChainMap

from app.dialects.jekyll.liquid.buffers import Buffer
from app.dialects.jekyll.liquid.environment import JekyllEnvironment, error_message
from app.dialects.jekyll.liquid.limits import Meter, SharedSteps
from app.dialects.jekyll.liquid.plugins import Plugins
from app.dialects.jekyll.liquid.values import plain
from app.files.text import SourceText
from app.problems import Fault
from app.regex import regex

# An open attribute of HTML whose value readers do not see, at the end of so many characters.
_LOOK: Final = regex(r"(?i)\s(?:class|id|style)=(?:\"[^\"<>]*|'[^'<>]*)\Z")
_NEAR: Final = 200


class LiquidSite(NamedTuple):
    """Everything that the templates of one site share.

    `includes` are texts by their names below `includes_folder`, `pieces` those of other files by
    their paths in the tree. `links` are the URLs, without the base path, of files by their paths,
    `posts` those of posts by name. `now` is part of the content, so that the same content gives
    the same bytes. `base_path` and `url` are Jekyll's `baseurl` and `url`. The
    files of a `theme` are not read.
    """

    includes: Mapping[str, SourceText]
    variables: Mapping[str, object]
    links: Mapping[str, str]
    posts: Mapping[str, str]
    includables: Mapping[str, SourceText]
    time_zone: tzinfo
    now: datetime
    markdownify: Callable[[str], str]
    base_path: str = ""
    url: str = ""
    includes_folder: str = "_includes"
    theme: str | None = None
    plugins: Plugins = Plugins()


class Context(RenderContext):
    """The library's context, with what the tags and filters of Jekyll need."""

    env: JekyllEnvironment

    def __init__(
        self,
        environment: JekyllEnvironment,
        variables: Mapping[str, object],
        site: LiquidSite,
        source: SourceText,
        *,
        is_markdown: bool,
        shared_steps: SharedSteps | None = None,
    ) -> None:
        super().__init__(BoundTemplate(environment, []), globals={**site.variables, **variables})
        # Without the library's variables `now` and `today`, which read the machine's clock.
        self.scope = ReadOnlyChainMap(self.locals, self.globals, self.counters)
        self.site = site
        self.source = source
        self.is_markdown = is_markdown
        self.meter = Meter(shared_steps)
        # Levels of blocks and includes.
        self.depth = 0
        # The include that is being rendered; None in the document itself.
        self.include: SourceText | None = None
        # Where each problem is, by the name of the include and itself.
        self.faults: dict[tuple[str, Fault], SourceText] = {}

    def report(self, place: int, code: str, message: str, hint: str) -> None:
        """Add a problem of the template or include that is being rendered; a loop adds it once."""
        include = self.include.file if self.include is not None else ""
        self.faults[include, Fault(place, code, message, hint)] = self.include or self.source

    def filter(self, name: str, token: Token | None) -> Callable[..., object]:
        """Return a filter that takes plain values and whose result is metered.

        Named arguments are its last argument, as one mapping. An unknown filter returns its input.
        """
        self.meter.spend(1)
        try:
            function = super().filter(name, token)
        except UnknownFilterError as error:
            place = max(token.start_index, 0) if token is not None else 0
            if (origin := self.site.plugins.filters.get(name)) is not None:
                message = f'the filter "{name}" is one of the plugin {origin}, which does not run'
                hint = "Its input is not changed. Leave the change to the front end."
                self.report(place, "liquid-plugin", message, hint)
            else:
                hint = "Its input is not changed. Jekyll plugins do not run."
                before = (self.include or self.source).text[max(place - _NEAR, 0) : place]
                is_look = _LOOK.search(before) is not None
                code = "liquid-ignored" if is_look else "liquid-unknown-filter"
                self.report(place, code, error_message(error), hint)
            return _unchanged

        def metered(value: object, *arguments: object, **named: object) -> object:
            values = [plain(argument) for argument in (value, *arguments)]
            if named:
                values.append({key: plain(argument) for key, argument in named.items()})
            if isinstance(values[0], str):
                self.meter.filter(name, len(values[0]))
            result = function(*values)
            self.meter.result(result)
            return result

        return metered

    def get_buffer(self, buf: TextIO | None = None) -> Buffer:
        """Return a buffer for the text of a block that is assigned to a variable."""
        return Buffer(self.meter, buf.place if isinstance(buf, Buffer) else 0)


def _unchanged(value: object, *_: object, **__: object) -> object:
    return value


def context_of(context: RenderContext) -> Context:
    """Return the context as the only type that templates render in."""
    assert isinstance(context, Context)
    return context

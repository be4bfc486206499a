"""The state of one rendering: scopes, counters, limits, and what was found wrong."""

from collections.abc import Callable, Mapping
from inspect import signature
from typing import TYPE_CHECKING, Any, TextIO

from liquid.context import RenderContext
from liquid.exceptions import LiquidError, UnknownFilterError
from liquid.template import BoundTemplate
from liquid.token import Token
from liquid.utils import ReadOnlyChainMap

from app.dialects.jekyll.liquid.limits import Meter
from app.dialects.jekyll.liquid.output import Output
from app.dialects.jekyll.liquid.site import LiquidSite
from app.dialects.jekyll.liquid.values import plain, refused
from app.problems import Fault

if TYPE_CHECKING:
    from app.dialects.jekyll.liquid.environment import JekyllEnvironment


class Context(RenderContext):
    """The library's context, with what Jekyll's tags and filters need."""

    env: "JekyllEnvironment"

    def __init__(
        self,
        template: BoundTemplate,
        variables: Mapping[str, object],
        site: LiquidSite,
        file: str,
        *,
        is_markdown: bool,
    ) -> None:
        super().__init__(template, globals=variables)
        # The library's own names `now` and `today` are left out: they are the machine's clock.
        self.scope = ReadOnlyChainMap(self.locals, self.globals, self.counters)
        self.site = site
        self.file = file
        self.is_markdown = is_markdown
        self.meter = Meter()
        # The file of the include that is being rendered; empty in the document itself.
        self.include = ""
        self.faults: dict[tuple[str, Fault], None] = {}
        self.include_texts: dict[str, str] = {}

    def report(self, fault: Fault) -> None:
        """Note what is wrong in the template that is being rendered; once, even in a loop."""
        self.faults[self.include, fault] = None

    def filter(self, name: str, token: Token | None) -> Callable[..., object]:
        """The filter, with this context. Named arguments come last, as one mapping."""
        found = self.env.filters.get(name)
        if found is None:
            message = f'there is no filter "{name}"'
            raise UnknownFilterError(message, token=token)
        self.meter.spend(1)

        def apply(value: object, *arguments: object, **named: object) -> object:
            taken = [plain(each) for each in arguments]
            if named:
                taken.append({key: plain(held) for key, held in named.items()})
            try:
                return found(self, plain(value), *taken)
            except TypeError:
                if _takes(found, len(taken)):
                    raise
                message = f'"{name}" does not take {len(taken)} arguments'
                raise refused(message) from None

        return apply

    def get_buffer(self, buf: TextIO | None = None) -> Output:
        """A place for what a block writes into a variable."""
        output = Output(self.meter)
        if isinstance(buf, Output):
            output.place = buf.place
        return output

    def get_item(self, obj: Any, key: Any) -> Any:
        """An entry of a value; the library's way, but for ranges too long to count."""
        if isinstance(obj, range) and key == "size":
            return obj.stop - obj.start
        return super().get_item(obj, key)


def _takes(found: Callable[..., object], count: int) -> bool:
    """Whether a filter takes so many arguments behind the context and the value."""
    try:
        signature(found).bind(*range(count + 2))
    except TypeError:
        return False
    return True


def context_of(context: RenderContext) -> Context:
    """The context as ours: there is no other here."""
    assert isinstance(context, Context)
    return context


def told(error: LiquidError) -> str:
    """What an error of the library says, without its picture of the source."""
    return str(error.message or type(error).__name__)

"""Jekyll's own tags: include, include_relative, link, post_url, highlight."""

import re
from collections.abc import Iterable
from posixpath import dirname, join
from typing import TYPE_CHECKING, Final, TextIO

from liquid.ast import BlockNode, Node
from liquid.builtin.expressions import FilteredExpression
from liquid.context import RenderContext
from liquid.exceptions import LiquidSyntaxError
from liquid.expression import Expression
from liquid.parser import get_parser
from liquid.stream import TokenStream
from liquid.tag import Tag
from liquid.token import TOKEN_EXPRESSION, TOKEN_TAG, Token

from app.dialects.jekyll.liquid.context import Context, context_of
from app.dialects.jekyll.liquid.expressions import expression
from app.dialects.jekyll.liquid.filters.urls import relative_url
from app.dialects.jekyll.liquid.output import Output
from app.problems import Fault

if TYPE_CHECKING:
    from app.dialects.jekyll.liquid.environment import JekyllEnvironment

_NAME: Final = re.compile(r"(?:[^\s{}]|\{(?!\{)|\}|\{\{.*?\}\})+", re.DOTALL)
_PARAMETER: Final = re.compile(
    r"""([\w-]++)\s*+=\s*+
    (?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([\w.-]++))(?=\s|\Z)\s*+""",
    re.DOTALL | re.VERBOSE,
)
_VALID_NAME: Final = re.compile(r"[\w/.\-()+~#@]+")
_LEADING_OUT: Final = re.compile(r"[./]{2,}")
_HIGHLIGHT: Final = re.compile(r'([a-zA-Z0-9.+#_-]++)((?:\s++\w++(?:=(?:\w++|"[0-9\s]*+"))?)*)\s*+')
_OUTER_NEWLINES: Final = re.compile(r"\A[\n\r]++|[\n\r]++\Z")
# So that code is one line wherever it stands, in a list too, and nothing in it is Markdown's.
_OUT_OF_MARKDOWN: Final = str.maketrans({char: f"&#{ord(char)};" for char in "\n{$"})
_BEFORE_BLOCK: Final = re.compile(r"[ \t>]*(?:(?:[-+*]|[0-9]{1,9}[.)])[ \t]+)*")


class _MarkupTag(Tag):
    """A tag whose text is no expression of Liquid's."""

    block = False
    env: "JekyllEnvironment"

    def markup(self, stream: TokenStream) -> tuple[Token, Token]:
        """The tag, and what it says. Raises LiquidSyntaxError where it says nothing."""
        token = stream.expect(TOKEN_TAG)
        if stream.peek.kind != TOKEN_EXPRESSION:
            message = f'"{self.name}" says nothing of what is wanted'
            raise LiquidSyntaxError(message, token=token)
        next(stream)
        return token, stream.current


class _Argument:
    """A text that may have outputs in it, as `_posts/{{ page.name }}`."""

    __slots__ = ("_nodes", "_text")

    def __init__(self, env: "JekyllEnvironment", token: Token, text: str) -> None:
        self._text = text
        # Parsed in place, so that what is wrong in it is told where it stands.
        at = token.start_index + token.value.find(text)
        self._nodes = env.parse_part(token.source, at, at + len(text)) if "{" in text else ()

    def evaluate(self, context: Context) -> str:
        """The text that it stands for."""
        if not self._nodes:
            return self._text
        output = Output(context.meter)
        for node in self._nodes:
            node.render(context, output)
        return output.getvalue()


class _ArgumentNode(Node):
    """A node with an argument."""

    __slots__ = ("argument",)

    def __init__(self, token: Token, argument: _Argument) -> None:
        super().__init__(token)
        self.argument = argument
        self.blank = False


class IncludeNode(_ArgumentNode):
    """An include, with its parameters; None for none, so that an outer one's are seen."""

    __slots__ = ("is_relative", "parameters")

    def __init__(
        self,
        token: Token,
        argument: _Argument,
        parameters: dict[str, Expression | str] | None,
        *,
        is_relative: bool,
    ) -> None:
        super().__init__(token, argument)
        self.parameters = parameters
        self.is_relative = is_relative

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        """Render the file, or tell why there is none."""
        ours = context_of(context)
        name = self.argument.evaluate(ours)
        if not _VALID_NAME.fullmatch(name) or _LEADING_OUT.search(name):
            return self._report(
                ours,
                f'"{name[:80]}" is no name that an include may have',
                "Letters, digits and / . - ( ) + ~ # @ are, and no way out of the folder.",
            )
        name = name.lstrip("/")
        if self.is_relative:
            file = join(dirname(ours.file), name)
            text = ours.site.lookups.relative_include(ours.file, name)
            hint = "Put the file beside this document, or mend its name."
        else:
            file = join(ours.site.includes_folder, name)
            text = ours.site.includes.get(name)
            hint = "Put the file into the folder of includes, or mend its name."
        if text is None:
            return self._report(ours, f'there is no file "{name[:80]}" to include', hint)
        values: dict[str, object] = {}
        for key, value in (self.parameters or {}).items():
            values[key] = value if isinstance(value, str) else value.evaluate(context)
        scope = {} if self.parameters is None else {"include": values}
        with ours.extend(scope):
            ours.env.render_include(ours, file, text, buffer)
        return 0

    def _report(self, context: Context, message: str, hint: str) -> int:
        context.report(Fault(self.token.start_index, "liquid-include", message, hint))
        return 0


class IncludeTag(_MarkupTag):
    """`{% include file.html key="text" other=variable %}`."""

    name = "include"
    is_relative = False

    def parse(self, stream: TokenStream) -> Node:
        """Parse the name and the parameters."""
        token, said = self.markup(stream)
        named = _NAME.match(said.value)
        if named is None:
            message = f'"{self.name}" names no file'
            raise LiquidSyntaxError(message, token=token)
        parameters = self._parameters(said, named.end())
        argument = _Argument(self.env, said, named.group())
        return IncludeNode(token, argument, parameters, is_relative=self.is_relative)

    def _parameters(self, said: Token, at: int) -> dict[str, Expression | str] | None:
        text = said.value
        at += len(text) - at - len(text[at:].lstrip())
        if at == len(text):
            return None
        found: dict[str, Expression | str] = {}
        while at < len(text):
            parameter = _PARAMETER.match(text, at)
            if parameter is None:
                message = f'"{text[at : at + 40]}" is no parameter, as in key="text"'
                raise LiquidSyntaxError(message, token=said)
            key, double, single, variable = parameter.groups()
            if variable is not None:
                found[key] = FilteredExpression.parse(self.env, expression(variable, said))
            elif double is not None:
                found[key] = double.replace('\\"', '"')
            else:
                found[key] = single.replace("\\'", "'")
            at = parameter.end()
        return found


class IncludeRelativeTag(IncludeTag):
    """`{% include_relative file.md %}`: from the document's own folder."""

    name = "include_relative"
    is_relative = True


class _AddressNode(_ArgumentNode):
    """A node that writes the URL of a document."""

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        ours = context_of(context)
        wanted = self.argument.evaluate(ours).strip()
        url = self.look_up(ours, wanted)
        if url is None:
            message = f'"{self.token.value}" finds no document "{wanted[:200]}"'
            hint = "Mend the name, or take the tag out."
            ours.report(Fault(self.token.start_index, "liquid-reference", message, hint))
            return 0
        return buffer.write(str(relative_url(ours, url)))

    def look_up(self, context: Context, wanted: str) -> str | None:
        raise NotImplementedError


class LinkNode(_AddressNode):
    """The URL of a file by its path."""

    def look_up(self, context: Context, wanted: str) -> str | None:
        """Ask the tree."""
        return context.site.lookups.link(wanted)


class PostUrlNode(_AddressNode):
    """The URL of a post by its name."""

    def look_up(self, context: Context, wanted: str) -> str | None:
        """Ask the tree."""
        return context.site.lookups.post_url(wanted.removeprefix("/"))


class LinkTag(_MarkupTag):
    """`{% link _posts/2016-07-26-name.md %}`."""

    name = "link"
    node_class: type[_AddressNode] = LinkNode

    def parse(self, stream: TokenStream) -> Node:
        """Parse the path or the name."""
        token, said = self.markup(stream)
        return self.node_class(token, _Argument(self.env, said, said.value))


class PostUrlTag(LinkTag):
    """`{% post_url 2016-07-26-name %}`."""

    name = "post_url"
    node_class = PostUrlNode


class HighlightNode(Node):
    """Code in a language."""

    __slots__ = ("block", "language")

    def __init__(self, token: Token, language: str, block: BlockNode) -> None:
        super().__init__(token)
        self.language = language
        self.block = block
        self.blank = False

    def children(
        self,
        static_context: RenderContext,  # noqa: ARG002
        *,
        include_partials: bool = True,  # noqa: ARG002
    ) -> Iterable[Node]:
        """The block."""
        return [self.block]

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        """Write the code as Jekyll does, for raw HTML to hold it as well as Markdown."""
        ours = context_of(context)
        held = ours.get_buffer(buffer)
        self.block.render(context, held)
        code = _OUTER_NEWLINES.sub("", held.getvalue())
        assert isinstance(buffer, Output)
        language = self.language.replace("+", "-")
        escaped = code.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        before = after = ""
        if ours.is_markdown:
            escaped = escaped.translate(_OUT_OF_MARKDOWN)
            before, after = "" if _BEFORE_BLOCK.fullmatch(buffer.line) else "\n\n", "\n"
        return buffer.write(
            f'{before}<figure class="highlight"><pre><code class="language-{language}" '
            f'data-lang="{self.language}">{escaped}</code></pre></figure>{after}'
        )


class HighlightTag(_MarkupTag):
    """`{% highlight ruby linenos %} … {% endhighlight %}`."""

    name = "highlight"
    end = "endhighlight"
    block = True

    def parse(self, stream: TokenStream) -> Node:
        """Parse the language, and what the block holds."""
        token, said = self.markup(stream)
        language = _HIGHLIGHT.fullmatch(said.value)
        if language is None:
            message = f'"{said.value[:40]}" is no language with options'
            raise LiquidSyntaxError(message, token=token)
        next(stream)
        block = get_parser(self.env).parse_block(stream, (self.end,))
        stream.expect(TOKEN_TAG, value=self.end)
        return HighlightNode(token, language.group(1).lower(), block)

"""Jekyll's own tags: include, include_relative, link, post_url, highlight."""

import re
from posixpath import dirname, join
from typing import Final, TextIO

from liquid.ast import BlockNode, Node
from liquid.builtin.expressions import FilteredExpression
from liquid.context import RenderContext
from liquid.exceptions import LiquidSyntaxError
from liquid.expression import Expression
from liquid.parser import get_parser
from liquid.stream import TokenStream
from liquid.tag import Tag
from liquid.token import TOKEN_EXPRESSION, TOKEN_TAG, Token

from app.dialects.jekyll.liquid.buffers import Buffer
from app.dialects.jekyll.liquid.context import Context, context_of
from app.dialects.jekyll.liquid.environment import JekyllEnvironment
from app.dialects.jekyll.liquid.expressions import expression_tokens
from app.dialects.jekyll.liquid.filters.urls import relative_url
from app.dialects.jekyll.liquid.limits import LimitError

_NAME: Final = re.compile(r"(?:[^\s{}]|\{(?!\{)|\}|\{\{.*?\}\})+", re.DOTALL)
_PARAMETER: Final = re.compile(
    r"""\s*+([\w-]++)\s*+=\s*+
    (?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([\w.-]++))(?=\s|\Z)\s*+""",
    re.DOTALL | re.VERBOSE,
)
_VALID_NAME: Final = re.compile(r"[\w/.\-()+~#@]+")
_PARENT_FOLDER: Final = re.compile(r"[./]{2,}")
_HIGHLIGHT: Final = re.compile(r'([a-zA-Z0-9.+#_-]++)((?:\s++\w++(?:=(?:\w++|"[0-9\s]*+"))?)*)\s*+')
_OUTER_NEWLINES: Final = re.compile(r"\A[\n\r]++|[\n\r]++\Z")
# Code becomes one line, so that it stays code in a list too, without any Markdown in it.
_HTML_ONLY: Final = str.maketrans({char: f"&#{ord(char)};" for char in "\n{$"})
_BEFORE_BLOCK: Final = re.compile(r"[ \t>]*(?:(?:[-+*]|[0-9]{1,9}[.)])[ \t]+)*")


def _markup(stream: TokenStream) -> tuple[Token, Token]:
    """Return the tag and its text. Raises LiquidSyntaxError for a tag without text."""
    tag = stream.expect(TOKEN_TAG)
    if stream.peek.kind != TOKEN_EXPRESSION:
        message = f'"{tag.value}" needs an argument'
        raise LiquidSyntaxError(message, token=tag)
    next(stream)
    return tag, stream.current


class _Argument:
    """A text that may contain outputs, such as `_posts/{{ page.name }}`."""

    __slots__ = ("_nodes", "_text")

    def __init__(self, env: JekyllEnvironment, token: Token, text: str) -> None:
        self._text = text
        # Parsed in place, so that its problems have their place in the source.
        start = token.start_index + token.value.find(text)
        end = start + len(text)
        self._nodes = env.parse_part(token.source, start, end) if "{" in text else ()

    def evaluate(self, context: Context) -> str:
        """Return the text with its outputs rendered."""
        if not self._nodes:
            return self._text
        buffer = Buffer(context.meter)
        for node in self._nodes:
            node.render(context, buffer)
        return buffer.getvalue()


class IncludeNode(Node):
    """An include of a file."""

    __slots__ = ("argument", "parameters")

    def __init__(
        self, token: Token, argument: _Argument, parameters: dict[str, Expression | str] | None
    ) -> None:
        super().__init__(token)
        self.argument = argument
        # None without parameters: then those of the outer include remain visible.
        self.parameters = parameters
        self.blank = False

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        """Render the file, or report why it cannot be included."""
        ours = context_of(context)
        name = self.argument.evaluate(ours)
        if not _VALID_NAME.fullmatch(name) or _PARENT_FOLDER.search(name):
            message = f'an include cannot have the name "{name[:80]}"'
            hint = "Use letters, digits and / . - ( ) + ~ # @, and stay inside the folder."
            ours.report(self.token.start_index, "liquid-include", message, hint)
            return 0
        name = name.lstrip("/")
        text: str | None
        if self.token.value == "include_relative":
            file = join(dirname(ours.file), name)
            text = ours.site.lookups.relative_include(ours.file, name)
            hint = "Put the file in the folder of this document, or correct its name."
        else:
            file = join(ours.site.includes_folder, name)
            text = ours.site.includes.get(name)
            hint = "Put the file in the folder of includes, or correct its name."
        if text is None:
            message = f'there is no file "{name[:80]}" to include'
            ours.report(self.token.start_index, "liquid-include", message, hint)
            return 0
        scope: dict[str, object] = {}
        if self.parameters is not None:
            scope["include"] = {
                key: value if isinstance(value, str) else value.evaluate(context)
                for key, value in self.parameters.items()
            }
        with ours.extend(scope):
            _render_include(ours, file, text, buffer)
        return 0


def _render_include(context: Context, file: str, text: str, buffer: TextIO) -> None:
    """Render an included text.

    It is parsed once for the site, but every document spends the steps of parsing it, so that
    the order of documents does not matter.
    """
    outer, context.include = context.include, file
    context.include_texts[file] = text
    try:
        included = context.env.parse_include(text)
        for fault in included.faults:
            context.report(*fault)
        context.meter.spend(included.steps)
        for node in included.nodes:
            node.render(context, buffer)
    except LimitError as error:
        # Its place is one in the included file, not in the document.
        error.place = None
        raise
    finally:
        context.include = outer


class IncludeTag(Tag):
    """`{% include file.html key="text" other=variable %}`."""

    name = "include"
    block = False
    env: JekyllEnvironment

    def parse(self, stream: TokenStream) -> Node:
        """Return the node of the include."""
        tag, markup = _markup(stream)
        name = _NAME.match(markup.value)
        if name is None:
            message = f'"{tag.value}" needs the name of a file'
            raise LiquidSyntaxError(message, token=tag)
        argument = _Argument(self.env, markup, name.group())
        return IncludeNode(tag, argument, self._parameters(markup, name.end()))

    def _parameters(self, markup: Token, at: int) -> dict[str, Expression | str] | None:
        text = markup.value
        parameters: dict[str, Expression | str] = {}
        while at < len(text):
            parameter = _PARAMETER.match(text, at)
            if parameter is None:
                message = f'"{text[at : at + 40].strip()}" is not a parameter like key="text"'
                raise LiquidSyntaxError(message, token=markup)
            key, double, single, variable = parameter.groups()
            if variable is not None:
                tokens = expression_tokens(variable, markup)
                parameters[key] = FilteredExpression.parse(self.env, tokens)
            elif double is not None:
                parameters[key] = double.replace('\\"', '"')
            else:
                parameters[key] = single.replace("\\'", "'")
            at = parameter.end()
        return parameters or None


class IncludeRelativeTag(IncludeTag):
    """`{% include_relative file.md %}`: from the document's own folder."""

    name = "include_relative"


class LinkNode(Node):
    """The URL of a document: of the file at a path, or of the post of a name."""

    __slots__ = ("argument",)

    def __init__(self, token: Token, argument: _Argument) -> None:
        super().__init__(token)
        self.argument = argument
        self.blank = False

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        """Write the URL, or report that there is no such document."""
        ours = context_of(context)
        lookups = ours.site.lookups
        name = self.argument.evaluate(ours).strip()
        is_link = self.token.value == "link"
        url = lookups.link(name) if is_link else lookups.post_url(name.removeprefix("/"))
        if url is None:
            message = f'"{self.token.value}" does not find the document "{name[:200]}"'
            hint = "Correct the name, or remove the tag."
            ours.report(self.token.start_index, "liquid-reference", message, hint)
            return 0
        return buffer.write(str(relative_url(url, context=ours)))


class LinkTag(Tag):
    """`{% link _posts/2016-07-26-name.md %}`."""

    name = "link"
    block = False
    env: JekyllEnvironment

    def parse(self, stream: TokenStream) -> Node:
        """Return the node of the path or the name."""
        tag, markup = _markup(stream)
        return LinkNode(tag, _Argument(self.env, markup, markup.value))


class PostUrlTag(LinkTag):
    """`{% post_url 2016-07-26-name %}`."""

    name = "post_url"


class HighlightNode(Node):
    """Code in a language."""

    __slots__ = ("block", "language")

    def __init__(self, token: Token, language: str, block: BlockNode) -> None:
        super().__init__(token)
        self.language = language
        self.block = block
        self.blank = False

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        """Write the code as Jekyll does: as HTML, which Markdown does not change."""
        ours = context_of(context)
        content = ours.get_buffer(buffer)
        self.block.render(context, content)
        code = _OUTER_NEWLINES.sub("", content.getvalue())
        code = code.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        language = self.language.replace("+", "-")
        before = after = ""
        if ours.is_markdown:
            assert isinstance(buffer, Buffer)
            code = code.translate(_HTML_ONLY)
            before, after = "" if _BEFORE_BLOCK.fullmatch(buffer.line) else "\n\n", "\n"
        return buffer.write(
            f'{before}<figure class="highlight"><pre><code class="language-{language}" '
            f'data-lang="{self.language}">{code}</code></pre></figure>{after}'
        )


class HighlightTag(Tag):
    """`{% highlight ruby linenos %} … {% endhighlight %}`."""

    name = "highlight"
    end = "endhighlight"
    block = True

    def parse(self, stream: TokenStream) -> Node:
        """Return the node of the code."""
        tag, markup = _markup(stream)
        options = _HIGHLIGHT.fullmatch(markup.value)
        if options is None:
            message = f'"{markup.value[:40]}" is not a language with options'
            raise LiquidSyntaxError(message, token=tag)
        next(stream)
        block = get_parser(self.env).parse_block(stream, (self.end,))
        stream.expect(TOKEN_TAG, value=self.end)
        return HighlightNode(tag, options.group(1).lower(), block)

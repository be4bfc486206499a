"""Jekyll's own tags: include, include_relative, link, post_url, highlight."""

import re
from collections.abc import Callable
from html import escape
from posixpath import dirname, join, normpath, splitext
from typing import Final, TextIO

from liquid.ast import Node
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
from app.dialects.jekyll.liquid.environment import JekyllEnvironment, expression_tokens
from app.dialects.jekyll.liquid.filters.urls import relative_url
from app.dialects.jekyll.liquid.limits import LimitError
from app.files.text import SourceText
from app.regex import regex

_NAME: Final = regex(r"(?:[^\s{}]|\{(?!\{)|\}|\{\{.*?\}\})+", re.DOTALL)
_PARAMETER: Final = regex(
    r"""\s*+([\w-]++)\s*+=\s*+
    (?:(["'])((?:\\.|(?!\2)[^\\])*)\2|([\w.-]++))(?=\s|\Z)\s*+""",
    re.DOTALL | re.VERBOSE,
)
_VALID_NAME: Final = regex(r"(?!.*[./]{2})[\w/.\-()+~#@]+")
_HIGHLIGHT: Final = regex(r'([a-zA-Z0-9.+#_-]++)((?:\s++\w++(?:=(?:\w++|"[0-9\s]*+"))?)*)\s*+')
# Code becomes one line, so that it stays code in a list too, without any Markdown in it.
_HTML_ONLY: Final = str.maketrans({char: f"&#{ord(char)};" for char in "\n{$"})
_BEFORE_BLOCK: Final = regex(r"[ \t>]*(?:(?:[-+*]|[0-9]{1,9}[.)])[ \t]+)*")


class FunctionNode(Node):
    """A node that a function renders."""

    __slots__ = ("function",)

    def __init__(self, token: Token, function: Callable[[Context, TextIO], object]) -> None:
        super().__init__(token)
        self.function = function
        self.blank = False

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        self.function(context_of(context), buffer)
        return 0


def read_markup(stream: TokenStream) -> tuple[Token, Token]:
    """Return a tag and its text. Raises LiquidSyntaxError for a tag without text."""
    tag = stream.expect(TOKEN_TAG)
    if stream.peek.kind != TOKEN_EXPRESSION:
        raise LiquidSyntaxError(f'"{tag.value}" needs an argument', token=tag)
    next(stream)
    return tag, stream.current


def read_argument(env: JekyllEnvironment, token: Token, text: str) -> Callable[[Context], str]:
    """Return a text that may contain outputs, such as `_posts/{{ page.name }}`."""
    if "{" not in text:
        return lambda _: text
    # Parsed in place, so that its problems have their place in the source.
    start = token.start_index + token.value.find(text)
    nodes = env.parse_part(token.source, start, start + len(text))

    def evaluate(context: Context) -> str:
        buffer = Buffer(context.meter)
        for node in nodes:
            node.render(context, buffer)
        return buffer.getvalue()

    return evaluate


class IncludeTag(Tag):
    """`{% include file.html key="text" other=variable %}`."""

    name = "include"
    env: JekyllEnvironment
    block = False

    def parse(self, stream: TokenStream) -> Node:
        """Return the node of the include."""
        tag, markup = read_markup(stream)
        match = _NAME.match(markup.value)
        if match is None:
            raise LiquidSyntaxError(f'"{tag.value}" needs the name of a file', token=tag)
        argument = read_argument(self.env, markup, match.group())
        parameters = self._parameters(markup, match.end())

        def render(context: Context, buffer: TextIO) -> None:
            name = argument(context)
            include = None
            code = "liquid-include"
            if not _VALID_NAME.fullmatch(name):
                message = f'an include cannot have the name "{name[:80]}"'
                hint = "Use letters, digits and / . - ( ) + ~ # @, and stay inside the folder."
            else:
                name = name.lstrip("/")
                folder, include = self.find(context, name)
                message = f'there is no file "{name[:80]}" to include'
                hint = f'Put the file in the folder "{folder}", or correct its name.'
                if context.site.theme and folder == context.site.includes_folder:
                    code = "theme-include"
                    message += f", or it is in the theme {context.site.theme}, which is not read"
                    hint = f'Copy it from the theme to the folder "{folder}", or correct its name.'
            if include is None:
                context.report(tag.start_index, code, message, hint)
                return
            values = {
                key: value if isinstance(value, str) else value.evaluate(context)
                for key, value in parameters.items()
            }
            # Without parameters those of the outer include remain visible.
            with context.extend({"include": values} if values else {}):
                _render_include(context, include, buffer)

        return FunctionNode(tag, render)

    def find(self, context: Context, name: str) -> tuple[str, SourceText | None]:
        """Return the folder of a file, and the file if it exists."""
        return context.site.includes_folder, context.site.includes.get(name)

    def _parameters(self, markup: Token, at: int) -> dict[str, Expression | str]:
        text = markup.value
        parameters: dict[str, Expression | str] = {}
        while at < len(text):
            parameter = _PARAMETER.match(text, at)
            if parameter is None:
                message = f'"{text[at : at + 40].strip()}" is not a parameter like key="text"'
                raise LiquidSyntaxError(message, token=markup)
            key, quote, written, variable = parameter.groups()
            if variable is None:
                parameters[key] = written.replace(f"\\{quote}", quote)
            else:
                tokens = expression_tokens(variable, markup)
                parameters[key] = FilteredExpression.parse(self.env, tokens)
            at = parameter.end()
        return parameters


class IncludeRelativeTag(IncludeTag):
    """`{% include_relative file.md %}`."""

    name = "include_relative"

    def find(self, context: Context, name: str) -> tuple[str, SourceText | None]:
        """Return the folder of the document, and the file in it or below it."""
        folder = dirname(context.source.file)
        path = normpath(join(folder, name))
        is_below = path.startswith(f"{folder}/") if folder else not path.startswith("..")
        return folder, context.site.includables.get(path) if is_below else None


def _render_include(context: Context, include: SourceText, buffer: TextIO) -> None:
    """Render an included text.

    It is parsed once for the site, but every document spends the steps of parsing it, so that
    the order of documents does not matter.
    """
    outer, context.include = context.include, include
    try:
        included = context.env.parse_include(include.text)
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


class LinkTag(Tag):
    """`{% link _posts/2016-07-26-name.md %}`: the URL of the file at a path."""

    name = "link"
    env: JekyllEnvironment
    block = False

    def parse(self, stream: TokenStream) -> Node:
        """Return the node of the path or name."""
        tag, markup = read_markup(stream)
        argument = read_argument(self.env, markup, markup.value)

        def render(context: Context, buffer: TextIO) -> None:
            name = argument(context).strip()
            urls = context.site.links if self.name == "link" else context.site.posts
            url = urls.get(name.lstrip("/"))
            folder = dirname(name.lstrip("/"))
            if url is None and folder in context.site.plugins.folders:
                # A plugin makes the page, with an address that only it knows.
                url = f"/{splitext(name.lstrip('/'))[0]}.html"
            if url is None:
                message = f'"{tag.value}" does not find the document "{name[:200]}"'
                hint = "Correct the name, or remove the tag."
                context.report(tag.start_index, "liquid-reference", message, hint)
            else:
                buffer.write(str(relative_url(url, context=context)))

        return FunctionNode(tag, render)


class PostUrlTag(LinkTag):
    """`{% post_url 2016-07-26-name %}`: the URL of the post of a name."""

    name = "post_url"


class HighlightTag(Tag):
    """`{% highlight ruby linenos %} … {% endhighlight %}`: code in a language."""

    name = "highlight"
    end = "endhighlight"
    block = True

    def parse(self, stream: TokenStream) -> Node:
        """Return the node of the code, which is written as HTML that Markdown does not change."""
        tag, markup = read_markup(stream)
        options = _HIGHLIGHT.fullmatch(markup.value)
        if options is None:
            message = f'"{markup.value[:40]}" is not a language with options'
            raise LiquidSyntaxError(message, token=tag)
        next(stream)
        block = get_parser(self.env).parse_block(stream, (self.end,))
        stream.expect(TOKEN_TAG, value=self.end)
        language = options.group(1).lower()

        def render(context: Context, buffer: TextIO) -> None:
            content = context.get_buffer(buffer)
            block.render(context, content)
            code = escape(content.getvalue().strip("\n\r"), quote=False)
            before = after = ""
            if context.is_markdown:
                assert isinstance(buffer, Buffer)
                code = code.translate(_HTML_ONLY)
                before, after = "" if _BEFORE_BLOCK.fullmatch(buffer.line) else "\n\n", "\n"
            buffer.write(
                f'{before}<figure class="highlight"><pre><code class="language-'
                f'{language.replace("+", "-")}" data-lang="{language}">{code}</code></pre></figure>'
                f"{after}"
            )

        return FunctionNode(tag, render)

"""Jekyll's own tags: include, include_relative, link, post_url, highlight."""

import re
from collections.abc import Callable
from html import escape
from posixpath import dirname, join
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
from app.dialects.jekyll.liquid.environment import JekyllEnvironment
from app.dialects.jekyll.liquid.expressions import expression_tokens
from app.dialects.jekyll.liquid.filters.urls import relative_url
from app.dialects.jekyll.liquid.limits import LimitError
from app.dialects.jekyll.liquid.site import Lookups

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


class _FunctionNode(Node):
    """A node that a function renders."""

    __slots__ = ("function",)

    def __init__(self, token: Token, function: Callable[[Context, TextIO], int]) -> None:
        super().__init__(token)
        self.function = function
        self.blank = False

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        return self.function(context_of(context), buffer)


def _argument(env: JekyllEnvironment, token: Token, text: str) -> Callable[[Context], str]:
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
    block = False
    env: JekyllEnvironment

    def parse(self, stream: TokenStream) -> Node:
        """Return the node of the include."""
        tag, markup = _markup(stream)
        match = _NAME.match(markup.value)
        if match is None:
            message = f'"{tag.value}" needs the name of a file'
            raise LiquidSyntaxError(message, token=tag)
        argument = _argument(self.env, markup, match.group())
        parameters = _parameters(self.env, markup, match.end())

        def render(context: Context, buffer: TextIO) -> int:
            name = argument(context)
            if not _VALID_NAME.fullmatch(name) or _PARENT_FOLDER.search(name):
                message = f'an include cannot have the name "{name[:80]}"'
                hint = "Use letters, digits and / . - ( ) + ~ # @, and stay inside the folder."
                context.report(tag.start_index, "liquid-include", message, hint)
                return 0
            name = name.lstrip("/")
            folder, text = self.find(context, name)
            if text is None:
                message = f'there is no file "{name[:80]}" to include'
                hint = f'Put the file in the folder "{folder}", or correct its name.'
                context.report(tag.start_index, "liquid-include", message, hint)
                return 0
            values = {
                key: value if isinstance(value, str) else value.evaluate(context)
                for key, value in parameters.items()
            }
            # Without parameters those of the outer include remain visible.
            with context.extend({"include": values} if values else {}):
                _render_include(context, join(folder, name), text, buffer)
            return 0

        return _FunctionNode(tag, render)

    def find(self, context: Context, name: str) -> tuple[str, str | None]:
        """Return the folder of a file, and its text if it exists."""
        return context.site.includes_folder, context.site.includes.get(name)


class IncludeRelativeTag(IncludeTag):
    """`{% include_relative file.md %}`."""

    name = "include_relative"

    def find(self, context: Context, name: str) -> tuple[str, str | None]:
        """Return the folder of the document, and the text of a file in it or below it."""
        text = context.site.lookups.relative_include(context.file, name)
        return dirname(context.file), text


def _parameters(env: JekyllEnvironment, markup: Token, at: int) -> dict[str, Expression | str]:
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
            parameters[key] = FilteredExpression.parse(env, tokens)
        elif double is not None:
            parameters[key] = double.replace('\\"', '"')
        else:
            parameters[key] = single.replace("\\'", "'")
        at = parameter.end()
    return parameters


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


class LinkTag(Tag):
    """`{% link _posts/2016-07-26-name.md %}`: the URL of the file at a path."""

    name = "link"
    block = False
    env: JekyllEnvironment

    def parse(self, stream: TokenStream) -> Node:
        """Return the node of the path."""
        return _link_node(self.env, stream, lambda lookups, path: lookups.link(path))


class PostUrlTag(Tag):
    """`{% post_url 2016-07-26-name %}`: the URL of the post of a name."""

    name = "post_url"
    block = False
    env: JekyllEnvironment

    def parse(self, stream: TokenStream) -> Node:
        """Return the node of the name."""
        return _link_node(
            self.env, stream, lambda lookups, name: lookups.post_url(name.removeprefix("/"))
        )


def _link_node(
    env: JekyllEnvironment, stream: TokenStream, find: Callable[[Lookups, str], str | None]
) -> Node:
    tag, markup = _markup(stream)
    argument = _argument(env, markup, markup.value)

    def render(context: Context, buffer: TextIO) -> int:
        name = argument(context).strip()
        url = find(context.site.lookups, name)
        if url is None:
            message = f'"{tag.value}" does not find the document "{name[:200]}"'
            hint = "Correct the name, or remove the tag."
            context.report(tag.start_index, "liquid-reference", message, hint)
            return 0
        return buffer.write(str(relative_url(url, context=context)))

    return _FunctionNode(tag, render)


class HighlightTag(Tag):
    """`{% highlight ruby linenos %} … {% endhighlight %}`: code in a language."""

    name = "highlight"
    end = "endhighlight"
    block = True

    def parse(self, stream: TokenStream) -> Node:
        """Return the node of the code, which is written as HTML that Markdown does not change."""
        tag, markup = _markup(stream)
        options = _HIGHLIGHT.fullmatch(markup.value)
        if options is None:
            message = f'"{markup.value[:40]}" is not a language with options'
            raise LiquidSyntaxError(message, token=tag)
        next(stream)
        block = get_parser(self.env).parse_block(stream, (self.end,))
        stream.expect(TOKEN_TAG, value=self.end)
        language = options.group(1).lower()

        def render(context: Context, buffer: TextIO) -> int:
            content = context.get_buffer(buffer)
            block.render(context, content)
            code = escape(_OUTER_NEWLINES.sub("", content.getvalue()), quote=False)
            before = after = ""
            if context.is_markdown:
                assert isinstance(buffer, Buffer)
                code = code.translate(_HTML_ONLY)
                before, after = "" if _BEFORE_BLOCK.fullmatch(buffer.line) else "\n\n", "\n"
            return buffer.write(
                f'{before}<figure class="highlight"><pre><code class="language-'
                f'{language.replace("+", "-")}" data-lang="{language}">{code}</code></pre></figure>'
                f"{after}"
            )

        return _FunctionNode(tag, render)

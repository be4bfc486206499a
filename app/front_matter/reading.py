"""Where front matter stands in a text, and which parser reads it."""

import re
from collections.abc import Callable
from typing import Any, Final, TypeAlias

from frontmatter.default_handlers import BaseHandler

from app.front_matter.errors import unclosed
from app.front_matter.json_block import parse_json, parse_json_object
from app.front_matter.toml_block import parse_toml
from app.front_matter.values import Format, FrontMatter, Metadata, plain
from app.front_matter.yaml_block import parse_yaml
from app.problems import Fault

# (text, start, end): parses that part of the text; its offsets are those of the whole.
Parser: TypeAlias = Callable[[str, int, int], Metadata]

_BLANK_LINES: Final = r"(?:[^\S\n]*+\n)*"
_LINE_END: Final = r"[^\S\n]*(?:\n|\Z)"
_REST_OF_LINE: Final = re.compile(_LINE_END)
# A brace with anything else behind it is a shortcode, a Liquid tag or an attribute list.
_JSON_OBJECT: Final = re.compile(_BLANK_LINES + r'(?P<opening>\{)(?=\s*["}])')


class Handler(BaseHandler):
    """Front matter between two lines of delimiters.

    It is python-frontmatter's handler: `detect` is that library's and goes by our pattern, which
    takes blank first lines, and `load` gives plain data from our parser. `read` keeps what
    `frontmatter.parse` would lose.
    """

    def __init__(self, kind: Format, delimiter: str, closing: str, parser: Parser) -> None:
        opening = re.compile(f"{_BLANK_LINES}(?P<opening>{re.escape(delimiter)}){_LINE_END}")
        super().__init__(opening, delimiter, delimiter)
        self.opening = opening
        self.closing = re.compile(f"^(?:{closing}){_LINE_END}", re.MULTILINE)
        self.delimiter = delimiter
        self.kind: Format = kind
        self.parser = parser

    def load(self, fm: str) -> dict[str, Any]:
        """Plain data of a block that comes without its delimiters. Raises FrontMatterError."""
        text = f"{self.delimiter}\n{fm}"
        metadata = self.parser(text, len(self.delimiter) + 1, len(text))
        return {key: plain(value) for key, value in metadata.values.items()}

    def read(self, text: str) -> tuple[FrontMatter, tuple[Fault, ...]] | None:
        """The front matter of a text, None if it has none of this kind."""
        opening = self.opening.match(text)
        if opening is None:
            return None
        closing = self.closing.search(text, opening.end())
        if closing is None:
            raise unclosed(
                opening.start("opening"),
                self.delimiter,
                f"a line {self.delimiter}",
                "A horizontal rule at the top of a page is written ***."
                if self.delimiter == "---"
                else "",
            )
        metadata = self.parser(text, opening.end(), closing.start())
        front_matter = FrontMatter(self.kind, metadata.values, metadata.marks, closing.end())
        return front_matter, metadata.faults


_HANDLERS: Final = (
    Handler("yaml", "---", r"---|\.\.\.", parse_yaml),
    Handler("toml", "+++", r"\+\+\+", parse_toml),
    Handler("json", ";;;", ";;;", parse_json),
)


def read_front_matter(text: str) -> tuple[FrontMatter, tuple[Fault, ...]]:
    """The front matter of a document and the faults that leave something to serve.

    The text is decoded, without a byte-order mark, its line ends `\\n`; all offsets are indices of
    it. Raises FrontMatterError where nothing can be read.
    """
    for handler in _HANDLERS:
        if found := handler.read(text):
            return found
    if opening := _JSON_OBJECT.match(text):
        metadata, end = parse_json_object(text, opening.start("opening"))
        rest = _REST_OF_LINE.match(text, end)
        body_start = rest.end() if rest else end
        return FrontMatter("json", metadata.values, metadata.marks, body_start), metadata.faults
    return FrontMatter(None, {}, {}, 0), ()


def read_json(text: str) -> tuple[FrontMatter, tuple[Fault, ...]]:
    """The same for a text that is a JSON object as a whole. Raises FrontMatterError."""
    start = len(text) - len(text.lstrip())
    metadata, _ = parse_json_object(text, start)
    return FrontMatter("json", metadata.values, metadata.marks, len(text)), metadata.faults


def read_toml(text: str) -> tuple[FrontMatter, tuple[Fault, ...]]:
    """The same for a text that is TOML as a whole. Raises FrontMatterError."""
    metadata = parse_toml(text, 0, len(text))
    return FrontMatter("toml", metadata.values, metadata.marks, len(text)), metadata.faults


def read_yaml(text: str) -> tuple[FrontMatter, tuple[Fault, ...]]:
    """The same for a text that is YAML as a whole; it has no body. Raises FrontMatterError."""
    metadata = parse_yaml(text, 0, len(text))
    return FrontMatter("yaml", metadata.values, metadata.marks, len(text)), metadata.faults

"""Handlers of python-frontmatter that keep the place of every key.

`frontmatter.parse` strips the text, which moves every offset, and reads unclosed front matter as
body; `frontmatter.loads` fails on a key `content`. So the handlers are called directly, with two
methods of their own: `load` returns `Metadata`, and `split` keeps the opening line in the block, so
that offsets in the block are offsets in the text. The library's `split` also closes a YAML block
at any line of three dashes or more and at no `...`.
"""

import re
from typing import Any, ClassVar, Final, Protocol

from frontmatter.default_handlers import BaseHandler, JSONHandler, YAMLHandler

from app.front_matter.errors import UnclosedFrontMatterError
from app.front_matter.json_block import end_of_object, parse_json
from app.front_matter.toml_block import parse_toml
from app.front_matter.values import Format, Metadata
from app.front_matter.yaml_block import parse_yaml

_BLANK_LINES: Final = r"(?:[^\S\n]*+\n)*"
_LINE_END: Final = r"[^\S\n]*(?:\n|\Z)"
_REST_OF_LINE: Final = re.compile(_LINE_END)


def _opening(delimiter: str) -> re.Pattern[str]:
    return re.compile(f"{_BLANK_LINES}(?P<opening>{delimiter}){_LINE_END}")


def _closing(delimiter: str) -> re.Pattern[str]:
    return re.compile(f"^{delimiter}{_LINE_END}", re.MULTILINE)


class _Parser(Protocol):
    def __call__(self, text: str, start: int = 0) -> Metadata: ...


class Handler(BaseHandler):
    """Front matter between two lines of delimiters, which may follow blank lines."""

    kind: ClassVar[Format]
    FM_BOUNDARY: re.Pattern[str]
    closing: ClassVar[re.Pattern[str]]
    hint: ClassVar[str] = ""
    parse: ClassVar[_Parser]

    def split(self, text: str) -> tuple[str, str]:
        """Return all that is before the closing line, and the body after it.

        Raises ValueError for a text without front matter, UnclosedFrontMatterError.
        """
        opening = self.FM_BOUNDARY.match(text)
        if opening is None:
            raise ValueError("no front matter")
        closing = self.closing.search(text, opening.end())
        if closing is None:
            delimiter = opening["opening"]
            raise UnclosedFrontMatterError(
                opening.start("opening"), delimiter, f"a line {delimiter}", self.hint
            )
        return text[: closing.start()], text[closing.end() :]

    def load(self, fm: str, **_: object) -> Any:
        """Return the `Metadata` of a block, with or without its opening line.

        Raises FrontMatterError.
        """
        opening = self.FM_BOUNDARY.match(fm)
        return self.parse(fm, opening.end() if opening else 0)


class YamlHandler(Handler, YAMLHandler):
    """YAML between `---` and `---` or `...`."""

    kind = "yaml"
    FM_BOUNDARY = _opening("---")
    closing = _closing(r"(?:---|\.\.\.)")
    hint = "A horizontal rule at the top of a page is written ***."
    parse = staticmethod(parse_yaml)


class TomlHandler(Handler):
    """TOML between two lines of `+++`.

    The library has a handler for TOML only where the package `toml` is installed; the standard
    library's `tomllib` serves here.
    """

    kind = "toml"
    FM_BOUNDARY = _opening(r"\+\+\+")
    START_DELIMITER = END_DELIMITER = "+++"
    closing = _closing(r"\+\+\+")
    parse = staticmethod(parse_toml)


class JsonBlockHandler(Handler, JSONHandler):
    """JSON between two lines of `;;;`, as Hexo has it."""

    kind = "json"
    FM_BOUNDARY = _opening(";;;")
    START_DELIMITER = END_DELIMITER = ";;;"
    closing = _closing(";;;")
    parse = staticmethod(parse_json)


class JsonObjectHandler(Handler, JSONHandler):
    """A JSON object without delimiters, as Hugo has it.

    A brace followed by anything but a key is a shortcode, a Liquid tag or an attribute list.
    """

    kind = "json"
    FM_BOUNDARY = re.compile(rf'{_BLANK_LINES}(?=\{{\s*["}}])')
    parse = staticmethod(parse_json)

    def split(self, text: str) -> tuple[str, str]:
        """Return all up to the end of the object, and the text after its line.

        An object that does not parse takes the whole text: `load` reports the mistake.
        """
        opening = self.FM_BOUNDARY.match(text)
        if opening is None:
            raise ValueError("no front matter")
        end = end_of_object(text, opening.end())
        line_end = _REST_OF_LINE.match(text, end)
        return text[:end], text[line_end.end() if line_end else end :]


HANDLERS: Final[tuple[Handler, ...]] = (
    YamlHandler(),
    TomlHandler(),
    JsonBlockHandler(),
    JsonObjectHandler(),
)

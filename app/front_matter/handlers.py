"""Front matter of a document, by handlers of python-frontmatter that keep the place of every key.

`frontmatter.parse` strips the text, which moves every offset, and reads unclosed front matter as
body; `frontmatter.loads` fails on a key `content`. So the handlers are called directly, with two
methods of their own: `load` returns front matter with places, and `split` keeps the opening line in
the block, so that offsets in the block are offsets in the text. The library's `split` also closes a
YAML block at any line of three dashes or more and at no `...`.
"""

import re
from typing import Any, Final

from frontmatter.default_handlers import BaseHandler

from app.front_matter.errors import FrontMatterError, UnclosedFrontMatterError
from app.front_matter.json_block import end_of_object, read_json
from app.front_matter.toml_block import read_toml
from app.front_matter.values import BlockParser, FrontMatter, Parsed
from app.front_matter.yaml_block import read_yaml
from app.problems import Fault
from app.regex import regex

_BLANK_LINES: Final = r"(?:[^\S\n]*+\n)*"
_LINE_END: Final = r"[^\S\n]*(?:\n|\Z)"
_REST_OF_LINE: Final = regex(_LINE_END)
# A value takes up to 600 bytes of memory while it is read, with its place. Values are separated by
# commas or lines in all formats.
_MAX_VALUES: Final = 150_000


class Handler(BaseHandler):
    """Front matter between two lines of delimiters, which may follow blank lines.

    If it is `in_line`, it may begin on the line of the first delimiter.
    """

    FM_BOUNDARY: re.Pattern[str]

    def __init__(
        self,
        delimiter: str,
        parse: BlockParser,
        *,
        closing: str = "",
        hint: str = "",
        in_line: bool = False,
    ) -> None:
        opening = rf"{_BLANK_LINES}(?P<opening>{re.escape(delimiter)})"
        end = rf"(?!{re.escape(delimiter[0])})[^\S\n]*+\n?" if in_line else _LINE_END
        super().__init__(re.compile(opening + end), delimiter, delimiter)
        closing = closing or re.escape(delimiter)
        self._closing = re.compile(f"^(?:{closing}){_LINE_END}", re.MULTILINE)
        self._parse = parse
        self._hint = hint

    def split(self, text: str) -> tuple[str, str]:
        """Return all that is before the closing line, and the body after it.

        Raises ValueError for a text without front matter, UnclosedFrontMatterError.
        """
        opening = self.FM_BOUNDARY.match(text)
        if opening is None:
            raise ValueError("no front matter")
        end, body_start = self._end(text, opening)
        return text[:end], text[body_start:]

    def _end(self, text: str, opening: re.Match[str]) -> tuple[int, int]:
        """Return the offsets of the end of the block and of the body."""
        if closing := self._closing.search(text, opening.end()):
            return closing.start(), closing.end()
        delimiter = opening["opening"]
        at = opening.start("opening")
        raise UnclosedFrontMatterError(at, delimiter, f"a line {delimiter}", self._hint)

    def load(self, fm: str, **options: object) -> Any:
        """Return the `Parsed` of a block, with or without its opening line.

        Raises FrontMatterError.
        """
        opening = self.FM_BOUNDARY.match(fm)
        start = opening.end() if opening else 0
        return self._parse(fm, start, keep_last=bool(options.get("keep_last")))


class JsonObjectHandler(Handler):
    """A JSON object without delimiters, as Hugo has it.

    A brace followed by anything but a key is a shortcode, a Liquid tag or an attribute list. An
    object that does not parse takes the whole text: `load` reports the mistake.
    """

    def __init__(self) -> None:
        super().__init__("{", read_json)
        self.FM_BOUNDARY = re.compile(rf'{_BLANK_LINES}(?=\{{\s*["}}])')

    def _end(self, text: str, opening: re.Match[str]) -> tuple[int, int]:
        end = end_of_object(text, opening.end())
        line_end = _REST_OF_LINE.match(text, end)
        return end, line_end.end() if line_end else end


_RULE_HINT: Final = "A horizontal rule at the top of a page is written ***."
_YAML_END: Final = r"---|\.\.\."
YAML_HANDLER: Final = Handler("---", read_yaml, closing=_YAML_END, hint=_RULE_HINT)
TOML_HANDLER: Final = Handler("+++", read_toml)
# JSON between two lines of `;;;` is Hexo's.
_HANDLERS: Final = (YAML_HANDLER, TOML_HANDLER, Handler(";;;", read_json), JsonObjectHandler())
_IN_LINE_HANDLERS: Final = (
    Handler("---", read_yaml, closing=_YAML_END, hint=_RULE_HINT, in_line=True),
    Handler("+++", read_toml, in_line=True),
    *_HANDLERS[2:],
)


def read_front_matter(text: str, *, keep_last: bool = False, in_line: bool = False) -> Parsed:
    """Return the front matter of a document, and the faults that leave something to serve.

    `text` is decoded, without a byte-order mark, its line ends `\\n`; all offsets are indices of
    it. Of equal keys the first counts, with `keep_last` the last. With `in_line` the first key may
    stand on the line of the delimiter. Raises FrontMatterError if nothing can be read.
    """
    for handler in _IN_LINE_HANDLERS if in_line else _HANDLERS:
        if handler.detect(text):
            block, body = handler.split(text)
            if block.count(",") + block.count("\n") > _MAX_VALUES:
                raise _too_large_error(block)
            front_matter, faults = handler.load(block, keep_last=keep_last)
            start = len(text) - len(body)
            return FrontMatter(front_matter.values, front_matter.marks, start), faults
    return FrontMatter({}, {}), ()


def _too_large_error(block: str) -> FrontMatterError:
    message = f"the front matter has more than {_MAX_VALUES:,} lines and commas"
    offset = len(block) - len(block.lstrip())
    return FrontMatterError(
        Fault(offset, "file-too-large", message, "Move the data to a data file, or split the page.")
    )

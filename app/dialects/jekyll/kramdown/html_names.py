"""Names of HTML elements that kramdown tells apart."""

from typing import Final

from app.markdown.sanitise import VOID

# Elements of running text; every other element begins a block.
SPANS: Final = frozenset(
    {
        "a", "abbr", "acronym", "b", "big", "bdo", "br", "button", "cite", "code", "del", "dfn",
        "em", "i", "img", "input", "ins", "kbd", "label", "mark", "option", "q", "rb", "rbc", "rp",
        "rt", "rtc", "ruby", "samp", "select", "small", "span", "strike", "strong", "sub", "sup",
        "time", "tt", "u", "var",
    }
)  # fmt: skip
# With `markdown="1"` these contain running text, and the others blocks.
TEXT_ELEMENTS: Final = SPANS | frozenset(
    {"address", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "legend", "p", "summary", "th"}
)
# Elements that are raw whatever they ask for.
CODE_ELEMENTS: Final = frozenset({"math", "pre", "script", "style", "textarea"})
EMPTY_ELEMENTS: Final = VOID | frozenset(
    {"base", "embed", "link", "meta", "param", "source", "track"}
)

"""Front matter of a document, and files that are metadata as a whole."""

from app.front_matter.handlers import HANDLERS
from app.front_matter.json_block import parse_json
from app.front_matter.toml_block import parse_toml
from app.front_matter.values import Format, FrontMatter, Metadata
from app.front_matter.yaml_block import parse_yaml
from app.problems import Fault


def read_front_matter(text: str) -> tuple[FrontMatter, tuple[Fault, ...]]:
    """Return the front matter of a document, and the faults that leave something to serve.

    `text` is decoded, without a byte-order mark, its line ends `\\n`; all offsets are indices of
    it. Raises FrontMatterError if nothing can be read.
    """
    for handler in HANDLERS:
        if handler.detect(text):
            block, body = handler.split(text)
            return _front_matter(handler.kind, handler.load(block), len(text) - len(body))
    return FrontMatter(None, {}, {}, 0), ()


def read_json(text: str) -> tuple[FrontMatter, tuple[Fault, ...]]:
    """Return the metadata of a text that is one JSON object. Raises FrontMatterError."""
    return _front_matter("json", parse_json(text), len(text))


def read_toml(text: str) -> tuple[FrontMatter, tuple[Fault, ...]]:
    """Return the metadata of a text that is TOML as a whole. Raises FrontMatterError."""
    return _front_matter("toml", parse_toml(text), len(text))


def read_yaml(text: str) -> tuple[FrontMatter, tuple[Fault, ...]]:
    """Return the metadata of a text that is YAML as a whole. Raises FrontMatterError."""
    return _front_matter("yaml", parse_yaml(text), len(text))


def _front_matter(
    kind: Format, metadata: Metadata, body_start: int
) -> tuple[FrontMatter, tuple[Fault, ...]]:
    return FrontMatter(kind, metadata.values, metadata.marks, body_start), metadata.faults

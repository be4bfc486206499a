"""Metadata at the top of a document in YAML, TOML or JSON, each value with its place."""

from app.front_matter.errors import FrontMatterError, TextAfterError
from app.front_matter.handlers import read_front_matter
from app.front_matter.json_block import read_json
from app.front_matter.toml_block import read_toml
from app.front_matter.values import (
    NO_MARK,
    NULL,
    FrontMatter,
    KeyPath,
    Mark,
    Scalar,
    Value,
    is_null,
    nearest,
    plain,
    says_none,
    source_text,
)
from app.front_matter.yaml_block import read_yaml

__all__ = [
    "NO_MARK",
    "NULL",
    "FrontMatter",
    "FrontMatterError",
    "KeyPath",
    "Mark",
    "Scalar",
    "TextAfterError",
    "Value",
    "is_null",
    "nearest",
    "plain",
    "read_front_matter",
    "read_json",
    "read_toml",
    "read_yaml",
    "says_none",
    "source_text",
]

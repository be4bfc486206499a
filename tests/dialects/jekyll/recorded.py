"""What Jekyll 4.3.1 itself makes of slugs, dates, scopes, names and addresses, as data.

`slugs`: text, mode, slug, slug in its own case. `dates`: time zone, what stands behind `date: `,
the moment; null where Jekyll refuses it. `defaults`: collections_dir, the configuration's
`defaults`, by file what they give it. `written`: front matter by file; `addresses`: permalink style
of the site, URL by file. `files`: names; `documents`: a configuration, which files are documents.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from app.dialects.document import Document
from app.dialects.jekyll.configuration import JekyllConfiguration
from app.dialects.jekyll.dialect import JekyllDialect
from app.dialects.jekyll.values import as_ruby_reads
from app.documents.parse import Parser
from app.front_matter import read_yaml
from app.site.schema import Site

RECORDED: Final[Mapping[str, Any]] = json.loads(
    Path(__file__).with_name("recorded.json").read_text()
)


def configuration(text: str) -> JekyllConfiguration:
    """What a `_config.yml` of this text says."""
    return JekyllConfiguration.of(as_ruby_reads(read_yaml(text)[0], text))


def dialect(text: str = "", time_zone: str = "UTC") -> JekyllDialect:
    """The rules of a tree with this `_config.yml`."""
    return JekyllDialect(Site(time_zone=time_zone), configuration(text))


def document(rules: JekyllDialect, file: str, text: str) -> Document:
    """The document that a file of this text is."""
    found = Parser(rules).parse(file, text.encode()).document
    assert isinstance(found, Document)
    return found

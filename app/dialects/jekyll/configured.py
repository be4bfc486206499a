"""`_config.yml` → the site that it describes, and Jekyll's rules by it."""

from collections.abc import Sequence
from functools import partial

from app.dialects.base import ConfigurationText, Configured
from app.dialects.jekyll.configuration import JekyllConfiguration
from app.dialects.jekyll.dialect import JekyllDialect
from app.dialects.jekyll.scalars import as_ruby_reads


def configured(files: Sequence[ConfigurationText]) -> Configured:
    """What the one file of the configuration comes to."""
    ((name, source, found),) = files
    if source is not None and not name.endswith(".toml"):
        found = as_ruby_reads(found, source.text)
    configuration = JekyllConfiguration.of(found)
    said = () if source is None else ((source, configuration.site(found)),)
    return Configured(said, partial(JekyllDialect, configuration=configuration))

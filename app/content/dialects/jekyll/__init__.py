"""Trees that are written for Jekyll, read by its rules: jekyllrb.com/docs."""

from app.content.dialects.jekyll.configuration import CONFIGURATION_FILES, JekyllConfiguration
from app.content.dialects.jekyll.dialect import JekyllDialect

__all__ = ["CONFIGURATION_FILES", "JekyllConfiguration", "JekyllDialect"]

"""A clinic's Markdown, served as typed, cross-linked JSON."""

__version__ = "0.1.0"

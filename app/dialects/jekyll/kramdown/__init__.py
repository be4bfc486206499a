"""Markdown as kramdown reads it, for Jekyll sites.

Specification: https://kramdown.gettalong.org/syntax.html. kramdown's own syntax is removed from
the source, the rest is parsed as CommonMark, and attributes are attached to their blocks and
spans.
"""

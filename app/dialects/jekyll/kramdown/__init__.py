"""Markdown as kramdown reads it, for the sites that Jekyll makes.

Specification: https://kramdown.gettalong.org/syntax.html. What kramdown adds to Markdown is found
in the source and taken out of it, the rest is parsed as any Markdown, and what was found is joined
to the blocks and spans that it belongs to.
"""

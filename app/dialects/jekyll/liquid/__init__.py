"""Liquid in the bodies of a Jekyll tree: template and variables → Markdown, with a way back.

This package imports nothing of python-liquid at its top, so that a tree without Liquid never
pays for it: ask `has_liquid` first, and import the module `templates` where it says yes.
"""

from app.dialects.jekyll.liquid.site import LiquidSite, Lookups

__all__ = ["LiquidSite", "Lookups", "has_liquid"]


def has_liquid(text: str, start: int = 0) -> bool:
    """Whether there is anything to render from `start` on: an output or a tag."""
    return text.find("{{", start) >= 0 or text.find("{%", start) >= 0

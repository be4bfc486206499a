"""Liquid in the bodies of a Jekyll tree: template and variables → text whose places are known.

The package itself does not import python-liquid, so that a tree without Liquid does not pay for
it: call `has_liquid` first and import the module `templates` only if it returns True.
"""

from app.dialects.jekyll.liquid.site import LiquidSite, Lookups

__all__ = ["LiquidSite", "Lookups", "has_liquid"]


def has_liquid(text: str, start: int = 0) -> bool:
    """Return True if the text contains an output or a tag from `start` on."""
    return text.find("{{", start) >= 0 or text.find("{%", start) >= 0

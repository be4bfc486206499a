"""Between the two passes: bodies that say what other documents say."""

from app.dialects.jekyll.templates.rendering import Renderer

__all__ = ["Renderer"]

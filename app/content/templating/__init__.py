"""Between the two passes: bodies that say what other documents say."""

from app.content.templating.rendering import Renderer

__all__ = ["Renderer"]

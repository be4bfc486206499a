"""Comments of Go templates: `{{/* … */}}`, with hyphens and spaces."""

import re
from typing import Final

from app.regex import regex

# One without an end takes the rest, so that very many take linear time.
_COMMENT: Final = r"\{\{-?\s*/\*.*?(?:\*/\s*-?\}\}|\Z)"
TEXT_COMMENT: Final = regex(_COMMENT, re.DOTALL)
BYTES_COMMENT: Final = regex(_COMMENT.encode(), re.DOTALL)

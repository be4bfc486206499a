"""Media types that a client accepts. Specification: RFC 9110, section 12.5.1 (Accept)."""

import re
from functools import lru_cache
from typing import Final

from app.regex import regex

MARKDOWN: Final = b"markdown"
MARKDOWN_TYPE: Final = "text/markdown"
_HTML: Final = "text/html"
_JSON: Final = "application/json"
# Of these the first that is named says how much JSON is wanted.
_JSON_RANGES: Final = (_JSON, "application/*", "*/*")
_WEIGHT: Final = regex(r"q=(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)\Z", re.IGNORECASE)


@lru_cache(maxsize=64)
def prefers_markdown(accept: bytes | None) -> bool:
    """Return True if a client would rather have Markdown than JSON.

    It has to name Markdown. JSON that it names with the same weight comes first, `*/*` does not.
    """
    return accept is not None and MARKDOWN in accept.lower() and _prefers(accept, MARKDOWN_TYPE)


@lru_cache(maxsize=64)
def prefers_html(accept: bytes | None) -> bool:
    """Return True if a client would rather have HTML than JSON, as browsers do.

    It has to name HTML. JSON that it names with the same weight comes first.
    """
    return accept is not None and b"html" in accept.lower() and _prefers(accept, _HTML)


def _prefers(accept: bytes, wanted: str) -> bool:
    """Return True if a client names a type and gives it no less weight than JSON."""
    weights: dict[str, float] = {}
    for entry in accept.decode("latin-1").split(","):
        name, *parameters = (part.strip() for part in entry.split(";"))
        matches = [match for match in map(_WEIGHT.match, parameters) if match is not None]
        weights.setdefault(name.lower(), float(matches[0][1]) if matches else 1.0)
    weight = weights.get(wanted, 0.0)
    json = next((weights[name] for name in _JSON_RANGES if name in weights), 0.0)
    return weight > json or (weight == json > 0 and _JSON not in weights)

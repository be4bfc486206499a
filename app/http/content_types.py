"""Media types that a client accepts. Specification: RFC 9110, section 12.5.1 (Accept)."""

import re
from functools import lru_cache
from typing import Final

MARKDOWN: Final = b"markdown"
MARKDOWN_TYPE: Final = "text/markdown"
_JSON: Final = "application/json"
# Of these the first that is named says how much JSON is wanted.
_JSON_RANGES: Final = (_JSON, "application/*", "*/*")
_WEIGHT: Final = re.compile(r"q=(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)\Z", re.IGNORECASE)


@lru_cache(maxsize=64)
def prefers_markdown(accept: bytes | None) -> bool:
    """Return True if a client would rather have Markdown than JSON.

    It has to name Markdown. JSON that it names with the same weight comes first, `*/*` does not.
    """
    if accept is None or MARKDOWN not in accept.lower():
        return False
    weights: dict[str, float] = {}
    for entry in accept.decode("latin-1").split(","):
        name, *parameters = (part.strip() for part in entry.split(";"))
        matches = [match for match in map(_WEIGHT.match, parameters) if match is not None]
        weights.setdefault(name.lower(), float(matches[0][1]) if matches else 1.0)
    markdown = weights.get(MARKDOWN_TYPE, 0.0)
    json = next((weights[name] for name in _JSON_RANGES if name in weights), 0.0)
    return markdown > json or (markdown == json > 0 and _JSON not in weights)

"""Links in the list of all links: each with the page that it is on."""

from collections.abc import Mapping
from typing import Any, Final

from app.library.library import Edge
from app.records import Link, Ref
from app.views.derived import derived_view, fields_of

EdgeView: Final = derived_view(
    "EdgeView", {"from": Ref, **fields_of(Link)}, "A link with the page that it is on."
)


def edge_view(edge: Edge) -> Mapping[str, Any]:
    """Return a link with the page that it is on."""
    fields = {name: getattr(edge.link, name) for name in fields_of(Link)}
    return {"from": edge.origin, **fields}

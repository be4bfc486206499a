"""Addresses of static files that Docusaurus keeps from its router: `pathname:///a.pdf`."""

from collections.abc import Iterable, Iterator
from typing import Final

from app.markdown.events import Event, event_parts

STATIC_SCHEME: Final = "pathname://"


def with_static_addresses(events: Iterable[Event]) -> Iterator[Event]:
    """Yield the events; links and pictures have the path of the file as their address."""
    for event, span in events:
        kind, name, detail = event_parts(event)
        if kind == "Start" and name in {"Link", "Image"}:
            url = detail["dest_url"]
            if url.startswith(STATIC_SCHEME):
                path = url.removeprefix(STATIC_SCHEME).lstrip("/\\")
                yield {kind: {name: {**detail, "dest_url": f"/{path}"}}}, span
                continue
        yield event, span

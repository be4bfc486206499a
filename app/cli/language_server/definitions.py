"""Where a link leads, as a place in a file."""

from lsprotocol.types import Location, Range

from app.cli.language_server.positions import Positions
from app.cli.language_server.renaming import heading_of_anchor
from app.cli.language_server.workspace import Snapshot, Workspace
from app.library.moves.references import links_in


def definition_at(
    workspace: Workspace, snapshot: Snapshot, file: str, offset: int, encoding: str
) -> Location | None:
    """Return the page or heading that the link at an offset of a file's editable text leads to."""
    reading = snapshot.reading
    for link in links_in(reading, file):
        if link.start <= offset <= link.end:
            heading = heading_of_anchor(reading, link.target, link.fragment or "")
            source = workspace.source(link.target, snapshot.texts)
            positions = Positions(source.text, encoding)
            place = heading.start if heading is not None else 0
            start = positions.position_of(positions.begin + place)
            return Location(source.uri, Range(start, start))
    return None

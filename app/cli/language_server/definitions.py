"""Where a link leads, as a place in a file."""

from lsprotocol.types import Location, Position, Range

from app.cli.language_server.positions import Positions
from app.cli.language_server.renaming import heading_of_anchor
from app.cli.language_server.workspace import Snapshot, Workspace
from app.library.moves.references import links_in


def definition_at(
    workspace: Workspace, snapshot: Snapshot, uri: str, position: Position, encoding: str
) -> Location | None:
    """Return the page or heading that the link at a position of an open text leads to.

    None without such a link, or outside of the tree.
    """
    path = workspace.path_of(uri)
    file = workspace.name_of(path) if path is not None else None
    if path is None or file is None or path not in snapshot.texts:
        return None
    positions = Positions(snapshot.texts[path].text, encoding)
    offset = positions.offset_of(position) - positions.begin
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

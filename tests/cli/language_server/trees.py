"""Trees as a language server reads them."""

from collections.abc import Mapping
from pathlib import Path

from app.cli.language_server.workspace import OpenText, Snapshot, Workspace
from tests.conftest import site_at


def opened(
    folder: Path, files: Mapping[str, str | bytes], texts: Mapping[str, str] | None = None
) -> tuple[Workspace, Snapshot]:
    """A workspace on a folder of these files, with texts that are open, and what it read."""
    workspace = Workspace(site_at(folder, files))
    for name, text in (texts or {}).items():
        workspace.open(OpenText((folder / name).as_uri(), text, 1))
    return workspace, workspace.build()


def codes(snapshot: Snapshot, file: str) -> list[str]:
    """The codes of a file's problems."""
    return [problem.code for problem in snapshot.problems.get(file, ())]

"""`bodywise export`: every answer as a file, or the content as an SQLite database."""

import filecmp
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Final

import typer

from app.cli.export_folder import ExportError, ExportFolder
from app.cli.progress import progress_bar
from app.cli.terminal import (
    MISUSE,
    Content,
    LocatedSite,
    leave,
    read_or_exit,
    say,
    settings_or_exit,
)
from app.hashing import digest_of
from app.http.content_coding import Coding, encoded
from app.library.load import load
from app.problems import counted
from app.settings import Settings
from app.views.catalog import Catalog
from app.views.export import ExportedFile, Read, exported_files

_DATABASES: Final = frozenset({".sqlite", ".sqlite3", ".db"})
_ENDINGS: Final[tuple[tuple[Coding, str], ...]] = (("br", ".br"), ("gzip", ".gz"), ("zstd", ".zst"))


def export(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Where to write; a .sqlite file is a database.")
    ],
    content: Content = None,
    compress: Annotated[
        bool, typer.Option("--compress", help="Write each text as .br, .gz and .zst too.")
    ] = False,
    site_file: LocatedSite = None,
) -> None:
    """Write every answer of the service as a file; what is there already is brought up to date."""
    settings = settings_or_exit(content=content, site_file=site_file)
    catalog = _catalog(settings)
    try:
        if folder.suffix.lower() in _DATABASES:
            say(_export_database(catalog, folder))
        else:
            _require_elsewhere(folder, settings.content)
            say(_export_files(catalog, folder, compress=compress))
    except ExportError as error:
        leave(str(error), MISUSE)
    except (OSError, sqlite3.Error) as error:
        leave(f"{folder} cannot be written: {error}. Run it again to go on.", 1)


def _catalog(settings: Settings) -> Catalog:
    """Return the content; exit if it has errors and the settings forbid to serve it so."""
    library = read_or_exit(
        lambda progress: load(
            settings.content,
            settings.site_file,
            root_path=settings.root_path,
            progress=progress,
        )
    )
    if library.errors and settings.on_error == "stop":
        for problem in library.errors:
            say(str(problem))
        leave(
            f"nothing written: the content has {counted(len(library.errors), 'error')}. Mend "
            "them, or set BODYWISE_ON_ERROR=serve to export the rest.",
            1,
        )
    return Catalog(library)


def _require_elsewhere(folder: Path, content: Path) -> None:
    """Raise ExportError for a folder in the content, which would be read as content."""
    if folder.resolve().is_relative_to(content.resolve()):
        message = f"{folder} is in the content folder; name one outside of it"
        raise ExportError(message)


def _export_files(catalog: Catalog, folder: Path, *, compress: bool) -> str:
    files = list(exported_files(catalog))
    if compress:
        files = [variant for file in files for variant in (file, *_compressed(file))]
    names = [file.name for file in files]
    target = ExportFolder(folder)
    with target.open(), progress_bar("writing") as update:
        target.require_room(names)
        for number, file in enumerate(files):
            if not target.is_current(file.name, file.digest):
                target.write(file.name, file.digest, file.pieces(target.read))
            update(number + 1, len(files))
        target.finish(names)
    total = counted(len(files), "file")
    changes = f"{target.count_written} written, {target.count_removed} removed"
    return f"{folder} has {total} of version {catalog.library.version}: {changes}"


def _compressed(file: ExportedFile) -> Iterator[ExportedFile]:
    """Yield the encodings of a text."""
    if not file.is_text:
        return
    for coding, ending in _ENDINGS:

        def pieces(read: Read, coding: Coding = coding) -> Iterable[bytes]:
            return (bytes(encoded(read(file.name), coding, "best")),)

        yield ExportedFile(f"{file.name}{ending}", digest_of(file.digest, coding), pieces)


def _export_database(catalog: Catalog, file: Path) -> str:
    """Write the database, if it differs. Raises ExportError for a file of another kind."""
    if file.exists() and not _is_database(file):
        message = f"{file} is a file that no export wrote; remove it, or name another"
        raise ExportError(message)
    file.parent.mkdir(parents=True, exist_ok=True)
    temporary = file.with_name(f".{file.name}.tmp")
    try:
        with temporary.open("wb") as output:
            output.writelines(catalog.database().pieces())
        is_same = file.exists() and filecmp.cmp(temporary, file, shallow=False)
        if not is_same:
            temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)
    version = catalog.library.version
    return f"{file} is up to date with version {version}" if is_same else f"wrote {file}"


def _is_database(file: Path) -> bool:
    """Return True if a file is a database that an export wrote."""
    database = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)
    try:
        database.execute("SELECT version FROM site").fetchall()
        database.execute("SELECT key, digest, record FROM records LIMIT 1").fetchall()
    except sqlite3.Error:
        return False
    finally:
        database.close()
    return True

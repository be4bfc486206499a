"""Mends doubly encoded text in files, and leaves every other byte as it is."""

from pathlib import Path

from app.documents.reader import Reader
from app.files.opening import read
from app.files.text import damaged_words, mend
from app.files.writing import replace_file
from app.problems import Problem


def mend_files(content: Path, site_file: Path | None = None) -> tuple[tuple[str, int], ...]:
    """Mend the doubly encoded words of every document and the site file.

    Returns each changed file's name with the number of words mended. A file that cannot be read
    or is not UTF-8 stays as it is. Raises ContentFolderError if there is no such folder or site
    file, OSError if a file cannot be written.
    """
    listing = Reader(content, site_file).listing()
    mended = []
    for file in (*listing.tree.documents, *listing.rules.files):
        data = read(file)
        if isinstance(data, Problem):
            continue
        try:
            words = damaged_words(data.decode("utf-8"))
        except UnicodeDecodeError:
            continue
        if words:
            replace_file(file.location, mend(data))
            mended.append((file.name, len(words)))
    return tuple(mended)

"""Write files so that no reader sees half of one."""

import os
import tempfile
from pathlib import Path


def write_beside(location: Path, data: bytes) -> Path:
    """Write data into a new file beside `location`, and return the path of the new file.

    It has the mode of the file. Raises OSError; then nothing is left.
    """
    mode = location.stat().st_mode
    descriptor, name = tempfile.mkstemp(prefix=".", dir=location.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        temporary.chmod(mode)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def replace_file(location: Path, data: bytes) -> None:
    """Write beside the file that a path leads to, and rename. Raises OSError."""
    target = location.resolve()
    temporary = write_beside(target, data)
    try:
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise

"""Watch a tree for changes, by the system's file events and by polling."""

import asyncio
import logging
import os
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final, Protocol

from watchfiles import Change, awatch

from app.files.descriptors import open_file, real_path

_LOG: Final = logging.getLogger(__name__)
# Poll for at most this share of the time, within the bounds below.
_SHARE: Final = 0.02
_SHORTEST_SECONDS: Final = 1.0
_LONGEST_SECONDS: Final = 5.0
# Events within this time of one another are one.
_STEP_MS: Final = 20
_GIT_FILE_BYTES: Final = 64 * 1024


class Listing(Protocol):
    """The files of a tree at one time. Equal listings are of the same files."""

    @property
    def settled(self) -> bool:
        """True if no file is so new that it could change and be listed the same."""


class Watch:
    """Watches a content folder. `listing` returns its files, None while there is no folder.

    Events are fast, but network volumes and switched symbolic links send none, and the events of a
    folder end when it is removed. So the tree is polled too.
    """

    def __init__(self, content: Path, listing: Callable[[], Listing | None]) -> None:
        self._content = content
        self._listing = listing

    async def run(self, changed: Callable[[], None]) -> None:
        """Call `changed` whenever the tree may have changed, until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._listen(changed))
            tasks.create_task(self._poll(changed))

    async def _listen(self, changed: Callable[[], None]) -> None:
        warned = is_lost = False
        while True:
            try:
                root = real_path(self._content)
                identity = _identity(root)
                if is_lost:
                    # Between two looks of `_poll` the folder may have gone and come back the same.
                    changed()
                is_lost = False
                events = awatch(
                    root,
                    watch_filter=partial(is_content_event, root),
                    step=_STEP_MS,
                    rust_timeout=int(_SHORTEST_SECONDS * 1000),
                    yield_on_timeout=True,
                    ignore_permission_denied=True,
                )
                async for changes in events:
                    if changes:
                        changed()
                    if _identity(real_path(self._content)) != identity:
                        # The path leads to another folder now: watch that one.
                        break
            except OSError as error:
                # No such folder at the moment, or the system cannot watch more folders.
                if not warned:
                    _LOG.warning("no file events from %s: %s", self._content, error)
                warned = is_lost = True
            await asyncio.sleep(_SHORTEST_SECONDS)

    async def _poll(self, changed: Callable[[], None]) -> None:
        # The first listing counts as a change: the tree may have changed before.
        before: Listing | None = None
        while True:
            start = time.monotonic()
            listing = await asyncio.to_thread(self._listing)
            if listing != before or (before is not None and not before.settled):
                changed()
            before = listing
            cost = time.monotonic() - start
            await asyncio.sleep(min(max(_SHORTEST_SECONDS, cost / _SHARE), _LONGEST_SECONDS))


def _identity(folder: Path) -> tuple[int, int]:
    """Return the identity of a folder, by which to notice another one at its path."""
    status = folder.stat()
    return status.st_dev, status.st_ino


def is_being_switched(content: Path) -> bool:
    """Return True while git changes the work tree around the folder: its index is locked."""
    try:
        folder = real_path(content)
        for parent in (folder, *folder.parents):
            git = parent / ".git"
            if git.is_file():
                # In a linked work tree, the file names the folder of its index.
                with os.fdopen(open_file(str(real_path(git))), "rb") as file:
                    text = file.read(_GIT_FILE_BYTES).decode("utf-8")
                git = parent / text.partition("gitdir:")[2].strip()
            if git.is_dir():
                return (git / "index.lock").exists()
    except (OSError, UnicodeDecodeError):
        return False
    return False


def is_content_event(root: Path, change: Change, path: str) -> bool:
    """Return True for an event of a file that may be content: git's and editors' files are not.

    Kubernetes switches a volume to its next version by names that begin with two dots. The folder
    itself may lie below a hidden one.
    """
    del change
    parts = Path(path).relative_to(root).parts if Path(path).is_relative_to(root) else ()
    return not any(part.startswith(".") and not part.startswith("..") for part in parts)

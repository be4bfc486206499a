"""Tells that a tree may have changed: by the system's events, and by looking where none come."""

import asyncio
import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, Protocol

from watchfiles import Change, awatch

_LOG: Final = logging.getLogger(__name__)
# Looking at a tree is to take at most this part of the time, where that is not too seldom.
_SHARE: Final = 0.02
_SHORTEST_SECONDS: Final = 1.0
_LONGEST_SECONDS: Final = 5.0
# Events that follow one another as closely as this come as one.
_STEP_MS: Final = 20


class Look(Protocol):
    """The files of a tree as they were at one look. Equal looks saw the same files."""

    @property
    def settled(self) -> bool:
        """True if no file is so young that it could change again and look the same."""


class Watch:
    """Watches a content folder. `look` returns its files now, None while there is no folder.

    Events are quick, but network volumes and switched symbolic links send none, and a folder that
    is taken away takes its events with it. So the tree is looked at now and then besides.
    """

    def __init__(self, content: Path, look: Callable[[], Look | None]) -> None:
        self._content = content
        self._look_once = look

    async def run(self, changed: Callable[[], None]) -> None:
        """Call `changed` whenever something may have changed, until this is cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._listen(changed))
            tasks.create_task(self._look(changed))

    async def _listen(self, changed: Callable[[], None]) -> None:
        told = False
        while True:
            try:
                root = self._content.resolve(strict=True)
                listened = _identity(root)
                events = awatch(
                    root,
                    watch_filter=_is_content,
                    step=_STEP_MS,
                    rust_timeout=int(_SHORTEST_SECONDS * 1000),
                    yield_on_timeout=True,
                    ignore_permission_denied=True,
                )
                async for found in events:
                    if found:
                        changed()
                    if _identity(self._content.resolve(strict=True)) != listened:
                        # The path leads to another folder now: listen there.
                        break
            except (OSError, RuntimeError) as error:
                # No such folder at the moment, or the system can watch no more of them.
                if not told:
                    _LOG.warning("no file events from %s: %s", self._content, error)
                told = True
            await asyncio.sleep(_SHORTEST_SECONDS)

    async def _look(self, changed: Callable[[], None]) -> None:
        # The first look counts as a change: nobody watched before it.
        seen: Look | None = None
        while True:
            begun = time.monotonic()
            found = await asyncio.to_thread(self._look_once)
            if found != seen or (seen is not None and not seen.settled):
                changed()
            seen = found
            cost = time.monotonic() - begun
            await asyncio.sleep(min(max(_SHORTEST_SECONDS, cost / _SHARE), _LONGEST_SECONDS))


def _identity(folder: Path) -> tuple[int, int]:
    """What tells a folder from another one that has its path now."""
    status = folder.stat()
    return status.st_dev, status.st_ino


def is_being_switched(content: Path) -> bool:
    """Whether git is changing the work tree that the folder lies in: its index is locked."""
    try:
        folder = content.resolve(strict=True)
        for above in (folder, *folder.parents):
            place = above / ".git"
            if place.is_file():
                # A work tree of several: the file says where its own index is.
                place = above / place.read_text("utf-8").partition("gitdir:")[2].strip()
            if place.is_dir():
                return (place / "index.lock").exists()
    except (OSError, UnicodeDecodeError):
        return False
    return False


def _is_content(change: Change, path: str) -> bool:
    """Whether an event is of a file that may be read: git's own and editors' are not.

    Names that begin with two dots are how Kubernetes switches a volume to its next version.
    """
    del change
    return not any(
        part.startswith(".") and not part.startswith("..") for part in Path(path).parts[1:]
    )

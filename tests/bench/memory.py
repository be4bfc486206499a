"""What a process and those that it started hold, in bytes."""

from pathlib import Path


def tree_of(pid: int) -> tuple[int, ...]:
    """The process and all that it started, as far as they run."""
    found = [pid]
    for each in found:
        try:
            threads = list(Path(f"/proc/{each}/task").iterdir())
            found += [int(n) for thread in threads for n in _read(thread / "children").split()]
        except OSError:
            continue  # it ended while we looked
    return tuple(found)


def held(pid: int) -> int:
    """What they hold now: the resident memory; of several, each its share of what is shared."""
    tree = tree_of(pid)
    return _status(pid, "VmRSS") if len(tree) == 1 else sum(map(_share, tree))


class Peak:
    """The most that they were seen to hold; exact for a process that starts no other."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self.bytes = 0

    def look(self) -> None:
        """Look again. Raises OSError where the process has ended."""
        tree = tree_of(self._pid)
        together = sum(map(_share, tree)) if len(tree) > 1 else 0
        self.bytes = max(self.bytes, together, _status(self._pid, "VmHWM"))


def _share(pid: int) -> int:
    try:
        return _kibibytes(_read(Path(f"/proc/{pid}/smaps_rollup")), "Pss") * 1024
    except OSError:
        return 0


def _status(pid: int, name: str) -> int:
    return _kibibytes(_read(Path(f"/proc/{pid}/status")), name) * 1024


def _kibibytes(text: str, name: str) -> int:
    lines = (line.split() for line in text.splitlines())
    return next((int(words[1]) for words in lines if words and words[0] == f"{name}:"), 0)


def _read(file: Path) -> str:
    return file.read_text(encoding="ascii", errors="replace")

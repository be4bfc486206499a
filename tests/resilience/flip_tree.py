"""A tree whose files are swapped with links, pipes, folders and devices, and back again.

Nothing outside the tree may ever be read as content: every file there holds `SECRET`, and its
picture has a size that no picture of the tree has.
"""

import io
import os
import random
import shutil
import stat
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from multiprocessing.queues import Queue
from pathlib import Path
from typing import Final

from PIL import Image

SECRET: Final = "hunter2-is-outside"
SECRET_SIZE: Final = (31, 17)
PAGES: Final = 120
# Generations are written to this page, to see that reloads go on.
MARKED: Final = "marked"

_PICTURE_SIZE: Final = (8, 6)
_OTHERS: Final = 12
_SYSTEM_FILE: Final = "/etc/passwd"
_ZERO: Final = os.makedev(1, 5)
# So many files are away at most.
_MOST_AWAY: Final = 12
# After so many seconds all files are put back for so many: edits are only served without errors.
_ROUND_SECONDS: Final = 6.0
_CALM_SECONDS: Final = 1.5


@dataclass(frozen=True, slots=True)
class Swaps:
    """Swaps by kind, and the seconds that they took, those between the rounds included."""

    kinds: Counter[str]
    seconds: float


class FlipTree:
    """A Jekyll tree below a folder, with files beside it that are none of its content."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.content = folder / "content"
        self.outside = folder / "outside"
        self.spare = folder / "spare"

    def make(self) -> None:
        """Write the tree, and the files outside."""
        for name, data in self.files().items():
            _write(self.content / name, data)
        self.mark(0)
        secret = f"---\ntitle: {SECRET}\n---\n{SECRET}\n"
        for suffix, text in {".md": secret, ".yml": f"- name: {SECRET}\n", ".html": SECRET}.items():
            _write(self.outside / f"secret{suffix}", text.encode())
        _write(self.outside / "secret.png", _picture(SECRET_SIZE) + SECRET.encode())
        # A folder in place of one of the tree has files of the same names.
        for number in range(_OTHERS):
            _write(self.outside / "folder" / f"inner-{number}.md", secret.encode())
        self.spare.mkdir()

    def files(self) -> Mapping[str, bytes]:
        """The files that are swapped, by name."""
        page = (
            "---\ntitle: Page {0}\n---\n{{% include part-{1}.html %}} {{{{ site.data.data-{1}"
            "[0].name }}}}\n\n![A picture](/assets/picture-{1}.png)\n"
        )
        texts = {
            f"page-{number:03}.md": page.format(number, number % _OTHERS) for number in range(PAGES)
        }
        for number in range(_OTHERS):
            texts[f"_data/data-{number}.yml"] = f"- name: Name {number}\n"
            texts[f"_includes/part-{number}.html"] = f"<b>Part {number}</b>\n"
            texts[f"folder/inner-{number}.md"] = f"---\ntitle: Inner {number}\n---\n"
        picture = _picture(_PICTURE_SIZE)
        return {
            "_config.yml": b"title: Flips\n",
            "site.yaml": b"title: Flips\n",
            **{name: text.encode() for name, text in texts.items()},
            **{f"assets/picture-{number}.png": picture for number in range(_OTHERS)},
        }

    def mark(self, generation: int) -> None:
        """Write a generation into the page that is never swapped."""
        beside = self.content / ".marked"
        _write(beside, f"---\ntitle: Generation {generation}\n---\n".encode())
        beside.replace(self.content / f"{MARKED}.md")


class Flipper:
    """Swaps the files of a tree, so many times a second."""

    def __init__(self, tree: FlipTree, chance: random.Random) -> None:
        self._tree = tree
        self._chance = chance
        self._files = tree.files()
        self._away: list[Path] = []
        self._serial = 0
        self.counts: Counter[str] = Counter()
        self._kinds: dict[str, Callable[[Path, Path], object]] = {
            "link out": self._link_out,
            "link to a system file": lambda new, _: new.symlink_to(_SYSTEM_FILE),
            "link in": self._link_in,
            "link to itself": lambda new, place: new.symlink_to(place.name),
            "pipe": lambda new, _: os.mkfifo(new),
            "folder": lambda new, _: new.mkdir(),
            "device": lambda new, _: os.mknod(new, stat.S_IFCHR | 0o644, _ZERO),
            "another file": lambda new, place: new.write_bytes(self._data(place)),
        }

    def run(self, seconds: float, rate: float) -> Swaps:
        """Swap in rounds, and put all files back after each.

        `rate` is that of the whole time: the calm is made up for before it, delays after them.
        """
        hurried = rate * (_ROUND_SECONDS + _CALM_SECONDS) / _ROUND_SECONDS
        began = time.monotonic()
        end = began + seconds
        while (start := time.monotonic()) < end:
            due = (start - began) * rate
            while (now := time.monotonic()) < min(start + _ROUND_SECONDS, end):
                if self.counts.total() < due + (now - start) * hurried:
                    self.flip()
                else:
                    time.sleep(0.5 / hurried)
            while self._away:
                self._put_back(self._away.pop())
            time.sleep(_CALM_SECONDS)
        return Swaps(self.counts, time.monotonic() - began)

    def flip(self) -> None:
        """Put something else in the place of a file, or of a folder, or a file back."""
        if len(self._away) > self._chance.randrange(_MOST_AWAY):
            self._put_back(self._away.pop(self._chance.randrange(len(self._away))))
            self.counts["put back"] += 1
            return
        if self._chance.random() < 0.1:
            place = self._tree.content / self._chance.choice(("folder", "assets", "_includes"))
            kind = "folder linked out"
            if place not in self._away:
                place.rename(self._tree.spare / place.name)
                place.symlink_to(self._tree.outside / "folder")
                self._away.append(place)
        else:
            place = self._tree.content / self._chance.choice(tuple(self._files))
            kind = self._chance.choice(tuple(self._kinds))
            if place in self._away or place.parent in self._away:
                return
            if not self._swap(place, kind):
                return
            self._away.append(place)
        self.counts[kind] += 1

    def _swap(self, place: Path, kind: str) -> bool:
        self._serial += 1
        new = place.with_name(f".{self._serial}")
        try:
            self._kinds[kind](new, place)
        except PermissionError:
            # Only root may make a device.
            return False
        if kind == "folder":
            place.unlink()
            new.rename(place)
        else:
            new.replace(place)
        return True

    def _put_back(self, place: Path) -> None:
        if (spare := self._tree.spare / place.name).is_dir():
            place.unlink()
            spare.rename(place)
            return
        parent = place.parent
        if parent in self._away:
            self._away.remove(parent)
            self._put_back(parent)
        if place.is_dir() and not place.is_symlink():
            shutil.rmtree(place)
        self._serial += 1
        new = place.with_name(f".{self._serial}")
        new.write_bytes(self._data(place))
        new.replace(place)

    def _data(self, place: Path) -> bytes:
        return self._files[place.relative_to(self._tree.content).as_posix()]

    def _link_out(self, new: Path, place: Path) -> None:
        new.symlink_to(self._tree.outside / f"secret{place.suffix}")

    def _link_in(self, new: Path, place: Path) -> None:
        same = [name for name in self._files if name.endswith(place.suffix)]
        new.symlink_to(self._tree.content / self._chance.choice(same))


def flip_in_process(
    folder: Path, seed: int, seconds: float, rate: float, results: "Queue[Swaps]"
) -> None:
    """Swap the files of a tree in a process of its own, and send the swaps."""
    results.put(Flipper(FlipTree(folder), random.Random(seed)).run(seconds, rate))


def _write(place: Path, data: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)


def _picture(size: tuple[int, int]) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", size).save(data, "PNG")
    return data.getvalue()

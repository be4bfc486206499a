"""Opening files and folders without following a link."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from app.files.descriptors import open_file, open_folder, status_of
from app.files.stamps import Stamp


def open_descriptors() -> int:
    """The number of this process's open descriptors."""
    return len(list(Path("/proc/self/fd").iterdir()))


def names_in(descriptor: int) -> list[str]:
    """The names in an open folder."""
    with os.scandir(descriptor) as listing:
        return sorted(entry.name for entry in listing)


def stamp_of(path: Path) -> Stamp:
    """The stamp of a file or folder."""
    return Stamp.of(path.stat())


def test_a_folder_is_opened_where_it_is(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/a").touch()
    for stamp in (None, stamp_of(tmp_path / "sub"), stamp_of(tmp_path)):
        descriptor = open_folder(str(tmp_path / "sub"), stamp)
        assert names_in(descriptor) == ["a"]
        os.close(descriptor)
    descriptor = open_folder("/")
    assert names_in(descriptor) == sorted(path.name for path in Path("/").iterdir())
    os.close(descriptor)


def test_a_status_is_of_the_link_itself(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("abc")
    (tmp_path / "link").symlink_to("a")
    assert status_of(str(tmp_path / "a")) == (tmp_path / "a").stat()
    assert status_of(str(tmp_path / "link")) == (tmp_path / "link").lstat()


@pytest.mark.parametrize("use", [open_file, open_folder, status_of])
def test_no_link_is_followed_and_no_descriptor_left_open(
    tmp_path: Path, use: Callable[[str], object]
) -> None:
    (tmp_path / "real/sub").mkdir(parents=True)
    (tmp_path / "real/a").touch()
    (tmp_path / "linked").symlink_to("real")
    before = open_descriptors()
    for name in ("linked/a", "linked/sub", "linked/sub/", "real/gone", "real/a/b"):
        with pytest.raises(OSError):  # noqa: PT011 - each for a reason of its own
            use(str(tmp_path / name))
    assert open_descriptors() == before


def test_another_file_of_the_stamp_is_not_opened_through_a_link(tmp_path: Path) -> None:
    """A stamp is of one file: what the path leads to now has another one."""
    for name in ("inside", "outside"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a").write_text(name)
    stamp = stamp_of(tmp_path / "inside/a")
    before = open_descriptors()
    (tmp_path / "inside").rename(tmp_path / "former")
    (tmp_path / "inside").symlink_to("outside")
    with pytest.raises(NotADirectoryError):
        open_file(str(tmp_path / "inside/a"), stamp)
    with pytest.raises(NotADirectoryError):
        open_folder(str(tmp_path / "inside"), stamp_of(tmp_path / "former"))
    assert open_descriptors() == before


@pytest.mark.parametrize("path", ["/dev/null", "/dev/tty", "/dev/zero"])
def test_a_device_is_no_file(path: str) -> None:
    with pytest.raises(OSError):  # noqa: PT011 - each for a reason of its own
        open_file(path)

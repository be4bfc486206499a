"""A folder of exported files: only what changed is written, and nothing of others is touched."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.cli.export_folder import ExportError, ExportFolder


def export(folder: Path, files: Mapping[str, str]) -> ExportFolder:
    """Bring a folder up to date with files of these texts, which are their digests too."""
    target = ExportFolder(folder)
    with target.open():
        target.require_room(files)
        for name, text in files.items():
            if not target.is_current(name, text):
                target.write(name, text, [text.encode()])
        target.finish(files)
    return target


def contents(folder: Path) -> dict[str, str]:
    return {
        place.relative_to(folder).as_posix(): place.read_text()
        for place in sorted(folder.rglob("*"))
        if place.is_file() and not place.name.startswith(".bodywise-export")
    }


def counts(target: ExportFolder) -> tuple[int, int]:
    return target.count_written, target.count_removed


def test_only_what_changed_is_written_and_what_is_gone_is_removed(tmp_path: Path) -> None:
    before = {"a.json": "1", "b/c.json": "2", "b/d/e.json": "3"}
    assert counts(export(tmp_path, before)) == (3, 0)
    assert contents(tmp_path) == before
    kept = (tmp_path / "a.json").stat()
    assert counts(export(tmp_path, before)) == (0, 0)
    after = {"a.json": "1", "b/c.json": "4"}
    assert counts(export(tmp_path, after)) == (1, 1)
    assert contents(tmp_path) == after
    assert (tmp_path / "a.json").stat() == kept
    # A folder that is left empty goes too.
    assert not (tmp_path / "b/d").exists()


def test_a_file_that_was_changed_or_removed_since_is_written_again(tmp_path: Path) -> None:
    files = {"a.json": "1", "b.json": "2", "c.json": "3"}
    export(tmp_path, files)
    (tmp_path / "a.json").write_text("changed")
    (tmp_path / "b.json").unlink()
    assert counts(export(tmp_path, files)) == (2, 0)
    assert contents(tmp_path) == files


def test_a_file_of_others_is_never_touched(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/mine.json").write_text("mine")
    export(tmp_path, {"pages/a.json": "1"})
    export(tmp_path, {})
    assert contents(tmp_path) == {"notes.txt": "mine", "pages/mine.json": "mine"}
    with pytest.raises(ExportError, match=r"no export wrote: pages/mine\.json\. Remove them"):
        export(tmp_path, {"a.json": "1", "pages/mine.json": "2"})
    with pytest.raises(ExportError, match=r"no export wrote: notes\.txt\."):
        export(tmp_path, {"notes.txt/a.json": "1"})
    assert contents(tmp_path) == {"notes.txt": "mine", "pages/mine.json": "mine"}


def test_no_file_is_written_or_removed_through_a_symbolic_link(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "folder", tmp_path / "elsewhere"
    export(folder, {"pages/a.json": "1"})
    (folder / "pages").rename(elsewhere)
    (folder / "pages").symlink_to(elsewhere)
    with pytest.raises(ExportError, match="no export wrote: pages"):
        export(folder, {"pages/a.json": "2"})
    export(folder, {})
    assert contents(elsewhere) == {"a.json": "1"}


def test_a_file_may_become_a_folder_and_a_folder_a_file(tmp_path: Path) -> None:
    files = {"a": "1", "b/c": "2", "b/d/e": "3"}
    export(tmp_path, files)
    files = {"a/x": "1", "b": "2"}
    export(tmp_path, files)
    assert contents(tmp_path) == files


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        (["a", "a"], "two answers"),
        (["a/b", "a"], "a file and a folder"),
        (["../a"], "cannot be the name"),
        (["/a"], "cannot be the name"),
        (["a//b"], "cannot be the name"),
        (["a/./b"], "cannot be the name"),
        (["a\0b"], "cannot be the name"),
        (["a" * 256], "cannot be the name"),
        ([".bodywise-export.ndjson"], "cannot be the name"),
    ],
)
def test_a_name_that_cannot_be_a_file_is_refused(
    tmp_path: Path, names: list[str], reason: str
) -> None:
    target = ExportFolder(tmp_path)
    with target.open(), pytest.raises(ExportError, match=reason):
        target.require_room(names)


def test_two_runs_do_not_write_at_once(tmp_path: Path) -> None:
    with (
        ExportFolder(tmp_path).open(),
        pytest.raises(ExportError, match="another export"),
        ExportFolder(tmp_path).open(),
    ):
        pass
    export(tmp_path, {"a": "1"})


def test_a_record_that_was_tampered_with_removes_nothing_outside(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    export(folder, {"a": "1"})
    (tmp_path / "mine").write_text("mine")
    record = folder / ".bodywise-export.ndjson"
    record.write_text('["../mine","x",4,5]\n["/etc/x","x",1,1]\nnonsense\n[1]\n["a","1",1')
    export(folder, {})
    assert (tmp_path / "mine").read_text() == "mine"


class _KilledError(Exception):
    """In place of the end of the process."""


_FILES = st.dictionaries(
    st.sampled_from(["a", "b", "c/d", "c/e/f", "a/b", "b/c"]), st.sampled_from(["1", "22", "333"])
).filter(
    lambda files: (
        not any(f"{one}/" in f"{other}/" for one in files for other in files if one != other)
    )
)


@given(st.lists(st.tuples(_FILES, st.integers(0, 4)), min_size=1, max_size=4), _FILES)
@settings(max_examples=200)
def test_after_any_runs_that_were_interrupted_the_next_one_is_whole(
    tmp_path_factory: pytest.TempPathFactory,
    runs: list[tuple[dict[str, str], int]],
    last: dict[str, str],
) -> None:
    folder = tmp_path_factory.mktemp("export")
    (folder / "mine").write_text("mine")

    def dying(text: str, *, dies: bool) -> Iterator[bytes]:
        yield text[:1].encode()
        if dies:
            raise _KilledError
        yield text[1:].encode()

    for files, number in runs:
        target = ExportFolder(folder)
        try:
            with target.open():
                target.require_room(files)
                for index, (name, text) in enumerate(files.items()):
                    if not target.is_current(name, text):
                        target.write(name, text, dying(text, dies=index == number))
        except _KilledError:
            pass
    export(folder, last)
    assert contents(folder) == {**last, "mine": "mine"}
    assert [place.name for place in folder.glob(".*")] == [".bodywise-export.ndjson"]

"""Watching a content folder."""

import asyncio
from pathlib import Path
from typing import NamedTuple

import pytest
from watchfiles import Change

from app.files.watch import Watch, is_being_switched, is_content_event


class Files(NamedTuple):
    """A listing of files."""

    names: tuple[str, ...]
    settled: bool = True


def test_a_work_tree_is_being_switched_while_its_index_is_locked(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    git = tmp_path / ".git"
    git.mkdir()
    assert not is_being_switched(content)
    (git / "index.lock").touch()
    assert is_being_switched(content)


def test_a_linked_work_tree_has_its_index_elsewhere(tmp_path: Path) -> None:
    index = tmp_path / "main" / ".git" / "worktrees" / "other"
    index.mkdir(parents=True)
    content = tmp_path / "other"
    content.mkdir()
    (content / ".git").write_text(f"gitdir: {index}\n")
    assert not is_being_switched(content)
    (index / "index.lock").touch()
    assert is_being_switched(content)


def test_a_folder_that_is_gone_or_in_no_work_tree_is_not_switched(tmp_path: Path) -> None:
    assert not is_being_switched(tmp_path / "gone")


@pytest.mark.parametrize("listing", [Files(("a.md",)), None])
def test_the_first_listing_is_a_change_if_there_is_a_folder(
    tmp_path: Path, listing: Files | None
) -> None:
    changes = 0

    async def first_change() -> None:
        changed = asyncio.Event()
        listed = asyncio.Event()
        loop = asyncio.get_running_loop()

        def list_files() -> Files | None:
            loop.call_soon_threadsafe(listed.set)
            return listing

        def count() -> None:
            nonlocal changes
            changes += 1
            changed.set()

        watching = asyncio.create_task(Watch(tmp_path, list_files).run(count))
        await asyncio.wait_for((changed if listing else listed).wait(), 5)
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)

    asyncio.run(first_change())
    assert changes == (1 if listing else 0)


@pytest.mark.parametrize(
    ("path", "counts"),
    [("a.md", True), ("..data", True), (".git/index", False), ("a/.a.md.swp", False)],
)
def test_events_of_hidden_files_do_not_count_but_the_folder_may_be_below_one(
    path: str, counts: bool
) -> None:
    root = Path("/home/.sites/content")
    assert is_content_event(root, Change.modified, str(root / path)) == counts


def test_a_folder_that_is_back_is_a_change_even_if_no_listing_missed_it(tmp_path: Path) -> None:
    content = tmp_path / "content"

    async def changes_of_a_folder_that_comes_back() -> None:
        changed = asyncio.Event()
        watch = Watch(content, lambda: Files(("a.md",)))
        watching = asyncio.create_task(watch.run(changed.set))
        # The first listing.
        await asyncio.wait_for(changed.wait(), 5)
        changed.clear()
        content.mkdir()
        await asyncio.wait_for(changed.wait(), 5)
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)

    asyncio.run(changes_of_a_folder_that_comes_back())

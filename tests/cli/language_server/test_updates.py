"""When a tree is read again, and what is shown."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from lsprotocol.types import Diagnostic

from app.cli.language_server.updates import Updates
from app.cli.language_server.workspace import OpenText, Snapshot, Workspace
from tests.conftest import PATIENCE, site_at

SITE = {"index.md": "# Home\n\n[About](/about/)\n", "about.md": "# About\n\n[Home](/)\n"}
BROKEN = "# Home\n\n[About](/abuot/)\n"


class Shown:
    """The codes shown of each file, and the messages to the user."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.codes: dict[str, list[object]] = {}
        self.history: list[tuple[str, list[object]]] = []
        self.versions: dict[str, int | None] = {}
        self.reports: list[str] = []
        self.fails = False
        self._changed = asyncio.Event()

    def show(self, uri: str, diagnostics: list[Diagnostic], version: int | None) -> None:
        """Keep the codes, or fail once."""
        if self.fails:
            self.fails = False
            self._changed.set()
            raise RuntimeError
        name = uri.removeprefix(f"{self.folder.as_uri()}/")
        self.codes[name] = [each.code for each in diagnostics]
        self.history.append((name, self.codes[name]))
        self.versions[name] = version
        self._changed.set()

    def report(self, message: str) -> None:
        """Keep a message."""
        self.reports.append(message)
        self._changed.set()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds."""
        async with asyncio.timeout(PATIENCE):
            while not holds():
                self._changed.clear()
                await self._changed.wait()


def in_editor(
    folder: Path, play: Callable[[Updates, Shown], Awaitable[None]], workspace: Workspace
) -> None:
    """Play what happens in an editor beside the updates of a tree."""

    async def run() -> None:
        shown = Shown(folder)
        updates = Updates(workspace, "utf-16", shown.show, shown.report)
        running = asyncio.create_task(updates.run())
        try:
            await play(updates, shown)
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    asyncio.run(run())


def type_text(updates: Updates, folder: Path, name: str, text: str, version: int) -> None:
    """Have a text in an open file."""
    path = updates.workspace.open(OpenText((folder / name).as_uri(), text, version))
    assert path is not None
    updates.edited(path)


def test_what_is_mended_is_cleared(tmp_path: Path) -> None:
    async def play(updates: Updates, shown: Shown) -> None:
        await shown.until(lambda: shown.codes.get("index.md") == ["broken-link"])
        type_text(updates, tmp_path, "index.md", SITE["index.md"], 1)
        await shown.until(lambda: shown.codes["index.md"] == [])
        assert shown.reports == []

    site_at(tmp_path, {**SITE, "index.md": BROKEN})
    in_editor(tmp_path, play, Workspace(tmp_path))


class Slow(Workspace):
    """Returns what it read only when it may."""

    def __init__(self, content: Path) -> None:
        super().__init__(content)
        self.may_return = threading.Event()
        self.may_return.set()
        self.has_read = threading.Event()

    def build(self) -> Snapshot:
        snapshot = super().build()
        self.has_read.set()
        assert self.may_return.wait(PATIENCE)
        return snapshot


def test_own_problems_are_shown_while_the_tree_is_read(tmp_path: Path) -> None:
    workspace = Slow(site_at(tmp_path, {**SITE, "index.md": BROKEN}))

    async def play(updates: Updates, shown: Shown) -> None:
        await shown.until(lambda: shown.codes.get("index.md") == ["broken-link"])
        workspace.may_return.clear()
        type_text(updates, tmp_path, "index.md", f"---\nweight: heavy\n---\n{BROKEN}", 1)
        # The broken link moved down three lines, and the front matter is wrong.
        await shown.until(lambda: shown.codes["index.md"] == ["invalid-value", "broken-link"])
        assert shown.versions["index.md"] == 1
        workspace.may_return.set()
        await updates.current()
        assert shown.codes["index.md"] == ["invalid-value", "broken-link"]

    in_editor(tmp_path, play, workspace)


def test_what_was_read_of_a_former_text_is_not_shown(tmp_path: Path) -> None:
    workspace = Slow(site_at(tmp_path, {**SITE, "index.md": BROKEN}))

    async def play(updates: Updates, shown: Shown) -> None:
        await updates.current()
        type_text(updates, tmp_path, "index.md", "---\nweight: heavy\nlayout: a\n---\nText\n", 1)
        workspace.may_return.clear()
        workspace.has_read.clear()
        reading = asyncio.create_task(updates.current())
        await shown.until(lambda: shown.codes.get("index.md") == ["invalid-value"])
        assert await asyncio.to_thread(workspace.has_read.wait, PATIENCE)
        type_text(updates, tmp_path, "index.md", BROKEN, 2)
        await shown.until(lambda: shown.codes["index.md"] == ["broken-link"])
        del shown.history[:]
        workspace.may_return.set()
        await reading
        await updates.current()
        assert all(codes == ["broken-link"] for name, codes in shown.history if name == "index.md")
        assert shown.codes["index.md"] == ["broken-link"]

    in_editor(tmp_path, play, workspace)


def test_typing_does_not_queue_work(tmp_path: Path) -> None:
    class Counting(Workspace):
        """Counts how often the tree is read."""

        builds = 0

        def build(self) -> Snapshot:
            self.builds += 1
            return super().build()

    workspace = Counting(site_at(tmp_path, SITE))

    async def play(updates: Updates, shown: Shown) -> None:
        await updates.current()
        for number in range(200):
            type_text(updates, tmp_path, "index.md", f"{SITE['index.md']}{number}\n", number)
            await asyncio.sleep(0)
        type_text(updates, tmp_path, "index.md", BROKEN, 200)
        await shown.until(lambda: shown.codes.get("index.md") == ["broken-link"])
        assert workspace.builds <= 3

    in_editor(tmp_path, play, workspace)


def test_a_request_reads_what_was_typed_last_at_once(tmp_path: Path) -> None:
    async def play(updates: Updates, _: Shown) -> None:
        type_text(updates, tmp_path, "about.md", "# Another\n", 1)
        snapshot = await updates.current()
        assert snapshot is not None
        assert snapshot.library.pages_by_slug["about"].title == "Another"
        assert await updates.current() is snapshot
        assert await updates.alone(lambda workspace: workspace.content) == tmp_path

    in_editor(tmp_path, play, Workspace(site_at(tmp_path, SITE)))


def test_what_takes_long_runs_in_a_thread_on_the_tree_as_it_is_now(tmp_path: Path) -> None:
    def title(_: Workspace, snapshot: Snapshot) -> str:
        assert threading.current_thread() is not threading.main_thread()
        return snapshot.library.pages_by_slug["about"].title

    async def play(updates: Updates, _: Shown) -> None:
        type_text(updates, tmp_path, "about.md", "# Another\n", 1)
        assert await updates.with_snapshot(title) == "Another"

    in_editor(tmp_path, play, Workspace(site_at(tmp_path, SITE)))


@pytest.mark.parametrize("defect", [False, True])
def test_a_tree_that_cannot_be_read_is_reported_and_read_again(
    tmp_path: Path, defect: bool
) -> None:
    class Failing(Workspace):
        """Has a defect at first."""

        fails = defect

        def build(self) -> Snapshot:
            if self.fails:
                self.fails = False
                raise RuntimeError
            return super().build()

    folder = tmp_path / "content"

    async def play(updates: Updates, shown: Shown) -> None:
        await shown.until(lambda: bool(shown.reports))
        expected = "because of a defect" if defect else "no such file or directory"
        assert expected in shown.reports[0]
        assert updates.snapshot is None
        if not defect:
            updates.changed()
            assert await updates.with_snapshot(lambda *_: True) is None
            assert len(shown.reports) == 1
        site_at(folder, {**SITE, "index.md": BROKEN})
        updates.changed()
        await shown.until(lambda: shown.codes.get("index.md") == ["broken-link"])

    in_editor(folder, play, Failing(folder))


def test_a_defect_while_diagnostics_are_shown_does_not_end_them(tmp_path: Path) -> None:
    async def play(updates: Updates, shown: Shown) -> None:
        shown.fails = True
        await shown.until(lambda: not shown.fails)
        await shown.until(lambda: bool(shown.reports))
        assert "because of a defect" in shown.reports[0]
        type_text(updates, tmp_path, "index.md", f"---\nweight: heavy\n---\n{BROKEN}", 1)
        await shown.until(lambda: shown.codes.get("index.md") == ["invalid-value", "broken-link"])
        await updates.current()
        shown.fails = True
        type_text(updates, tmp_path, "index.md", "---\nweight: heavy\n---\n", 2)
        await shown.until(lambda: shown.codes["index.md"] == ["invalid-value"])

    in_editor(tmp_path, play, Workspace(site_at(tmp_path, {**SITE, "index.md": BROKEN})))


def test_updates_that_end_say_so_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: str) -> None:
        raise RuntimeError

    async def run() -> None:
        workspace = Workspace(tmp_path / "none")
        updates = Updates(workspace, "utf-16", Shown(tmp_path).show, fail)
        async with asyncio.timeout(PATIENCE):
            await updates.run()

    asyncio.run(run())
    (record,) = caplog.records
    assert record.getMessage() == "problems are not shown any more because of a defect"
    assert record.exc_info is not None


def test_other_files_keep_what_is_shown_while_the_site_file_is_typed(tmp_path: Path) -> None:
    site = 'collections: {pages: {match: "a/**", permalink: "/:slug/"}}\n'
    site_at(tmp_path, {"site.yaml": site, "index.md": "[b](/b/) [c](/c/)\n", "a/b.md": "# B\n"})

    async def play(updates: Updates, shown: Shown) -> None:
        await shown.until(lambda: "broken-link" in shown.codes.get("index.md", ()))
        before = shown.codes["index.md"]
        type_text(updates, tmp_path, "site.yaml", f"{site}menus: [\n", 1)
        await shown.until(lambda: shown.codes.get("site.yaml") == ["front-matter-syntax"])
        await updates.current()
        assert shown.codes["index.md"] == before
        type_text(updates, tmp_path, "site.yaml", site, 2)
        await shown.until(lambda: not shown.codes["site.yaml"])
        assert shown.codes["index.md"] == before

    in_editor(tmp_path, play, Workspace(tmp_path))

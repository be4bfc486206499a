"""What is served follows the files and the clock; nothing that goes wrong takes it away."""

import asyncio
import datetime as dt
import gc
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.library.load import load
from app.live.reloader import Reloader
from app.live.snapshot import Reload, Snapshot
from app.main import create_app
from app.settings import Settings
from app.views.catalog import Catalog
from tests.conftest import PATIENCE, Running, Starting, ask_port, assert_problem, client_of, site_at

GOOD = {"index.md": "# Home\n\n[a](/a/)\n", "a.md": "---\ntitle: A\n---\n"}
TOKEN = "a token of sixteen"


def renewal_on(folder: Path, **given: object) -> Reloader:
    """A renewal that has read its content."""
    renewal = Reloader(Settings.model_validate({"content": folder, **given}))
    renewal.load()
    return renewal


def title(renewal: Reloader, slug: str = "a") -> str:
    """The title of a page as it is served."""
    assert renewal.store.snapshot is not None
    return renewal.store.snapshot.published.library.pages_by_slug[slug].title


def last(renewal: Reloader) -> Reload:
    """What came of the last attempt."""
    assert renewal.store.reload is not None
    return renewal.store.reload


def test_a_changed_file_is_served_after_a_reload(tmp_path: Path) -> None:
    renewal = renewal_on(site_at(tmp_path, GOOD))
    (tmp_path / "a.md").write_text("---\ntitle: B\n---\n")
    renewal.reload()
    assert title(renewal) == "B"
    assert renewal.store.outcomes == {"accepted": 2}


def test_a_bad_edit_is_refused_and_told_until_it_is_mended(tmp_path: Path) -> None:
    renewal = renewal_on(site_at(tmp_path, GOOD), on_error="serve")
    with client_of(create_app(reloader=renewal)) as client:
        (tmp_path / "a.md").write_text("---\ntitle: [\n---\n")
        renewal.reload()
        assert title(renewal) == "A"
        ready = client.get("/readyz").json()
        assert ready["status"] == "degraded"
        assert ready["reload"]["outcome"] == "refused"
        assert ready["reload"]["detail"] == "the content has 1 error, so it is not served."
        assert [(each["file"], each["line"]) for each in ready["problems"]] == [("a.md", 3)]
        assert ready["version"] == client.get("/site").json()["version"]
        assert client.get("/pages/a").status_code == 200
        renewal.reload()
        assert renewal.store.outcomes["refused"] == 1, "the same mistake counts once"
        (tmp_path / "a.md").write_text("---\ntitle: C\n---\n")
        renewal.reload()
        ready = client.get("/readyz").json()
        assert (ready["status"], ready["problems"]) == ("ok", [])
        assert title(renewal) == "C"


def test_a_folder_that_is_suddenly_empty_is_refused(tmp_path: Path) -> None:
    renewal = renewal_on(site_at(tmp_path, GOOD))
    with client_of(create_app(reloader=renewal)) as client:
        for name in GOOD:
            (tmp_path / name).unlink()
        renewal.reload()
        assert title(renewal) == "A"
        ready = client.get("/readyz").json()
        assert (ready["status"], ready["reload"]["outcome"]) == ("degraded", "refused")
        assert ready["reload"]["detail"] == (
            "no document is left in the content folder, so it is not served."
        )
        assert ready["summary"]["codes"] == {"no-documents": 1}
        assert client.get("/pages/a").status_code == 200
        site_at(tmp_path, GOOD)
        renewal.reload()
        assert client.get("/readyz").json()["status"] == "ok"


def test_a_folder_that_was_empty_from_the_start_is_served(tmp_path: Path) -> None:
    renewal = renewal_on(tmp_path)
    (tmp_path / "site.yaml").write_text("title: Empty\n")
    renewal.reload()
    assert renewal.store.outcomes == {"accepted": 2}


def test_the_log_has_new_errors_and_the_table_by_code(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    lost = "# A\n\n[x](/x/)\n\n[y](/y/)\n"
    renewal = renewal_on(site_at(tmp_path, {**GOOD, "b.md": lost}))
    assert not any("warning[" in line for line in caplog.messages)
    rows = [line for line in caplog.messages if line.startswith("warning ")]
    (row,) = rows
    assert row.startswith("warning broken-link      2 in 1 file      Mend it or take it out.")
    caplog.clear()
    (tmp_path / "a.md").write_text("---\ntitle: AA\n---\n")
    renewal.reload()
    assert [line for line in caplog.messages if "broken-link" in line] == []
    (tmp_path / "b.md").write_text(f"---\ntitle: [\n---\n{lost}")
    renewal.reload()
    assert [line for line in caplog.messages if "error[front-matter-syntax]" in line]
    assert [line for line in caplog.messages if line.startswith("error   front-matter-syntax")]


def test_content_that_had_errors_from_the_start_follows_its_files(tmp_path: Path) -> None:
    folder = site_at(tmp_path, {**GOOD, "bad.md": "---\ntitle: [\n---\n"})
    renewal = renewal_on(folder, on_error="serve")
    (tmp_path / "a.md").write_text("---\ntitle: B\n---\n")
    renewal.reload()
    assert title(renewal) == "B"


def test_a_folder_that_is_gone_for_a_moment_takes_nothing_with_it(tmp_path: Path) -> None:
    folder = site_at(tmp_path / "content", GOOD)
    renewal = renewal_on(folder)
    folder.rename(tmp_path / "away")
    renewal.reload()
    renewal.reload()
    assert title(renewal) == "A"
    assert last(renewal).outcome == "failed"
    assert str(folder) in last(renewal).detail
    assert renewal.store.outcomes["failed"] == 1
    (tmp_path / "away").rename(folder)
    renewal.reload()
    assert last(renewal).outcome == "accepted"


def test_problems_stay_counted_while_the_folder_is_gone(tmp_path: Path) -> None:
    folder = site_at(tmp_path / "content", {**GOOD, "bad.md": "---\ntitle: [\n---\n"})
    reloader = renewal_on(folder, on_error="serve")
    before = last(reloader).problems
    folder.rename(tmp_path / "away")
    reloader.reload()
    assert last(reloader).outcome == "failed"
    assert last(reloader).problems == before != ()


def test_the_first_content_is_not_looked_through_for_garbage(tmp_path: Path) -> None:
    gc.unfreeze()
    renewal = renewal_on(site_at(tmp_path, GOOD))
    frozen = gc.get_freeze_count()
    assert frozen > 0
    # Later ones are: an edit makes little, and what it takes the place of has to go.
    (tmp_path / "a.md").write_text("---\ntitle: B\n---\n")
    renewal.reload()
    assert gc.get_freeze_count() <= frozen
    gc.unfreeze()


def test_an_error_of_the_program_takes_nothing_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    renewal = renewal_on(site_at(tmp_path, GOOD))

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("app.live.reloader.LibraryBuilder.build", broken)
    (tmp_path / "a.md").write_text("---\ntitle: B\n---\n")
    renewal.reload()
    assert title(renewal) == "A"
    assert last(renewal).outcome == "failed"
    assert "ZeroDivisionError" in last(renewal).detail
    monkeypatch.undo()
    renewal.reload()
    assert title(renewal) == "B"


def test_an_error_is_logged_once_for_as_long_as_it_is_there(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    folder = site_at(tmp_path, {**GOOD, "bad.md": "---\ntitle: [\n---\n"})
    renewal = renewal_on(folder, on_error="serve")
    (tmp_path / "worse.md").write_text("---\ntitle: {\n---\n")
    renewal.reload()
    logged = [record.message for record in caplog.records if "error[" in record.message]
    assert [message.partition(":")[0] for message in logged] == ["bad.md", "worse.md"]


def test_pages_appear_and_expire_at_their_moments_without_a_reload(tmp_path: Path) -> None:
    now = dt.datetime.now(dt.UTC)
    start, end = now + dt.timedelta(seconds=2), now + dt.timedelta(seconds=4)
    soon = f"---\npublish_date: {start.isoformat()}\nexpiry_date: {end.isoformat()}\n---\n"
    folder = site_at(tmp_path, {**GOOD, "soon.md": soon})
    renewal = renewal_on(folder)
    seen: list[tuple[int, dt.datetime]] = []
    with client_of(create_app(reloader=renewal)) as client:
        while not seen or seen[-1][0] != 410:
            status = client.get("/pages/soon").status_code
            moment = dt.datetime.now(dt.UTC)
            if not seen or seen[-1][0] != status:
                seen.append((status, moment))
            assert moment < now + dt.timedelta(seconds=PATIENCE)
        assert_problem(client.get("/resolve?path=/soon/"), 410)
        assert "expired" in assert_problem(client.get("/pages/soon?fields=title"), 410)["detail"]
    assert [status for status, _ in seen] == [404, 200, 410]
    assert seen[1][1] >= start
    assert seen[2][1] >= end
    assert renewal.store.outcomes == {"accepted": 1}


def test_what_had_become_due_is_due_no_longer_when_the_clock_is_set_back(tmp_path: Path) -> None:
    """The content was built at a moment that is now to come, as if the clock was set back."""
    now = dt.datetime.now(dt.UTC)
    soon = f"---\npublish_date: {(now + dt.timedelta(days=1)).isoformat()}\n---\n"
    renewal = renewal_on(site_at(tmp_path, {**GOOD, "soon.md": soon}))
    later = load(tmp_path, at=now + dt.timedelta(days=2))
    renewal.store.snapshot = Snapshot(Catalog(later))
    with client_of(create_app(reloader=renewal)) as client:
        assert client.get("/pages/soon").status_code == 200
        while client.get("/pages/soon").status_code != 404:
            assert dt.datetime.now(dt.UTC) < now + dt.timedelta(seconds=PATIENCE)
    assert renewal.store.outcomes == {"accepted": 1}


def test_a_reload_that_misses_its_deadline_is_reported(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings = Settings(content=site_at(tmp_path, GOOD), on_error="serve")
    renewal = Reloader(settings, deadline_seconds=0.0)
    end = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=PATIENCE)
    with client_of(create_app(settings, reloader=renewal)) as client:
        while client.get("/readyz").status_code != 200:
            assert dt.datetime.now(dt.UTC) < end
        while client.get("/readyz").json()["overdue"] is not None:
            assert dt.datetime.now(dt.UTC) < end
    assert any("has not ended after 0 s" in record.message for record in caplog.records)
    assert renewal.store.outcomes == {"accepted": 1}


def test_readiness_is_degraded_while_a_reload_is_overdue(tmp_path: Path) -> None:
    renewal = renewal_on(site_at(tmp_path, GOOD))
    with client_of(create_app(reloader=renewal)) as client:
        assert client.get("/readyz").json()["overdue"] is None
        renewal.store.overdue_since = dt.datetime(2026, 11, 24, 7, 30, tzinfo=dt.UTC)
        ready = client.get("/readyz").json()
        assert ready["overdue"] == "2026-11-24T07:30:00.000+00:00"
        assert ready["status"] == "degraded"
        assert client.get("/pages/a").status_code == 200
        renewal.store.overdue_since = None
        assert client.get("/readyz").json()["status"] == "ok"


def test_a_page_that_becomes_a_pipe_or_a_link_does_not_stop_reloads(tmp_path: Path) -> None:
    renewal = renewal_on(site_at(tmp_path / "content", GOOD))
    (tmp_path / "secret.md").write_text("---\ntitle: hunter2\n---\n")
    page = tmp_path / "content/a.md"
    page.unlink()
    os.mkfifo(page)
    renewal.reload()
    assert (title(renewal), last(renewal).outcome) == ("A", "refused")
    page.unlink()
    page.symlink_to(tmp_path / "secret.md")
    renewal.reload()
    assert (title(renewal), last(renewal).outcome) == ("A", "refused")
    page.unlink()
    page.write_text("---\ntitle: B\n---\n")
    renewal.reload()
    assert title(renewal) == "B"


@pytest.fixture
def preview(tmp_path: Path) -> TestClient:
    """A client of a site with a page that is a draft and one that is not published yet."""
    files = {
        **GOOD,
        "draft.md": "---\ntitle: Draft\ndraft: true\nmenu: main\n---\n[a](/a/)\n",
        "later.md": "---\ntitle: Later\npublish_date: 2999-01-01\n---\n",
        "past.md": "---\nexpiry_date: 2000-01-01\n---\n",
    }
    folder = site_at(tmp_path, files)
    renewal = renewal_on(folder, preview_token=TOKEN)
    settings = Settings.model_validate({"content": folder, "preview_token": TOKEN})
    return client_of(create_app(settings, reloader=renewal))


def test_who_holds_the_token_sees_what_is_not_published_yet(preview: TestClient) -> None:
    held = {"Preview-Token": TOKEN}
    for slug, status in {"a": 200, "draft": 200, "later": 200, "past": 410}.items():
        assert preview.get(f"/pages/{slug}", headers=held).status_code == status
    response = preview.get("/pages", headers=held)
    assert response.json()["total"] == 4
    assert response.headers["cache-control"] == "private, no-store"
    assert "surrogate-key" not in response.headers
    backlinks = preview.get("/pages/a", headers=held).json()["backlinks"]
    assert [each["slug"] for each in backlinks] == ["draft", "index"]
    assert [each["name"] for each in preview.get("/menus", headers=held).json()["items"]] == [
        "main"
    ]


def test_who_does_not_sees_nothing_of_it(preview: TestClient) -> None:
    for slug in ("draft", "later"):
        assert_problem(preview.get(f"/pages/{slug}"), 404)
    response = preview.get("/pages")
    assert response.json()["total"] == 2
    assert "Preview-Token" in response.headers["vary"]
    assert "private" not in response.headers["cache-control"]
    assert "raft" not in preview.get("/links").text + preview.get("/menus").text
    for wrong in (b"", b"x", TOKEN.encode() + b"x", "ä".encode()):
        refused = preview.get("/pages/draft", headers={b"Preview-Token": wrong})
        assert "is not the one" in assert_problem(refused, 401)["detail"]


def test_a_token_where_none_is_set_is_refused(client: TestClient) -> None:
    refused = client.get("/pages", headers={"Preview-Token": TOKEN})
    assert "no Preview-Token is set" in assert_problem(refused, 401)["detail"]


def test_a_service_that_serves_despite_errors_waits_for_its_content(tmp_path: Path) -> None:
    settings = Settings(content=tmp_path / "content", on_error="serve", watch=True)
    with client_of(create_app(settings)) as client:
        for path in ("/readyz", "/pages/a", "/files/a.txt"):
            response = client.get(path)
            assert_problem(response, 503)
            assert response.headers["retry-after"] == "1"
        assert client.get("/healthz").status_code == 200
        site_at(tmp_path / "content", GOOD)
        end = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=PATIENCE)
        while client.get("/readyz").status_code != 200:
            assert dt.datetime.now(dt.UTC) < end
        assert client.get("/pages/a").status_code == 200


def serving(folder: Path, *options: str, **environment: str) -> Starting:
    """The command on a content folder."""
    return Starting("-m", "app", "serve", str(folder), "--port", "0", *options, **environment)


def served(running: Running, slug: str = "a") -> str | None:
    """The title of a page; None where there is none."""
    received = ask_port(running.port, f"/pages/{slug}?fields=title")
    return received.json()["title"] if received.status_code == 200 else None


def in_place(place: Path, text: str) -> None:
    """Write as most editors do."""
    place.write_text(text)


def through_a_temporary_file(place: Path, text: str) -> None:
    """Write as careful editors do."""
    temporary = place.with_name(f".{place.name}.swp")
    temporary.write_text(text)
    temporary.replace(place)


@pytest.mark.parametrize("write", [in_place, through_a_temporary_file])
def test_a_watched_folder_is_served_as_it_is_edited(
    tmp_path: Path, write: Callable[[Path, str], None]
) -> None:
    folder = site_at(tmp_path / "content", GOOD)
    with serving(folder, "--watch") as running:
        for name in ("B", "C"):
            write(folder / "a.md", f"---\ntitle: {name}\n---\n")
            running.until(lambda name=name: served(running) == name)  # type: ignore[misc]  # bound
        write(folder / "a.md", "---\ntitle: [\n---\n")
        ready = "/readyz"
        running.until(lambda: ask_port(running.port, ready).json()["status"] == "degraded")
        assert served(running) == "C"
        write(folder / "a.md", "---\ntitle: D\n---\n")
        running.until(lambda: served(running) == "D")


def test_a_folder_that_is_replaced_by_another_is_watched_on(tmp_path: Path) -> None:
    folder = site_at(tmp_path / "content", GOOD)
    with serving(folder, "--watch") as running:
        site_at(tmp_path / "other", {**GOOD, "a.md": "---\ntitle: B\n---\n"})
        folder.rename(tmp_path / "away")
        (tmp_path / "other").rename(folder)
        running.until(lambda: served(running) == "B")
        (folder / "a.md").write_text("---\ntitle: C\n---\n")
        running.until(lambda: served(running) == "C")


def test_a_symbolic_link_that_is_switched_is_followed(tmp_path: Path) -> None:
    site_at(tmp_path / "one", {**GOOD, "note.txt": "one"})
    site_at(tmp_path / "two", {**GOOD, "a.md": "---\ntitle: B\n---\n", "note.txt": "two"})
    current = tmp_path / "current"
    current.symlink_to("one")
    with serving(current, "--watch") as running:
        (tmp_path / "next").symlink_to("two")
        (tmp_path / "next").replace(current)
        shutil.rmtree(tmp_path / "one")
        assert ask_port(running.port, "/note.txt").content == b"two"
        running.until(lambda: served(running) == "B")


class SwitchedLink:
    """A folder behind a link; `switch`, a progress callback, leads the link to another folder."""

    def __init__(self, folder: Path, most: int) -> None:
        """The link is switched `most` times at most."""
        self.link = folder / "current"
        self.switches = 0
        self._most = most
        self._lead()

    def switch(self, done: int, total: int) -> None:
        """Lead the link to a new folder, in one step, as git-sync and Kubernetes do."""
        del done, total
        if self.switches < self._most:
            self.switches += 1
            self._lead()

    def _lead(self) -> None:
        name = f"v{self.switches}"
        site_at(self.link.parent / name, {**GOOD, "a.md": f"---\ntitle: {name}\n---\n"})
        following = self.link.with_name("next")
        following.symlink_to(name)
        following.replace(self.link)


def test_a_tree_that_is_switched_while_it_is_read_is_read_until_it_rests(tmp_path: Path) -> None:
    tree = SwitchedLink(tmp_path, 7)
    renewal = Reloader(Settings(content=tree.link))
    renewal.load(tree.switch)
    assert (tree.switches, title(renewal)) == (7, "v7")


def test_a_tree_that_never_rests_is_read_twelve_times(tmp_path: Path) -> None:
    tree = SwitchedLink(tmp_path, 40)
    renewal = Reloader(Settings(content=tree.link))
    renewal.load(tree.switch)
    assert (tree.switches, title(renewal)) == (12, "v11"), "the state that was read last is served"
    renewal.reload()
    assert title(renewal) == "v12", "the next reload goes on from there"


def test_a_hangup_has_the_content_read_again(tmp_path: Path) -> None:
    folder = site_at(tmp_path / "content", GOOD)
    with serving(folder) as running:
        (folder / "a.md").write_text("---\ntitle: B\n---\n")
        running.process.send_signal(signal.SIGHUP)
        running.until(lambda: served(running) == "B")


def test_while_git_switches_a_branch_nothing_is_read(tmp_path: Path) -> None:
    folder = site_at(tmp_path / "content", GOOD)
    (tmp_path / ".git").mkdir()
    with serving(folder, "--watch") as running:
        lock = tmp_path / ".git/index.lock"
        lock.touch()
        (folder / "a.md").unlink()
        for _ in range(100):
            assert served(running) == "A"
        (folder / "a.md").write_text("---\ntitle: B\n---\n")
        lock.unlink()
        running.until(lambda: served(running) == "B")


def test_an_unforeseen_end_of_the_renewal_is_told_and_it_begins_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    renewal = renewal_on(site_at(tmp_path, GOOD))
    waited: list[int] = []
    wait = renewal._is_requested

    begun_again = asyncio.Event()

    async def once_broken(seconds: float | None) -> bool:
        waited.append(1)
        if len(waited) == 1:
            raise ZeroDivisionError
        begun_again.set()
        return await wait(seconds)

    monkeypatch.setattr(renewal, "_is_requested", once_broken)

    async def running() -> None:
        task = asyncio.create_task(renewal.run())
        async with asyncio.timeout(PATIENCE):
            await begun_again.wait()
        task.cancel()

    asyncio.run(running())
    assert renewal.store.outcomes["failed"] == 1


def test_an_edit_is_found_and_what_was_is_not(tmp_path: Path) -> None:
    renewal = renewal_on(site_at(tmp_path, GOOD))
    with client_of(create_app(reloader=renewal)) as client:
        assert client.get("/search?q=kiwi").json()["total"] == 0
        (tmp_path / "a.md").write_text("---\ntitle: Kiwi\n---\n")
        renewal.reload()
        assert client.get("/search?q=kiwi").json()["total"] == 1
        (tmp_path / "a.md").write_text("---\ntitle: Lemon\n---\n")
        renewal.reload()
        assert client.get("/search?q=kiwi").json()["total"] == 0
        assert client.get("/search?q=lemon").json()["total"] == 1


def test_drafts_are_found_in_the_preview_alone(tmp_path: Path) -> None:
    folder = site_at(tmp_path, {**GOOD, "b.md": "---\ntitle: Kiwi\ndraft: true\n---\n"})
    renewal = renewal_on(folder, preview_token=TOKEN)
    settings = Settings.model_validate({"content": folder, "preview_token": TOKEN})
    with client_of(create_app(settings, reloader=renewal)) as client:
        assert client.get("/search?q=kiwi").json()["total"] == 0
        found = client.get("/search?q=kiwi", headers={"Preview-Token": TOKEN}).json()
        assert found["total"] == 1

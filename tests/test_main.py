"""The application starts with its content, or tells why it does not."""

from pathlib import Path
from typing import Any

import anyio
import pytest
from starlette.types import Message

from app.documents.reader import ContentFolderError
from app.library.library import Library
from app.live.reloader import RefusedError, Reloader
from app.main import Startup, create_app
from app.problems import Severity
from app.settings import Settings
from tests.conftest import SMALL, Starting, ask_port, client_of, run, site_at

BAD = {"index.md": "Hello.\n", "bad.md": "---\ntitle: [\n---\n", "worse.md": "---\ntitle: x\n"}


def test_the_content_is_loaded_when_the_service_starts() -> None:
    service = create_app(Settings(content=SMALL))
    with client_of(service) as client:
        assert client.get("/pages").json()["total"] == 9


def test_a_library_that_is_handed_over_is_served_as_it_is(library: Library) -> None:
    with client_of(create_app(library=library)) as client:
        assert client.get("/site").json()["version"] == library.version


def test_answers_are_made_by_four_threads_at_most(library: Library) -> None:
    with client_of(create_app(library=library)) as client:
        assert client.portal is not None
        made_by = client.portal.call(anyio.to_thread.current_default_thread_limiter)
        assert made_by.total_tokens == 4


def test_content_with_errors_is_refused_with_all_errors(tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as caught:
        Reloader(Settings(content=site_at(tmp_path, BAD))).load()
    assert len(caught.value.library.errors) == 2
    for problem in caught.value.library.problems:
        assert (str(problem) in str(caught.value)) == (problem.severity is Severity.ERROR)


def test_content_with_errors_is_served_where_the_settings_say_so(tmp_path: Path) -> None:
    library = Reloader(Settings(content=site_at(tmp_path, BAD), on_error="serve")).load()
    assert [page.slug for page in library.pages] == ["index"]


def test_no_content_is_refused_whatever_the_settings_say(tmp_path: Path) -> None:
    with pytest.raises(ContentFolderError):
        Reloader(Settings(content=tmp_path / "none", on_error="serve")).load()


def test_an_unforeseen_error_at_the_start_is_not_kept_quiet() -> None:
    nothing: Any = None
    broken = Settings.model_construct(content=nothing, site_file=None, on_error="stop")
    with pytest.raises(TypeError), client_of(create_app(broken)):
        pass


def refusal(monkeypatch: pytest.MonkeyPatch, **environment: str) -> str:
    """What a server is told by a service that does not start."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "lifespan.startup"}

    async def send(message: Message) -> None:
        sent.append(message)

    anyio.run(Startup(create_app), {"type": "lifespan", "state": {}}, receive, send)
    (failed,) = sent
    assert failed["type"] == "lifespan.startup.failed"
    return str(failed["message"])


def test_a_service_without_content_tells_so_when_it_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = refusal(monkeypatch, BODYWISE_CONTENT=str(tmp_path / "none"))
    assert "cannot be read" in told
    assert "BODYWISE_CONTENT" in told


def test_a_service_with_wrong_settings_tells_all_of_them_when_it_starts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = refusal(monkeypatch, BODYWISE_ON_ERROR="x", BODYWISE_PORT="y")
    assert "BODYWISE_ON_ERROR" in told
    assert "BODYWISE_PORT" in told


def test_a_server_that_refuses_to_start_tells_why_without_a_traceback(tmp_path: Path) -> None:
    folder = site_at(tmp_path, BAD)
    command = ["-m", "uvicorn", "app.main:app", "--port", "0"]
    ended = run(*command, BODYWISE_CONTENT=str(folder))
    assert ended.returncode != 0
    said = ended.stdout + ended.stderr
    for part in ("the content has errors", "bad.md:3:1: error[", "worse.md:1:1: error["):
        assert part in said
    assert "Traceback" not in said
    assert "running on" not in said


def test_a_server_started_by_its_own_command_serves(tmp_path: Path) -> None:
    folder = site_at(tmp_path, BAD)
    command = ["-m", "uvicorn", "app.main:app", "--port", "0"]
    environment = {"BODYWISE_CONTENT": str(folder), "BODYWISE_ON_ERROR": "serve"}
    with Starting(*command, **environment) as running:
        running.until(lambda: ask_port(running.port, "/readyz").status_code == 200)
        assert ask_port(running.port, "/readyz").json()["status"] == "degraded"
        assert ask_port(running.port, "/pages/index").json()["title"] == "Index"

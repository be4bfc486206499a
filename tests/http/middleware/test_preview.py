"""The preview token shows drafts to those who have it."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from tests.conftest import site_at


def test_a_preview_is_neither_kept_nor_given_to_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BODYWISE_CONTENT", raising=False)
    root = site_at(tmp_path, {"a.md": "---\ndraft: true\n---\n# A\n", "b.md": "# B\n"})
    token = "a-token-of-the-tests"
    settings = Settings.model_validate({"content": root, "preview_token": token})
    with TestClient(create_app(settings)) as client:
        secret = {"Preview-Token": token}
        for _ in range(2):
            assert client.get("/pages/a", headers=secret).status_code == 200
            assert client.get("/pages/a").status_code == 404
            assert client.get("/pages/b").headers["cache-control"].startswith("public")
            private = client.get("/pages/b", headers=secret)
            assert private.headers["cache-control"] == "private, no-store"

"""Settings: what they are without being set, and how wrong ones are told."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from app.settings import Settings, WrongSettingsError, read_settings


def test_without_any_setting_the_folder_content_is_served_to_this_machine_only() -> None:
    assert Settings().model_dump() == {
        "content": Path("content"),
        "site_file": None,
        "on_error": "stop",
        "watch": False,
        "preview_token": None,
        "host": "127.0.0.1",
        "port": 8000,
        "root_path": "",
        "trusted_hosts": ("*",),
        "trusted_proxies": (),
        "cors_origins": ("*",),
        "stop_timeout": 20,
        "log_format": "console",
        "log_level": "info",
        "access_log": False,
    }


def test_every_setting_is_described() -> None:
    for name, field in Settings.model_fields.items():
        assert field.description, name
        assert field.description.endswith("."), name


def test_the_environment_sets_and_what_is_given_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BODYWISE_CONTENT", "elsewhere")
    monkeypatch.setenv("BODYWISE_PORT", "9000")
    monkeypatch.setenv("BODYWISE_ON_ERROR", "serve")
    monkeypatch.setenv("PORT", "1")
    settings = read_settings(port=9001)
    assert settings.content == Path("elsewhere")
    assert settings.port == 9001
    assert settings.on_error == "serve"


def test_settings_do_not_change() -> None:
    settings = Settings()
    with pytest.raises(ValidationError):
        settings.port = 1  # type: ignore[misc]  # what the test is about


def test_all_wrong_settings_are_told_at_once_with_their_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("BODYWISE_PORT", "70000")
    monkeypatch.setenv("BODYWISE_ON_ERROR", "ignore")
    with pytest.raises(WrongSettingsError) as caught:
        read_settings()
    told = str(caught.value)
    assert "on_error (BODYWISE_ON_ERROR): input should be 'stop' or 'serve', not \"ignore\"" in told
    assert 'port (BODYWISE_PORT): input should be less than or equal to 65535, not "70000"' in told

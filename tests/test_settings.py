"""Settings: what they are without being set, and how wrong ones are told."""

import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from app.settings import Settings, SettingsError, read_settings


def test_without_any_setting_the_folder_content_is_served_to_this_machine_only() -> None:
    assert Settings().model_dump() == {
        "content": Path("content"),
        "site_file": None,
        "on_error": "stop",
        "watch": False,
        "events": None,
        "webhook_url": None,
        "webhook_secret": None,
        "preview_token": None,
        "host": "127.0.0.1",
        "port": 8000,
        "explorer": True,
        "editor_url": None,
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
    with pytest.raises(SettingsError) as caught:
        read_settings()
    told = str(caught.value)
    assert "on_error (BODYWISE_ON_ERROR): input should be 'stop' or 'serve', not \"ignore\"" in told
    assert 'port (BODYWISE_PORT): input should be less than or equal to 65535, not "70000"' in told


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("ROOT_PATH", "api", "must be a path such as /api"),
        ("EDITOR_URL", "code {file}", '"code {file}" is no address that opens an editor'),
        ("EDITOR_URL", "javascript:{file}", '"javascript:{file}" is no address that opens'),
        ("EDITOR_URL", "vscode://file", '"vscode://file" must have {file}'),
        ("EDITOR_URL", "vscode://{file}:{row}", "must have {file}, and may have {line} and"),
        ("TRUSTED_HOSTS", "a b", '"a b" is not valid; write values such as example.org'),
        ("TRUSTED_HOSTS", "*,example.org", "has * and other values"),
        (
            "CORS_ORIGINS",
            "example.org",
            '"example.org" is not valid; write values such as https://www.example.org',
        ),
        (
            "TRUSTED_PROXIES",
            "10.0.0.1/8",
            '"10.0.0.1/8" is not valid; write values such as 10.0.0.0/8',
        ),
        ("STOP_TIMEOUT", "-1", "greater than or equal to 0"),
        ("WATCH", "ture", 'input should be true or false, not "ture"'),
        ("ON_ERROR", "sreve", "'stop' or 'serve' (did you mean serve?), not \"sreve\""),
        ("LOG_FORMAT", "JSON", "(did you mean json?)"),
        ("PROT", "80", "there is no BODYWISE_PROT; did you mean BODYWISE_PORT?"),
        ("port", "80", "there is no BODYWISE_port; did you mean BODYWISE_PORT?"),
    ],
)
def test_nonsense_is_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    monkeypatch.setenv(f"BODYWISE_{name}", value)
    with pytest.raises(SettingsError) as caught:
        read_settings()
    assert told in str(caught.value)


def test_a_wrong_token_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BODYWISE_PREVIEW_TOKEN", "hunter2")
    with pytest.raises(SettingsError) as caught:
        read_settings()
    assert "BODYWISE_PREVIEW_TOKEN" in str(caught.value)
    assert "hunter2" not in str(caught.value)


def test_several_values_stand_in_one_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BODYWISE_TRUSTED_HOSTS", "example.org, *.example.com")
    monkeypatch.setenv("BODYWISE_TRUSTED_PROXIES", "10.0.0.0/8,::1")
    settings = read_settings(root_path="/api/")
    assert settings.trusted_hosts == ("example.org", "*.example.com")
    assert settings.trusted_proxies == ("10.0.0.0/8", "::1")
    assert settings.root_path == "/api"


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"webhook_url": "https://example.org/"}, "webhook_secret (BODYWISE_WEBHOOK_SECRET)"),
        ({"webhook_url": "ftp://example.org/", "webhook_secret": "x" * 16}, "such as https://"),
        ({"webhook_url": "http://", "webhook_secret": "x" * 16}, "such as https://"),
        ({"webhook_url": "http://[::1", "webhook_secret": "x" * 16}, "webhook_url"),
        ({"webhook_secret": "short"}, "webhook_secret (BODYWISE_WEBHOOK_SECRET)"),
    ],
)
def test_a_webhook_has_a_url_and_a_secret(values: dict[str, str], reason: str) -> None:
    with pytest.raises(SettingsError, match=re.escape(reason)) as refused:
        read_settings(**values)
    assert "short" not in str(refused.value)
    url, secret = "https://example.org/purge?x=1", "a secret of the tests"
    settings = read_settings(webhook_url=url, webhook_secret=secret)
    assert settings.webhook_url == url
    assert secret not in repr(settings)


def test_events_are_on_with_watch_unless_they_are_switched() -> None:
    assert not read_settings().has_events
    assert read_settings(watch=True).has_events
    assert read_settings(events=True).has_events
    assert not read_settings(watch=True, events=False).has_events

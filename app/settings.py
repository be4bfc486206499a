"""Settings: environment variables with the prefix BODYWISE_."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any, Final, Literal, TypeAlias, get_args
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from app.regex import regex
from app.suggestions import most_like

_PREFIX: Final = "BODYWISE_"
_ORIGIN: Final = regex(r"(\*|https?://[a-z0-9.-]+(:[0-9]{1,5})?)\Z", re.IGNORECASE)
_HOST: Final = regex(r"(\*|(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*|\[[0-9a-f:]+\])\Z", re.IGNORECASE)
_EDITOR_SCHEME: Final = regex(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_UNSAFE_SCHEME: Final = regex(r"(javascript|data|vbscript|file):", re.IGNORECASE)
_PLACEHOLDER: Final = regex(r"\{[^{}]*\}")
_ROOT_PATH: Final = regex(r"(/[A-Za-z0-9._~-]+)*\Z")


def _split(value: object) -> object:
    if not isinstance(value, str):
        return value
    return tuple(part.strip() for part in value.split(",") if part.strip())


def _checked(
    is_valid: Callable[[str], object], example: str, values: tuple[str, ...]
) -> tuple[str, ...]:
    for value in values:
        with suppress(ValueError):
            if is_valid(value):
                continue
        message = f'"{value}" is not valid; write values such as {example}, separated by commas'
        raise ValueError(message)
    if "*" in values and len(values) > 1:
        message = "has * and other values; remove one or the other"
        raise ValueError(message)
    return values


def _root_path(value: str) -> str:
    value = value.rstrip("/")
    if not _ROOT_PATH.match(value):
        message = "must be a path such as /api"
        raise ValueError(message)
    return value


def _editor_url(value: str) -> str:
    example = "vscode://file{file}:{line}:{column}"
    if not _EDITOR_SCHEME.match(value) or _UNSAFE_SCHEME.match(value):
        message = f'"{value}" is no address that opens an editor; write one such as {example}'
        raise ValueError(message)
    unknown = set(_PLACEHOLDER.findall(value)) - {"{file}", "{line}", "{column}"}
    if "{file}" not in value or unknown:
        message = f'"{value}" must have {{file}}, and may have {{line}} and {{column}}: {example}'
        raise ValueError(message)
    return value


def _webhook_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or not value.isascii():
        message = f'"{value}" is not valid; write a URL such as https://example.org/purge'
        raise ValueError(message)
    return value


# Values separated by commas; NoDecode, because pydantic-settings would read JSON.
_CommaSeparated: TypeAlias = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split)]
_Hosts: TypeAlias = Annotated[
    _CommaSeparated, AfterValidator(partial(_checked, _HOST.match, "example.org"))
]
_Origins: TypeAlias = Annotated[
    _CommaSeparated, AfterValidator(partial(_checked, _ORIGIN.match, "https://www.example.org"))
]
_Networks: TypeAlias = Annotated[
    _CommaSeparated, AfterValidator(partial(_checked, ip_network, "10.0.0.0/8"))
]


class Settings(BaseSettings):
    """The settings of the service. `docs/settings.md` repeats the descriptions."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, frozen=True, extra="forbid")

    content: Path = Field(Path("content"), description="The folder of Markdown files to serve.")
    site_file: Path | None = Field(
        None, description="The site file. Default: `site.yaml` in the content folder."
    )
    on_error: Literal["stop", "serve"] = Field(
        "stop",
        description=(
            "If the content has errors: `stop` does not start, `serve` serves what it can and "
            "lists the errors in `/readyz`. With `serve` the service listens at once, and "
            "`/readyz` is 503 until it has content."
        ),
    )
    watch: bool = Field(
        False,
        description="Reload the content when it changes. SIGHUP reloads it once, always.",
    )
    events: bool | None = Field(
        None,
        description="Send changes as they happen at `/events`. Default: with `BODYWISE_WATCH`.",
    )
    webhook_url: Annotated[str, AfterValidator(_webhook_url)] | None = Field(
        None,
        description=(
            "Where to POST each change of the content, such as to purge a cache. The body is that "
            "of `/sync?since=`."
        ),
    )
    webhook_secret: SecretStr | None = Field(
        None,
        min_length=16,
        validate_default=True,
        description=(
            "The key of the webhook's signature in `X-Hub-Signature-256`: HMAC-SHA256 of the body. "
            "At least 16 characters."
        ),
    )
    preview_token: SecretStr | None = Field(
        None,
        min_length=16,
        description=(
            "Requests with this token in the header `Preview-Token` also get drafts and pages "
            "that are not published yet. At least 16 characters."
        ),
    )
    host: str = Field("127.0.0.1", min_length=1, description="The address to listen on.")
    port: int = Field(
        8000, ge=0, le=65535, description="The port to listen on; 0 takes any free one."
    )
    explorer: bool = Field(
        True,
        description=(
            "Show the content to people at `/explore`; `/` leads browsers there. The container "
            "sets it to `false`."
        ),
    )
    editor_url: Annotated[str, AfterValidator(_editor_url)] | None = Field(
        None,
        description=(
            "How the explorer opens a file in your editor: an address with `{file}`, and if you "
            "like `{line}` and `{column}`, such as `vscode://file{file}:{line}:{column}`."
        ),
    )
    root_path: Annotated[str, AfterValidator(_root_path)] = Field(
        "",
        description="A path prefix such as `/api`. Requests work with and without it.",
    )
    trusted_hosts: _Hosts = Field(
        ("*",),
        description=(
            "The hosts to answer for, separated by commas; `*.example.org` is any host below "
            "example.org. `/healthz`, `/readyz` and `/metrics` answer for every host."
        ),
    )
    trusted_proxies: _Networks = Field(
        (),
        description=(
            "Addresses or networks of proxies whose `X-Forwarded-For` is trusted, separated by "
            "commas."
        ),
    )
    cors_origins: _Origins = Field(
        ("*",),
        description=(
            "The origins whose pages may read the answers, separated by commas; `*` is any origin."
        ),
    )
    stop_timeout: int = Field(
        20,
        ge=0,
        le=3600,
        description="How many seconds requests in progress may take when the service stops.",
    )
    log_format: Literal["console", "json"] = Field(
        "console", description="`console` for people, `json` for programs."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="The lowest level to log."
    )
    access_log: bool = Field(False, description="Log every request. This costs throughput.")

    @field_validator("webhook_secret")
    @classmethod
    def _signs_the_webhook(cls, value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        if value is None and info.data.get("webhook_url") is not None:
            message = "must be set, because BODYWISE_WEBHOOK_URL is: what is sent is signed"
            raise ValueError(message)
        return value

    @property
    def has_events(self) -> bool:
        """True if changes are sent as they happen."""
        return self.watch if self.events is None else self.events


class SettingsError(Exception):
    """Invalid settings; the message lists all of them."""


def read_settings(**overrides: Any) -> Settings:
    """Return the settings of the environment, with `overrides` first. Raises SettingsError."""
    known = sorted(f"{_PREFIX}{field.upper()}" for field in Settings.model_fields)
    mistakes = [
        # It would otherwise have no effect.
        f"there is no {name}; did you mean {most_like(name.upper(), known, least=0)[0]}?"
        for name in sorted(os.environ)
        if name.upper().startswith(_PREFIX) and name not in known
    ]
    settings: Settings | None = None
    try:
        settings = Settings(**overrides)
    except ValidationError as error:
        mistakes = [*_invalid_values(error), *mistakes]
    if settings is None or mistakes:
        message = f"invalid settings: {'; '.join(mistakes)}"
        raise SettingsError(message)
    return settings


def _invalid_values(error: ValidationError) -> Iterator[str]:
    for entry in error.errors():
        name = "_".join(map(str, entry["loc"]))
        message = entry["msg"].removeprefix("Value error, ")
        message = message[:1].lower() + message[1:]
        if entry["type"] == "literal_error":
            valid = get_args(Settings.model_fields[name].annotation)
            if similar := most_like(str(entry["input"]).lower(), valid, 1):
                message += f" (did you mean {similar[0]}?)"
        elif entry["type"] == "bool_parsing":
            message = "input should be true or false"
        # A secret is never shown, not even a wrong one; our own messages name the value.
        is_secret = SecretStr in getattr(Settings.model_fields[name].annotation, "__args__", ())
        is_named = entry["type"] == "value_error"
        value = "" if is_secret or is_named else f', not "{entry["input"]}"'
        yield f"{name} ({_PREFIX}{name.upper()}): {message}{value}"

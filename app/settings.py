"""Settings: environment variables with the prefix BODYWISE_."""

import ipaddress
import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any, Final, Literal, Self, TypeAlias

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)

from app.suggestions import most_like

DEFAULT_HOST: Final = "127.0.0.1"
DEFAULT_PORT: Final = 8000
_PREFIX: Final = "BODYWISE_"
_ORIGIN: Final = re.compile(r"https?://[a-z0-9.-]+(:[0-9]{1,5})?\Z", re.IGNORECASE)
_HOST: Final = re.compile(r"(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*\Z|\[[0-9a-f:]+\]\Z", re.IGNORECASE)
_ROOT_PATH: Final = re.compile(r"(/[A-Za-z0-9._~-]+)*\Z")


def _by_comma(value: object) -> object:
    """Several values in one variable."""
    if not isinstance(value, str):
        return value
    return tuple(part.strip() for part in value.split(",") if part.strip())


Several: TypeAlias = Annotated[tuple[str, ...], BeforeValidator(_by_comma)]


class Settings(BaseModel):
    """What whoever runs the service may choose; the README's table is made from this."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    content: Path = Field(Path("content"), description="The folder of Markdown files to serve.")
    site_file: Path | None = Field(
        None, description="The site file; without it, `site.yaml` in the content folder."
    )
    on_error: Literal["stop", "serve"] = Field(
        "stop",
        description=(
            "With errors in the content: `stop` does not start, `serve` serves all that it can "
            "and tells in `/readyz`; it listens at once, and `/readyz` is 503 until it has content."
        ),
    )
    watch: bool = Field(
        False,
        description="Read the content again when it changes. SIGHUP does so once, with or without.",
    )
    preview_token: SecretStr | None = Field(
        None,
        min_length=16,
        description=(
            "Whoever sends it in the header `Preview-Token` is shown drafts and pages that are "
            "not published yet. At least 16 characters."
        ),
    )
    host: str = Field(DEFAULT_HOST, min_length=1, description="The address to listen on.")
    port: int = Field(
        DEFAULT_PORT, ge=0, le=65535, description="The port to listen on; 0 takes any."
    )
    root_path: str = Field(
        "",
        description="A path to be mounted under, such as `/api`: with it or without, all answers.",
    )
    trusted_hosts: Several = Field(
        ("*",),
        description=(
            "The hosts to answer for, by comma, `*.example.org` for all below one. "
            "`/healthz`, `/readyz` and `/metrics` answer for any."
        ),
    )
    trusted_proxies: Several = Field(
        (),
        description="Addresses or networks, by comma, whose `X-Forwarded-For` is believed.",
    )
    cors_origins: Several = Field(
        ("*",),
        description="The origins whose pages may read the answers, by comma; `*` is any.",
    )
    stop_timeout: int = Field(
        20, ge=0, le=3600, description="Seconds for requests in flight to end in, when stopped."
    )
    log_format: Literal["console", "json"] = Field(
        "console", description="Log lines for people or for programs."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="What is logged: this and all that is graver."
    )
    access_log: bool = Field(False, description="Log every request. It costs throughput.")

    @field_validator("root_path")
    @classmethod
    def _is_a_path(cls, value: str) -> str:
        value = value.rstrip("/")
        if not _ROOT_PATH.match(value):
            message = "must be a path such as /api"
            raise ValueError(message)
        return value

    @field_validator("trusted_hosts")
    @classmethod
    def _are_hosts(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return _each(value, lambda host: host == "*" or bool(_HOST.match(host)), "www.example.org")

    @field_validator("cors_origins")
    @classmethod
    def _are_origins(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        example = "https://www.example.org"
        return _each(value, lambda each: each == "*" or bool(_ORIGIN.match(each)), example)

    @field_validator("trusted_proxies")
    @classmethod
    def _are_networks(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return _each(value, _is_network, "10.0.0.0/8")

    @model_validator(mode="after")
    def _star_stands_alone(self) -> Self:
        for name in ("trusted_hosts", "cors_origins"):
            held = getattr(self, name)
            if "*" in held and len(held) > 1:
                message = f"{name} names * beside others, which then say nothing"
                raise ValueError(message)
        return self


class SettingsError(Exception):
    """Settings that mean nothing; the message tells all of them."""


def read_settings(**given: Any) -> Settings:
    """The settings of the environment, with what is given instead. Raises SettingsError."""
    fields = {f"{_PREFIX}{field.upper()}": field for field in Settings.model_fields}
    names = [name for name in sorted(os.environ) if name.upper().startswith(_PREFIX)]
    wrong = [_unknown(name, fields) for name in names if name not in fields]
    settings: Settings | None = None
    try:
        found = {fields[name]: os.environ[name] for name in names if name in fields}
        settings = Settings.model_validate({**found, **given})
    except ValidationError as error:
        wrong = [*_wrong_values(error), *wrong]
    if settings is None or wrong:
        message = f"the settings are wrong: {'; '.join(wrong)}"
        raise SettingsError(message)
    return settings


def _wrong_values(error: ValidationError) -> Iterator[str]:
    for each in error.errors():
        name = "_".join(map(str, each["loc"]))
        message = each["msg"].removeprefix("Value error, ")
        message = message[:1].lower() + message[1:]
        if not name:
            yield message
            continue
        # A secret is not shown, not even a wrong one.
        secret = SecretStr in getattr(Settings.model_fields[name].annotation, "__args__", ())
        told = each["type"] == "value_error"
        shown = "" if secret or told else f', not "{each["input"]}"'
        yield f"{name} ({_PREFIX}{name.upper()}): {message}{shown}"


def _unknown(name: str, known: Iterable[str]) -> str:
    """A misspelt variable would otherwise be silently without effect."""
    nearest = most_like(name.upper(), sorted(known), least=0)
    return f"there is no {name}; did you mean {nearest[0]}?"


def _each(
    values: tuple[str, ...], is_right: Callable[[str], bool], example: str
) -> tuple[str, ...]:
    wrong = [value for value in values if not is_right(value)]
    if wrong:
        message = f'must be such as {example}, by comma; "{wrong[0]}" is none'
        raise ValueError(message)
    return values


def _is_network(value: str) -> bool:
    try:
        ipaddress.ip_network(value)
    except ValueError:
        return False
    return True

"""Settings: environment variables with the prefix BODYWISE_."""

from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What whoever runs the service may choose; the README's table is made from this."""

    model_config = SettingsConfigDict(env_prefix="BODYWISE_", frozen=True)

    content: Path = Field(Path("content"), description="The folder of Markdown files to serve.")
    site_file: Path | None = Field(
        None, description="The site file; without it, `site.yaml` in the content folder."
    )
    on_error: Literal["stop", "serve"] = Field(
        "stop",
        description=(
            "With errors in the content: `stop` does not start, `serve` serves all that it can "
            "and tells in `/readyz`."
        ),
    )
    host: str = Field("127.0.0.1", description="The address to listen on.")
    port: int = Field(8000, ge=0, le=65535, description="The port to listen on; 0 takes any.")

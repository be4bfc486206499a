"""The application: settings in, a service that has loaded its content out."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import Depends, FastAPI
from pydantic import ValidationError
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app import __version__
from app.api import (
    conditions,
    docs,
    health,
    links,
    locations,
    menus,
    pages,
    problems,
    schemas,
    site,
)
from app.api.contract import exact
from app.api.dependencies import Shelf, strict_query
from app.content.library import Library
from app.content.loader import ContentFolderError, load
from app.delivery.gateway import Gateway
from app.settings import Settings
from app.views.catalog import build_catalog


class RefusedError(Exception):
    """The content has errors and the settings say that it is not to be served with them."""

    def __init__(self, library: Library) -> None:
        told = "\n".join(str(problem) for problem in library.problems)
        super().__init__(f"the content has errors, so it is not served:\n{told}")
        self.library = library


class WrongSettingsError(Exception):
    """Settings that mean nothing; the message tells all of them."""

    def __init__(self, error: ValidationError) -> None:
        prefix = Settings.model_config.get("env_prefix", "")
        told = []
        for each in error.errors():
            name = "_".join(map(str, each["loc"]))
            message = f'{each["msg"].lower()}, not "{each["input"]}"'
            told.append(f"{name} ({prefix}{name.upper()}): {message}")
        super().__init__(f"the settings are wrong: {'; '.join(told)}")


def read_settings(**given: Any) -> Settings:
    """The settings of the environment, with what is given instead. Raises WrongSettingsError."""
    try:
        return Settings(**given)
    except ValidationError as error:
        raise WrongSettingsError(error) from None


def load_accepted(settings: Settings) -> Library:
    """The library as the settings want it.

    Raises ContentFolderError where there is no content, RefusedError where it has errors and
    `on_error` is `stop`.
    """
    library = load(settings.content, settings.site_file)
    if library.errors and settings.on_error == "stop":
        raise RefusedError(library)
    return library


class Service(FastAPI):
    """FastAPI behind the gateway, which sees every request first and every answer last."""

    def openapi(self) -> dict[str, Any]:
        """The description of the API, made once."""
        if self.openapi_schema is None:
            self.openapi_schema = exact(super().openapi())
        return self.openapi_schema

    def build_middleware_stack(self) -> ASGIApp:
        """Put the gateway in front of all, the handler of unforeseen errors included."""
        shelf: Shelf = self.state.shelf
        return QuietRefusal(Gateway(super().build_middleware_stack(), lambda: shelf.catalog))


class QuietRefusal:
    """Lets a start that is refused end with the reasons, not with a traceback."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass all on but a refusal to start."""
        if scope["type"] != "lifespan":
            await self._app(scope, receive, send)
            return
        failed: list[Message] = []

        async def sending(message: Message) -> None:
            if message["type"] == "lifespan.startup.failed":
                failed.append(message)
            else:
                await send(message)

        try:
            await self._app(scope, receive, sending)
        except (ContentFolderError, RefusedError, WrongSettingsError) as error:
            await send({"type": "lifespan.startup.failed", "message": str(error)})
        except BaseException:
            for message in failed:
                await send(message)
            raise


def create_app(settings: Settings | None = None, library: Library | None = None) -> Service:
    """The service. It loads its content when it starts, unless it is handed a library."""
    shelf = Shelf(build_catalog(library) if library is not None else None)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        del app
        if shelf.catalog is None:
            shelf.catalog = build_catalog(load_accepted(settings or read_settings()))
        yield

    service = Service(
        title="Clinic content API",
        version=__version__,
        summary="A clinic's Markdown, served as typed, cross-linked JSON.",
        lifespan=lifespan,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    service.state.shelf = shelf
    problems.install(service)
    for module in (site, pages, conditions, locations, links, menus, schemas):
        service.include_router(module.router, dependencies=[Depends(strict_query)])
    for module in (health, docs):
        service.include_router(module.router)
    return service


app = create_app()

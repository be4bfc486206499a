"""Logging: lines for people or for programs, each with the id of its request."""

import logging
import logging.config
from contextvars import ContextVar
from typing import Final, Protocol

from pythonjsonlogger.core import RESERVED_ATTRS

from app.settings import Settings


class Request(Protocol):
    """A request that log records may belong to."""

    @property
    def request_id(self) -> str:
        """Return the id that its log lines carry."""


# The request that is being answered.
CURRENT_REQUEST: Final[ContextVar[Request | None]] = ContextVar("request", default=None)
_CONSOLE: Final = "%(asctime)s %(levelname)-7s %(message)s%(of_request)s"
_JSON: Final = "%(levelname)s %(name)s %(message)s"
# Attributes of a record for the console; uvicorn adds color_message.
_CONSOLE_ONLY: Final = ("of_request", "color_message")


class RequestFilter(logging.Filter):
    """Add the id of the current request to each record."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Return True: no record is dropped."""
        request = CURRENT_REQUEST.get()
        if request is not None:
            record.request_id = request.request_id
        record.of_request = "" if request is None else f" [{request.request_id}]"
        return True


def configure(settings: Settings) -> None:
    """Set up logging for this process, including uvicorn's lines and Python's warnings."""
    logging.captureWarnings(True)
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "filters": {"request": {"()": RequestFilter}},
            "formatters": {
                "console": {"format": _CONSOLE},
                "json": {
                    "()": "pythonjsonlogger.json.JsonFormatter",
                    "fmt": _JSON,
                    "timestamp": True,
                    "rename_fields": {"levelname": "level", "name": "logger"},
                    "reserved_attrs": [*RESERVED_ATTRS, *_CONSOLE_ONLY],
                },
            },
            "handlers": {
                "stderr": {
                    "class": "logging.StreamHandler",
                    "formatter": settings.log_format,
                    "filters": ["request"],
                }
            },
            # The reloader logs the result of each change.
            "loggers": {"watchfiles": {"level": "WARNING"}},
            "root": {"handlers": ["stderr"], "level": settings.log_level.upper()},
        }
    )

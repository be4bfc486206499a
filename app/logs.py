"""Logging: lines for people or for programs, each with the id of its request."""

import logging
import logging.config
from contextvars import ContextVar
from typing import Final

from pythonjsonlogger.core import RESERVED_ATTRS

from app.settings import Settings

# The id of the request that is being answered.
REQUEST_ID: Final[ContextVar[str | None]] = ContextVar("request_id", default=None)
_CONSOLE: Final = "%(asctime)s %(levelname)-7s %(message)s%(of_request)s"
_JSON: Final = "%(levelname)s %(name)s %(message)s"
# Attributes of a record for the console; uvicorn adds color_message.
_CONSOLE_ONLY: Final = ("of_request", "color_message")


class RequestFilter(logging.Filter):
    """Add the id of the current request to each record."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Return True: no record is dropped."""
        request_id = REQUEST_ID.get()
        if request_id is not None:
            record.request_id = request_id
        record.of_request = "" if request_id is None else f" [{request_id}]"
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

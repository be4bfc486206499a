"""Logging: lines for people or for programs, each with the request that it belongs to."""

import logging
import logging.config
from contextvars import ContextVar
from typing import Final

from pythonjsonlogger.core import RESERVED_ATTRS

from app.settings import Settings

# The request that is being answered; empty between requests.
REQUEST_ID: Final[ContextVar[str]] = ContextVar("request_id", default="")
_CONSOLE: Final = "%(asctime)s %(levelname)-7s %(message)s%(of_request)s"
_JSON: Final = "%(levelname)s %(name)s %(message)s"
# What only the console shows, or a server writes for its own console.
_CONSOLE_ONLY: Final = ("of_request", "color_message")


class RequestFilter(logging.Filter):
    """Gives each record the id of the request that it belongs to."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass."""
        request_id = REQUEST_ID.get()
        if request_id:
            record.request_id = request_id
        record.of_request = f" [{request_id}]" if request_id else ""
        return True


def configure(settings: Settings) -> None:
    """Set up the logging of this process, the server's own lines and Python's warnings included."""
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
            # The renewal tells what came of the changes.
            "loggers": {"watchfiles": {"level": "WARNING"}},
            "root": {"handlers": ["stderr"], "level": settings.log_level.upper()},
        }
    )

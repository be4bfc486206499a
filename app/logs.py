"""Logging: lines for people or for programs, each with the id of its request."""

import logging
import logging.config
from contextvars import ContextVar
from typing import Final

from app.settings import Settings

# The id of the request that is being answered.
REQUEST_ID: Final[ContextVar[str | None]] = ContextVar("request_id", default=None)
_CONSOLE: Final = "%(asctime)s %(levelname)-7s %(message)s%(of_request)s"
_FORMATTERS: Final = {
    "console": {"format": _CONSOLE},
    # Named, so that it is imported only where it is in use.
    "json": {"()": "app.json_logs.json_formatter"},
}


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
            "formatters": {settings.log_format: _FORMATTERS[settings.log_format]},
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

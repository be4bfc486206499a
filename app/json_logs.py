"""Lines of the log for programs."""

from typing import Final

from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.json import JsonFormatter

_FORMAT: Final = "%(levelname)s %(name)s %(message)s"
# Attributes of a record for the console; uvicorn adds color_message.
_CONSOLE_ONLY: Final = ("of_request", "color_message")


def json_formatter() -> JsonFormatter:
    """Return a formatter that writes each record as an object."""
    return JsonFormatter(
        _FORMAT,
        timestamp=True,
        rename_fields={"levelname": "level", "name": "logger"},
        reserved_attrs=[*RESERVED_ATTRS, *_CONSOLE_ONLY],
    )

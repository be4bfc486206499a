"""Logging: each line is told in the chosen form."""

import json

from tests.conftest import run

_WARNING = """
import warnings
from app.logs import configure
from app.settings import Settings
configure(Settings(log_format="json"))
warnings.warn("a library has something to say", stacklevel=1)
"""


def test_what_python_warns_of_is_a_line_as_all_others() -> None:
    (line,) = run("-c", _WARNING).stderr.splitlines()
    told = json.loads(line)
    assert told["level"] == "WARNING"
    assert "a library has something to say" in told["message"]

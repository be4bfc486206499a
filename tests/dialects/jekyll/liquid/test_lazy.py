"""A tree without Liquid pays nothing for it."""

import subprocess
import sys

import pytest

from app.front_matter import FrontMatter
from tests.dialects.jekyll.recorded import dialect


def test_the_service_does_not_load_the_library_before_it_is_needed() -> None:
    program = (
        "import sys\n"
        "import app.main, app.cli.commands, app.dialects.jekyll.dialect\n"
        "print('liquid' in sys.modules)"
    )
    process = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert process.stdout.split() == ["False"]


@pytest.mark.parametrize(
    ("text", "expected"), [("a {{ b", True), ("{% if %}", True), ("{ { a } }", False), ("", False)]
)
def test_only_outputs_and_tags_are_liquid(text: str, expected: bool) -> None:
    for before in ("", "{{ title }}"):
        front_matter = FrontMatter({}, {}, len(before))
        fields = dialect().template_fields("a.md", front_matter, before + text)
        assert fields is not None
        assert fields.is_template is expected

"""A tree without Liquid pays nothing for it."""

import subprocess
import sys

import pytest

from app.dialects.jekyll.liquid import has_liquid


def test_the_service_does_not_load_the_library_before_it_is_needed() -> None:
    program = (
        "import sys\n"
        "import app.main, app.cli.commands, app.dialects.jekyll.liquid\n"
        "print(app.dialects.jekyll.liquid.has_liquid('{{ a }}'), 'liquid' in sys.modules)"
    )
    process = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert process.stdout.split() == ["True", "False"]


@pytest.mark.parametrize(
    ("text", "expected"), [("a {{ b", True), ("{% if %}", True), ("{ { a } }", False), ("", False)]
)
def test_only_outputs_and_tags_are_liquid(text: str, expected: bool) -> None:
    assert has_liquid(text) is expected
    assert has_liquid("{{ title }}" + text, 11) is expected

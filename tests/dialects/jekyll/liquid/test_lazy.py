"""A tree without Liquid pays nothing for it."""

import subprocess
import sys


def test_the_service_does_not_load_the_library_before_it_is_needed() -> None:
    program = (
        "import sys\n"
        "import app.main, app.cli.commands, app.dialects.jekyll.liquid\n"
        "print(app.dialects.jekyll.liquid.has_liquid('{{ a }}'), 'liquid' in sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ran.stdout.split() == ["True", "False"]

"""The console script; `python -m app …` is the command `bodywise …`."""

import sys

from app.healthcheck import complaint


def main() -> None:
    """Do what the command line says."""
    if sys.argv[1:] == ["healthcheck"]:
        # Without the other commands and all that they import.
        sys.exit(complaint())
    from app.cli import cli  # noqa: PLC0415

    cli()


if __name__ == "__main__":
    main()

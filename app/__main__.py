"""The console script; `python -m app …` is the command `bodywise …`."""

import gc
import sys


def main() -> None:
    """Do what the command line says."""
    if sys.argv[1:] == ["healthcheck"]:
        # Without the other commands and all that they import, as they do without what it does.
        from app.cli.healthcheck import complaint  # noqa: PLC0415

        sys.exit(complaint())
    # All that importing makes is kept: to look for garbage in it takes a tenth of the time, and
    # later as long again.
    gc.disable()
    from app.cli.commands import cli  # noqa: PLC0415

    gc.freeze()
    gc.enable()
    cli()


if __name__ == "__main__":
    main()

"""The console script `bodywise`, also `python -m app`."""

import gc
import os
import sys

from app.cli.healthcheck import health_problem


def main() -> None:
    """Run the command line."""
    if sys.argv[1:] == ["healthcheck"]:
        # Nothing else is imported: a container runs this every half minute, within the memory of
        # the service.
        sys.exit(health_problem())
    # Otherwise pydantic looks for plug-ins in the metadata of every package that is installed.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # Hardly anything that an import creates is garbage. With the collector on, importing takes
    # 0.5 s of CPU instead of 0.38 s, and each later full collection looks through it again.
    gc.disable()
    # Imported here, so that the collector is off and a health check does without it.
    from app.cli.commands import cli  # noqa: PLC0415

    gc.freeze()
    gc.enable()
    cli()


if __name__ == "__main__":
    main()

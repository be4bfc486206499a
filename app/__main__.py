"""`python -m app …` is the command `bodywise …`."""

from app.cli import main

main()

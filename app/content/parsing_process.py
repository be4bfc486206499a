"""The other side of `app.content.parsing`: parses what it is sent until there is no more.

Reads a dialect and then lists of files, pickled, from its standard input; writes what each list
parses to to its standard output.
"""

import pickle
import sys
from typing import BinaryIO

from app.content.document import Parser
from app.content.parsing import parse_part


def work(asked: BinaryIO, answers: BinaryIO) -> None:
    """Answer until nothing more is asked."""
    parser = Parser(pickle.load(asked))  # noqa: S301 - from the process that started this one
    while True:
        try:
            files = pickle.load(asked)  # noqa: S301 - as above
        except EOFError:
            return
        pickle.dump(parse_part(parser, files), answers, protocol=pickle.HIGHEST_PROTOCOL)
        answers.flush()


def main() -> None:
    """Be that other process."""
    work(sys.stdin.buffer, sys.stdout.buffer)

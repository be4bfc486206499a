"""A proposed site file, tried on its tree: it must not bring errors that were not there."""

from pathlib import Path
from tempfile import TemporaryDirectory

from app.files.tree import SITE_FILE
from app.library.load import load
from app.library.proposals.survey import Survey
from app.problems import Problem


def new_errors(survey: Survey, proposal: str) -> tuple[Problem, ...]:
    """Return the errors that a tree has with a site file and does not have as it stands."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / SITE_FILE
        file.write_text(proposal, encoding="utf-8")
        library = load(survey.content, file, at=survey.library.loaded_at)
    known = frozenset(survey.library.errors)
    return tuple(problem for problem in library.errors if problem not in known)

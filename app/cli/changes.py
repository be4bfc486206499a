"""The problems that a change brings: compared with the content at a commit."""

import os
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from app.problems import Problem


class GitError(Exception):
    """git is missing, the folder is in no repository, or there is no such commit."""


def brought_by_changes(
    problems: Sequence[Problem],
    content: Path,
    commit: str,
    check: Callable[[Path], Sequence[Problem]],
) -> list[Problem]:
    """Return the problems in files that changed since a commit, and new ones in other files.

    `check` returns the problems of a folder, here of the content as it was. Raises GitError.
    """
    changed = changed_files(content, commit)
    with tempfile.TemporaryDirectory() as folder:
        known = Counter(map(_content, check(content_at(content, commit, Path(folder)))))
    brought = []
    for problem in problems:
        known[_content(problem)] -= 1
        if problem.file in changed or known[_content(problem)] < 0:
            brought.append(problem)
    return brought


def changed_files(content: Path, commit: str) -> frozenset[str]:
    """Return the names of files that differ from a commit, untracked ones too. Raises GitError."""
    listed = (
        _git(content, "diff", "--name-only", "-z", "--relative", _verified(content, commit)),
        _git(content, "ls-files", "--others", "--exclude-standard", "-z"),
    )
    return frozenset(name for names in listed for name in names.split("\0") if name)


def content_at(content: Path, commit: str, folder: Path) -> Path:
    """Write the content as it was at a commit into a folder, and return its path there.

    Raises GitError.
    """
    root = _git(content, "rev-parse", "--show-toplevel").removesuffix("\n")
    within = _git(content, "rev-parse", "--show-prefix").removesuffix("\n")
    index = {"GIT_INDEX_FILE": str(folder / "index")}
    _git(Path(root), "read-tree", _verified(content, commit), **index)
    tree = folder / "tree"
    _git(Path(root), "checkout-index", "--all", "--force", f"--prefix={tree}/", **index)
    # The folder may not have been there.
    (tree / within).mkdir(parents=True, exist_ok=True)
    return tree / within


def _verified(content: Path, commit: str) -> str:
    """Return the full name of a commit. Raises GitError if there is none."""
    return _git(
        content, "rev-parse", "--verify", "--end-of-options", f"{commit}^{{commit}}"
    ).strip()


def _git(folder: Path, *arguments: str, **environment: str) -> str:
    # A hook of git has variables that name another index.
    inherited = {name: text for name, text in os.environ.items() if not name.startswith("GIT_")}
    try:
        ended = subprocess.run(  # noqa: S603 - the arguments are ours but for a verified commit
            ["git", "-C", str(folder), *arguments],  # noqa: S607 - git is wherever PATH has it
            capture_output=True,
            check=True,
            encoding="utf-8",
            errors="surrogateescape",
            env={**inherited, **environment},
        )
    except FileNotFoundError:
        raise GitError("git is not installed") from None
    except subprocess.CalledProcessError as error:
        message: str = error.stderr.strip() or f"git {arguments[0]} failed"
        raise GitError(message) from None
    return ended.stdout


def _content(problem: Problem) -> tuple[str, str, str]:
    return problem.file, problem.code, problem.message

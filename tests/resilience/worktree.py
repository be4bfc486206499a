"""The clinic's content as a git work tree of two branches that differ in about 2,000 files."""

import asyncio
import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

BRANCHES: Final = ("winter", "summer")
COMMON_PAGES: Final = 1_800
OWN_PAGES: Final = 100
NOTES: Final = tuple(f"note-{number}" for number in range(1, 9))

_IDENTITY: Final = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "Editor",
    "GIT_AUTHOR_EMAIL": "editor@example.org",
    "GIT_COMMITTER_NAME": "Editor",
    "GIT_COMMITTER_EMAIL": "editor@example.org",
}


class WorkTree:
    """The folder that is served; all but the editors' notes is under version control."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.branch = BRANCHES[0]
        self._base: frozenset[str] = frozenset()

    def make(self, content: Path) -> None:
        """Copy the content, add the generated pages, and commit both branches."""
        shutil.copytree(content, self.folder)
        site = self.folder / "site.yaml"
        # Nothing links to the generated pages, and no problem of theirs is looked for.
        ignored = 'ignore:\n  "library/**": [orphan]\n  "notes/**": [orphan]\n'
        site.write_text(f"{site.read_text(encoding='utf-8')}\n{ignored}", encoding="utf-8")
        self._git("init", "--quiet", f"--initial-branch={BRANCHES[0]}")
        self._git("config", "gc.auto", "0")
        (self.folder / ".git/info/exclude").write_text("notes/\n", encoding="utf-8")
        self._commit(BRANCHES[0])
        self._git("checkout", "--quiet", "-b", BRANCHES[1])
        shutil.rmtree(self.folder / "library")
        self._commit(BRANCHES[1])
        self._git("checkout", "--quiet", BRANCHES[0])
        (self.folder / "notes").mkdir()
        for slug in NOTES:
            self.note(slug).write_text(note_text(slug, "made"), encoding="utf-8")

    def note(self, slug: str) -> Path:
        """The file of a note."""
        return self.folder / "notes" / f"{slug}.md"

    def pages(self, branch: str) -> dict[str, str]:
        """The generated pages of a branch: slug to title."""
        numbers = [*range(COMMON_PAGES)]
        own = COMMON_PAGES + OWN_PAGES * BRANCHES.index(branch)
        numbers += range(own, own + OWN_PAGES)
        return {f"library/page-{n:04}": f"Page {n} in {branch}" for n in numbers}

    async def checkout(self, branch: str) -> None:
        """Switch to a branch, as an editor or a deployment does."""
        process = await asyncio.create_subprocess_exec(
            *("git", "checkout", "--quiet", branch),
            cwd=self.folder,
            env={**os.environ, **_IDENTITY},
        )
        if await process.wait():
            raise RuntimeError(f"git cannot check {branch} out")
        self.branch = branch

    def _commit(self, branch: str) -> None:
        library = self.folder / "library"
        library.mkdir()
        for slug, title in self.pages(branch).items():
            text = (
                f"---\ntitle: {title}\ndescription: What {branch} says.\n---\n"
                f"## In {branch}\n\nMore is on [the first page](/library/page-0000/) "
                "and [at home](/).\n"
            )
            (self.folder / f"{slug}.md").write_text(text, encoding="utf-8")
        self._git("add", "--all")
        self._git("commit", "--quiet", f"--message={branch}")

    def _git(self, *arguments: str) -> None:
        subprocess.run(
            ["git", *arguments], cwd=self.folder, env={**os.environ, **_IDENTITY}, check=True
        )


def note_text(slug: str, mark: str) -> str:
    """A note whose title and body hold a mark."""
    return (
        f"---\ntitle: {slug} {mark}\ndescription: A note of the editors.\n---\n"
        f"## Of this revision\n\nThe mark is {mark}. See [home](/).\n"
    )

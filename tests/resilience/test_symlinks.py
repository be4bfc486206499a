"""The trees change as the programs that they stand for change them: whole, in one step."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.library.load import load
from tests.resilience.symlinks import SHEETS, ConfigMapTree, GitSyncTree, SwitchedTree


@pytest.mark.parametrize("kind", [ConfigMapTree, GitSyncTree])
def test_a_switched_tree_is_of_one_generation(
    tmp_path: Path, kind: Callable[[Path], SwitchedTree]
) -> None:
    tree = kind(tmp_path / "tree")
    for generation in (1, 2):
        tree.switch(generation)
        library = load(tree.content)
        assert not library.errors
        assert library.counts["pages"] == SHEETS + 1
        titles = {page.title.rpartition(" ")[2] for page in library.pages}
        assert titles == {str(generation)}

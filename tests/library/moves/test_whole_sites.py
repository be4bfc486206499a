"""A random move in each whole site: what led somewhere leads there, and a move back undoes it."""

import re
import shutil
from collections import Counter
from pathlib import Path
from random import Random
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.library.library import Library
from app.library.load import load
from app.library.moves.plan import MoveError
from app.library.moves.planner import names_below
from tests.library.moves.moving import AT, facts_of, move, reading_of, some_move
from tests.paths import SITES

# Its limit of posts counts drafts, with which a move is planned and which the site does not show.
LIMITED = "jekyll_collections_dir"
# Those whose names begin otherwise are sites of mistakes; a move there is refused or changes less.
WHOLE = sorted(
    site.name
    for site in SITES.iterdir()
    if (site.name.startswith(("hugo_", "jekyll_", "odd_")) and site.name != LIMITED)
    or site.name in {"good", "small", "rehab", "conditions", "languages"}
)
ALIAS = re.compile(
    r"^(?:\s*-\s*(?:/.*|\S+)|(?:aliases|redirect_from)\s*[:=].*|\s*[\"\[\]/].*|---|\{.*|\+\+\+|)$"
)

# Of links, which may be written in another form.
ADDRESS = re.compile(r"\]\([^)]*\)|(?:href|src)=\S+|^\s*(?:src|image)\s*[:=].*")


@settings(max_examples=60)
@given(site=st.sampled_from(WHOLE), seed=st.integers(0, 10_000))
def test_a_move_keeps_what_a_site_means(
    tmp_path_factory: pytest.TempPathFactory, site: str, seed: int
) -> None:
    folder = tmp_path_factory.mktemp("site") / "content"
    shutil.copytree(SITES / site, folder, symlinks=True)
    reading = reading_of(folder)
    entry = some_move(reading, Random(seed))
    if entry is None:
        return
    names = names_below(reading, *entry)
    before = load(folder, at=AT)
    originals = _contents(folder)
    try:
        plan = move(folder, *entry)
    except MoveError:
        assert _contents(folder) == originals
        return
    after = load(folder, at=AT)
    listed = {names.get(item.file, item.file) for item in plan.left}
    old, new = facts_of(before, names), facts_of(after, {})
    for file, links in old.links.items():
        if re.search(rb"\{% for|site\.posts", (folder / file).read_bytes()):
            # It lists what lies in a folder, which has changed.
            continue
        assert file in listed or not links - new.links.get(file, Counter()), file
    if not listed:
        assert not new.problems - old.problems
        assert new.conditions == old.conditions
    pages = {page.source.file: page.path for page in after.pages}
    for page in before.pages:
        file = names.get(page.source.file, page.source.file)
        if file in listed or pages[file] == page.path:
            continue
        match = after.addresses.find(quote(page.path))
        assert match is not None
        assert match.code == 301
        assert match.page is not None
        assert match.page.file == file
    had_pages = {names.get(page.source.file, page.source.file) for page in before.pages}
    if not listed and had_pages >= pages.keys():
        _assert_undone(folder, entry, originals, before)
    shutil.rmtree(folder)


def _assert_undone(
    folder: Path, entry: tuple[str, str], originals: dict[str, bytes], before: Library
) -> None:
    """Move back; the site is as it was, and so are its texts but for aliases.

    A link whose case was wrong is right now, and one that had two shortest forms may have the
    other.
    """
    plan = move(folder, entry[1], entry[0])
    back, first = facts_of(load(folder, at=AT), {}), facts_of(before, {})
    assert (back.links, back.conditions) == (first.links, first.conditions)
    assert not back.problems - first.problems
    edited = {move.new: move.old for move in plan.moves}
    for name, data in _contents(folder).items():
        if data == originals[name]:
            continue
        assert edited.get(name, name) in plan.edits
        lines, original = _without_aliases(data), _without_aliases(originals[name])
        assert len(lines) == len(original)
        for line, other in zip(lines, original, strict=True):
            assert ADDRESS.sub("", line) == ADDRESS.sub("", other)


def _without_aliases(data: bytes) -> list[str]:
    """The lines of a text without those of aliases."""
    lines = data.decode("utf-8", "replace").splitlines()
    return [line for line in lines if not ALIAS.match(line)]


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink()
    }

"""How much of what Hugo makes of the made trees is what we make of them."""

import argparse
import json
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, TypeAlias

from tests.parity.hugo.building import BuildError, BuiltSite, build
from tests.parity.hugo.comparison import CORPORA, Comparison, compare
from tests.parity.hugo.content import contents_of
from tests.parity.hugo.reading import read

_TESTS: Final = Path(__file__).parents[2]
SITES: Final = _TESTS / "sites"
# What the unit tests hold us to where there is no Hugo.
RECORD: Final = _TESTS / "content/dialects/hugo_output.json"
# Tree, what is compared, and which: the key of an explanation.
_Place: TypeAlias = tuple[str, str, str]


def trees() -> tuple[Path, ...]:
    """All trees that are made for Hugo."""
    return tuple(sorted(SITES.glob("hugo_*")))


def explanations() -> dict[_Place, str]:
    """What differences.toml says, by tree, corpus and name."""
    with (Path(__file__).parent / "differences.toml").open("rb") as file:
        document = tomllib.load(file)
    return {
        (entry["tree"], corpus, name): entry["reason"]
        for corpus, entries in document.items()
        for entry in entries
        for name in entry["names"]
    }


def report(
    tree: str, comparison: Comparison, explained: dict[_Place, str], *, brief: bool
) -> Iterable[str]:
    """The figures of a tree and all that differs; takes out of `explained` what it explains."""
    figures = [
        f"{corpus} {comparison.equal(corpus)} of {of}"
        for corpus in CORPORA
        if (of := comparison.counts[corpus])
    ]
    yield f"{tree}: {', '.join(figures)}\n"
    for each in comparison.differences:
        reason = explained.pop((tree, each.corpus, each.name), None)
        if reason is not None and brief:
            continue
        yield f"  {each.corpus} {each.name}\n    Hugo: {each.theirs}\n    ours:   {each.ours}\n"
        yield f"    why:    {reason or '(unexplained)'}\n"
        if reason is None:
            yield f"FAILED {tree}: {each.corpus} {each.name}: a difference without an explanation\n"


def recorded(built: BuiltSite) -> Mapping[str, object]:
    """What is written down of a tree; of the bodies only what is not empty."""
    pages = sorted(built.pages.items())
    contents = {address: list(map(str, contents_of(page.contents))) for address, page in pages}
    return {
        "contents": {address: headings for address, headings in contents.items() if headings},
        "pages": {address: [page.source, page.language] for address, page in pages},
        "redirects": dict(sorted(built.redirects.items())),
        "static_files": sorted(built.static_files),
    }


def main() -> int:
    """Print the report; 1 where something differs that should not, 2 where nothing was built."""
    parser = argparse.ArgumentParser(prog="tests.parity.hugo", description=__doc__)
    parser.add_argument("trees", nargs="*", help="names of some of the trees")
    parser.add_argument("--brief", action="store_true", help="do not print what is explained")
    parser.add_argument("--record", action="store_true", help="write down anew what Hugo makes")
    arguments = parser.parse_args()
    chosen = [tree for tree in trees() if not arguments.trees or tree.name in arguments.trees]
    explained = explanations()
    record: dict[str, object] = {}
    failed = False
    for tree in chosen:
        with tempfile.TemporaryDirectory() as workshop:
            try:
                built = build(tree, Path(workshop))
            except BuildError as error:
                sys.stderr.write(f"parity: {error}\n")
                return 2
        record[tree.name] = recorded(built)
        for piece in report(
            tree.name, compare(built, read(tree)), explained, brief=arguments.brief
        ):
            failed = failed or piece.startswith("FAILED ")
            sys.stdout.write(piece)
    names = {tree.name for tree in chosen}
    for tree_name, corpus, name in explained:
        if tree_name in names:
            failed = True
            sys.stdout.write(
                f"FAILED {tree_name}: {corpus} {name}: an explanation without a difference\n"
            )
    if arguments.record:
        held = json.loads(RECORD.read_text(encoding="utf-8")) if arguments.trees else {}
        text = json.dumps({**held, **record}, ensure_ascii=False, indent=1, sort_keys=True)
        RECORD.write_text(f"{text}\n", encoding="utf-8")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())

"""How much of what Jekyll makes of the made trees is what we make of them."""

import argparse
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.parity.jekyll.building import BuildError, BuiltSite, build
from tests.parity.jekyll.comparison import CORPORA, Comparison, compare
from tests.parity.jekyll.explanations import Place, explanations
from tests.parity.jekyll.reading import read
from tests.parity.jekyll.recording import record, recorded
from tests.paths import SITES


def trees() -> tuple[Path, ...]:
    """All trees that are made for Jekyll."""
    return tuple(sorted(SITES.glob("jekyll_*")))


def report(
    tree: str, comparison: Comparison, explained: dict[Place, str], *, brief: bool
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
        yield f"  {each.corpus} {each.name}\n    Jekyll: {each.theirs}\n    ours:   {each.ours}\n"
        yield f"    why:    {reason or '(unexplained)'}\n"
        if reason is None:
            yield f"FAILED {tree}: {each.corpus} {each.name}: a difference without an explanation\n"


def main() -> int:
    """Print the report; 1 where something differs that should not, 2 where nothing was built."""
    parser = argparse.ArgumentParser(prog="tests.parity.jekyll", description=__doc__)
    parser.add_argument("trees", nargs="*", help="names of some of the trees")
    parser.add_argument("--brief", action="store_true", help="do not print what is explained")
    parser.add_argument("--record", action="store_true", help="write down anew what Jekyll made")
    arguments = parser.parse_args()
    if unknown := set(arguments.trees) - {tree.name for tree in trees()}:
        parser.error(f"there is no tree {', '.join(sorted(unknown))} in {SITES}")
    chosen = [tree for tree in trees() if not arguments.trees or tree.name in arguments.trees]
    explained = explanations()
    sites: dict[str, BuiltSite] = {}
    failures: list[str] = []
    for tree in chosen:
        with tempfile.TemporaryDirectory() as workshop:
            try:
                built = sites[tree.name] = build(tree, Path(workshop))
            except BuildError as error:
                sys.stderr.write(f"parity: {error}\n")
                return 2
        comparison = compare(built, read(tree))
        for piece in report(tree.name, comparison, explained, brief=arguments.brief):
            if piece.startswith("FAILED "):
                failures.append(piece)
            else:
                sys.stdout.write(piece)
    failures += [
        f"FAILED {tree}: {corpus} {name}: an explanation without a difference\n"
        for tree, corpus, name in explained
        if tree in sites or not arguments.trees
    ]
    if arguments.record:
        record(sites, are_all=not arguments.trees)
    before = recorded()
    failures += [
        f"FAILED {name}: its record is not what Jekyll makes: use --record\n"
        for name, site in sites.items()
        if before.get(name) != site
    ]
    sys.stdout.writelines(failures)
    return int(bool(failures))


if __name__ == "__main__":
    sys.exit(main())

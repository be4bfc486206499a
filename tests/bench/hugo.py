"""The same tree built by Hugo: a JSON file for each page."""

from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from tests.bench.bench import LIMIT, Bench
from tests.bench.processes import Ended, MeasurementError, run

_CONFIGURATION: Final = """\
baseURL = "https://clinic.example/"
title = "The clinic"
disableKinds = ["section", "taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"]
[outputs]
home = ["JSON"]
page = ["JSON"]
"""
_TEMPLATE: Final = (
    '{{ dict "title" .Title "permalink" .Permalink "plain" .Plain "content" .Content '
    '"toc" .TableOfContents "params" .Params | jsonify }}\n'
)


def build(bench: Bench, pages: int) -> Ended:
    """Build the tree of so many pages once, into a new folder, without a cache.

    What was built before stays as long as the run: for seconds after thousands of files are removed
    some file systems are so busy with it that the next build takes twice as long.
    """
    site = Path(mkdtemp(prefix="hugo-", dir=bench.folder))
    built = site / "built"
    (site / "layouts/_default").mkdir(parents=True)
    (site / "hugo.toml").write_text(_CONFIGURATION, encoding="utf-8")
    for name in ("_default/single.json", "index.json"):
        (site / "layouts" / name).write_text(_TEMPLATE, encoding="utf-8")
    ended = run(
        [
            *("hugo", "--quiet", "--noBuildLock", "--ignoreCache", "--source", site),
            *("--contentDir", bench.tree(pages), "--destination", built),
            *("--cacheDir", bench.folder / "hugo-cache"),
        ],
        bench.log,
        LIMIT,
    )
    made = sum(1 for _ in built.rglob("index.json"))
    if made != pages + 1:
        raise MeasurementError(f"Hugo made {made} files of {pages + 1} pages")
    return ended

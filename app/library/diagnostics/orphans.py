"""Pages to which nothing leads."""

from collections.abc import Iterable, Iterator

from app.documents.reader import ParsedTree
from app.files.text import SourceText
from app.problems import Problem
from app.records import Page


def orphan_problems(
    tree: ParsedTree, pages: Iterable[Page], reached: frozenset[str]
) -> Iterator[Problem]:
    """Yield a problem for each page to which nothing leads in any of its languages.

    `reached` are slugs of pages that menus or records lead to.
    """
    homes = {"/", *(f"/{code.lower()}/" for code in tree.site.settings.languages)}
    orphans = {
        page.slug: page
        for page in pages
        if not (page.path.lower() in homes or page.slug in reached or page.menus or page.backlinks)
    }
    texts = {
        name: file.text
        for name, file in tree.data_files.items()
        if isinstance(file.text, SourceText)
    }
    listed = tree.dialect.listed(
        [(page.source.file, page.path) for page in orphans.values()], texts
    )
    for page in orphans.values():
        if page.source.file not in listed and all(
            translation.slug in orphans for translation in page.translations
        ):
            message = f"nothing leads to {page.path}: no menu, no other page"
            hint = "Link to it, or put it into a menu."
            yield Problem(page.source.file, 1, 1, "orphan", message, hint)

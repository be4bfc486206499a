"""All problems of a library: those of its parts, and what they say together."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from app.dialects.document import Document, Unreadable
from app.documents.parse import ParsedFile
from app.documents.reader import ParsedTree
from app.library.diagnostics.listed_pictures import move_to_listed_pages
from app.library.diagnostics.orphans import orphan_problems
from app.library.diagnostics.other_system import demote_in_other_system
from app.library.diagnostics.redirects import redirect_problems
from app.library.diagnostics.sample_pages import group_sample_pages
from app.library.diagnostics.template_keys import read_by_templates
from app.library.diagnostics.unserved_prefixes import group_by_prefix
from app.library.diagnostics.unused_pictures import demote_unused_pictures
from app.library.link_context import LinkContext
from app.library.link_problems import NO_FILE
from app.library.linked_page import LinkedPage
from app.problems import Problem, Severity, counted
from app.records import Page


def collect_problems(
    context: LinkContext,
    linked: Collection[LinkedPage],
    pages: Sequence[Page],
    of_records: Iterable[Problem],
    pointed_to: frozenset[str],
    known_to_templates: Iterable[Document],
) -> tuple[Problem, ...]:
    """Return all problems of a library in their order, each once.

    `of_records` are those of conditions and offices, `pointed_to` the slugs of the pages to which
    records lead. `known_to_templates` are documents without a page that templates may read.
    """
    site = context.tree.site
    reached = pointed_to.union(*context.menus.members.values())
    problems = {
        *context.published.problems,
        *context.menus.problems,
        *(problem for item in linked for problem in item.problems),
        *group_by_prefix((link for item in linked for link in item.broken), context),
        *of_records,
        *redirect_problems(
            site, context.addresses, context.published.unreadable, context.resolver.is_unserved
        ),
        *_missing_documents_problems(context.tree),
        *orphan_problems(context.tree, pages, reached),
    }
    problems -= _repeated(problems)
    problems = _demote_drafts(problems, context.tree.dialect.draft_folder)
    listed = (*context.published.documents, *known_to_templates)
    problems = move_to_listed_pages(problems, listed, context.tree.dialect.base_path)
    problems = demote_unused_pictures(problems, context.tree, context.published, pages)
    problems -= read_by_templates(problems, context.tree)
    # Read as a native tree, the files of another system's site are full of mistakes.
    misplaced = {problem for problem in problems if problem.code == "site-in-subfolder"}
    reported = misplaced or group_sample_pages(
        demote_in_other_system(problems, context.tree.dialect.system)
    )
    return tuple(sorted(site.settings.without_ignored(reported)))


def _repeated(problems: Iterable[Problem]) -> set[Problem]:
    """Return problems that say again what a tag without a result causes in its line."""
    tags = {(item.file, item.line) for item in problems if item.code == "liquid-reference"}
    return {
        item
        for item in problems
        if item.code == "missing-image"
        and NO_FILE in item.message
        and (item.file, item.line) in tags
    }


def _demote_drafts(problems: set[Problem], folder: str | None) -> set[Problem]:
    """Return the problems, with hints for those in folders of drafts that the site never shows."""
    return {
        replace(problem, code="draft-problem", message=f"in a draft: {problem.message}")
        if folder in problem.file.split("/")[:-1] and problem.severity is not Severity.HINT
        else problem
        for problem in problems
    }


def _missing_documents_problems(tree: ParsedTree) -> Iterable[Problem]:
    """Yield a problem for a tree or a language of the site without a document, drafts included."""
    if all(_is_plain_file(item) for item in tree.parsed):
        message = "there is no document in the content folder"
        hint = "Add Markdown files, or name the folder that holds them."
        if tree.parsed:
            message += f", only {counted(len(tree.parsed), 'file')} without front matter"
            hint = "Begin each with two lines of three hyphens, or name the folder of documents."
        if (named := tree.dialect.documents_setting) is not None:
            folder, setting = named
            message = f'there is no document in the folder "{folder}", which `{setting}` names'
            hint = f"Correct `{setting}` in the configuration, or add Markdown files there."
        yield Problem(".", 1, 1, "no-documents", message, hint)
    languages = tree.site.settings.languages
    if len(languages) < 2:
        return
    written = {document.language for document in tree.documents}
    for index, code in enumerate(languages):
        if code not in written:
            message = f'no document is written in "{code}", a language of the site'
            hint = "Write a page in it, or take the language out."
            yield tree.site.problem(("languages", index), "empty-language", message, hint)


def _is_plain_file(parsed: ParsedFile) -> bool:
    """Return True for a file that lacks the front matter which would make it a document."""
    return isinstance(parsed.document, Unreadable) and all(
        problem.code == "not-served" for problem in parsed.problems
    )

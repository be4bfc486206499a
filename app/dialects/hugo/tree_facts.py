"""Facts of a whole tree that its documents are read by: leaves, sections, cascades, shortcodes."""

import re
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from app.dialects.hugo.cascades import Cascade, cascade_faults, cascades
from app.dialects.hugo.configuration import Root
from app.dialects.hugo.template_comments import BYTES_COMMENT
from app.dialects.hugo.tree_layout import (
    ContentFile,
    TreeLayout,
    is_link_template,
    shortcode_of,
)
from app.dialects.mappings import lowered_keys, merged_all
from app.files.opening import read
from app.files.text import decode
from app.files.tree import SourceFile, Tree
from app.front_matter import FrontMatterError, Value, read_front_matter
from app.problems import Problem
from app.regex import regex
from app.site.globs import brace_glob, shell_glob
from app.site.patterns import PatternError

# Built-in shortcodes that need an end.
_BUILT_IN: Final = frozenset({"details", "highlight", "qr"})
# Built-in shortcodes that make no place to jump to: all of them.
_WITHOUT_ANCHORS: Final = _BUILT_IN | {
    *("comment", "figure", "gist", "instagram", "param", "ref", "relref", "tweet", "twitter"),
    *("vimeo", "vimeo_simple", "x", "youtube"),
}
# Built-in shortcodes that have no end.
_SINGLE: Final = _WITHOUT_ANCHORS - _BUILT_IN - {"comment"}
_INNER: Final = regex(rb"\.Inner(?:Deindent)?\b")
# A place to jump to in a template: headings of HTML get no id by themselves.
_ANCHOR: Final = regex(rb"\bid\s*=|<a\s[^>]*\bname\s*=|^[ \t]*#{1,6}[ \t]", re.MULTILINE)
# What a template shows of other templates and files.
_SHOWS_OTHERS: Final = regex(
    rb"\b(?:partial|partialCached|template|readFile|resources)\b"
    rb"|\.(?:Content|RawContent|Render|Fragments)\b"
)
# What finds a page or a file by what a link says: gohugo.io/methods/page.
_LOOKS_UP: Final = regex(rb"\.GetPage\b|\.Resources\b|\.(?:Rel)?Ref\b|\b(?:rel)?ref\b")


# What makes an address of a path below the site's root.
_FROM_ROOT: Final = regex(rb"\b(?:rel|abs)(?:Lang)?URL\b")


class TreeFacts(NamedTuple):
    """Facts of a tree.

    `leaves` are folders of the tree that are one page with all that is in them, `sections` folders
    of the content that have a page of their own, in lower case; `cascades` is front matter for
    whole folders; `enclosing` are the shortcodes that need an end, `single` those that have none,
    `without_anchors` those that make no place to jump to, `from_root` those whose paths begin at
    the root. With `looks_up_links` a template of links looks up the pages that they name.
    `empty_roots` are mounted folders of static files without a file in the tree. `templates` are
    the shortcodes that have a template in the tree; without `has_themes` more may have one.
    """

    leaves: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()
    cascades: tuple[Cascade, ...] = ()
    enclosing: frozenset[str] = frozenset()
    single: frozenset[str] = _SINGLE
    without_anchors: frozenset[str] = _WITHOUT_ANCHORS
    from_root: frozenset[str] = frozenset()
    looks_up_links: bool = False
    empty_roots: tuple[Root, ...] = ()
    templates: frozenset[str] = frozenset()
    has_themes: bool = True


class FileFacts(NamedTuple):
    """The facts that one file states: a section's cascades, what a template uses."""

    cascades: tuple[Cascade, ...] = ()
    problems: tuple[Problem, ...] = ()
    has_inner: bool = False
    looks_up: bool = False
    makes_anchors: bool = False
    from_root: bool = False


class TreeReading(NamedTuple):
    """The facts of a tree, and those of files that need not be read again, by name and stamp."""

    facts: TreeFacts
    problems: tuple[Problem, ...] = ()
    by_file: Mapping[SourceFile, FileFacts] = {}


def read_tree(
    tree: Tree,
    layout: TreeLayout,
    cascade: tuple[Cascade, ...],
    known: Mapping[SourceFile, FileFacts],
    read_at_ns: int,
) -> TreeReading:
    """Return the facts of a tree. Files whose facts are `known` are not read.

    `cascade` is the configuration's, which sections add to.
    """
    by_file: dict[SourceFile, FileFacts] = {}
    sections = set()
    for file in tree.documents:
        content = layout.content_file(file.name)
        if content.node == "branch":
            sections.add(content.folder.lower())
            by_file[file] = known.get(file) or _section_facts(file, content)
    all_cascades = (*cascade, *(item for facts in by_file.values() for item in facts.cascades))
    problems = tuple(problem for facts in by_file.values() for problem in facts.problems)
    templates = [file for file in tree.data_files if shortcode_of(file.name) is not None]
    link_templates = [file for file in tree.data_files if is_link_template(file.name)]
    for file in (*templates, *link_templates):
        by_file[file] = known.get(file) or _template_facts(file)
    return TreeReading(
        TreeFacts(
            layout.leaves(file.name for file in tree.documents),
            frozenset(sections),
            all_cascades,
            _enclosing((file.name, by_file[file].has_inner) for file in templates),
            _single((file.name, by_file[file].has_inner) for file in templates),
            _without_anchors((file.name, by_file[file].makes_anchors) for file in templates),
            _shortcodes({}, ((file.name, by_file[file].from_root) for file in templates)),
            any(by_file[file].looks_up for file in link_templates),
            layout.empty_roots((*(file.name for file in tree.assets), *tree.unserved)),
            _shortcodes({}, ((file.name, True) for file in templates)),
            layout.has_themes(file.name for file in tree.files),
        ),
        problems,
        {file: facts for file, facts in by_file.items() if not file.is_racy(read_at_ns)},
    )


def cascaded(known: Iterable[Cascade], content: ContentFile) -> Mapping[str, Value]:
    """Return the values that a document inherits; those of the nearest folder win.

    Of one folder's cascades that set the same key, the first wins.
    """
    matching = [cascade for cascade in known if _applies(cascade, content)]
    matching.sort(key=lambda cascade: len(cascade.below), reverse=True)
    return merged_all(cascade.values for cascade in reversed(matching))


def sections_of(content: ContentFile, known: frozenset[str]) -> tuple[str, ...]:
    """Return the parts of the path of the section that a document lies in, or is.

    A folder is a section if it has a page of its own or is at the top.
    """
    parts = tuple(part for part in content.folder.split("/") if part)
    if content.node == "leaf":
        parts = parts[:-1]
    while len(parts) > 1 and "/".join(parts).lower() not in known:
        parts = parts[:-1]
    return parts


def _section_facts(file: SourceFile, content: ContentFile) -> FileFacts:
    """Return a section's cascades. A file without readable ones has none: parsing it reports."""
    data = read(file)
    if isinstance(data, Problem) or b"cascade" not in data.lower():
        return FileFacts()
    source = decode(file.name, data)
    if isinstance(source, Problem):
        return FileFacts()
    try:
        front_matter, _ = read_front_matter(source.text, keep_last=True, in_line=True)
    except FrontMatterError:
        return FileFacts()
    return FileFacts(
        tuple(
            cascade._replace(language=cascade.language or content.language)
            for cascade in cascades(
                lowered_keys(front_matter.values).get("cascade"), content.folder
            )
        ),
        tuple(map(source.problem, cascade_faults(front_matter))),
    )


def _applies(cascade: Cascade, content: ContentFile) -> bool:
    below = cascade.below
    if below and not f"{content.folder}/".lower().startswith(f"{below}/".lower()):
        return False
    if cascade.kinds and content.kind not in cascade.kinds:
        return False
    try:
        return (
            cascade.language is None or shell_glob(cascade.language).is_in(content.language)
        ) and (cascade.path is None or brace_glob(cascade.path.lower()).is_in(content.logical))
    except PatternError:
        return False


def _template_facts(file: SourceFile) -> FileFacts:
    """Return what a template uses; one that cannot be read may make any anchor."""
    data = read(file)
    if isinstance(data, Problem):
        return FileFacts(makes_anchors=True)
    data = BYTES_COMMENT.sub(b"", data)
    has_inner = _INNER.search(data) is not None
    has_anchor = _ANCHOR.search(data) is not None
    return FileFacts(
        has_inner=has_inner,
        looks_up=_LOOKS_UP.search(data) is not None,
        # What encloses content is a box around it; what does not may show a whole page.
        makes_anchors=has_anchor or (not has_inner and _SHOWS_OTHERS.search(data) is not None),
        from_root=_FROM_ROOT.search(data) is not None,
    )


def _enclosing(templates: Iterable[tuple[str, bool]]) -> frozenset[str]:
    """Return the shortcodes that need an end, by whether each template file has `.Inner`."""
    return _shortcodes(dict.fromkeys(_BUILT_IN, True), templates)


def _single(templates: Iterable[tuple[str, bool]]) -> frozenset[str]:
    """Return the shortcodes that have no end, by whether each template file has `.Inner`."""
    has_none = ((file, not has_inner) for file, has_inner in templates)
    return _shortcodes(dict.fromkeys(_SINGLE, True), has_none)


def _without_anchors(templates: Iterable[tuple[str, bool]]) -> frozenset[str]:
    """Return the shortcodes without anchors, by whether each template file makes some.

    A template that is not in the tree, but in a module, may make any.
    """
    makes_none = ((file, not makes_anchors) for file, makes_anchors in templates)
    return _shortcodes(dict.fromkeys(_WITHOUT_ANCHORS, True), makes_none)


def _shortcodes(
    built_in: Mapping[str, bool], templates: Iterable[tuple[str, bool]]
) -> frozenset[str]:
    """Return the shortcodes of which a fact is true, built in or by the last of its templates."""
    facts: dict[str | None, bool] = dict(built_in.items())
    # The tree's own templates override a theme's.
    for file, is_true in sorted(templates, key=lambda item: not item[0].startswith("themes/")):
        facts[shortcode_of(file)] = is_true
    return frozenset(name for name, is_true in facts.items() if name and is_true)

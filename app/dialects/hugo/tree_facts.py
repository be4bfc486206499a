"""What must be known of a tree before any of its documents can be read: leaves, cascades."""

import re
from collections.abc import Iterable, Mapping
from fnmatch import translate
from functools import lru_cache
from typing import NamedTuple

from app.dialects.hugo.cascades import Cascade, cascade_faults, cascades, overlaid
from app.dialects.hugo.places import Place
from app.files.opening import read
from app.files.text import decode
from app.files.tree import SourceFile
from app.front_matter import FrontMatterError, Value, read_front_matter
from app.problems import Problem


class TreeFacts(NamedTuple):
    """What the files of a tree are to each other.

    `leaves` are folders of the tree that are one page with all that is in them, `sections` folders
    of the content that have a page of their own, in small letters; `cascades` is front matter for
    whole folders; `enclosing` are the shortcodes that must have an end.
    """

    leaves: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()
    cascades: tuple[Cascade, ...] = ()
    enclosing: frozenset[str] = frozenset()


def cascades_of(
    file: SourceFile, below: str, language: str
) -> tuple[tuple[Cascade, ...], tuple[Problem, ...]]:
    """What a section's front matter gives to all below it, and what is wrong with that.

    Nothing where it cannot be read, which is told when the document is.
    """
    data = read(file)
    if isinstance(data, Problem) or b"cascade" not in data.lower():
        return (), ()
    source = decode(file.name, data)
    if isinstance(source, Problem):
        return (), ()
    try:
        found, _ = read_front_matter(source.text)
    except FrontMatterError:
        return (), ()
    written = next((value for key, value in found.values.items() if key.lower() == "cascade"), None)
    return tuple(
        Cascade(each.below, each.values, each.path, each.kinds, each.language or language)
        for each in cascades(written, below)
    ), tuple(map(source.problem, cascade_faults(found)))


def cascaded(known: Iterable[Cascade], place: Place) -> Mapping[str, Value]:
    """The values that a document has from above; those of the nearest folder win.

    Of one folder's cascades that say the same, the first counts.
    """
    fitting = [cascade for cascade in known if _takes(cascade, place)]
    values: Mapping[str, Value] = {}
    for cascade in sorted(fitting, key=lambda each: len(each.below), reverse=True):
        values = overlaid(cascade.values, values)
    return values


def _takes(cascade: Cascade, place: Place) -> bool:
    below = cascade.below
    if below and not f"{place.folder}/".lower().startswith(f"{below}/".lower()):
        return False
    if cascade.language is not None and not re.match(translate(cascade.language), place.language):
        return False
    if cascade.kinds and place.kind not in cascade.kinds:
        return False
    return cascade.path is None or _pattern(cascade.path).match(place.logical) is not None


@lru_cache(maxsize=1024)
def _pattern(glob: str) -> re.Pattern[str]:
    """A pattern of logical paths: `**` is any, `*` anything but a slash, `{a,b}` either."""
    out: list[str] = []
    at = depth = 0
    glob = glob.lower()
    while at < len(glob):
        sign = glob[at]
        if glob.startswith("**", at):
            out.append(".*")
            at += 1
        elif sign == "*":
            out.append("[^/]*")
        elif sign == "?":
            out.append("[^/]")
        elif sign == "{":
            out.append("(?:")
            depth += 1
        elif sign == "}" and depth:
            out.append(")")
            depth -= 1
        elif sign == "," and depth:
            out.append("|")
        else:
            out.append(re.escape(sign))
        at += 1
    return re.compile("".join(out) + ")" * depth + r"/?\Z")


def sections_of(place: Place, known: frozenset[str]) -> tuple[str, ...]:
    """The parts of the path of the section that a document lies in, or is.

    A folder is one if it has a page of its own or is the topmost.
    """
    parts = tuple(part for part in place.folder.split("/") if part)
    if place.node == "leaf":
        parts = parts[:-1]
    while len(parts) > 1 and "/".join(parts).lower() not in known:
        parts = parts[:-1]
    return parts

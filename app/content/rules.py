"""By which rules a tree is read: its dialect, and the site that its files describe."""

from dataclasses import dataclass, field

from app.content.dialects.dialect import Dialect
from app.content.dialects.native import NativeDialect
from app.content.problems import Problem
from app.content.site_file import SiteFile, read_site
from app.content.source import SITE_FILE, SourceFile, fingerprint, read


class SiteFileError(Exception):
    """The site file that was named cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one tree. `files` are those that they were read from, `version` names them."""

    files: tuple[SourceFile, ...]
    version: str = field(compare=False)
    site: SiteFile = field(compare=False)
    dialect: Dialect = field(compare=False)
    problems: tuple[Problem, ...] = field(compare=False)


def read_rules(site_file: SourceFile | None, *, is_named: bool) -> Rules:
    """The rules as the files give them.

    `is_named`: whoever runs the service named the site file. Raises SiteFileError where that one
    cannot be read.
    """
    data = read(site_file) if site_file is not None else None
    if isinstance(data, Problem):
        if is_named:
            raise SiteFileError(f"{data.message}. {data.hint}")
        site, problems = read_site(SITE_FILE, None)
        problems = (data, *problems)
        data = None
    else:
        site, problems = read_site(site_file.name if site_file else SITE_FILE, data)
    return Rules(
        files=(site_file,) if site_file is not None else (),
        version=fingerprint(data or b""),
        site=site,
        dialect=NativeDialect(site.site),
        problems=problems,
    )

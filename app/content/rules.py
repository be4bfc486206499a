"""By which rules a tree is read: its dialect, and the site that its files describe."""

from dataclasses import dataclass, field

from app.content.dialects.dialect import Dialect
from app.content.dialects.jekyll import JekyllConfiguration, JekyllDialect
from app.content.dialects.jekyll.scalars import as_ruby_reads
from app.content.dialects.native import NativeDialect
from app.content.front_matter import FrontMatter, FrontMatterError, read_toml, read_yaml
from app.content.problems import Problem
from app.content.site import Site
from app.content.site_file import SiteFile, read_site
from app.content.source import SITE_FILE, SourceFile, fingerprint, read
from app.content.text import SourceText, decode


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


def read_rules(
    site_file: SourceFile | None, configuration: SourceFile | None, *, is_named: bool
) -> Rules:
    """The rules as the files give them: the site file, and another system's configuration.

    `is_named`: whoever runs the service named the site file. Raises SiteFileError where that one
    cannot be read.
    """
    told, problems = _configured(configuration)
    site = told.site if told is not None else None
    data = read(site_file) if site_file is not None else None
    if isinstance(data, Problem):
        if is_named:
            raise SiteFileError(f"{data.message}. {data.hint}")
        problems = (*problems, data)
        data = None
    site, wrong = read_site(site_file.name if site_file else SITE_FILE, data, site)
    names = [fingerprint(data or b"")]
    dialect: Dialect = NativeDialect(site.site)
    if told is not None:
        names.append(told.version)
        dialect = JekyllDialect(site.site, told.configuration)
    return Rules(
        files=tuple(file for file in (site_file, configuration) if file is not None),
        version=" ".join(names),
        site=site,
        dialect=dialect,
        problems=(*problems, *wrong),
    )


@dataclass(frozen=True, slots=True)
class _Configured:
    configuration: JekyllConfiguration
    site: SiteFile
    version: str


def _configured(file: SourceFile | None) -> tuple[_Configured | None, tuple[Problem, ...]]:
    """What another system's configuration says, and what is wrong with it."""
    if file is None:
        return None, ()
    data = read(file)
    source = data if isinstance(data, Problem) else decode(file.name, data)
    found = FrontMatter("yaml", {}, {}, 0)
    problems: list[Problem] = []
    site = SiteFile(Site(), {})
    if isinstance(source, Problem):
        problems.append(source)
    else:
        problems += source.mojibake()
        try:
            if file.name.endswith(".toml"):
                found, faults = read_toml(source.text)
            else:
                found, faults = read_yaml(source.text)
                found = as_ruby_reads(found, source.text)
            problems += (source.problem(fault) for fault in faults)
        except FrontMatterError as error:
            problems += (source.problem(fault) for fault in error.faults)
    configuration = JekyllConfiguration.of(found)
    if isinstance(source, SourceText):
        site, wrong = site.and_then(source, configuration.site(found))
        problems += wrong
    version = "" if isinstance(data, Problem) else fingerprint(data)
    return _Configured(configuration, site, version), tuple(problems)

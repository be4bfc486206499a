"""The rules of a tree: its dialect, and the site that its files describe."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from app.dialects.base import ConfigurationText, Configured, Dialect
from app.dialects.configuration_files import ConfigurationFiles, ForeignKind
from app.dialects.native import NativeDialect
from app.files.text import decode
from app.files.tree import SITE_FILE, SourceFile, fingerprint, read, suffix_of
from app.front_matter import FrontMatter, FrontMatterError, read_json, read_toml, read_yaml
from app.problems import Problem
from app.site.schema import Site
from app.site.site_file import SiteFile, read_site

_PARSERS: Final = {".toml": read_toml, ".json": read_json}


class SiteFileError(Exception):
    """The named site file cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one tree, with the `files` that state them; `version` identifies their bytes."""

    files: tuple[SourceFile, ...]
    version: str = field(compare=False)
    site: SiteFile = field(compare=False)
    dialect: Dialect = field(compare=False)
    problems: tuple[Problem, ...] = field(compare=False)


def read_rules(
    site_file: SourceFile | None, configuration: ConfigurationFiles | None, *, is_named: bool
) -> Rules:
    """Return the rules that the site file and another system's configuration state.

    `is_named`: a setting names the site file. Raises SiteFileError if that one cannot be read.
    """
    problems: list[Problem] = []
    versions: list[str] = []
    site = SiteFile(Site(), {})
    configured = Configured((), NativeDialect)
    if configuration is not None:
        texts = [_read(file, problems, versions) for file in configuration.files]
        configured = _configured(configuration.kind, texts)
        problems += configured.problems
        for source, part in configured.site_parts:
            site, wrong = site.and_then(source, part, adds=True)
            problems += wrong
    data = read(site_file) if site_file is not None else None
    if isinstance(data, Problem):
        if is_named:
            raise SiteFileError(f"{data.message}. {data.hint}")
        problems.append(data)
        data = None
    site, wrong = read_site(site_file.name if site_file else SITE_FILE, data, site)
    return Rules(
        files=(
            *(() if site_file is None else (site_file,)),
            *(() if configuration is None else configuration.files),
        ),
        version=" ".join((fingerprint(data or b""), *versions)),
        site=site,
        dialect=configured.dialect(site.site),
        problems=(*problems, *wrong),
    )


def _read(file: SourceFile, problems: list[Problem], versions: list[str]) -> ConfigurationText:
    """Return a file of the configuration, and add its problems and its version to the lists."""
    empty = FrontMatter("yaml", {}, {}, 0)
    data = read(file)
    versions.append("" if isinstance(data, Problem) else fingerprint(data))
    source = data if isinstance(data, Problem) else decode(file.name, data)
    if isinstance(source, Problem):
        problems.append(source)
        return ConfigurationText(file.name, None, empty)
    problems += source.mojibake()
    parse = _PARSERS.get(suffix_of(file.name), read_yaml)
    try:
        front_matter, faults = parse(source.text)
    except FrontMatterError as error:
        problems += (source.problem(fault) for fault in error.faults)
        return ConfigurationText(file.name, source, empty)
    problems += (source.problem(fault) for fault in faults)
    return ConfigurationText(file.name, source, front_matter)


def _configured(kind: ForeignKind, texts: Sequence[ConfigurationText]) -> Configured:
    # Optional: a native tree does not load the rules of other systems.
    if kind == "jekyll":
        from app.dialects.jekyll import dialect as jekyll  # noqa: PLC0415

        return jekyll.configure(texts)
    from app.dialects.hugo import dialect as hugo  # noqa: PLC0415

    return hugo.configure(texts)

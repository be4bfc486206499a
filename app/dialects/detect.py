"""By which rules a tree is read: its dialect, and the site that its files describe."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from app.dialects.base import ConfigurationText, Configured, Dialect
from app.dialects.configuration_files import ConfigurationFiles, ForeignKind
from app.dialects.native import NativeDialect
from app.files.opening import read
from app.files.stamps import fingerprint
from app.files.text import decode
from app.files.tree import SITE_FILE, SourceFile, suffix_of
from app.front_matter import FrontMatter, FrontMatterError, read_json, read_toml, read_yaml
from app.problems import Problem
from app.site.schema import Site
from app.site.site_file import SiteFile, read_site


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
    site_file: SourceFile | None, configuration: ConfigurationFiles | None, *, is_named: bool
) -> Rules:
    """The rules as the files give them: the site file, and another system's configuration.

    `is_named`: whoever runs the service named the site file. Raises SiteFileError where that one
    cannot be read.
    """
    reading = _Reading(configuration)
    data = read(site_file) if site_file is not None else None
    problems: list[Problem] = [*reading.problems]
    if isinstance(data, Problem):
        if is_named:
            raise SiteFileError(f"{data.message}. {data.hint}")
        problems.append(data)
        data = None
    name = site_file.name if site_file else SITE_FILE
    site, wrong = read_site(name, data, reading.site)
    files = () if site_file is None else (site_file,)
    return Rules(
        files=files + (() if configuration is None else configuration.files),
        version=" ".join((fingerprint(data or b""), *reading.versions)),
        site=site,
        dialect=reading.dialect(site.site),
        problems=(*problems, *wrong),
    )


class _Reading:
    """Reads another system's configuration, and gathers what is wrong with it."""

    def __init__(self, configuration: ConfigurationFiles | None) -> None:
        self.problems: list[Problem] = []
        self.versions: list[str] = []
        self.site = SiteFile(Site(), {})
        self.dialect: Callable[[Site], Dialect] = NativeDialect
        if configuration is None:
            return
        texts = [self._read(file) for file in configuration.files]
        said, self.dialect = _configured(configuration.kind, texts)
        for source, part in said:
            self.site, wrong = self.site.and_then(source, part, adds=True)
            self.problems += wrong

    def _read(self, file: SourceFile) -> ConfigurationText:
        nothing = FrontMatter("yaml", {}, {}, 0)
        data = read(file)
        self.versions.append("" if isinstance(data, Problem) else fingerprint(data))
        source = data if isinstance(data, Problem) else decode(file.name, data)
        if isinstance(source, Problem):
            self.problems.append(source)
            return ConfigurationText(file.name, None, nothing)
        self.problems += source.mojibake()
        parse = _PARSERS.get(suffix_of(file.name), read_yaml)
        try:
            found, faults = parse(source.text)
        except FrontMatterError as error:
            self.problems += (source.problem(fault) for fault in error.faults)
            return ConfigurationText(file.name, source, nothing)
        self.problems += (source.problem(fault) for fault in faults)
        return ConfigurationText(file.name, source, found)


def _configured(kind: ForeignKind, texts: Sequence[ConfigurationText]) -> Configured:
    # A tree of our own need not wait for the rules of others.
    if kind == "jekyll":
        from app.dialects.jekyll import configured as jekyll  # noqa: PLC0415

        return jekyll.configured(texts)
    from app.dialects.hugo import configured as hugo  # noqa: PLC0415

    return hugo.configured(texts)


_PARSERS: Final = {".toml": read_toml, ".json": read_json}

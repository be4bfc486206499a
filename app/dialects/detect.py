"""The rules of a tree: its dialect, and the site that its files describe."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from importlib import import_module
from typing import Final

from app.dialects.base import ConfigurationText, Configured, Dialect
from app.dialects.configuration_files import (
    NO_OTHERS,
    ConfigurationFiles,
    ForeignKind,
    OtherSites,
)
from app.dialects.native import NativeDialect
from app.dialects.other_systems import OtherSystem
from app.files.opening import read
from app.files.stamps import fingerprint
from app.files.text import decode
from app.files.tree import SITE_FILE, SourceFile, suffix_of
from app.front_matter import FrontMatter, FrontMatterError, read_json, read_toml, read_yaml
from app.problems import Problem, code_in_generators_tree
from app.site.located_site import LocatedSite, read_site
from app.site.schema import Site

_PARSERS: Final = {".toml": read_toml, ".json": read_json}


class SiteFileError(Exception):
    """The named site file cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one tree, with the `files` that state them and the digests of these."""

    files: tuple[SourceFile, ...]
    # The parsed files of another system's configuration.
    configuration: tuple[ConfigurationText, ...] = field(compare=False)
    # By `rules:` and the name, for the site file may be any file.
    digests: Mapping[str, str] = field(compare=False)
    # Documents parsed by rules with equal ones are equal.
    for_documents: object = field(compare=False)
    site: LocatedSite = field(compare=False)
    dialect: Dialect = field(compare=False)
    problems: tuple[Problem, ...] = field(compare=False)


def read_rules(
    site_file: SourceFile | None,
    configuration: ConfigurationFiles | None,
    *,
    is_named: bool,
    others: OtherSites = NO_OTHERS,
) -> Rules:
    """Return the rules that the site file and another system's configuration state.

    `is_named`: a setting names the site file. Raises SiteFileError if that one cannot be read.
    `others` are files of other sites.
    """
    problems: list[Problem] = []
    digests: dict[str, str] = {}
    site = LocatedSite(Site(), {})
    native = partial(NativeDialect, system=others.system)
    configured = Configured((), native)
    texts: list[ConfigurationText] = []
    if configuration is not None:
        problems += configuration.problems
        digests |= {f"rules: {problem}": "" for problem in problems}
        texts = [_read(file, problems, digests) for file in configuration.files]
        configured = _configured(configuration.kind, texts)
        problems += configured.problems
        for source, part in configured.site_parts:
            site, wrong = site.and_then(source, part, adds=True)
            problems += [
                replace(problem, code=code_in_generators_tree(problem.code)) for problem in wrong
            ]
    # A setting that names the folder of the documents says which one is the site.
    if others.below and configured.dialect(site.settings).documents_setting is None:
        problems.append(_subfolder_problem(others.below))
        digests["rules: sites below"] = str(problems[-1])
    if others.system is not None:
        problems.append(_other_system_problem(others.system))
        system = others.system
        settings = (system.has_slashes, system.has_identifiers, sorted(system.ignored))
        digests["rules: other system"] = f"{problems[-1]} {settings}"
    of_configuration = digests.copy()
    if others.system is not None and others.system.static_files:
        names = "\n".join(sorted(others.system.static_files))
        digests["rules: static files"] = fingerprint(names.encode("utf-8", "surrogateescape"))
    data = read(site_file) if site_file is not None else None
    name = site_file.name if site_file else SITE_FILE
    digests[f"rules: {name}"] = _digest(data or b"")
    if isinstance(data, Problem):
        if is_named:
            raise SiteFileError(f"{data.message}. {data.hint}")
        problems.append(data)
        data = None
    site, wrong = read_site(name, data, site)
    dialect = configured.dialect(site.settings)
    dialect.system = others.system
    return Rules(
        files=(
            *filter(None, (site_file,)),
            *(configuration.files if configuration else ()),
            *others.below,
        ),
        configuration=tuple(texts),
        digests=digests,
        for_documents=(of_configuration, site.settings.for_documents()),
        site=site,
        dialect=dialect,
        problems=(*problems, *wrong),
    )


def _subfolder_problem(sites: Sequence[SourceFile]) -> Problem:
    folders = [f"{file.name.partition('/')[0]}/" for file in sites]
    message = f'the site is in the folder "{folders[0]}", which has {sites[0].name}'
    hint = f"Name the folder {' or '.join(folders)} as the content; it is read by its own rules."
    return Problem(".", 1, 1, "site-in-subfolder", message, hint)


def _other_system_problem(system: OtherSystem) -> Problem:
    if system.content:
        message = f'the pages of this {system.name} site are in the folder "{system.content}"'
        hint = f"Name the folder {system.content}/ as the content."
        return Problem(".", 1, 1, "site-in-subfolder", message, hint)
    message = f"the folder is one of {system.name} ({system.file}), whose rules are not known here"
    hint = (
        f"It is read as {system.read_as}. A picture or an anchor that is not found is only a hint, "
        f"because {system.name} may make it."
    )
    return Problem(".", 1, 1, "other-system", message, hint)


def _read(file: SourceFile, problems: list[Problem], digests: dict[str, str]) -> ConfigurationText:
    """Return a file of the configuration; add its problems to the list, its digest to the map."""
    empty = FrontMatter({}, {})
    data = read(file)
    digests[f"rules: {file.name}"] = _digest(data)
    source = data if isinstance(data, Problem) else decode(file.name, data)
    if isinstance(source, Problem):
        problems.append(source)
        return ConfigurationText(file.name, None, empty)
    problems += source.mojibake()
    parse = _PARSERS.get(suffix_of(file.name), read_yaml)
    try:
        front_matter, faults = parse(source.text, keep_last=True)
    except FrontMatterError as error:
        front_matter, faults = empty, error.faults
    problems += map(source.problem, faults)
    return ConfigurationText(file.name, source, front_matter)


def _digest(data: bytes | Problem) -> str:
    return str(data) if isinstance(data, Problem) else fingerprint(data)


def _configured(kind: ForeignKind, texts: Sequence[ConfigurationText]) -> Configured:
    # By name: a tree imports the rules of its own system and no others.
    dialect = import_module(f"app.dialects.{kind}.dialect")
    configured: Configured = dialect.configure(texts)
    return configured

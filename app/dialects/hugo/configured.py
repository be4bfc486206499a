"""Hugo's configuration, file by file → the site that it describes, and Hugo's rules by it."""

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from app.dialects.base import ConfigurationText, Configured
from app.dialects.hugo.addresses import language_prefix
from app.dialects.hugo.cascades import cascade_faults
from app.dialects.hugo.configuration import HugoConfiguration, said, site_of
from app.dialects.hugo.dialect import HugoDialect
from app.dialects.hugo.markup import markup_faults
from app.dialects.hugo.menus import read_menus
from app.front_matter import FrontMatter, Scalar, Value


def configured(files: Sequence[ConfigurationText]) -> Configured:
    """What the files come to together."""
    configuration = HugoConfiguration.of((name, found) for name, _, found in files)
    parts = tuple(
        (source, part)
        for name, source, found in files
        if source is not None
        for part in _said(name, found, configuration)
    )
    source = next((source for _, source, _ in files if source is not None), None)
    if source is not None and (redirect := _home_redirect(configuration)) is not None:
        parts += ((source, redirect),)
    problems = tuple(
        source.problem(fault)
        for name, source, found in files
        if source is not None
        for fault in (*cascade_faults(found), *markup_faults(found, said(name, {})))
    )
    return Configured(parts, partial(HugoDialect, configuration=configuration, problems=problems))


def _said(name: str, found: FrontMatter, configuration: HugoConfiguration) -> Iterable[FrontMatter]:
    """The site's title and address, then its menus by language, each with its places."""
    yield site_of(name, found, configuration)
    several = configuration.is_multilingual
    own = configuration.default_language if several else None
    folder, base = posixpath.split(name)
    parts = base.lower().split(".")[:-1]
    if folder and parts and parts[0] in {"menu", "menus"}:
        language = parts[1] if len(parts) > 1 else own
        menus = read_menus(
            found,
            (),
            found.values,
            language if several else None,
            language_prefix(language or configuration.default_language, configuration),
        )
        if menus is not None:
            yield menus
        return
    for key, value in found.values.items():
        if key.lower() in {"menu", "menus"} and (menus := read_menus(found, (key,), value, own)):
            yield menus
        if key.lower() == "languages" and isinstance(value, Mapping):
            for code, spoken in value.items():
                for inner, held in spoken.items() if isinstance(spoken, Mapping) else ():
                    if inner.lower() in {"menu", "menus"} and (
                        menus := read_menus(
                            found,
                            (key, code, inner),
                            held,
                            code.lower() if several else None,
                            language_prefix(code.lower(), configuration),
                        )
                    ):
                        yield menus


def _home_redirect(configuration: HugoConfiguration) -> FrontMatter | None:
    """Where the home of the site leads, or of its own language, where the other of both is."""
    disabled = configuration.values.get("disabledefaultlanguageredirect")
    if isinstance(disabled, Scalar) and disabled.value is True:
        return None
    own = f"/{configuration.default_language}/"
    if configuration.in_subdir:
        old, new = "/", own
    elif configuration.is_multilingual:
        old, new = own, "/"
    else:
        return None
    # Nobody wrote it, so nobody is to hear of it where there is no such home.
    rule: Mapping[str, Value] = {"from": old, "to": new, "implied": Scalar(True, "true")}
    return FrontMatter(None, {"redirects": (rule,)}, {}, 0)

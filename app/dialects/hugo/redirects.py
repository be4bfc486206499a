"""The rules of a Hugo site's host: `netlify.toml`, `_redirects`, and a template for the latter."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from app.dialects.hosting import NETLIFY, host_redirects, netlify_redirects
from app.dialects.hugo.configuration import HugoConfiguration
from app.dialects.hugo.template_comments import TEXT_COMMENT
from app.dialects.hugo.tree_layout import TreeLayout
from app.dialects.mappings import mapping_of, value_at
from app.front_matter import FrontMatter, Value, source_text
from app.regex import regex

_PARAMETER: Final = r"(?:\$?\.Site|site)\.Params\.(?P<path>\w+(?:\.\w+)*)"
_ASSIGNMENT: Final = regex(rf"\{{\{{-?\s*\$(?P<name>\w+)\s*:?=\s*{_PARAMETER}\s*-?\}}\}}")
_OUTPUT: Final = regex(rf"\{{\{{-?\s*(?:\$(?P<name>\w+)|{_PARAMETER})\s*-?\}}\}}")
_LINE: Final = regex(r"[^\n]+")


def rules_of_host(
    name: str, text: str, layout: TreeLayout, configuration: HugoConfiguration
) -> FrontMatter | None:
    """Return the rules in a file of this name, as a site file has them; None if there are none."""
    if name == NETLIFY:
        return netlify_redirects(text)
    if not layout.has_redirects(name):
        return None
    return host_redirects(known_lines(text, mapping_of(configuration.values.get("params"))))


def known_lines(template: str, parameters: Mapping[str, Value]) -> Iterator[tuple[int, str]]:
    """Yield the lines of a template that only parameters of the site fill, with their offsets."""
    text = TEXT_COMMENT.sub(lambda match: " " * len(match[0]), template)
    variables: dict[str, str | None] = {}
    for line in _LINE.finditer(text):
        for match in _ASSIGNMENT.finditer(line[0]):
            variables[match["name"]] = _parameter(parameters, match["path"])

        def written(match: re.Match[str]) -> str:
            name, path = match["name"], match["path"]
            value = variables.get(name) if name else _parameter(parameters, path)
            return match[0] if value is None else value

        filled = _OUTPUT.sub(written, _ASSIGNMENT.sub("", line[0]))
        if "{{" not in filled:
            yield line.start(), filled


def _parameter(parameters: Mapping[str, Value], path: str) -> str | None:
    value = value_at(parameters, path)
    return None if value is None else source_text(value)

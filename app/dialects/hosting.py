"""Redirects in the configuration of a host of static sites, beside the generator's own."""

import re
from collections.abc import Mapping
from typing import Final

from app.dialects.mappings import mapping_of, text_at
from app.front_matter import FrontMatter, FrontMatterError, KeyPath, Mark, Scalar, Value, read_toml
from app.site.schema import REDIRECT_STATUSES

NETLIFY: Final = "netlify.toml"
# A path on the site itself; an asterisk may stand for its end.
_SOURCE: Final = re.compile(r"/[^:*?#]*\*?")
_CONDITIONS: Final = ("conditions", "query")


def netlify_redirects(text: str) -> FrontMatter | None:
    """Return the redirects of `netlify.toml` from one path of the site, as a site file has them.

    Others depend on the host; they and a file that does not parse are the host's business.
    """
    try:
        front_matter, _ = read_toml(text)
    except FrontMatterError:
        return None
    written = front_matter.values.get("redirects")
    rules: list[Value] = []
    marks: dict[KeyPath, Mark] = {("redirects",): Mark(0, 0)}
    for index, item in enumerate(written if isinstance(written, tuple) else ()):
        rule = _rule(mapping_of(item))
        if rule is not None:
            place = front_matter.marks.get(("redirects", index), Mark(0, 0))
            marks[("redirects", len(rules))] = place
            rules.append(rule)
    return FrontMatter({"redirects": tuple(rules)}, marks) if rules else None


def _rule(item: Mapping[str, Value]) -> Mapping[str, Value] | None:
    source, target = text_at(item, "from"), text_at(item, "to")
    status = item.get("status", Scalar(301, "301"))
    code = status.value if isinstance(status, Scalar) else None
    if source is None or target is None or code not in REDIRECT_STATUSES:
        return None
    is_placed = _SOURCE.fullmatch(source) and not re.search(r"(?<![:\w]):(?!splat)[a-z]", target)
    if not is_placed or any(key in item for key in _CONDITIONS):
        return None
    # Whether it leads somewhere is for the host to say.
    return {"from": source, "to": target, "status": status, "implied": Scalar(True, "true")}

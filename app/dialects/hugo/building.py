"""Build options: which documents are pages. gohugo.io/content-management/build-options."""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from app.dialects.document import Withheld
from app.dialects.hugo.configuration import HugoConfiguration
from app.dialects.hugo.keys import BUILDS
from app.dialects.hugo.tree_layout import ContentFile
from app.dialects.mappings import is_true, lowered_keys, mapping_of, text_at, texts_of
from app.front_matter import Value

_NOT_RENDERED: Final = frozenset({"never", "link", "false"})


class Building(NamedTuple):
    """The page and the files that Hugo makes of a document.

    It makes no page of one that is `withheld`. Something else answers at its address if it
    `is_linked`. With `hides_files` the files of its folder are not published.
    """

    withheld: Withheld | None = None
    is_linked: bool = False
    hides_files: bool = False


def building(
    values: dict[str, Value], content: ContentFile, configuration: HugoConfiguration
) -> Building:
    """Return what Hugo makes of a document, and take the options that say so out of its values."""
    withheld = _reason(values, content, configuration)
    is_linked = hides_files = False
    if is_true(values.pop("headless", None)):
        withheld = Withheld("is headless", "take `headless` out of its front matter")
    for key in BUILDS:
        build = lowered_keys(mapping_of(values.pop(key, None)))
        render = (text_at(build, "render") or "").lower()
        if render in _NOT_RENDERED:
            reason = f"is never rendered ({key}.render: {render})"
            withheld = Withheld(reason, f"take `render` out of its `{key}`")
            # Something else answers at its address, such as a redirect.
            is_linked = render == "link"
        resources = (text_at(build, "publishresources") or "").lower()
        hides_files = hides_files or resources in {"false", "0"}
    return Building(withheld, is_linked, hides_files)


def _reason(
    values: Mapping[str, Value], content: ContentFile, configuration: HugoConfiguration
) -> Withheld | None:
    """Return why the site has no page of such a document; None if nothing speaks against it."""
    kind = _kind(content, configuration)
    if kind in configuration.disabled_kinds:
        reason = f'is of the kind "{kind}", which the configuration disables'
        return Withheld(reason, "take the kind out of `disableKinds`")
    formats = texts_of(lowered_keys(values).get("outputs"))
    usual = texts_of(lowered_keys(mapping_of(configuration.values.get("outputs"))).get(kind))
    if not formats or _has_html(formats, configuration):
        return None
    if usual and not _has_html(usual, configuration):
        return None  # All pages of the site are for other programs.
    reason = f"is not written as HTML (outputs: {', '.join(formats)})"
    return Withheld(reason, "add html to its `outputs`")


def _has_html(formats: Iterable[str], configuration: HugoConfiguration) -> bool:
    return any(name.lower() in configuration.html_formats for name in formats)


def _kind(content: ContentFile, configuration: HugoConfiguration) -> str:
    """Return Hugo's kind of a page, which may be that of a taxonomy or of one of its terms."""
    above, _, name = content.folder.lower().rpartition("/")
    if content.node == "branch" and not above and name in configuration.taxonomies:
        return "taxonomy"
    if content.node == "branch" and above in configuration.taxonomies:
        return "term"
    return content.kind

"""Addresses of pages that Hugo makes without a document: homes, sections, taxonomies, terms."""

from collections.abc import Iterable

from app.dialects.base import PublishedTerms
from app.dialects.hugo.addresses import AddressInputs, UnknownTokenError, address
from app.dialects.hugo.configuration import HugoConfiguration
from app.dialects.hugo.sanitize import sanitize_path
from app.dialects.hugo.tree_layout import ContentFile, TreeLayout


def generated_addresses(
    documents: Iterable[PublishedTerms], layout: TreeLayout, configuration: HugoConfiguration
) -> frozenset[str]:
    """Return the addresses of all list pages, with or without a document, without end slashes."""
    # Language, kind and folder of each.
    pages: set[tuple[str, str, str]] = set()
    for document in documents:
        content = layout.content_file(document.file)
        language = content.language
        pages.add((language, "home", ""))
        section = content.folder.partition("/")[0]
        if section and (content.node != "leaf" or "/" in content.folder):
            pages.add((language, "section", section))
        for plural, terms in document.terms.items():
            for term in terms:
                name = sanitize_path(term, keep_case=configuration.keep_case)
                pages |= {(language, "taxonomy", plural), (language, "term", f"{plural}/{name}")}
    addresses = (
        _address(ContentFile(language, folder, "_index", "branch"), configuration)
        for language, kind, folder in pages
        if kind not in configuration.disabled_kinds
    )
    return frozenset(path.rstrip("/") for path in addresses if path)


def _address(content: ContentFile, configuration: HugoConfiguration) -> str | None:
    parts = tuple(part for part in content.folder.split("/") if part)
    try:
        return address(AddressInputs(content, parts, None, None, "", None), configuration)
    except UnknownTokenError:
        # Documents with such an address report it.
        return None

"""The inputs of a proposed site file: a tree, its library, its data."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from app.dialects.document import Document
from app.documents.parse_files import Progress
from app.documents.reader import ParsedTree, Reader, no_progress
from app.files.opening import find, read
from app.files.tree import SourceFile
from app.front_matter.schema import LocationFields
from app.library.build import build
from app.library.library import Library
from app.library.proposals.data_sources import DataSource, read_data_sources, texts_of
from app.library.proposals.office_keys import inline_office, is_office
from app.problems import Problem
from app.regex import regex
from app.site.schema import Site

# Pages that usually hold the address of a clinic.
_CONTACT_PAGES: Final = regex(r"index\Z|about|contact|kontakt|find-us|location|visit|impressum")
_CONTACT_LINES: Final = 2000
_TEMPLATE_FOLDERS: Final = ("_layouts", "_includes", "layouts", "themes")
# Those of themes may have numbers that only show where one goes.
_OWN_TEMPLATES: Final = _TEMPLATE_FOLDERS[:-1]
_CALL: Final = regex(r"\bhref=[\"']?tel:([^\"'<>{}]{5,40})[\"'> ]")
_CITY_LINE: Final = ("locality", "region", "postal_code")
_LANGUAGE_FOLDER: Final = regex(r"[a-z]{2}(?:-[A-Za-z]{2})?\Z")
_MOST_TEMPLATES: Final = 200
_LANGUAGE_KEYS: Final = ("languagecode", "lang", "language", "locale")
_CONTENT_LANGUAGE: Final = "defaultcontentlanguage"
_LANGUAGE: Final = regex(r"<html\b[^>]{0,200}?\blang=[\"']?([A-Za-z]{2}(?:-[A-Za-z]{2})?)\b")


class Survey(NamedTuple):
    """A tree as it stands."""

    content: Path
    tree: ParsedTree
    library: Library
    sources: tuple[DataSource, ...]

    @property
    def site(self) -> Site:
        """The site as the tree's own configuration describes it."""
        return self.tree.site.settings

    def texts(self) -> Iterator[str]:
        """Yield the texts that may tell the country: data, front matter, links, contact pages."""
        for source in self.sources:
            yield from (text for _, text in texts_of(source.value))
            items = source.value if isinstance(source.value, list) else [source.value]
            yield from map(_city_line, items)
        for document in self.tree.documents:
            yield from (text for _, text in texts_of(values_of(document)))
            yield _city_line(values_of(document))
        for edge in self.library.edges:
            if edge.link.status == "tel":
                yield edge.link.href.partition(":")[2]
        for _, template in self._templates(_OWN_TEMPLATES):
            yield from _CALL.findall(template)
        for page in self.library.pages:
            if _CONTACT_PAGES.search(page.slug):
                lines = page.body.content.unpack().text.splitlines()
                yield from lines[:_CONTACT_LINES]

    def configured_language(self) -> tuple[str, str] | None:
        """Return the language that the configuration names, and its key; None if it is read.

        The key is for templates: Hugo takes the language of content from another one.
        """
        for source in self.sources:
            if source.name is not None or not isinstance(source.value, Mapping):
                continue
            values = {str(key).lower(): (str(key), text) for key, text in source.value.items()}
            if _CONTENT_LANGUAGE in values or len(self.site.languages) > 1:
                return None
            for name in _LANGUAGE_KEYS:
                key, text = values.get(name, ("", None))
                match = re.match(r"[A-Za-z]{2}(?=[-_]|\Z)", text) if isinstance(text, str) else None
                if match and match[0].lower() != self.site.own_language:
                    return match[0].lower(), f"{key} in {source.origin}"
        return None

    def template_language(self) -> tuple[str, str] | None:
        """Return the language of the templates' `<html>` element, and the template."""
        for name, template in self._templates(_TEMPLATE_FOLDERS):
            if match := _LANGUAGE.search(template):
                return match[1], name
        return None

    def _templates(self, folders: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield templates, as their name and their text."""
        for folder in folders:
            for path in sorted((self.content / folder).rglob("*.html"))[:_MOST_TEMPLATES]:
                name = path.relative_to(self.content).as_posix()
                yield name, self.text_of(name)

    def text_of(self, name: str) -> str:
        """Return the text of a file of the tree; empty if there is none."""
        file = find(self.content, name)
        data = read(file) if isinstance(file, SourceFile) else b""
        return "" if isinstance(data, Problem) else data.decode("utf-8", "replace")


def survey(content: Path, progress: Progress = no_progress) -> Survey:
    """Read a tree. Raises ContentFolderError if there is no such folder."""
    reader = Reader(content)
    tree = reader.read(reader.listing(), progress)
    own = tree.site.settings.own_language
    # Of data in several languages, that of the site's own comes first.
    sources = sorted(read_data_sources(content), key=lambda source: _is_translated(source, own))
    return Survey(content, tree, build(tree, tree.read_at).library, tuple(sources))


def _is_translated(source: DataSource, own: str | None) -> bool:
    """Return True if a data file lies in the folder of another language."""
    folders = (source.name or "").split("/")[1:-1]
    return any(_LANGUAGE_FOLDER.match(folder) and folder != own for folder in folders)


def _city_line(value: Any) -> str:
    """Return the city, state and postal code of an office in one line, as far as it has them."""
    fields = inline_office(value) if is_office(value) else {}
    city, region, code = (fields.get(f"address.{key}", "") for key in _CITY_LINE)
    return f"{city}, {region} {code}" if city and (region or code) else ""


def values_of(document: Document) -> Mapping[str, Any]:
    """Return the front matter that may describe an office: unknown keys, and those of offices."""
    if not isinstance(document.fields, LocationFields):
        return document.params
    known = document.fields.model_dump(mode="json", exclude_unset=True, exclude_defaults=True)
    return {**document.params, **known}

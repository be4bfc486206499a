"""Renders the bodies with Liquid of a tree, when all its documents are parsed."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from app.dialects.base import RenderedTemplate, RenderedTemplates, TemplateInputs
from app.dialects.document import Document
from app.dialects.jekyll.configuration import JekyllConfiguration
from app.dialects.jekyll.excerpts import beginning_of, separator_of
from app.dialects.jekyll.kramdown.reading import flavour_of
from app.dialects.jekyll.liquid.context import LiquidSite
from app.dialects.jekyll.liquid.plugins import SCHOLAR, Plugins, read_plugins
from app.dialects.jekyll.liquid.templates import Templates
from app.dialects.jekyll.templates.data import read_data
from app.dialects.jekyll.templates.pagination import first_pages
from app.dialects.jekyll.templates.unknown_values import UnknownValues
from app.dialects.jekyll.templates.variables import (
    Drop,
    site_variables,
    urls_by_path,
    urls_of_posts,
)
from app.dialects.jekyll.tree_layout import GEMFILE, TreeLayout
from app.files.data_files import TextFiles, texts
from app.files.text import SourceText, decode
from app.front_matter.schema import as_moment
from app.markdown import HTML, Flavour, Policy
from app.markdown.events import TooManyEventsError
from app.markdown.parser import LazyBody
from app.problems import Problem
from app.site.schema import Site
from app.site.urls import base_path

# Templates get the newest date of the content as "now", so that every replica renders the same;
# this one if nothing has a date.
_NO_DATE: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
# An excerpt may show other excerpts and so itself.
_MAX_DEPTH: Final = 4
_OF_INCLUDES: Final = frozenset({"liquid-include", "theme-include"})


def render_templates(
    site: Site,
    configuration: JekyllConfiguration,
    layout: TreeLayout,
    inputs: TemplateInputs,
) -> RenderedTemplates | None:
    """Return the rendered documents; None if no document has Liquid in its body."""
    size = sum(len(source.text) for source in map(_template_of, inputs.documents) if source)
    if not size:
        return None
    renderer = _Renderer(site, configuration, layout, inputs)
    return RenderedTemplates(_reported_once(renderer.render()), size, renderer.problems)


def _template_of(document: Document) -> SourceText | None:
    return document.template_source.template if document.template_source is not None else None


class _Renderer:
    """Renders the templates of one tree."""

    def __init__(
        self,
        site: Site,
        configuration: JekyllConfiguration,
        layout: TreeLayout,
        inputs: TemplateInputs,
    ) -> None:
        self._site = site
        self._configuration = configuration
        self._policy = Policy(site.iframe_hosts)
        # The rendered text of documents by file.
        self._texts: dict[str, str] = {}
        self._excerpt_depth = 0
        self._drops = [
            Drop(document, layout.content_file(document.file), site.zone, self._lazy_value)
            for document in (*inputs.documents, *inputs.known)
        ]
        data, self.problems = read_data(texts(inputs.data_files, configuration.data_dir))
        now = _newest_date(inputs.documents, site.zone)
        files = {**inputs.unserved, **{asset.file: asset.path for asset in inputs.assets}}
        places = [layout.content_file(asset.file) for asset in inputs.assets]
        variables = site_variables(configuration, self._drops, places, data, now)
        self._neighbours = _neighbours(entry["docs"] for entry in variables["collections"])
        self._paginators = first_pages(
            configuration.values, variables["html_pages"], variables["posts"]
        )
        includes = texts(inputs.data_files, configuration.includes_dir)
        has_plugins = any(
            name.endswith(".rb") for name in texts(inputs.data_files, configuration.plugins_dir)
        )
        self._unknown = UnknownValues(variables, includes) if has_plugins else None
        url = site.base_url or ""
        self._templates = Templates(
            LiquidSite(
                includes=includes,
                variables={"site": variables, "jekyll": {"environment": "production"}},
                links=urls_by_path(
                    self._drops, ((layout.content_file(file), path) for file, path in files.items())
                ),
                posts=urls_of_posts(self._drops),
                includables={
                    name: piece.text
                    for name, piece in inputs.includables.items()
                    if isinstance(piece.text, SourceText)
                },
                time_zone=site.zone,
                now=now,
                markdownify=lambda text: self._to_html(text, self._flavour_of("a.md")),
                base_path=configuration.written_baseurl,
                url=url.removesuffix(base_path(url)),
                includes_folder=configuration.includes_dir,
                theme=configuration.theme,
                plugins=_plugins(configuration, inputs.data_files, data),
            )
        )

    def render(self) -> Iterator[RenderedTemplate]:
        """Render all templates: collections first, then pages, as Jekyll does."""
        in_order = sorted(
            (drop for drop in self._drops if _template_of(drop.document) is not None),
            key=lambda drop: (drop.place.label is None, drop.place.label or "", drop.order),
        )
        yield from map(self._rendered, in_order)

    def _flavour_of(self, file: str) -> Flavour:
        return flavour_of(file, self._configuration, self._site)

    def _rendered(self, drop: Drop) -> RenderedTemplate:
        document = drop.document
        raw = document.template_source
        assert raw is not None
        assert raw.template is not None
        text, problems = self._templates.render(
            raw.template,
            raw.start,
            drop,
            is_markdown=self._flavour_of(document.file) is not HTML,
            paginator=self._paginators.get(document.file),
        )
        self._texts[document.file] = text.text
        is_partial = any(map(_lacks_text, problems)) or (
            self._unknown is not None and self._unknown.are_read_by(raw.template.text)
        )
        return RenderedTemplate(document, text, problems, is_partial)

    def _lazy_value(self, drop: Drop, key: str) -> Any:
        """Return the value of a lazy key. Raises KeyError for excerpts nested too deep."""
        if key in {"previous", "next"}:
            previous, following = self._neighbours.get(drop.document.file, (None, None))
            return following if key == "next" else previous
        text = self._excerpt(drop) if key == "excerpt" else self._markup(drop)
        return self._to_html(text, self._flavour_of(drop.document.file))

    def _excerpt(self, drop: Drop) -> str:
        """Return the excerpt of a document, rendered on its own. Raises KeyError as above."""
        document = drop.document
        raw = document.template_source
        separator = separator_of(raw.data if raw is not None else {}, self._configuration)
        if raw is None or raw.template is None:
            return beginning_of(self._markup(drop), separator)
        excerpt = beginning_of(raw.template.text[raw.start :], separator)
        source = decode(document.file, excerpt.encode())
        if self._excerpt_depth == _MAX_DEPTH or not isinstance(source, SourceText):
            # The drop does not keep it, so that it is computed again for other templates.
            raise KeyError("excerpt")
        self._excerpt_depth += 1
        # Its problems are reported when the whole document is rendered.
        is_markdown = self._flavour_of(document.file) is not HTML
        text = self._templates.render(source, 0, drop, is_markdown=is_markdown).text
        self._excerpt_depth -= 1
        return text.text

    def _markup(self, drop: Drop) -> str:
        """Return the rendered text of a document, or its source if it is not rendered yet."""
        document = drop.document
        if document.file in self._texts:
            return self._texts[document.file]
        raw = document.template_source
        if raw is not None and raw.template is not None:
            return raw.template.text[raw.start :]
        content = document.body.content
        assert isinstance(content, LazyBody)  # as every parsed body
        return content.data.decode()

    def _to_html(self, text: str, flavour: Flavour) -> str:
        if flavour is HTML:
            return text
        source = decode("", text.encode())
        if not isinstance(source, SourceText):
            return ""
        # Links are resolved in the page that shows this HTML.
        body = LazyBody(source.text.encode(), flavour, lambda _: False, self._policy)
        try:
            return body.unpack().html
        except TooManyEventsError:
            return ""


def _lacks_text(problem: Problem) -> bool:
    """Return True if a limit cut the text off, or it lacks a list of literature."""
    is_scholars = problem.code == "liquid-plugin" and f" {SCHOLAR}," in problem.message
    return is_scholars or problem.code == "liquid-limit"


def _plugins(
    configuration: JekyllConfiguration, data_files: TextFiles, data: Mapping[str, Any]
) -> Plugins:
    gemfile = data_files.get(GEMFILE)
    text = gemfile.text if gemfile is not None else None
    presets = data.get("picture")
    return read_plugins(
        configuration,
        text.text if isinstance(text, SourceText) else "",
        texts(data_files, configuration.plugins_dir),
        presets if isinstance(presets, Mapping) else {},
    )


def _reported_once(rendered: Iterable[RenderedTemplate]) -> Iterator[RenderedTemplate]:
    """Yield the templates, each missing include reported in the first of them only."""
    reported: set[str] = set()
    for template in rendered:
        kept: list[Problem] = []
        for problem in template.problems:
            if problem.code not in _OF_INCLUDES or problem.message not in reported:
                kept.append(problem)
                reported.add(problem.message)
        yield template._replace(problems=tuple(kept))


def _neighbours(
    collections: Iterable[Sequence[Drop]],
) -> Mapping[str, tuple[Drop | None, Drop | None]]:
    """Return, by file, the documents before and after each in its collection."""
    return {
        drop.document.file: (before, after)
        for drops in collections
        for before, drop, after in zip((None, *drops), drops, (*drops[1:], None), strict=False)
    }


def _newest_date(documents: Sequence[Document], zone: dt.tzinfo) -> dt.datetime:
    dates = [
        as_moment(date, zone)
        for document in documents
        for date in (document.fields.date, document.fields.updated)
        if date is not None
    ]
    return max(dates, default=_NO_DATE).astimezone(zone)

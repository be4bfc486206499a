"""Renders the bodies with Liquid of a tree, when all its documents are parsed."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Protocol

from app.dialects.base import RenderedTemplate, RenderedTemplates, TemplateInputs
from app.dialects.document import Document, title_of
from app.dialects.jekyll.configuration import JekyllConfiguration
from app.dialects.jekyll.liquid import LiquidSite
from app.dialects.jekyll.liquid.templates import Templates
from app.dialects.jekyll.templates.data import read_data
from app.dialects.jekyll.templates.drop import Drop
from app.dialects.jekyll.templates.excerpts import excerpt_of
from app.dialects.jekyll.templates.variables import Lookups, site_variables
from app.dialects.jekyll.tree_layout import ContentFile
from app.files.data_files import texts
from app.files.text import SourceText, decode
from app.front_matter.schema import as_moment
from app.markdown import HTML, Flavour, Policy, parse_body
from app.site.schema import Site
from app.site.urls import Internal, base_path, own_host

# Templates get the newest date of the content as "now", so that every replica renders the same;
# this one if nothing has a date.
_NO_DATE: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
# An excerpt may show other excerpts and so itself.
_MAX_DEPTH: Final = 4


class Rules(Protocol):
    """The part of the dialect that rendering needs."""

    configuration: JekyllConfiguration

    def content_file(self, file: str) -> ContentFile:
        """Return the place of a file in the tree."""

    def flavour_of(self, file: str) -> Flavour:
        """Return the markup of a document's body."""


def render_templates(
    site: Site, rules: Rules, inputs: TemplateInputs, before: RenderedTemplates | None
) -> RenderedTemplates | None:
    """Return the rendered documents; None if no document has Liquid in its body.

    `before` is an earlier result: a document that renders to the same text is not parsed again.
    """
    if not any(map(_is_template, inputs.documents)):
        return None
    return _Renderer(site, rules, inputs, before.by_file if before is not None else {}).render()


def _is_template(document: Document) -> bool:
    return document.template_source is not None and document.template_source.template is not None


class _Renderer:
    """Renders the templates of one tree."""

    def __init__(
        self,
        site: Site,
        rules: Rules,
        inputs: TemplateInputs,
        before: Mapping[str, RenderedTemplate],
    ) -> None:
        self._rules = rules
        self._before = before
        self._pieces = inputs.pieces
        self._policy = Policy(site.iframe_hosts)
        self._is_internal = Internal(own_host(site.base_url))
        # The rendered text of documents by file.
        self._texts: dict[str, str] = {}
        self._excerpt_depth = 0
        configuration = rules.configuration
        zone = site.zone
        self._drops = [
            Drop(document, rules.content_file(document.file), zone, self._lazy_value)
            for document in (*inputs.documents, *inputs.known)
        ]
        data, self._problems = read_data(texts(inputs.support, configuration.data_dir))
        now = _newest_date(inputs.documents, zone)
        files = [(rules.content_file(asset.file), asset) for asset in inputs.assets]
        variables = site_variables(configuration, self._drops, files, data, now)
        self._neighbours = _neighbours(entry["docs"] for entry in variables["collections"])
        includes = texts(inputs.support, configuration.includes_dir)
        url = site.base_url or ""
        self._templates = Templates(
            LiquidSite(
                includes={name: source.text for name, source in includes.items()},
                variables={"site": variables, "jekyll": {"environment": "production"}},
                lookups=Lookups(self._drops, files, self._piece_text),
                time_zone=zone,
                now=now,
                markdownify=lambda text: self._to_html(text, rules.flavour_of("a.md")),
                base_path=configuration.baseurl,
                url=url.removesuffix(base_path(url)),
                includes_folder=configuration.includes_dir,
            )
        )

    def render(self) -> RenderedTemplates:
        """Render all templates: collections first, then pages, as Jekyll does."""
        in_order = sorted(
            (drop for drop in self._drops if _is_template(drop.document)),
            key=lambda drop: (drop.place.label is None, drop.place.label or "", drop.order),
        )
        by_file = {drop.document.file: self._rendered(drop) for drop in in_order}
        return RenderedTemplates(by_file, self._problems)

    def _rendered(self, drop: Drop) -> RenderedTemplate:
        document = drop.document
        raw = document.template_source
        assert raw is not None
        assert raw.template is not None
        flavour = self._rules.flavour_of(document.file)
        text, problems = self._templates.render(
            raw.template, raw.start, drop, is_markdown=flavour is not HTML
        )
        self._texts[document.file] = text.text
        before = self._before.get(document.file)
        if before is not None and before.template is document and before.text == text.text:
            return before._replace(problems=(*problems, *before.document.body.problems))
        body = parse_body(
            text,
            0,
            is_internal=self._is_internal,
            policy=self._policy,
            flavour=flavour,
        )
        title = title_of(document.fields, document.placement, body)
        rendered = document._replace(body=body, title=title)
        return RenderedTemplate(document, text.text, rendered, (*problems, *body.problems))

    def _lazy_value(self, drop: Drop, key: str) -> Any:
        """Return the value of a lazy key. Raises KeyError for excerpts nested too deep."""
        if key in {"previous", "next"}:
            previous, following = self._neighbours.get(drop.document.file, (None, None))
            return following if key == "next" else previous
        text = self._excerpt(drop) if key == "excerpt" else self._markup(drop)
        return self._to_html(text, self._rules.flavour_of(drop.document.file))

    def _excerpt(self, drop: Drop) -> str:
        """Return the excerpt of a document, rendered on its own. Raises KeyError as above."""
        raw = drop.document.template_source
        separator = self._rules.configuration.excerpt_separator
        if raw is None or raw.template is None:
            return excerpt_of(self._markup(drop), separator)
        excerpt = excerpt_of(raw.template.text[raw.start :], separator)
        source = decode(drop.document.file, excerpt.encode())
        if self._excerpt_depth == _MAX_DEPTH or not isinstance(source, SourceText):
            # The drop does not keep it, so that it is computed again for other templates.
            raise KeyError("excerpt")
        self._excerpt_depth += 1
        # Its problems are reported when the whole document is rendered.
        is_markdown = self._rules.flavour_of(drop.document.file) is not HTML
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
        return document.body.content.unpack().markdown

    def _to_html(self, text: str, flavour: Flavour) -> str:
        if flavour is HTML:
            return text
        source = decode("", text.encode())
        if not isinstance(source, SourceText):
            return ""
        # Links are resolved in the page that shows this HTML.
        body = parse_body(
            source, 0, is_internal=lambda _: False, policy=self._policy, flavour=flavour
        )
        return body.content.unpack().html

    def _piece_text(self, file: str) -> str | None:
        piece = self._pieces.get(file)
        return piece.text.text if piece is not None and isinstance(piece.text, SourceText) else None


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

"""The bodies of templates, rendered once all documents are known."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Protocol

from app.dialects.base import RenderedTemplate, RenderedTemplates, TemplateInputs
from app.dialects.document import Document, title_of
from app.dialects.jekyll.configuration import JekyllConfiguration
from app.dialects.jekyll.liquid import LiquidSite
from app.dialects.jekyll.liquid.templates import Templates
from app.dialects.jekyll.places import Place
from app.dialects.jekyll.templates.data import read_data
from app.dialects.jekyll.templates.drop import Drop
from app.dialects.jekyll.templates.excerpts import excerpt_of
from app.dialects.jekyll.templates.variables import Lookups, site_variables
from app.files.data_files import texts
from app.files.text import SourceText, decode
from app.front_matter.schema import as_moment
from app.markdown import HTML, Body, Flavour, Policy, parse_body
from app.site.schema import Site
from app.site.urls import Internal, base_path, own_host

# "now" is the newest date of the content, so that every replica says the same; where nothing has
# a date, it is this.
_NO_DATE: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
# An excerpt may show other excerpts, and in the end itself.
_MAX_DEPTH: Final = 4


class Rules(Protocol):
    """What rendering asks of the dialect."""

    configuration: JekyllConfiguration

    def place(self, file: str) -> Place:
        """Return where the document of this name stands."""

    def flavour_of(self, file: str) -> Flavour:
        """Return how the body of a document is written."""


def render_templates(
    site: Site, rules: Rules, inputs: TemplateInputs, before: RenderedTemplates | None
) -> RenderedTemplates | None:
    """Return the bodies of templates, rendered; None where no document has Liquid in its body."""
    if not any(map(_is_template, inputs.documents)):
        return None
    rendering = _Rendering(site, rules, inputs, before.by_file if before is not None else {})
    rendering.all()
    return RenderedTemplates(rendering.kept, rendering.problems)


def _is_template(document: Document) -> bool:
    return document.raw is not None and document.raw.template is not None


class _Rendering:
    """One rendering of all templates of a tree."""

    def __init__(
        self,
        site: Site,
        rules: Rules,
        inputs: TemplateInputs,
        before: Mapping[str, RenderedTemplate],
    ) -> None:
        self._rules = rules
        self._before = before
        self.kept: dict[str, RenderedTemplate] = {}
        self._policy = Policy(site.iframe_hosts)
        self._is_internal = Internal(own_host(site.base_url))
        configuration = rules.configuration
        zone = site.zone
        self._drops = [
            Drop(document, rules.place(document.file), zone, self._late)
            for document in (*inputs.documents, *inputs.known)
        ]
        # Markdown of templates that are rendered already.
        self._rendered: dict[str, str] = {}
        self._depth = 0
        data, self.problems = read_data(texts(inputs.support, configuration.data_dir))
        now = _now(inputs.documents, zone)
        files = [(rules.place(asset.file), asset) for asset in inputs.assets]
        variables = site_variables(configuration, self._drops, files, data, now)
        self._beside = _neighbours(each["docs"] for each in variables["collections"])
        self._pieces = inputs.pieces
        lookups = Lookups(self._drops, files, self._text_of)
        url = site.base_url or ""
        self._templates = Templates(
            LiquidSite(
                includes={
                    name: text.text
                    for name, text in texts(inputs.support, configuration.includes_dir).items()
                },
                variables={"site": variables, "jekyll": {"environment": "production"}},
                lookups=lookups,
                time_zone=zone,
                now=now,
                markdownify=self._markdownify,
                base_path=configuration.baseurl,
                url=url.removesuffix(base_path(url)),
                includes_folder=configuration.includes_dir,
            )
        )

    def all(self) -> None:
        """Render each template: collections first, then pages, as Jekyll does."""
        in_order = sorted(
            (drop for drop in self._drops if _is_template(drop.document)),
            key=lambda drop: (drop.place.label is None, drop.place.label or "", drop.order),
        )
        for drop in in_order:
            self._one(drop)

    def _one(self, drop: Drop) -> None:
        document = drop.document
        raw = document.raw
        assert raw is not None
        assert raw.template is not None
        flavour = self._rules.flavour_of(document.file)
        rendering = self._templates.render(
            raw.template, raw.start, drop, is_markdown=flavour is not HTML
        )
        text = rendering.text
        self._rendered[document.file] = text.text
        before = self._before.get(document.file)
        if before is not None and before.template is document and before.text == text.text:
            kept = before._replace(problems=(*rendering.problems, *before.document.body.problems))
        else:
            body = parse_body(
                text,
                0,
                is_internal=self._is_internal,
                policy=self._policy,
                flavour=flavour,
            )
            title = title_of(document.fields, document.placement, body)
            made = document._replace(body=body, title=title)
            kept = RenderedTemplate(
                document, text.text, made, (*rendering.problems, *body.problems)
            )
        self.kept[document.file] = kept

    def _late(self, drop: Drop, key: str) -> Any:
        match key:
            case "content" | "output":
                return self._html(drop, self._markdown(drop))
            case "excerpt":
                return self._html(drop, self._excerpt(drop))
        previous, following = self._beside.get(drop.document.file, (None, None))
        return following if key == "next" else previous

    def _excerpt(self, drop: Drop) -> str:
        """The source of a document's excerpt, rendered by itself, before the document or after.

        Raises KeyError where excerpts show excerpts too deep.
        """
        raw = drop.document.raw
        separator = self._rules.configuration.excerpt_separator
        if raw is None or raw.template is None:
            return excerpt_of(self._markdown(drop), separator)
        excerpt = excerpt_of(raw.template.text[raw.start :], separator)
        source = decode(drop.document.file, excerpt.encode())
        if self._depth == _MAX_DEPTH or not isinstance(source, SourceText):
            # As good as none, for now: whoever asks from elsewhere gets it.
            raise KeyError("excerpt")
        self._depth += 1
        # What is wrong in it is told where the whole document is rendered.
        is_markdown = self._rules.flavour_of(drop.document.file) is not HTML
        rendering = self._templates.render(source, 0, drop, is_markdown=is_markdown)
        self._depth -= 1
        return rendering.text.text

    def _text_of(self, file: str) -> str | None:
        piece = self._pieces.get(file)
        return piece.text.text if piece is not None and isinstance(piece.text, SourceText) else None

    def _markdown(self, drop: Drop) -> str:
        document = drop.document
        rendered = self._rendered.get(document.file)
        if rendered is not None:
            return rendered
        raw = document.raw
        if raw is not None and raw.template is not None:
            return raw.template.text[raw.start :]
        return document.body.content.unpack().markdown

    def _html(self, drop: Drop, markdown: str) -> str:
        flavour = self._rules.flavour_of(drop.document.file)
        return markdown if flavour is HTML else self._as_html(markdown, flavour)

    def _markdownify(self, markdown: str) -> str:
        return self._as_html(markdown, self._rules.flavour_of("a.md"))

    def _as_html(self, markdown: str, flavour: Flavour) -> str:
        source = decode("", markdown.encode())
        if not isinstance(source, SourceText):
            return ""
        # Addresses are found out once all of the page is there.
        body: Body = parse_body(
            source, 0, is_internal=_nothing, policy=self._policy, flavour=flavour
        )
        return body.content.unpack().html


def _neighbours(
    collections: Iterable[Sequence[Drop]],
) -> Mapping[str, tuple[Drop | None, Drop | None]]:
    """By file, the documents before and after each in its collection."""
    return {
        drop.document.file: (before, after)
        for drops in collections
        for before, drop, after in zip((None, *drops), drops, (*drops[1:], None), strict=False)
    }


def _nothing(url: str) -> bool:
    del url
    return False


def _now(documents: Sequence[Document], zone: dt.tzinfo) -> dt.datetime:
    dates = [
        as_moment(date, zone)
        for document in documents
        for date in (document.fields.date, document.fields.updated)
        if date is not None
    ]
    return max(dates, default=_NO_DATE).astimezone(zone)

"""Sites for templates, without a tree."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime

from app.dialects.jekyll.liquid.context import LiquidSite
from app.dialects.jekyll.liquid.plugins import Plugins
from app.dialects.jekyll.liquid.templates import Rendering, Templates
from app.files.text import SourceText, decode

NOW = datetime(2024, 2, 29, 12, 30, tzinfo=UTC)
# What the values in jekyll.json have besides JSON's own.
DATES: Mapping[str, object] = {
    "day": datetime(2016, 7, 26, 14, 5, 9, tzinfo=UTC),
    "plain_day": date(2016, 7, 3),
    "site": {"title": "Clinic"},
}


class Sources(Mapping[str, SourceText]):
    """Files by name, of their texts."""

    def __init__(self, texts: Mapping[str, str], folder: str = "") -> None:
        self.texts = texts
        self.folder = folder

    def __getitem__(self, name: str) -> SourceText:
        return source(self.texts[name], f"{self.folder}{name}")

    def __iter__(self) -> Iterator[str]:
        return iter(self.texts)

    def __len__(self) -> int:
        return len(self.texts)


def templates(
    includes: Mapping[str, str] | None = None,
    variables: Mapping[str, object] | None = None,
    links: Mapping[str, str] | None = None,
    posts: Mapping[str, str] | None = None,
    pieces: Mapping[str, str] | None = None,
    url: str = "https://Example.org",
    plugins: Plugins | None = None,
) -> Templates:
    """Return the templates of a site below /clinic."""
    return Templates(
        LiquidSite(
            includes={} if includes is None else Sources(includes, "_includes/"),
            variables=variables or {},
            links=links or {},
            posts=posts or {},
            includables={} if pieces is None else Sources(pieces),
            time_zone=UTC,
            now=NOW,
            markdownify=lambda text: f"<p>{text}</p>\n",
            base_path="/clinic",
            url=url,
            plugins=plugins or Plugins(),
        )
    )


def source(text: str, file: str = "page.md") -> SourceText:
    """Return a text as that of a file."""
    result = decode(file, text.encode())
    assert isinstance(result, SourceText)
    return result


def rendering(text: str, /, **variables: object) -> Rendering:
    """Render a text with variables in a site without files."""
    return templates(variables=variables).render(source(text), 0, {})


def rendering_of(
    text: str, plugins: Plugins, page: Mapping[str, object] | None = None
) -> Rendering:
    """Render a text in a site with plugins."""
    return templates(plugins=plugins).render(source(text), 0, page or {})


def rendered(text: str, /, **variables: object) -> str:
    """Return what a template without problems renders to."""
    result = rendering(text, **variables)
    assert result.problems == ()
    return result.text.text


def places(result: Rendering) -> list[tuple[str, int, int, str]]:
    """Return file, line, column and code of each problem."""
    return [(p.file, p.line, p.column, p.code) for p in result.problems]

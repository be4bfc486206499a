"""Templates → HTML. Jinja2 escapes all that is not HTML already."""

from functools import cache
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from markupsafe import Markup

from app.problems import counted

if TYPE_CHECKING:
    from jinja2 import Environment

_PACKAGE: Final = "app.views.explorer"


def render(template: str, **context: Any) -> str:
    """Return the page that a template makes of a context."""
    return environment().get_template(template).render(context)


def prepare() -> None:
    """Import Jinja2 and compile all templates, for which the first page would take 0.1 s longer."""
    templates = environment()
    for name in templates.list_templates():
        templates.get_template(name)


def trusted(html: str) -> Markup:
    """Mark HTML that is sanitised already, so that the template does not escape it."""
    return Markup(html)  # noqa: S704 - the sanitiser has made it


@cache
def environment() -> "Environment":
    """Return the templates with their filters."""
    # Imported here: it takes as long as reading a small site, and most services run without.
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415

    templates = Environment(
        loader=PackageLoader(_PACKAGE),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,
    )
    templates.filters["number"] = _number
    templates.filters["counted"] = counted
    templates.filters["slug"] = _slug
    templates.filters["words"] = _words
    return templates


def _number(value: int) -> str:
    """Return a number with commas."""
    return f"{value:,}"


def _slug(slug: str) -> str:
    """Return a slug as it stands in an address."""
    return quote(slug, safe="/")


def _words(name: str) -> str:
    """Return a name of the API in words."""
    return name.replace("_", " ").replace("-", " ")

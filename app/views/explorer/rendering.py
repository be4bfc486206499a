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
    return _environment().get_template(template).render(context)


def trusted(html: str) -> Markup:
    """Mark HTML that is sanitised already, so that the template does not escape it."""
    return Markup(html)  # noqa: S704 - the sanitiser has made it


@cache
def _environment() -> "Environment":
    # Imported here: it takes as long as reading a small site, and most services run without.
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415

    environment = Environment(
        loader=PackageLoader(_PACKAGE),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,
    )
    environment.filters["number"] = _number
    environment.filters["counted"] = counted
    environment.filters["slug"] = _slug
    environment.filters["words"] = _words
    return environment


def _number(value: int) -> str:
    """Return a number with commas."""
    return f"{value:,}"


def _slug(slug: str) -> str:
    """Return a slug as it stands in an address."""
    return quote(slug, safe="/")


def _words(name: str) -> str:
    """Return a name of the API in words."""
    return name.replace("_", " ").replace("-", " ")

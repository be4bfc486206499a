"""Templates of new documents; they pass `check` as they are."""

from importlib.resources import files
from pathlib import Path

from app.records import Kind
from app.site.paths import InvalidPathError, checked_slug


class StarterError(Exception):
    """A document that cannot be created; the message says why."""


def start_document(content: Path, kind: Kind, slug: str, today: str) -> Path:
    """Write a new document and return its path.

    A page's slug may have folders (`about/team`). Raises StarterError for an invalid slug and if
    the file exists, OSError if it cannot be written.
    """
    parts = [part for part in slug.strip("/").split("/") if part]
    try:
        checked = [checked_slug(part) for part in parts]
    except InvalidPathError as error:
        message = f"the slug {error}"
        raise StarterError(message) from None
    if not checked or (kind != "page" and len(checked) > 1):
        message = f'"{slug}" is not a slug for a {kind}; write one such as neck-pain'
        raise StarterError(message)
    if checked != parts:
        message = f'the slug "{slug}" is not in normal form; write "{"/".join(checked)}"'
        raise StarterError(message)
    place = content / ("" if kind == "page" else f"{kind}s") / f"{'/'.join(checked)}.md"
    title = checked[-1].replace("-", " ").capitalize()
    template = files("app.cli").joinpath(f"templates/{kind}.md").read_text("utf-8")
    text = template.format(title=_quoted(title), slug=checked[-1], today=today)
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        with place.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        message = f"{place} exists already"
        raise StarterError(message) from None
    return place


def _quoted(title: str) -> str:
    """Return a title as YAML that reads back as text."""
    plain = title.replace(" ", "").isalpha() and title.lower() not in {"true", "false", "null"}
    return title if plain else f'"{title}"'

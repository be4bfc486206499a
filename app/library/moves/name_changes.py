"""The names by which authors refer to pages, conditions and menu entries, after a move."""

from collections.abc import Mapping

from app.clinic.names import name_key
from app.library.addresses import clean_path
from app.library.moves.reading import Reading
from app.library.moves.written_address import WrittenAddress


class NameChanges:
    """The names of records that change in a move: slugs and paths that authors refer to."""

    def __init__(self, before: Reading, after: Reading, names: Mapping[str, str]) -> None:
        self._paths: dict[str, str] = {}
        self._conditions: dict[str, str] = {}
        self._identifiers: dict[tuple[str, str], str] = {}
        old_conditions, new_conditions = _condition_slugs(before), _condition_slugs(after)
        titles = {name_key(target.ref.title) for target in before.pages.values()}
        known = {
            name_key(name)
            for condition in before.library.conditions
            for name in (condition.name, *condition.alternate_names)
        }
        for file, target in before.pages.items():
            new = after.pages.get(names.get(file, file))
            if new is None:
                continue
            if new.path != target.path:
                self._paths[target.ref.slug] = new.ref.slug
                document = before.documents[file]
                for menu, place in document.fields.menus.items():
                    if place.identifier is None:
                        self._identifiers[menu, target.ref.slug] = new.ref.slug
            old_slug, new_slug = old_conditions.get(target.path), new_conditions.get(new.path)
            if old_slug and new_slug and old_slug != new_slug and name_key(old_slug) not in known:
                self._conditions[old_slug] = new_slug
        self._titles = titles

    def page(self, name: str) -> str:
        """Return the name of a page by its slug or path, as it is after the move."""
        slug = clean_path(name).strip("/")
        new = self._paths.get(slug)
        if new is None or ("/" not in name and name_key(name) in self._titles):
            return name
        written = WrittenAddress.of(name)
        lead = "/" if written.path.startswith("/") else ""
        tail = "/" if written.path.endswith("/") else ""
        return f"{written.host}{lead}{new}{tail}{written.tail}"

    def condition(self, slug: str) -> str:
        """Return the slug of a condition after the move; any other name as it is."""
        return self._conditions.get(slug, slug)

    def identifier(self, menu: str, parent: str) -> str:
        """Return the identifier of a menu's entry after the move."""
        return self._identifiers.get((menu, parent), parent)


def _condition_slugs(reading: Reading) -> Mapping[str, str]:
    """Return the slugs of conditions by the paths of their pages."""
    conditions = reading.library.conditions
    return {
        item.page.path: item.slug
        for item in conditions
        if item.page is not None and item.page.path is not None
    }

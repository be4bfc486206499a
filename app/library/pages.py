"""A document and all that surrounds it → the page record: the second pass for one page."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from app.dialects.document import Document
from app.files.tree import ASSET_TYPES
from app.front_matter.schema import as_moment
from app.library.lazy_body import FilledBody
from app.library.link_context import LinkContext
from app.library.links import Resolution, shortened
from app.library.menus import placements
from app.library.reading_order import ReadingOrder
from app.markdown import BodyList
from app.markdown.sanitise import is_unsafe
from app.problems import Problem
from app.records import (
    Image,
    LabelledList,
    Link,
    LinkTarget,
    ListItem,
    ListRole,
    Page,
    PageBody,
    Ref,
    Source,
)
from app.site.globs import any_case
from app.site.paths import slug_of

# These conditions are no illness.
_TERMS: Final = re.compile(r"\bterms (?:and|&) conditions?\b", re.IGNORECASE)
_INDICATIONS: Final = re.compile(r"\bindications?\b", re.IGNORECASE)


class PageDraft(NamedTuple):
    """A page that only lacks what the other pages say of it."""

    problems: tuple[Problem, ...]
    values: Mapping[str, Any]

    @property
    def lists(self) -> tuple[LabelledList, ...]:
        """The page's labelled lists."""
        lists: tuple[LabelledList, ...] = self.values["lists"]
        return lists

    @property
    def links(self) -> tuple[Link, ...]:
        """The links of the page's body."""
        links: tuple[Link, ...] = self.values["links"]
        return links

    def page(
        self,
        backlinks: tuple[Ref, ...],
        conditions: tuple[Ref, ...],
        condition: str | None,
        location: str | None,
    ) -> Page:
        """The record: `condition` and `location` are the slugs of those that the page is itself."""
        return Page.as_built(
            {
                **self.values,
                "condition": condition,
                "location": location,
                "conditions": conditions,
                "backlinks": backlinks,
            }
        )


class PageBuilder:
    """Builds the pages of one scene."""

    def __init__(self, scene: LinkContext) -> None:
        self._scene = scene
        self._site = scene.tree.site.site
        patterns = self._site.condition_list_patterns
        self._conditions = [any_case(pattern) for pattern in patterns]
        # Pages of one folder have one trail.
        self._trails: dict[tuple[str, ...], tuple[Ref, ...]] = {}
        # Many pages have lists of one title.
        self._roles: dict[str, ListRole | None] = {}

    def build(self, document: Document, origin: LinkTarget) -> PageDraft:
        """The page of a document, its links resolved, with the problems found on the way."""
        scene = self._scene
        fields = document.fields
        slug = slug_of(document.path)
        problems: list[Problem] = []
        resolved = [
            scene.resolver.resolve(link.href, origin, unsafe=link.unsafe, reference=link.reference)
            for link in document.body.links
        ]
        links = []
        language = document.language if len(self._site.languages) > 1 else None
        for written, found in zip(document.body.links, resolved, strict=True):
            target = found.target.ref if found.target is not None else None
            links.append(
                Link(written.href, written.text, found.status, target, found.fragment, written.line)
            )
            if wrong := scene.resolver.problem(found, written.href, language):
                problems.append(Problem(document.file, written.line, written.column, *wrong))
        pictures = self._pictures(document, origin, problems)
        image = self._image(document, origin, problems)
        breadcrumbs = self._breadcrumbs(document.path, slug)
        previous, following = self._neighbours(document, slug)
        values: dict[str, Any] = {
            "kind": document.kind,
            "slug": slug,
            "path": document.path,
            "title": document.title,
            "subtitle": fields.subtitle,
            "description": fields.description or None,
            "layout": fields.layout,
            "section": document.placement.section,
            "language": document.language,
            "date": self._zoned(fields.date),
            "updated": self._zoned(fields.updated),
            "publish_date": self._zoned(fields.publish_date),
            "expiry_date": self._zoned(fields.expiry_date),
            "draft": fields.draft,
            "image": image,
            "weight": fields.weight,
            "menus": placements(document),
            "tags": fields.tags,
            "categories": fields.categories,
            # These three, and the backlinks, come from other pages.
            "condition": None,
            "location": None,
            "conditions": (),
            "breadcrumbs": breadcrumbs,
            "previous": previous,
            "next": following,
            "translations": self._translations(document, slug),
            "source": Source(file=document.file, fingerprint=document.fingerprint),
            "body": _body(document, links, resolved, pictures),
            "lists": tuple([self._list(each, links) for each in document.body.lists]),
            "links": tuple(links),
            "backlinks": (),
            "params": document.params,
        }
        return PageDraft(tuple(problems), values)

    def _pictures(
        self, document: Document, origin: LinkTarget, problems: list[Problem]
    ) -> list[Resolution]:
        """Where the body's pictures are; a problem for each that is not in the tree."""
        found = []
        for image in document.body.images:
            place = self._scene.resolver.resolve(image.src, origin, unsafe=image.unsafe)
            found.append(place)
            wrong = self._picture_problem(image.src, place)
            if wrong:
                problems.append(Problem(document.file, image.line, image.column, *wrong))
        return found

    def _picture_problem(self, src: str, place: Resolution) -> tuple[str, str, str] | None:
        if place.status == "unsafe":
            told = f'the picture "{shortened(src)}" has a scheme that is not safe'
            return "unsafe-link", told, "Save the picture as a file and name its path."
        internal = self._scene.resolver.is_internal(src)
        if internal and (place.asset is None or not place.asset.type.startswith("image/")):
            told = f'the picture "{shortened(src)}" is not in the content folder'
            return "missing-image", told, "Put the file there, or mend the path."
        return None

    def _image(
        self, document: Document, origin: LinkTarget, problems: list[Problem]
    ) -> Image | None:
        """The picture that the front matter names, with the sizes of its file."""
        written = document.fields.image
        if written is None:
            return None
        place = self._scene.resolver.resolve(written.src, origin, unsafe=is_unsafe(written.src))
        wrong = self._picture_problem(written.src, place)
        if wrong:
            problems.append(document.problem(("image", "src"), *wrong))
        asset = place.asset
        return Image(
            src=place.address,
            alt=written.alt,
            width=asset.width if asset else None,
            height=asset.height if asset else None,
            type=asset.type if asset else _type_of(written.src),
        )

    def _breadcrumbs(self, path: str, slug: str) -> tuple[Ref, ...]:
        """From home down to the page above: by the menu that nests the page, else by the path."""
        if path == "/":
            return ()
        parts = tuple(path.strip("/").split("/")[:-1])
        if slug in self._scene.menus.above:
            trail = tuple(dict.fromkeys((*self._trail(()), *self._scene.menus.above[slug])))
        else:
            trail = self._trail(parts)
        if slug in [ref.slug for ref in trail]:
            return tuple(ref for ref in trail if ref.slug != slug)
        return trail

    def _trail(self, parts: tuple[str, ...]) -> tuple[Ref, ...]:
        """Home, and the pages at the paths that these parts make one by one."""
        trail: tuple[Ref, ...] = ()
        for end in range(len(parts) + 1):
            above = parts[:end]
            if above not in self._trails:
                path = f"/{'/'.join(above)}/" if above else "/"
                found = self._scene.resolver.website.find(path)
                if found is not None and found.code is None and found.page is not None:
                    trail = tuple(dict.fromkeys((*trail, found.page.ref)))
                self._trails[above] = trail
            trail = self._trails[above]
        return trail

    def _translations(self, document: Document, slug: str) -> tuple[Ref, ...]:
        """The page in other languages."""
        if document.translation is None:
            return ()
        found = self._scene.translations.get(document.translation, ())
        return tuple(ref for ref in found if ref.slug != slug)

    def _neighbours(self, document: Document, slug: str) -> tuple[Ref | None, Ref | None]:
        """The pages before and after: in the first menu the page names, else in its folder."""
        menus = self._scene.menus.ways
        ways: list[ReadingOrder] = []
        if document.fields.menus:
            keys = [
                (name, language)
                for name in document.fields.menus
                for language in (document.language, None)
            ]
            ways += [menus[key] for key in keys if key in menus]
        ways += menus.values()
        if (folder := self._scene.siblings.get(document.placement.folder)) is not None:
            ways.append(folder)
        for way in ways:
            beside = way.beside(slug)
            if beside is not None:
                return beside
        return None, None

    def _list(self, found: BodyList, links: list[Link]) -> LabelledList:
        # `links` is empty if no item has any.
        links_of = found.links or ((),) * len(found.texts)
        return LabelledList(
            title=found.title,
            role=self._role(found.title),
            items=tuple(
                [
                    ListItem(text, tuple([links[number] for number in numbers]))
                    for text, numbers in zip(found.texts, links_of, strict=True)
                ]
            ),
        )

    def _role(self, title: str) -> ListRole | None:
        if title not in self._roles:
            self._roles[title] = self._role_of(title)
        return self._roles[title]

    def _role_of(self, title: str) -> ListRole | None:
        subject = _TERMS.sub("", title)
        if any(pattern.is_in(subject) for pattern in self._conditions):
            return "conditions"
        return "indications" if _INDICATIONS.search(title) else None

    def _zoned(self, value: dt.datetime | dt.date | None) -> dt.datetime | dt.date | None:
        """A date stays a date; a moment without a zone is one in the site's."""
        if isinstance(value, dt.datetime):
            return as_moment(value, self._site.zone)
        return value


def _body(
    document: Document, links: list[Link], found: list[Resolution], pictures: list[Resolution]
) -> PageBody:
    body = document.body
    return PageBody(
        content=FilledBody(
            body.content,
            links=tuple([each.address for each in found]),
            images=tuple([each.address for each in pictures]),
            targets=tuple([link.target for link in links]),
        ),
        excerpt=body.excerpt,
        toc=body.toc,
    )


def _type_of(src: str) -> str | None:
    """The media type that a picture's name promises."""
    suffix = re.search(r"\.[A-Za-z0-9]+(?=$|[?#])", src)
    return ASSET_TYPES.get(suffix.group().lower()) if suffix else None

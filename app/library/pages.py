"""A document and its surroundings → the page record: the second pass for one page."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import quote

from app.clinic.lists.judged_list import JudgedList
from app.dialects.document import Document
from app.files.assets import Asset
from app.files.tree import ASSET_TYPES
from app.front_matter.schema import as_moment
from app.library.addresses import clean_path, is_whole
from app.library.link_context import LinkContext, old_paths
from app.library.link_problems import (
    DATA_LINK,
    MEND_PICTURE,
    NO_FILE,
    BrokenLink,
    case_problem,
    missing_picture,
)
from app.library.linked_body import LinkedBody
from app.library.links import ResolvedLink
from app.library.menus import placements
from app.library.misplaced_files import misplaced_file
from app.markdown.body import Picture
from app.markdown.sanitise import is_unsafe
from app.markdown.schemes import begins_twice
from app.problems import Problem, shorten
from app.records import (
    Image,
    LabelledList,
    Link,
    LinkTarget,
    ListItem,
    Page,
    PageBody,
    Ref,
    Source,
)


class PageDraft(NamedTuple):
    """A page without the fields that come from other pages.

    The problems of `broken` links are not among its `problems`.
    """

    problems: tuple[Problem, ...]
    broken: tuple[BrokenLink, ...]
    values: Mapping[str, Any]

    @property
    def links(self) -> tuple[Link, ...]:
        """The links of the page's body."""
        links: tuple[Link, ...] = self.values["links"]
        return links

    def complete(self, from_others: Mapping[str, Any]) -> Page:
        """Return the record with the fields that come from other pages."""
        return Page.as_built({**self.values, **from_others})


class PageBuilder:
    """Builds the pages of one context."""

    def __init__(self, context: LinkContext) -> None:
        self._context = context
        self._site = context.tree.site.settings
        # The pages above those of a folder, by the folder's path.
        self._trails: dict[str, tuple[Ref, ...]] = {}

    def build(
        self, document: Document, target: LinkTarget, lists: Sequence[JudgedList]
    ) -> PageDraft:
        """Return the page of a document, its links resolved, with the problems of these."""
        fields = document.fields
        slug = target.ref.slug
        problems: list[Problem] = []
        broken: list[BrokenLink] = []
        resolved = self._resolve_links(document, target, problems, broken)
        links = [
            Link(
                "" if link.status == "unsafe" else written.href,
                written.text,
                link.status,
                link.target.ref if link.target is not None else None,
                link.fragment,
                written.line,
            )
            for written, link in zip(document.body.links, resolved, strict=True)
        ]
        pictures = self._resolve_pictures(document, target, problems)
        image, image_asset = self._image(document, target, pictures, problems)
        assets = [image_asset, *(link.asset for link in (*pictures, *resolved))]
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
            "date": fields.date and self._zoned(fields.date),
            "updated": fields.updated and self._zoned(fields.updated),
            "publish_date": fields.publish_date and self._zoned(fields.publish_date),
            "expiry_date": fields.expiry_date and self._zoned(fields.expiry_date),
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
            "breadcrumbs": self._breadcrumbs(document.path, slug),
            "previous": previous,
            "next": following,
            "translations": self._translations(document, slug),
            "aliases": old_paths(document),
            "source": Source(file=document.file, fingerprint=document.fingerprint),
            "body": PageBody(
                content=LinkedBody(
                    document.body.content,
                    links=tuple([self._address(link) for link in resolved]),
                    images=tuple([self._address(picture) for picture in pictures]),
                    targets=tuple([link.target for link in links]),
                    pictures=_known_pictures(document, pictures, image, image_asset),
                    has_root_path=bool(
                        self._context.root_path or self._context.resolver.system.static
                    ),
                ),
                excerpt=document.body.excerpt,
                toc=document.body.toc,
                section_lines=document.body.section_lines,
                assets=tuple(dict.fromkeys([asset.path for asset in assets if asset is not None])),
            ),
            "lists": tuple([_labelled(judged, links) for judged in lists if judged.is_shown]),
            "links": tuple(links),
            "backlinks": (),
            "params": document.params,
        }
        return PageDraft(tuple(problems), tuple(broken), values)

    def _resolve_links(
        self,
        document: Document,
        target: LinkTarget,
        problems: list[Problem],
        broken: list[BrokenLink],
    ) -> list[ResolvedLink]:
        resolver, link_problems = self._context.resolver, self._context.link_problems
        language = document.language if len(self._site.languages) > 1 else None
        pictures = {(image.line, image.src) for image in document.body.images}
        resolved = []
        data_links: set[tuple[str, str, str]] = set()
        for written in document.body.links:
            link = resolver.resolve(
                written.href, target, unsafe=written.unsafe, reference=written.reference
            )
            resolved.append(link)
            if written.is_bare and not self._context.tree.dialect.links_bare_addresses:
                continue
            # A link around a picture to that picture is reported with the picture.
            is_around = (written.line, written.href) in pictures
            fault = link_problems.find(link, written, target, language)
            if fault is None and not (is_around or written.in_component):
                fault = misplaced_file(link, written.href, target, resolver, "link")
            if fault and fault[0] == DATA_LINK:
                if fault in data_links:
                    continue
                data_links.add(fault)
            if fault and not (link.status == "broken" and is_around):
                problem = Problem(document.file, written.line, written.column, *fault)
                if (broken_link := BrokenLink.of(problem, written.href, link)) is not None:
                    broken.append(broken_link)
                else:
                    problems.append(problem)
        return resolved

    def _resolve_pictures(
        self, document: Document, target: LinkTarget, problems: list[Problem]
    ) -> list[ResolvedLink]:
        resolver = self._context.resolver
        resolved = []
        for image in document.body.images:
            picture = resolver.resolve(image.src, target, unsafe=image.unsafe, use="image")
            resolved.append(picture)
            if image.is_filled and not image.src.strip():
                continue
            fault = self._picture_fault(image.src, picture)
            if fault is None and not image.in_component:
                fault = misplaced_file(picture, image.src, target, resolver, "image")
            if fault is not None:
                problems.append(Problem(document.file, image.line, image.column, *fault))
        return resolved

    def _picture_fault(self, src: str, picture: ResolvedLink) -> tuple[str, str, str] | None:
        """Return the code, message and hint of what is wrong with a picture, if anything is."""
        if picture.status == "unsafe":
            message = f'the picture "{shorten(src, 80)}" has a scheme that is not safe'
            return "unsafe-link", message, "Save the picture as a file and name its path."
        if picture.status in {"other", "route"}:
            return None
        if begins_twice(src):
            message = f'the picture "{shorten(src, 80)}" has no address that exists'
            return "missing-image", message, "Write https:// once."
        is_picture = picture.asset is not None and picture.asset.type.startswith("image/")
        if is_picture and picture.is_folded:
            return case_problem(picture, f'the picture "{shorten(src, 80)}"')
        if not is_picture and self._context.resolver.is_internal(src):
            if not src.strip():
                return "missing-image", NO_FILE, "Name one, or take it out."
            return "missing-image", missing_picture(src), MEND_PICTURE
        return None

    def _image(
        self,
        document: Document,
        target: LinkTarget,
        pictures: Sequence[ResolvedLink],
        problems: list[Problem],
    ) -> tuple[Image | None, Asset | None]:
        """Return the picture that the front matter names, with the sizes of its file, and that.

        One without a text has that of the same picture in the body.
        """
        written = document.fields.image
        if written is None:
            return None, None
        unsafe = is_unsafe(written.src)
        picture = self._context.resolver.resolve(written.src, target, unsafe=unsafe, use="image")
        has_layouts = self._context.tree.dialect.kind != "native"
        if picture.status == "broken" and has_layouts:
            # The layouts of a generator put the folder before the name.
            picture = self._context.resolver.file_ending_in(written.src) or picture
        if fault := self._picture_fault(written.src, picture):
            fault = self._unserved_fault(written.src) or fault
            if has_layouts and fault[0] == "missing-image" and "." not in written.src:
                # It may be a name from which a layout makes that of a file.
                fault = ("uncertain-image", *fault[1:])
            problems.append(document.problem(("image", "src"), *fault))
        asset = picture.asset
        image = Image(
            src=self._address(picture),
            alt=written.alt or _alt_in_body(document, pictures, asset),
            width=asset.width if asset else None,
            height=asset.height if asset else None,
            type=asset.type if asset else _type_of(written.src),
        )
        return image, asset

    def _unserved_fault(self, src: str) -> tuple[str, str, str] | None:
        """Return what is wrong with a picture that only layouts have; None for any other."""
        resolver = self._context.resolver
        folder = resolver.layouts.assets
        if folder is None or clean_path(src) not in resolver.layout_files:
            return None
        message = (
            f'the picture "{shorten(src, 80)}" is in the folder {folder}/, which is not served'
        )
        return "not-served", message, "Put it among the static files to have it served."

    def _address(self, link: ResolvedLink) -> str:
        """Return the address to serve: that of a file of the tree is one of this API."""
        root = self._context.root_path
        if not root or link.asset is None or link.status != "asset" or is_whole(link.address):
            return link.address
        tail = re.search(r"[?#].*", link.address, re.DOTALL)
        return f"{root}{quote(link.asset.path)}{tail.group() if tail else ''}"

    def _breadcrumbs(self, path: str, slug: str) -> tuple[Ref, ...]:
        """Return the pages from home to the one above: by the page's menu, else by its path."""
        if path == "/":
            return ()
        above = self._context.menus.above.get(slug)
        if above is None:
            trail = self._trail(_folder_of(path))
        else:
            trail = tuple(dict.fromkeys((*self._trail("/"), *above)))
        return tuple([ref for ref in trail if ref.slug != slug])

    def _trail(self, folder: str) -> tuple[Ref, ...]:
        """Return the pages from home to the one at a folder's path, as far as there are any."""
        if folder in self._trails:
            return self._trails[folder]
        trail: tuple[Ref, ...] = ()
        for end in (index + 1 for index, character in enumerate(folder) if character == "/"):
            part = folder[:end]
            if part not in self._trails:
                match = self._context.addresses.find(part)
                if match is not None and match.code is None and match.page is not None:
                    trail = tuple(dict.fromkeys((*trail, match.page.ref)))
                self._trails[part] = trail
            trail = self._trails[part]
        return trail

    def _translations(self, document: Document, slug: str) -> tuple[Ref, ...]:
        if document.translation is None:
            return ()
        pages = self._context.translations.get(document.translation, ())
        return tuple(ref for ref in pages if ref.slug != slug)

    def _neighbours(self, document: Document, slug: str) -> tuple[Ref | None, Ref | None]:
        """Return the pages before and after: in the first menu with the page, else in its folder.

        The menus that the page names itself come first.
        """
        menus, folders = self._context.menus.orders, self._context.folders
        named = [
            menus[key]
            for name in document.fields.menus
            for key in ((name, document.language), (name, None))
            if key in menus
        ]
        folder = folders.get(document.placement.folder)
        for order in (*named, *menus.values(), folder):
            if order is not None and (neighbours := order.neighbours(slug)) is not None:
                return neighbours
        return None, None

    def _zoned(self, value: dt.datetime | dt.date) -> dt.datetime | dt.date:
        """Return a date as it is, and a time without a zone in that of the site."""
        if isinstance(value, dt.datetime):
            return as_moment(value, self._site.zone)
        return value


def _folder_of(path: str) -> str:
    """Return the path of the folder that the page at a path lies in."""
    return path.rstrip("/").rpartition("/")[0] + "/"


def _labelled(judged: JudgedList, links: Sequence[Link]) -> LabelledList:
    parsed = judged.parsed
    if parsed.links:
        items = [
            ListItem(text, tuple([links[number] for number in numbers]))
            for text, numbers in zip(parsed.texts, parsed.links, strict=True)
        ]
    else:
        items = [ListItem(text, ()) for text in parsed.texts]
    return LabelledList(judged.title, judged.group, judged.role, tuple(items))


def _alt_in_body(
    document: Document, pictures: Sequence[ResolvedLink], asset: Asset | None
) -> str | None:
    """Return the first text that a file has as a picture of the body."""
    if asset is None:
        return None
    alts = (
        written.alt
        for written, picture in zip(document.body.images, pictures, strict=True)
        if picture.asset is asset and written.alt
    )
    return next(alts, None)


def _known_pictures(
    document: Document,
    pictures: Sequence[ResolvedLink],
    image: Image | None,
    image_asset: Asset | None,
) -> tuple[Picture | None, ...]:
    """Return what is known of the pictures of a body, empty for nothing.

    One without a text that the front matter names too has the text from there.
    """
    known: list[Picture | None] = []
    for written, picture in zip(document.body.images, pictures, strict=True):
        asset = picture.asset
        alt = None
        if image is not None and not written.alt and asset is not None and asset is image_asset:
            alt = image.alt
        has_size = asset is not None and asset.width is not None
        if asset is not None and (has_size or alt):
            known.append(Picture(asset.width, asset.height, alt))
        else:
            known.append(None)
    return tuple(known) if any(known) else ()


def _type_of(src: str) -> str | None:
    """Return the media type that the suffix of a picture's name promises."""
    suffix = re.search(r"\.[A-Za-z0-9]+(?=$|[?#])", src)
    return ASSET_TYPES.get(suffix.group().lower()) if suffix else None

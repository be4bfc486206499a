"""Problems of resolved links, with the nearest right address where there is one."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Final, NamedTuple
from urllib.parse import unquote

from app.documents.visibility import Unpublished
from app.library.addresses import clean_path, slug_of_address
from app.library.links import LinkResolver, ResolvedLink, is_source, paths_of, split_address
from app.library.similar_files import SimilarFiles, names_file
from app.markdown.body import BodyLink
from app.markdown.sanitise import scheme_of
from app.markdown.schemes import (
    begins_twice,
    is_host,
    is_swapped,
    is_unsafe_scheme,
    lacking_scheme,
    meant_scheme,
    type_of_data,
)
from app.problems import Problem, shorten
from app.records import LinkTarget
from app.site.paths import HOME
from app.suggestions import may_be_meant, most_like

# Reported once for all such links of a page to files of one type.
DATA_LINK: Final = "data-link"
_MAX_CANDIDATES: Final = 3
# A search for similar addresses is slow, and useless in a page of so many anchors.
_MAX_SUGGESTIONS: Final = 1000
_MAX_ANCHORS: Final = 1000
MEND_PICTURE: Final = "Put the file there, or mend the path."
NO_FILE: Final = "a picture names no file"
_MEND: Final = "Mend it or take it out."
_ADD_SCHEME: Final = "Write https:// before it."
_NAME_A_HEADING: Final = "Name one of its headings."


class BrokenLink(NamedTuple):
    """A link to an address of the site where nothing is, with its problem.

    `is_alone`: no page is like that address, nor was there one.
    """

    problem: Problem
    href: str
    is_alone: bool

    @classmethod
    def of(cls, problem: Problem, href: str, link: ResolvedLink) -> "BrokenLink | None":
        """Return the broken link that a problem is of; None if it is of anything else."""
        is_address = href.startswith(("/", "http")) and link.reference is None
        if link.status != "broken" or not is_address:
            return None
        return cls(problem, href, problem.hint.startswith(_MEND))


class LinkProblems:
    """Finds what is wrong with the links of a site.

    `unpublished` are the documents that are not shown, by the addresses that links to them have;
    `unreadable` are addresses of files whose own problem is enough. `may_have_files`: the website
    may have files that are not known here.
    """

    def __init__(
        self,
        resolver: LinkResolver,
        unpublished: Mapping[str, Unpublished],
        unreadable: frozenset[str],
        *,
        may_have_files: bool = False,
    ) -> None:
        self._resolver = resolver
        self._unpublished = unpublished
        self._unreadable = unreadable
        self._may_have_files = may_have_files
        # A wrong address is often written many times.
        self._suggestions: dict[str, tuple[str, ...]] = {}

    @cached_property
    def _files(self) -> SimilarFiles:
        unserved = filter(names_file, self._resolver.unserved)
        return SimilarFiles({*self._resolver.addresses.files, *unserved})

    def find(  # noqa: PLR0911 - one for each kind
        self,
        link: ResolvedLink,
        written: BodyLink,
        origin: LinkTarget,
        language: str | None = None,
    ) -> tuple[str, str, str] | None:
        """Return the code, message and hint of what is wrong with a link, if anything is.

        `link` is where the `written` one of the page `origin` leads. `language` is that of the
        page, in a site of several languages.
        """
        href = written.href
        is_plain = link.status == "ok" and not link.is_folded and not link.is_uncertain
        if language is None and is_plain:  # nearly all
            return None
        subject = f'the link "{shorten(href, 80)}"'
        page = link.target
        match link.status:
            case "ok" | "asset" | "anchor_missing" if link.is_folded:
                return case_problem(link, subject)
            case "unsafe":
                return _scheme_problem(subject, href)
            case "broken" if link.reference is not None:
                return self._reference_problem(link, href, origin, language)
            case "broken" if _slug(href) not in self._unreadable:
                message = f"{subject} leads nowhere"
                if is_swapped(written.text, href):
                    text, address = shorten(unquote(href), 80), shorten(written.text, 120)
                    hint = f"Its text and address are swapped: write [{text}]({address})."
                    return "broken-link", message, hint
                is_uncertain = self._may_have_files and names_file(_last_part(href))
                code = "uncertain-file" if is_uncertain else "broken-link"
                return code, message, self._broken_hint(href, origin, language)
            case "external" if begins_twice(href):
                return "broken-link", f"{subject} leads nowhere", "Write https:// once."
            case "redirected" if page is not None:
                message = f"{subject} goes through a redirect"
                return "redirected-link", message, f"Link to {page.path} itself."
            case "ok" if link.is_uncertain:
                assert page is not None
                message = (
                    f'no heading of the page {page.path} is "#{link.fragment}"; '
                    "a part of it that is not known here may make that anchor"
                )
                return "uncertain-anchor", message, "Look at the page, and mend the link if not."
            case "ok" if self._is_source_in_other_language(link, href, language):
                assert page is not None
                message = f"{subject} leads to a page in {page.language}"
                hint = f"There is none in {language}: write one, or link to the page's address."
                return "other-language", message, hint
            case "anchor_missing":
                assert page is not None
                message = f'the page {page.path} has no anchor "#{link.fragment}"'
                return "missing-anchor", message, self._anchor_hint(link)
        return None

    def _reference_problem(
        self, link: ResolvedLink, href: str, origin: LinkTarget, language: str | None
    ) -> tuple[str, str, str]:
        """Return what is wrong with a reference that names no page, or more than one."""
        reference, candidates = link.reference, link.candidates
        assert reference is not None
        subject = f'the reference "{shorten(reference.path, 80)}"'
        if candidates:
            files = ", ".join(page.file for page in candidates[:_MAX_CANDIDATES])
            if len(candidates) > _MAX_CANDIDATES:
                files += f" and {len(candidates) - _MAX_CANDIDATES} more"
            hint = "Name its path in the content, with a slash at its beginning."
            return "broken-link", f"{subject} may mean any of {files}", hint
        in_language = f" in the language {reference.language}" if reference.language else ""
        hint = self._broken_hint(href, origin, reference.language or language)
        return "broken-link", f"{subject} names no page{in_language}", hint

    def _is_source_in_other_language(
        self, link: ResolvedLink, href: str, language: str | None
    ) -> bool:
        """Return True if the link names a file as such, and that is a page in another language."""
        page = link.target
        if page is None or language is None or page.language in {None, language}:
            return False
        path = split_address(href)[0]
        return is_source(path) and not self._resolver.names_language(path, page)

    def _broken_hint(self, href: str, origin: LinkTarget, language: str | None) -> str:
        path, _ = split_address(href)
        unpublished = self._unpublished.get(_slug(href))
        if unpublished is not None:
            return f"The page {unpublished.reason}; {unpublished.remedy} or take the link out."
        if (scheme := lacking_scheme(unquote(path))) is not None:
            return f"Write {scheme} before it."
        meant = self._files.meant(tuple(map(clean_path, paths_of(path, origin))))
        is_file = names_file(clean_path(path))
        if meant is None and not is_file:
            similar = self._similar_pages(path, language)
            meant = next((page for page in similar if page != origin.path), None)
        if meant is not None:
            return f"Did you mean {meant.replace(' ', '%20')}?"
        top = _first_part(path)
        is_file = is_file or "." in _last_part(path)
        if (
            not path.startswith("/")
            or not top
            or is_file
            or self._resolver.addresses.has_below(top)
        ):
            return _MEND
        return f"{_MEND} If another program serves it, {write_route(f'/{top}/**')}."

    def _similar_pages(self, path: str, language: str | None) -> tuple[str, ...]:
        """Return the paths of the pages that a path may misspell, best first."""
        name, top = _last_part(path), _first_part(path)
        return self._suggested(
            f"{language}:{path}",
            lambda: (
                page.path
                for page in self._resolver.addresses.suggestions(path)
                # A path may be alike only because the folder is the same.
                if (
                    page.language in {None, language or page.language}
                    or _first_part(page.path) == top
                )
                and may_be_meant(name, _last_part(page.path))
            ),
        )

    def _anchor_hint(self, link: ResolvedLink) -> str:
        page = link.target
        assert page is not None
        if not page.anchors:
            return "It has no headings to link to."
        if len(page.anchors) > _MAX_ANCHORS:
            return _NAME_A_HEADING
        fragment = link.fragment or ""
        similar = self._suggested(
            f"{page.path}#{fragment}",
            lambda: (
                anchor
                for anchor in most_like(fragment, sorted(page.anchors), _MAX_CANDIDATES)
                if may_be_meant(fragment, anchor)
            ),
        )
        return f'Did you mean "#{similar[0]}"?' if similar else _NAME_A_HEADING

    def _suggested(self, wrong: str, search: Callable[[], Iterable[str]]) -> tuple[str, ...]:
        """Return the results of a search for an address, of a limited number of searches."""
        if wrong not in self._suggestions:
            if len(self._suggestions) >= _MAX_SUGGESTIONS:
                return ()
            self._suggestions[wrong] = tuple(search())
        return self._suggestions[wrong]


def missing_picture(src: str) -> str:
    """Return the message for a picture that is not there."""
    return f'the picture "{shorten(src, 80)}" is not in the content folder'


def write_route(path: str) -> str:
    """Return the advice to name an address that another program serves; continues a sentence."""
    return f'write `routes: ["{shorten(path)}"]` into site.yaml'


def case_problem(link: ResolvedLink, subject: str) -> tuple[str, str, str]:
    """Return what is wrong with a link or picture that only the case of letters leads astray."""
    page = link.target
    if page is None:
        name = f"the file {link.asset.file if link.asset is not None else link.address}"
        hint = "Write it as the file is named."
    else:
        name = page.file if is_source(subject.rstrip('"')) else page.path
        hint = f"Write {page.path}."
    message = f"{subject} differs from {shorten(name, 90)} in capital letters"
    return "wrong-case", message, f"{hint} Most web servers answer 404 for other letters."


def _scheme_problem(subject: str, href: str) -> tuple[str, str, str]:
    """Return what is wrong with a link of a scheme that is not served."""
    if (type_ := type_of_data(href)) is not None:
        message = f"the address of a link holds a file ({type_}), which is not served"
        return DATA_LINK, message, "Save it as a file in the content, and link to that."
    scheme = scheme_of(href) or ""
    if is_unsafe_scheme(scheme):
        message = f"{subject} has the scheme {scheme}:, which is not safe"
        return "unsafe-link", message, "Use https:, mailto: or tel:, or take the link out."
    if is_host(scheme):
        message = f"{subject} begins with the name of a host, which browsers take for a scheme"
        return "unsafe-link", message, _ADD_SCHEME
    if (meant := meant_scheme(scheme)) is not None:
        message = f"{subject} has the scheme {scheme}:, which does not exist"
        return "unsafe-link", message, f"Did you mean {meant}:?"
    message = f"{subject} has the scheme {scheme}:, which browsers do not open; it is not served"
    return "unknown-scheme", message, "Link to a page that browsers open, or take the link out."


def _first_part(path: str) -> str:
    return clean_path(path).split("/")[1]


def _last_part(path: str) -> str:
    """Return the last part of a path in lower case, without the ending of a page."""
    return clean_path(path).rstrip("/").rpartition("/")[2].casefold().removesuffix(".html")


def _slug(href: str) -> str:
    """Return the slug of the page that a root-relative address means."""
    return slug_of_address(split_address(href)[0]) or HOME

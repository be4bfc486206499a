"""A page that is named, not linked to: a placeholder address until its path is known.

A `ref` may stand wherever an address may, in Markdown or in HTML, so it has to pass
through both. No file that is served has such a name: it begins with a dot.
"""

from typing import Final, NamedTuple
from urllib.parse import quote, unquote

_PREFIX: Final = ".ref/"
_LANGUAGE: Final = "?lang="


class PageReference(NamedTuple):
    """The path of a page as the author wrote it, without a fragment.

    `language` is that of the page, where it is named.
    """

    path: str
    language: str | None

    @property
    def address(self) -> str:
        """The reference as an address. A fragment may follow."""
        language = f"{_LANGUAGE}{quote(self.language, safe='')}" if self.language else ""
        return f"{_PREFIX}{quote(self.path)}{language}"


def read_reference(address: str) -> tuple[str, PageReference] | None:
    """Return the plain address and the reference that an address stands for, None for others."""
    if not address.startswith(_PREFIX):
        return None
    named, hash_sign, fragment = address.removeprefix(_PREFIX).partition("#")
    path, _, language = named.partition(_LANGUAGE)
    plain = f"{path}{hash_sign}{fragment}"
    return plain, PageReference(unquote(path), unquote(language) or None)

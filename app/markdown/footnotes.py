"""Numbers and anchors of footnotes."""

from html import escape
from typing import Final, NamedTuple
from urllib.parse import quote

_URL_SAFE: Final = ":/?-._~!$&'()*+,;=@"


class Reference(NamedTuple):
    """A reference to a footnote: the number it shows, its own id and that of the footnote."""

    number: int
    id: str
    note: str


class Footnotes:
    """The footnotes of a body in the order in which they are first referred to.

    `named`: ids have the author's names, as kramdown writes them; otherwise numbers.
    """

    def __init__(self, *, named: bool) -> None:
        self.is_named = named
        self._labels: dict[str, str] = {}
        self._numbers: dict[str, int] = {}
        self._uses: dict[str, int] = {}

    def refer(self, label: str) -> Reference:
        """Return the next reference to the footnote of this label."""
        identifier = label.lower()
        self._labels.setdefault(identifier, label)
        number = self._numbers.setdefault(identifier, len(self._numbers) + 1)
        use = self._uses[identifier] = self._uses.get(identifier, 0) + 1
        name = self._name(identifier)
        return Reference(number, self._reference_id(name, use), f"fn:{name}")

    def write(self, notes: dict[str, list[str]]) -> str:
        """Return the section with all notes that are referred to, each with its way back."""
        written = [identifier for identifier in self._labels if identifier in notes]
        if not written:
            return ""
        before, after = (
            ('<div class="footnotes" role="doc-endnotes">\n<ol>\n', "</ol>\n</div>\n")
            if self.is_named
            else ('<section class="footnotes">\n<ol>\n', "</ol>\n</section>\n")
        )
        return before + "".join(self._note(note, notes[note]) for note in written) + after

    def _note(self, identifier: str, html: list[str]) -> str:
        name = self._name(identifier)
        marked = ' class="reversefootnote"' if self.is_named else ""
        back = "".join(
            f' <a href="#{fragment(self._reference_id(name, use))}"{marked}>↩</a>'
            for use in range(1, self._uses[identifier] + 1)
        )
        body = "".join(html).rstrip("\n")
        body = f"{body[:-4]}{back}</p>" if body.endswith("</p>") else f"{body}{back}"
        return f'<li id="fn:{escape(name)}">\n{body}\n</li>\n'

    def _name(self, identifier: str) -> str:
        return self._labels[identifier] if self.is_named else str(self._numbers[identifier])

    def _reference_id(self, name: str, use: int) -> str:
        if use == 1:
            return f"fnref:{name}"
        return f"fnref:{name}:{use - 1}" if self.is_named else f"fnref:{name}-{use}"


def fragment(anchor: str) -> str:
    """Return an id as the fragment of an address in an attribute of HTML."""
    return escape(quote(anchor, safe=_URL_SAFE))

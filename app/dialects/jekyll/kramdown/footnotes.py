"""Footnotes with the names that their author gave them, as kramdown writes them."""

from html import escape
from typing import Any
from urllib.parse import quote

from app.markdown.attributed import AttributedWalk


class NamedFootnotes(AttributedWalk):
    """A walk whose footnotes are found by their names."""

    __slots__ = ("_names", "_notes_at")

    def __init__(self, *about: Any) -> None:
        super().__init__(*about)
        # As it is written where it is first referred to.
        self._names: dict[str, str] = {}
        # Among the pieces of HTML, where the notes are to stand; None is at their end.
        self._notes_at: int | None = None

    def _footnote_reference(self, label: str, start: int, end: int) -> None:
        self.is_plain = False
        identifier = label.lower()
        number = self._footnote_numbers.setdefault(identifier, len(self._footnote_numbers) + 1)
        name = self._names.setdefault(identifier, label)
        use = self._footnote_uses[identifier] = self._footnote_uses.get(identifier, 0) + 1
        node = {"type": "footnoteReference", "identifier": identifier, "label": label}
        self._inline(node, start, end)
        place = _reference_id(name, use)
        self.anchors.update((place, f"fn:{name}"))
        self.html.append(
            f'<sup id="{escape(place)}"><a href="#fn:{_fragment(name)}" class="footnote">'
            f"{number}</a></sup>"
        )

    def _place_footnotes(self) -> None:
        """The notes are to stand here, unless another place was named before."""
        if self._notes_at is None and self.html is self._main_html:
            self._notes_at = len(self.html)
            self.html.append("")

    def _write_footnotes(self, numbered: list[str]) -> None:
        pieces = ['<div class="footnotes" role="doc-endnotes">\n<ol>\n']
        for identifier in numbered:
            name = self._names[identifier]
            back = "".join(
                f' <a href="#{_fragment(_reference_id(name, use))}" class="reversefootnote">↩</a>'
                for use in range(1, self._footnote_uses[identifier] + 1)
            )
            body = "".join(self._footnotes[identifier]).rstrip("\n")
            held = f"{body[:-4]}{back}</p>" if body.endswith("</p>") else f"{body}{back}"
            pieces.append(f'<li id="fn:{escape(name)}">\n{held}\n</li>\n')
        pieces.append("</ol>\n</div>\n")
        if self._notes_at is None:
            self.html += pieces
        else:
            self.html[self._notes_at] = "".join(pieces)


def _reference_id(name: str, use: int) -> str:
    return f"fnref:{name}" if use == 1 else f"fnref:{name}:{use - 1}"


def _fragment(name: str) -> str:
    return escape(quote(name, safe=":/?-._~!$&'()*+,;=@"))

"""Definition lists: nodes of mdast-util-definition-list, `<dl>` in HTML."""

from collections.abc import Callable
from functools import partial
from typing import Any

from app.markdown.state import Frame
from app.markdown.walk import Walk


class DefinitionLists(Walk):
    """A walk that knows definition lists."""

    __slots__ = ()

    def _starts(self) -> dict[str, Callable[[Any, int], None]]:
        return super()._starts() | {
            "BareParagraph": self._start_bare_paragraph,
            "DefinitionList": self._start_definition_list,
            "DefinitionListTitle": partial(self._start_definition_part, "defListTerm", "dt"),
            "DefinitionListDefinition": partial(
                self._start_definition_part, "defListDescription", "dd"
            ),
        }

    def _ends(self) -> dict[str, Callable[[Frame, int], None]]:
        return super()._ends() | {
            "defList": self._end_table_part,
            "defListTerm": self._end_definition_part,
            "defListDescription": self._end_definition_part,
        }

    def _start_bare_paragraph(self, _: None, start: int) -> None:
        """A paragraph that is one in the tree only: HTML has its text in what holds it."""
        self._next_block(start)
        self._push("paragraph", {"type": "paragraph"}, start, "\n")

    def _start_definition_list(self, _: None, start: int) -> None:
        self._next_block(start)
        self._push("defList", {"type": "defList"}, start, "</dl>\n")
        self._fresh_line()
        self.html.append("<dl>\n")

    def _start_definition_part(self, kind: str, tag: str, _: None, start: int) -> None:
        self._push(kind, {"type": kind}, start, f"</{tag}>\n")
        self.html.append(f"<{tag}>")

    def _end_definition_part(self, frame: Frame, _: int) -> None:
        self._muted = self._raw_link = None
        if frame.kind == "defListDescription" and self.html[-1] == "\n":
            self.html.pop()
        self.html.append(frame.closing)
        self.plain.append("\n")

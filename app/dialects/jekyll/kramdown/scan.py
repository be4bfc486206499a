"""The state of a search for kramdown's own syntax in a source."""

from dataclasses import dataclass, field

from app.markdown.edits import Edit
from app.markdown.lines import is_alone, line_start, next_line
from app.markdown.outline import Outline, Ranges


@dataclass(slots=True)
class Scan:
    """A source, its code and raw HTML, and the edits that remove what was found so far."""

    source: str
    outline: Outline
    raw: Ranges
    edits: list[Edit] = field(default_factory=list)
    # Lines that are removed whole: what stands below them has nothing above.
    removed_lines: list[tuple[int, int]] = field(default_factory=list)
    # The ranges of extensions such as comments.
    extensions: Ranges = field(default_factory=Ranges)

    def is_code(self, offset: int) -> bool:
        """Return True in code and in raw HTML."""
        return offset in self.outline.code or offset in self.raw

    def is_excluded(self, offset: int) -> bool:
        """Return True where nothing is kramdown's: in code, raw HTML and extensions."""
        return self.is_code(offset) or offset in self.extensions

    def is_escaped(self, offset: int) -> bool:
        """Return True behind a backslash."""
        return self.source[max(offset - 1, 0) : offset] == "\\"

    def remove(self, start: int, end: int, replacement: str = "") -> None:
        """Remove a range, and the lines of it if they hold nothing else."""
        if is_alone(self.source, start, end):
            lines = line_start(self.source, start), next_line(self.source, end)
            self.removed_lines.append(lines)
            if not replacement:
                start, end = lines
        self.edits.append(Edit(start, end, replacement))

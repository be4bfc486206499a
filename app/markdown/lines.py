"""The bounds of lines in a text."""


def line_start(text: str, offset: int) -> int:
    """Return where the line of this offset begins."""
    return text.rfind("\n", 0, offset) + 1


def line_end(text: str, offset: int) -> int:
    """Return where the line of this offset ends, without its newline."""
    end = text.find("\n", offset)
    return end if end >= 0 else len(text)


def next_line(text: str, offset: int) -> int:
    """Return where the line after this offset begins, or the end of the text."""
    return text.find("\n", offset) + 1 or len(text)


def line_above(text: str, start: int) -> int:
    """Return where the line above the one that begins at `start` begins."""
    return line_start(text, max(start - 1, 0))


def is_alone(text: str, start: int, end: int) -> bool:
    """Return True if the lines of a range hold nothing else but white space."""
    before, after = text[line_start(text, start) : start], text[end : line_end(text, end)]
    return not before.strip() and not after.strip()

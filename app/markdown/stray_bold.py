"""Pairs of asterisks that are shown, because they do not begin or end bold text where they are."""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from app.regex import regex

# Not those of `src/**/*.js`.
_BOLD: Final = regex(rb"(?<![*\\/])\*\*(?![*/])")
_LETTER: Final = regex(rb"[A-Za-z\x80-\xff]")
# A number or a name of one letter beside two asterisks: a power, not bold text.
_OPERAND: Final = regex(rb"[\w\x80-\xff]|[0-9][0-9.,]*|.*[)\]]")
# A parameter of a Python function.
_PARAMETER: Final = regex(rb"(?:kw|opt|arg|param)[a-z]*\b|\w+[,)=_]")
_NOTE: Final = regex(rb"(?<![*\\])\*(?=[A-Za-z\x80-\xff])")
# A bold text ends at most so many blocks below its beginning.
_NEAR: Final = 3
# So many bytes on each side of a sign tell what it is.
_CONTEXT: Final = 200
_SHOWN: Final = 'the bold text "\0" is shown with its asterisks:'
_PUNCTUATION: Final = frozenset(b"!\"#$%&'()+,-./:;<=>?@[]^_`{|}~")
# Where the blocks of signs of Chinese and Japanese begin.
_FIRST_WIDE: Final = "\u3000"
# The bytes that quotation marks, dashes and ellipses begin with.
_GENERAL_PUNCTUATION: Final = b"\xe2\x80"


# Some parsers end bold text there all the same.
ENDS_AFTER_SPACE: Final = (
    "a space stands before the last ones",
    "it is closed on the next line",
)
_SPACE_BEFORE, _NEXT_LINE = ENDS_AFTER_SPACE


class Block(NamedTuple):
    """A range of bytes that no block parts."""

    start: int
    end: int


class StrayBold(NamedTuple):
    """Asterisks that are shown, and the text that they should make bold."""

    start: int
    end: int
    message: str
    hint: str


class _Sign(NamedTuple):
    """Two asterisks that are shown. `before` and `after` are the text of the block around them."""

    start: int
    block: int
    before: bytes
    after: bytes

    @property
    def may_open(self) -> bool:
        """Bold text may begin here."""
        before, after = self.before[-1:], self.after[:1]
        return bool(after.strip()) and (not before.strip() or before[0] in _PUNCTUATION)

    @property
    def may_close(self) -> bool:
        """Bold text may end here."""
        return bool(self.before[-1:].strip())


def find_stray_bold(
    data: bytes, is_text: bytearray, blocks: Sequence[Block]
) -> Iterator[StrayBold]:
    """Yield the stray signs of bold text; `is_text` says of each byte if it is shown."""
    single: list[_Sign] = []
    for number, block in enumerate(blocks):
        signs = [
            _sign(data, place, number, block)
            for place in (match.start() for match in _BOLD.finditer(data, *block))
            if is_text[place] and is_text[place + 1]
        ]
        if len(signs) > 2 and all(_is_apart(sign) for sign in signs):
            continue  # They part words.
        first: _Sign | None = None
        for sign in signs:
            if first is not None and (stray := _pair(data, first, sign)) is not None:
                yield stray
                first = None
                continue
            if first is not None:
                single.append(first)
            first = sign
        if first is not None:
            single.append(first)
    if single:
        yield from _unclosed(data, is_text, blocks, single)


def _sign(data: bytes, place: int, number: int, block: Block) -> _Sign:
    before = data[max(block.start, place - _CONTEXT) : place]
    return _Sign(place, number, before, data[place + 2 : min(block.end, place + _CONTEXT)])


def _pair(data: bytes, first: _Sign, second: _Sign) -> StrayBold | None:
    """Return what is wrong with two signs of a block that should make text bold."""
    inner = data[first.start + 2 : second.start]
    if len(inner) > _CONTEXT or not _LETTER.search(inner):
        return None
    if second.before[-1:] == b"\n" and not first.after[:1].isspace():
        reason = _NEXT_LINE
        hint = "Close it with ** directly after its last word."
    elif inner[:1].isspace() or (inner[-1:].isspace() and not _LETTER.match(second.after)):
        is_bold = first.may_open or inner[:1].isspace()
        if not is_bold or _is_power(first) or _is_power(second):
            return None
        is_first_right = not inner[:1].isspace()
        reason = _SPACE_BEFORE if is_first_right else "a space stands inside of them"
        hint = "Take out the spaces between the asterisks and the text."
    elif _LETTER.match(second.after) and (
        (_is_closing_sign(inner) and not _PARAMETER.match(inner))
        or (_is_wide_sign(inner) and first.may_open and _LETTER.match(inner))
    ):
        reason = "the last ones stand between a punctuation mark and a letter"
        hint = "Put the mark behind the asterisks, or a space after them."
    else:
        return None
    return StrayBold(first.start, second.start + 2, f"{_SHOWN} {reason}", hint)


def _unclosed(
    data: bytes, is_text: bytearray, blocks: Sequence[Block], signs: Sequence[_Sign]
) -> Iterator[StrayBold]:
    """Yield the signs that begin bold text which does not end in their block."""
    if any(
        (note := _NOTE.match(data, *block)) is not None and is_text[note.start()]
        for block in blocks
    ):
        return  # Lines that begin with asterisks are notes.
    is_note = False
    # The blocks in which bold text of a block before ends, and the last in which some begins.
    ended: set[int] = set()
    last = -1
    for number, sign in enumerate(signs):
        if not sign.may_open:
            # `80 €**` refers to a note below, `**per session`.
            is_note = is_note or (sign.may_close and sign.block not in ended)
            continue
        begins = _LETTER.match(sign.after.lstrip(b"\"'(")) and not _PARAMETER.match(sign.after)
        if is_note or sign.block == last or not begins:
            continue
        last = sign.block
        following = signs[number + 1] if number + 1 < len(signs) else None
        end = min(blocks[sign.block].end, sign.start + 120)
        if (
            following is not None
            and following.may_close
            and not following.may_open
            and following.block - sign.block <= _NEAR
        ):
            ended.add(following.block)
            message = f"{_SHOWN} it is closed in another paragraph or item"
            hint = "Close it with ** in each paragraph, and open it again in the next."
        elif following is not None and _ends_after_space(sign, following):
            message = f"{_SHOWN} {_SPACE_BEFORE}"
            hint = "Put the space behind the last asterisks."
        else:
            message, hint = f"{_SHOWN} it is never closed", "Add ** directly after its last word."
        yield StrayBold(sign.start, end, message, hint)


def _ends_after_space(sign: _Sign, following: _Sign) -> bool:
    """Return True if the next sign of a block stands between a space and a letter."""
    is_between = following.before[-1:] in {b" ", b"\t"} and _LETTER.match(following.after)
    return sign.block == following.block and bool(is_between)


def _is_apart(sign: _Sign) -> bool:
    """Return True if there is space on both sides."""
    return not sign.before[-1:].strip() and not sign.after[:1].strip()


def _is_power(sign: _Sign) -> bool:
    """Return True if the sign stands between numbers or names of one letter."""
    before = sign.before.split(b"\n")[-1].split()
    after = sign.after.split(b"\n")[0].split()
    if not before or not after:
        return False
    return any(_OPERAND.fullmatch(token) for token in (before[-1], after[0].rstrip(b".,;:)")))


def _is_closing_sign(text: bytes) -> bool:
    """Return True if a text ends with a sign that may end it, such as a full stop or a quote."""
    if text[-1] in b"([{":
        return False
    if text[-3:-1] == _GENERAL_PUNCTUATION or text[-2:] == b"\xc2\xbb":
        return True
    return text[-1] in _PUNCTUATION


def _is_wide_sign(text: bytes) -> bool:
    """Return True if a text ends with a sign of Chinese or Japanese that may end it, as `。`."""
    last = text[-4:].decode(errors="ignore")[-1:]
    return last >= _FIRST_WIDE and unicodedata.category(last) in {"Pe", "Pf", "Po"}

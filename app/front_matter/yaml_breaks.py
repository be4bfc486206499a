"""Characters that libyaml takes for line breaks and YAML 1.2 does not."""

import re
from typing import Final

# libyaml keeps YAML 1.1's line breaks. In 1.2 these are characters like others, and pasted text
# has them, so they pass it in disguise.
_FORMER_BREAKS: Final = re.compile("[\x85\u2028\u2029]")
_PRIVATE_USE: Final = range(0xE000, 0xF900)


def disguise_breaks(block: str) -> tuple[str, dict[int, str] | None]:
    """The block with private-use characters for what libyaml takes for line breaks; the way back.

    As many characters as before, so that offsets stay.
    """
    if not _FORMER_BREAKS.search(block):
        return block, None
    free = (chr(code) for code in _PRIVATE_USE if chr(code) not in block)
    disguises: dict[str, str | int | None] = dict(zip("\x85\u2028\u2029", free, strict=False))
    return (
        block.translate(str.maketrans(disguises)),
        {ord(str(disguise)): character for character, disguise in disguises.items()},
    )

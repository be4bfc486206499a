"""Characters that libyaml reads as line breaks and YAML 1.2 does not."""

import re
from typing import Final

# libyaml keeps YAML 1.1's line breaks. Pasted text contains these characters, which YAML 1.2 reads
# as ordinary ones, so they pass libyaml as private-use characters.
_FORMER_BREAKS: Final = re.compile("[\x85\u2028\u2029]")
_PRIVATE_USE: Final = range(0xE000, 0xF900)


def disguise_breaks(block: str) -> tuple[str, dict[int, str] | None]:
    """Replace former line breaks by unused private-use characters, one for one.

    Return the new text and the table for `str.translate` that restores it; None if the text has no
    such characters.
    """
    if not _FORMER_BREAKS.search(block):
        return block, None
    unused = (chr(code) for code in _PRIVATE_USE if chr(code) not in block)
    pairs = dict(zip("\x85\u2028\u2029", unused, strict=False))
    restored = {ord(disguise): character for character, disguise in pairs.items()}
    return block.translate({ord(character): pairs[character] for character in pairs}), restored

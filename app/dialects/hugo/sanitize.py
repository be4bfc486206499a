"""Text → path of an address, by Hugo's rules."""

import unicodedata

_KEPT = frozenset("./\\_#+~-@")


def sanitize_path(text: str, *, keep_case: bool = False) -> str:
    """Return the text with hyphens for white space, without signs, in lower case."""
    characters: list[str] = []
    hyphen_waits = was_hyphen = False
    for index, character in enumerate(text):
        if _is_kept(text, index, character):
            was_hyphen = character == "-"
            if hyphen_waits:
                if not was_hyphen:
                    characters.append("-")
                hyphen_waits = False
            characters.append(character)
        elif characters and not was_hyphen and character.isspace():
            hyphen_waits = True
    path = "".join(characters)
    return path if keep_case else path.lower()


def _is_kept(text: str, index: int, character: str) -> bool:
    if character == "%":
        code = text[index + 1 : index + 3]
        return len(code) == 2 and all(sign in "0123456789abcdefABCDEF" for sign in code)
    return character in _KEPT or unicodedata.category(character)[0] in "LNM"

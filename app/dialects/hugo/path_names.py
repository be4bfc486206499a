"""Text → part of an address, as Hugo makes it."""

import unicodedata

_KEPT = frozenset("./\\_#+~-@")


def path_name(text: str, *, keep_case: bool = False) -> str:
    """The text without what no address of Hugo's has, a hyphen for white space, in lower case."""
    made: list[str] = []
    hyphen_waits = was_hyphen = False
    for at, character in enumerate(text):
        if _is_kept(text, at, character):
            was_hyphen = character == "-"
            if hyphen_waits:
                if not was_hyphen:
                    made.append("-")
                hyphen_waits = False
            made.append(character)
        elif made and not was_hyphen and character.isspace():
            hyphen_waits = True
    path = "".join(made)
    return path if keep_case else path.lower()


def _is_kept(text: str, at: int, character: str) -> bool:
    if character == "%":
        code = text[at + 1 : at + 3]
        return len(code) == 2 and all(sign in "0123456789abcdefABCDEF" for sign in code)
    return character in _KEPT or unicodedata.category(character)[0] in "LNM"

"""The texts that are labels of lists."""

import re
import sys
from collections.abc import Sequence
from typing import Final

from app.regex import regex

# The full-width signs are those of Chinese and Japanese text.
_LABEL_ENDS: Final = (":", "?", "\uff1a", "\uff1f")
# "We treat: (this is not all)" is a label too, and "We can help with …" goes on in its list.
_REMARK: Final = regex(r"\s*\([^()]{1,80}\)$")
# A word of three letters is rarely an abbreviation ("Dr.", "z. B."), nor is a shorter one in small
# letters before a capital one ("para ti. Aquí"). Nor is what ends in parentheses or quotes.
_SENTENCE_END: Final = regex(
    r"(?<=\w\w\w[.!?])\s+"
    r"|(?:(?<=\s[a-zà-ÿ][a-zà-ÿ][.!?])|(?<=[)\]»”][.!?])|(?<=\u2026))\s+(?=[¿¡A-ZÀ-Þ])"
)
# Words that a sentence goes on after, if it ends with one directly before a list: "I work with".
_OPEN_ENDS: Final = frozenset(
    {
        "about", "against", "are", "as", "at", "be", "by", "can", "for", "from", "have", "help",
        "if", "in", "include", "includes", "including", "is", "like", "of", "on", "to", "treat",
        "with", "you", "example", "treating", "managing", "experiencing", "having", "following",
        "an", "auf", "bei", "durch", "für", "gegen", "mit", "nach", "sein", "sind", "über", "um",
        "unter", "von", "wegen", "wie", "zu", "zum", "zur", "anderem", "beispiel", "behandeln",
        "behandle", "gehören", "haben", "insbesondere", "zählen",
        "au", "aux", "avec", "cas", "chez", "comme", "contre", "dans", "de", "des", "du", "en",
        "est", "et", "par", "pour", "sont", "sur", "une", "exemple", "notamment", "soigne",
        "soignons", "suivantes", "suivants", "traite", "traitons",
        "ante", "como", "con", "contra", "del", "el", "es", "la", "las", "los", "para", "por",
        "si", "sobre", "son", "tiene", "tienes", "una", "ejemplo", "incluyen", "siguientes",
        "tratamos",
    }
)  # fmt: skip
# These lead in at the end of a whole sentence too.
_POINTERS: Final = frozenset({"following", "suivantes", "suivants", "siguientes"})
_LONGEST_LEAD: Final = 300
_LONGEST_STATEMENT: Final = 160
# A sentence of nothing but these words goes on with the one before: "We treat pain. They include:"
_GOES_ON: Final = regex(
    r"(?:(?:some|many|examples|a few) of )?(?:these|they|this|those|examples)"
    r"(?: may| can| often| might)? (?:include|includes|are|is|be)"
    r"(?:,? but (?:is |are )?not limited to,?)?:?"
    r"|(?:dazu|hierzu|darunter) (?:gehören|gehört|zählen|zählt|fallen)(?: unter anderem)?:?"
    r"|(?:ceux-ci|celles-ci|ils|elles) (?:sont|comprennent|incluent) ?:?"
    r"|(?:est[oa]s|ell[oa]s|entre (?:est[oa]s|ell[oa]s))"
    r"(?: son| incluyen| están| se encuentran| se incluyen)?:?"
    # "For example:", also doubled: "So z.B. u.a.:"
    r"|(?:(?:so|such as|e\.g\.|z\. ?b\.|u\. ?a\.|p\. ?ex\.|examples?|beispiele|exemples|ejemplos"
    r"|(?:for|zum|par|por) (?:example|instance|beispiel|exemple|ejemplo)|beispielsweise"
    r"|unter anderem|entre autres|entre otros)[ ,]{0,2}){1,3}:?",
    re.IGNORECASE,
)
# A line of so few letters and words without a full stop is the heading of a list below it.
_LONGEST_CAPTION: Final = 60
_MOST_CAPTION_WORDS: Final = 8
_TRAILS: Final = ("...", "\u2026", " \u2013", " \u2014", " -")
# What editors type, or paste, in place of a list: a term above its definition, and bullets.
_DEFINITION: Final = regex(r":\s+\S")
_BULLETS: Final = (
    *("\u2022", "\u25aa", "\u25cf", "\u25e6", "\u2023", "\u2713", "\u2714", "\u2705", "\u2611"),
    *("\u25ba", "\u25b8", "\u25b6", "\u27a4"),
)
_BULLET: Final = regex(rf"[{''.join(_BULLETS)}]\ufe0f?")
# "Conditions: a, b and c": a label of at most so many letters, and names of so many words.
_LONGEST_LINE_LABEL: Final = 80
_LONGEST_LINE: Final = 2000
_LONGEST_NAME: Final = 7
_FEWEST_NAMES: Final = 2
# The longest name of a line that further sentences follow, which may be one itself.
_LONGEST_BEFORE_MORE: Final = 5
# What follows a name has so many words at least, if it is a sentence about it.
_FEWEST_OF_SENTENCE: Final = 3
_DASHES: Final = ("\u2013", "\u2014", "- ")
# A sentence has a comma or two, and ends with a full stop.
_FEWEST_WITHOUT_LABEL: Final = 4
# So many lines with dashes are a list, though further lines stand below them.
_FEWEST_BEFORE_LINES: Final = 3
# So many names are enough that are nothing else; two, if they are of so many words at most.
_FEWEST_ALONE: Final = 3
_LONGEST_OF_TWO: Final = 4
# Not after a hyphen: "Knie- und Hüftschmerzen" and "knee-, hip and back pain" share their end.
_COMMA: Final = regex(r"(?<![-\s])\s*[,;\u3001]\s*(?:(?:and|und|et|y|or|oder|ou|o)\s+)?")
_LAST: Final = regex(r"(?<![-\s])\s+(?:and|und|et|y|&)\s+")
_TYPED_DASHES: Final = "-\u2013\u2014"
_DASHES_ALONE: Final = tuple(_TYPED_DASHES)
_LONGEST_DASHED: Final = 120
# What stands between the names of a row in place of commas, as between links.
_ROW_SIGNS: Final = "|/\u00b7\u2022\u2219"
_ROW: Final = regex(rf"(?<=\s)[{_ROW_SIGNS}]\s")
_BETWEEN_LINKS: Final = " \t\n,;|/\u00b7\u2022\u2219\u2013\u2014-"
_NO_NAME_ENDS: Final = frozenset({"", ".", "!", *_LABEL_ENDS})
# Behind every text.
_NOWHERE: Final = (sys.maxsize, sys.maxsize)
_PARENTHESIS: Final = regex(r"[()]")


def is_label(text: str) -> bool:
    """Return True if a paragraph's text ends as a label of a list does.

    White space must have been stripped from the end.
    """
    if text.endswith(")") and len(text) <= _LONGEST_LEAD:
        text = _REMARK.sub("", text)
    return text.endswith(_LABEL_ENDS)


def leading_sentence(text: str | None) -> str | None:
    """Return the last sentence of a paragraph's text if it leads to the list below, else None.

    White space must have been stripped from the end.
    """
    if text is None or not (is_label(text) or leads_in(text)):
        return None
    return last_sentence(text)


def leads_in(text: str) -> bool:
    """Return True if a paragraph's text points to a list, or ends in the middle of a sentence."""
    if len(text) > _LONGEST_LEAD:
        return False
    if text.rstrip(".").rpartition(" ")[2].lower() in _POINTERS:
        return True
    if text.endswith(_TRAILS):
        text = text.rstrip(" .\u2026\u2013\u2014-")
    if not text[-1:].isalpha():
        return False
    return text.rpartition(" ")[2].lower() in _OPEN_ENDS


def is_caption(text: str) -> bool:
    """Return True if a paragraph's text is short and without a stop, as a heading is."""
    return (
        len(text) <= _LONGEST_CAPTION
        and text[-1:].isalnum()
        and text[:1].isupper()
        and "\n" not in text
        and len(text.split()) <= _MOST_CAPTION_WORDS
        and _SENTENCE_END.search(text) is None
    )


def last_sentence(text: str) -> str:
    """Return the last sentence of a text, on one line.

    The one before it stands with it where it only goes on with that: "They include:".
    """
    *before, last = _SENTENCE_END.split(text.strip().rpartition("\n")[2])
    last = " ".join(last.split())
    if not before or _GOES_ON.fullmatch(last) is None:
        return last
    joined = f"{' '.join(before[-1].split())} {last}"
    return joined if len(joined) <= _LONGEST_LEAD else last


def may_be_typed(text: str) -> bool:
    """Return False for a paragraph's text that is surely no list in all but its marks."""
    # Bullets are not ASCII, and what stands above items or a definition has a colon.
    return not text.isascii() or (":" in text and (": " in text or ":\n" in text))


def typed_terms(text: str) -> str | None:
    """Return the term of a paragraph that is a line and, below it, a colon with its definition."""
    term, _, rest = text.strip().partition("\n")
    is_definition = _DEFINITION.match(rest) is not None and not is_label(term)
    return term.strip() if is_definition and len(term) <= _LONGEST_LINE_LABEL else None


def typed_items(text: str) -> tuple[str, tuple[str, ...]] | None:
    """Return the label and the items of a paragraph with typed bullets or dashes, if it is one.

    The label is empty where the text begins with a bullet. A dash begins a line.
    """
    if len(text) > _LONGEST_LINE:
        return None
    if not any(map(text.__contains__, _BULLETS)):
        return _dashed_lines(text)
    label, *items = (" ".join(part.split()) for part in _BULLET.split(text.strip()))
    return (label, tuple(items)) if all(items) and (not label or is_label(label)) else None


def _dashed_lines(text: str) -> tuple[str, tuple[str, ...]] | None:
    """Return the label and the items of lines with dashes in a paragraph; None if there are none.

    Other lines may stand below several.
    """
    if "\n" not in text:
        return None
    lines = [" ".join(line.split()) for line in text.split("\n") if line.strip()]
    are_dashed = [line[0] in _TYPED_DASHES for line in lines]
    first = are_dashed.index(True) if True in are_dashed else 0
    end = are_dashed.index(False, first) if False in are_dashed[first:] else len(lines)
    label = " ".join(lines[:first])
    items = tuple([line.lstrip(_TYPED_DASHES).strip() for line in lines[first:end]])
    are_items = end == len(lines) or len(items) >= _FEWEST_BEFORE_LINES
    return (label, items) if is_label(label) and are_items and all(items) else None


def is_statement(text: str) -> bool:
    """Return True if a paragraph's text is a sentence or two that end with a full stop."""
    return len(text) <= _LONGEST_STATEMENT and text.endswith(".") and "\n" not in text


def has_separator(text: str) -> bool:
    """Return True if a paragraph's text has what may stand between several names."""
    if "," in text or "\n" in text or ";" in text:
        return True
    # The expression alone took a fifteenth of the time that a plain page takes.
    return any(map(text.__contains__, _ROW_SIGNS)) and _ROW.search(text) is not None


def names_by_comma(text: str) -> tuple[str, ...]:
    """Return the names of a paragraph that is nothing but several by comma; () if it is not.

    Lines that are broken off are names too, and parts of a row ("Gout | Sciatica").
    """
    text = text.strip()
    are_lines = "\n" in text
    if are_lines and (items := _typed_lines(text)):
        return items
    if are_lines:
        text = ", ".join([line.strip().rstrip(",;") for line in text.split("\n") if line.strip()])
    elif "," not in text:
        text = _ROW.sub(", ", text)
    text = " ".join(text.split())
    if len(text) > _LONGEST_LINE or _SENTENCE_END.search(text):
        return ()
    has_stop = text.endswith(".") and not text.endswith("..")
    parts = _parts(text.rstrip("."), _FEWEST_NAMES if are_lines or not has_stop else _FEWEST_ALONE)
    if are_lines or has_stop or len(parts) >= _FEWEST_ALONE:
        return parts
    return parts if all(len(part.split()) <= _LONGEST_OF_TWO for part in parts) else ()


def _typed_lines(text: str) -> tuple[str, ...]:
    """Return the lines of a text without the dashes typed before them, if all have one."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if not all(line[0] in _TYPED_DASHES for line in lines):
        return ()
    items = tuple([" ".join(line.lstrip(_TYPED_DASHES).split()) for line in lines])
    return items if all(0 < len(item.split()) <= _LONGEST_NAME for item in items) else ()


def linked_names(text: str, links: Sequence[str]) -> tuple[str, ...]:
    """Return the texts of links, if a paragraph is nothing but several; () if it is not."""
    if len(links) < _FEWEST_NAMES:
        return ()
    at = 0
    text = " ".join(text.split())
    if len(text) > _LONGEST_LINE:
        return ()
    for link in links:
        begin = text.find(link, at)
        if begin < 0 or text[at:begin].strip(_BETWEEN_LINKS):
            return ()
        at = begin + len(link)
    return () if text[at:].strip(_BETWEEN_LINKS) else tuple(links)


def is_short(text: str) -> bool:
    """Return True if a paragraph's text may be a name, which is short and no sentence."""
    return (
        len(text) <= _LONGEST_CAPTION
        and text[-1:] not in _NO_NAME_ENDS
        and "\n" not in text
        and len(text.split()) <= _MOST_CAPTION_WORDS
        and _SENTENCE_END.search(text) is None
    )


def is_dashed(text: str) -> bool:
    """Return True if a paragraph's text is one that a dash makes an item of a list."""
    line = text.removesuffix(".")
    return (
        line[:1] in _DASHES_ALONE
        and line[1:2] == " "
        and len(line) <= _LONGEST_DASHED
        and line[-1:] not in _NO_NAME_ENDS
        and "\n" not in line
        and _SENTENCE_END.search(line) is None
    )


def named_beginning(text: str) -> str:
    """Return the beginning of a paragraph's text before a colon that a sentence follows, or "".

    So "Gout" of "Gout: This kind of arthritis begins in one joint."
    """
    name, colon, rest = text.strip().partition(": ")
    if not colon or not name[:1].isupper() or not is_short(name):
        return ""
    is_sentence = rest[:1].isupper() and rest.endswith(".")
    return name if is_sentence and len(rest.split()) >= _FEWEST_OF_SENTENCE else ""


def names_follow(text: str) -> str:
    """Return the names by comma after a dash, with the dash, if a text is that; or an empty text.

    The text is on one line, and follows a bold beginning.
    """
    names = text[1:].strip().rstrip(".")
    if not text.startswith(_DASHES) or _SENTENCE_END.search(names):
        return ""
    return text if len(text) <= _LONGEST_LINE and _parts(names, _FEWEST_NAMES) else ""


def names_on_line(text: str) -> tuple[str, tuple[str, ...]] | None:
    """Return the label of a line such as "We treat: a, b and c.", and the names, if it is one.

    Other sentences may stand before it and, if it has several names, after it.
    """
    if len(text) > _LONGEST_LINE:
        return None
    # The expressions take time that is linear in text without runs of spaces.
    text = " ".join(text.split())
    end = text.find(": ")
    if end <= 0:
        return None
    rest, *others = _SENTENCE_END.split(text[end + 2 :].strip(), maxsplit=1)
    label = _SENTENCE_END.split(text[: end + 1])[-1]
    is_long = len(label) > _LONGEST_LINE_LABEL
    if is_long and (len(label) > _LONGEST_LEAD or not _in_row(rest)):
        return None
    fewest = _FEWEST_WITHOUT_LABEL if others or is_long else _FEWEST_NAMES
    parts = _parts(rest.rstrip("."), fewest)
    if others and any(len(part.split()) > _LONGEST_BEFORE_MORE for part in parts):
        return None
    return (label, parts) if parts else None


def _in_row(text: str) -> list[str]:
    """Return the parts of a row, as "Gout • Sciatica • Asthma"; [] if a text is none."""
    parts = [part.strip() for part in split_outside(_ROW, text)]
    if len(parts) <= _FEWEST_NAMES or any(len(split_outside(_COMMA, part)) > 1 for part in parts):
        return []
    return parts


def _parts(text: str, fewest: int) -> tuple[str, ...]:
    """Return the names between the commas of a line; () if any is too long for one.

    The last two may have "and" between them.
    """
    parts = _in_row(text) or [part for part in split_outside(_COMMA, text) if part]
    hyphens = text.count("-,")
    if len(parts) + hyphens < max(fewest - 1, _FEWEST_NAMES):
        return ()
    last = _LAST.split(parts[-1])
    if len(last) > 1 and not any(_LAST.search(part) for part in parts[:-1]):
        parts[-1:] = last
    is_any_long = any(len(part.split()) > _LONGEST_NAME for part in parts)
    if is_any_long or len(parts) + hyphens < fewest:
        return ()
    return tuple([" ".join(part.split()) for part in parts])


def matches_outside(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    """Return the matches of a pattern that stand in no balanced parentheses, in linear time."""
    matches = list(pattern.finditer(text))
    if ")" not in text:
        return matches
    outside: list[re.Match[str]] = []
    ranges = iter(_in_parentheses(text))
    begin, end = next(ranges, _NOWHERE)
    for match in matches:
        while end < match.start():
            begin, end = next(ranges, _NOWHERE)
        if match.start() < begin:
            outside.append(match)
    return outside


def _in_parentheses(text: str) -> list[tuple[int, int]]:
    """Return where the outermost balanced parentheses open and close."""
    opened: list[int] = []
    ranges: list[tuple[int, int]] = []
    for sign in _PARENTHESIS.finditer(text):
        if sign.group() == "(":
            opened.append(sign.start())
        elif opened:
            begin = opened.pop()
            while ranges and ranges[-1][0] > begin:
                ranges.pop()
            ranges.append((begin, sign.start()))
    return ranges


def split_outside(pattern: re.Pattern[str], text: str) -> list[str]:
    """Return the parts of a text between the matches of a pattern that stand in no parentheses."""
    parts: list[str] = []
    end = 0
    for match in matches_outside(pattern, text):
        parts.append(text[end : match.start()])
        end = match.end()
    return [*parts, text[end:]]

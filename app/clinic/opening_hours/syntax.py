"""Parse opening hours in OpenStreetMap's syntax into rules.

https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

import phonenumbers
from opening_hours import OpeningHours as Selector
from opening_hours import (  # type: ignore[attr-defined]  # its stub leaves its errors out
    ParserError,
    UnknownCountryError,
)

from app.clinic.opening_hours.free_text import suggested_syntax
from app.clinic.opening_hours.minutes import MINUTES_OF_DAY, State
from app.clinic.opening_hours.rules import WHOLE_DAY, OpeningRules, Rule
from app.problems import shorten
from app.regex import regex

_LONGEST_TEXT: Final = 5_000
_MOST_RULES: Final = 100
# Without a limit, the library looks for 29 February on a Monday for decades ahead.
_DAYS_AHEAD: Final = 800
_CODE: Final = regex(r"\b(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH)\b")
_EXAMPLE: Final = 'Write it like "Mo-Fr 07:00-18:00; Sa 09:00-12:00; PH off".'

_WEEKDAY_CODES: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_WEEKDAY: Final = "(?:Mo|Tu|We|Th|Fr|Sa|Su)"
_HOLIDAY: Final = r"[PS]H(?: [+-]?\d+ days?)?"
_WEEKDAYS_ONLY: Final = regex(
    rf"(?:{_HOLIDAY}|{_WEEKDAY}(?:-{_WEEKDAY})?)(?:,(?:{_HOLIDAY}|{_WEEKDAY}(?:-{_WEEKDAY})?))*"
)
# `PH Mo-Fr` and `Mo-Fr PH`: holidays on these weekdays, and the mark that the list of both gets.
_HOLIDAY_ON: Final = regex(
    rf"({_HOLIDAY}) (?={_WEEKDAY}\b)|(?<![\w,-])({_WEEKDAY}(?:-{_WEEKDAY})?) (?=PH\b)"
)
_BOTH: Final = ",PH,PH"
# "By appointment" and the like.
_CONDITION: Final = regex(
    r"appointment|appt|arrangement|request|vereinbarung|absprache|anfrage|termin|rendez|\brdv\b"
    r"|\bcitas?\b|turno|demande|solicitud|\bcall\b|\bvary|varies|vari|seasonal",
    re.IGNORECASE,
)
_COMMENT: Final = regex(r'"([^"]*)"')
_SPAN: Final = r"\d\d:\d\d(?:-\d\d:\d\d\+?(?:/(?:\d\d:)?\d\d)?|\+)"
_TIMES: Final = regex(rf"(?:^|\s)({_SPAN}(?:,{_SPAN})*)$")
_CLOCK: Final = regex(r"(\d\d):(\d\d)")
_SEPARATOR: Final = regex(r"(; |, | \|\| )")
# Hyphens and dashes as word processors set them, and the minus sign.
_DASH: Final = r"[-\u2010-\u2015\u2212]"
_TOKEN: Final = regex(rf'"[^"]*"|\s+{_DASH}\s+|\s+|{_DASH}|.', re.DOTALL)
_LONE_COMMENT: Final = regex(r'(^|; ?|, | ?\|\| )"[xn]"(?= ?(?:;|,|\|\||$))')
_YEAR_AND_MONTH: Final = regex(
    r"(?<=\b\d{4})(?=Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)", re.IGNORECASE
)
_SUN: Final = regex(r"sunrise|sunset|dawn|dusk", re.IGNORECASE)
_LIST_ENDS: Final = regex(rf"(?:{_WEEKDAY}|[PS]H),$", re.IGNORECASE)
_LIST_GOES_ON: Final = regex(rf"(?:{_WEEKDAY}|[PS]H)\b", re.IGNORECASE)
_DAYS_OF: Final = dict(
    zip(
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
        (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31),
        strict=True,
    )
)
# A day of a month, or several: "Apr 01-15".
_DATE: Final = regex(
    rf"\b({'|'.join(_DAYS_OF)}) (\d{{1,2}})(?![\d:])(?:-(\d{{1,2}})(?![\d:]))?", re.IGNORECASE
)
_PLACE: Final = regex(r"--> (\d+):(\d+)")


class OpeningHoursError(ValueError):
    """Opening hours that cannot be parsed.

    `offset` is the place of the mistake in the text, in Unicode characters from 0, or None if the
    mistake is not in the text. `message` ends without a full stop; `hint` is a whole sentence.
    """

    def __init__(self, message: str, offset: int | None = None, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset
        self.hint = hint


def parse_rules(text: str, country: str | None) -> OpeningRules:
    """Parse an `opening_hours` text; `country` is an ISO 3166-1 code in capitals, or None.

    Double spaces, typographic dashes, spaced lists of weekdays ("Mo, Tu") and a final semicolon are
    accepted. A rule that is only a comment, or whose comment is a condition ("by appointment"),
    means unknown hours, unless it says "open"; the comments are the note. Raises OpeningHoursError.
    """
    if len(text) > _LONGEST_TEXT:
        raise OpeningHoursError(
            f"the opening hours are {len(text):,} characters long; at most {_LONGEST_TEXT:,} "
            "are read",
            hint="Shorten them, and write single days under exceptions.",
        )
    tidy, offsets = _tidied(text)
    canonical = _canonical(text, tidy, offsets)
    _refuse_impossible_dates(tidy, offsets)
    _refuse_what_is_not_known(tidy, offsets, country)
    pieces = _SEPARATOR.split(canonical)
    if len(pieces) > 2 * _MOST_RULES:
        raise OpeningHoursError(
            f"the opening hours have {len(pieces) // 2 + 1} rules; at most {_MOST_RULES} are read",
            hint="Write single days under exceptions.",
        )
    separators = [";", *(piece.strip() for piece in pieces[1::2])]
    comments = [match[1].strip() for match in _COMMENT.finditer(text)]
    return OpeningRules(
        tuple(
            _rule(separator, piece, country)
            for separator, piece in zip(separators, pieces[::2], strict=True)
        ),
        "; ".join(dict.fromkeys(filter(None, comments))) or None,
    )


def has_calendar(country: str) -> bool:
    """Return True if the public holidays of a country are known.

    Raises OpeningHoursError if the code is not that of a country.
    """
    try:
        _selector("24/7", country)
    except (UnknownCountryError, ValueError):
        if country in phonenumbers.SUPPORTED_REGIONS:
            return False
        raise OpeningHoursError(
            f'"{shorten(country, 20)}" is not the code of a country',
            hint='Use the two letters of ISO 3166-1, such as "US".',
        ) from None
    return True


def _selector(text: str, country: str | None) -> Selector:
    return Selector(
        text,
        country=country,
        auto_country=False,
        auto_timezone=False,
        max_interval_days=_DAYS_AHEAD,
    )


def _tidied(text: str) -> tuple[str, list[int]]:
    """Return the text as the library expects it, and the offset in `text` of each character.

    Comments become `"x"` where they are a condition, else `"n"`: they may contain any character.
    After the word "open" they become `"o"`, because the library leaves that word out. A holiday and
    weekdays (`PH Mo-Fr`) become a list with a mark, because the library reads them as a list.
    """
    tidy: list[str] = []
    offsets: list[int] = []
    for match in _TOKEN.finditer(text):
        piece = match.group()
        if len(piece) > 2 and piece[0] == piece[-1] == '"':
            is_open = "".join(tidy[-5:]).rstrip().lower().endswith("open")
            piece = '"o"' if is_open else '"x"' if _CONDITION.search(piece) else '"n"'
        elif piece.isspace():
            recent = "".join(tidy[-3:])
            spaced_list = _LIST_ENDS.search(recent) and _LIST_GOES_ON.match(text, match.end())
            piece = "" if not tidy or spaced_list else " "
        elif re.fullmatch(_DASH, piece.strip()):
            piece = "-"
        tidy.extend(piece)
        offsets.extend([match.start()] * len(piece))
    while tidy and tidy[-1] in " ;":
        tidy.pop()
    for match in reversed([*_HOLIDAY_ON.finditer("".join(tidy))]):
        at = match.end() - 1  # the space
        tidy[at : at + 1] = f"{_BOTH},"
        offsets[at : at + 1] = [offsets[at]] * (len(_BOTH) + 1)
    return "".join(tidy), [*offsets[: len(tidy)], len(text.rstrip(" ;\t\r\n"))]


def _canonical(text: str, tidy: str, offsets: Sequence[int]) -> str:
    try:
        _selector(tidy, None)
        commented = _LONE_COMMENT.sub(r'\1unknown "x"', tidy)
        return str(_selector(_YEAR_AND_MONTH.sub(" ", commented), None))
    except (ParserError, ValueError) as error:  # a lone surrogate is a ValueError
        place = _PLACE.search(str(error))
        at = min(int(place[2]) - 1, len(offsets) - 1) if place else 0
        raise _syntax_error(text, offsets[at]) from None


def _syntax_error(text: str, offset: int) -> OpeningHoursError:
    offset += len(text[offset:]) - len(text[offset:].lstrip())
    rest = shorten(text[offset:], 20)
    where = f'from "{rest}" on' if rest else "at its end"
    if re.search(r"\d\s*[ap]\.?m\b", text, re.IGNORECASE):
        hint = 'Write times with 24 hours, "13:00" rather than "1pm".'
    elif re.search(r"day\b|\b(?:mon|tue|wed|thu|fri|sat|sun)\b", text, re.IGNORECASE):
        hint = "Write the days as Mo, Tu, We, Th, Fr, Sa, Su."
    elif re.search(r"(?<![\d:])\d{1,2}\s*[-–]\s*\d{1,2}(?![\d:])", text):
        hint = 'Write times with minutes, "07:00-18:00" rather than "7-18".'
    elif offset and re.match(rf"(?:{_WEEKDAY}|[PS]H)\b", text[offset:]):
        hint = 'Put a semicolon between rules, as in "Mo-Fr 07:00-18:00; PH off".'
    else:
        hint = _EXAMPLE
    if (syntax := _suggestion(text)) is not None:
        if '"' in syntax:
            hint = f"Write comments in double quotes: opening_hours: '{syntax}'."
        else:
            hint = f'Write it as "{syntax}".' if hint == _EXAMPLE else f'{hint} Here: "{syntax}".'
    return OpeningHoursError(
        f'the opening hours "{shorten(text, 80)}" cannot be understood {where}', offset, hint
    )


def _suggestion(text: str) -> str | None:
    """Return a text in the syntax, where its words are understood."""
    syntax = suggested_syntax(text)
    if syntax is None and not re.search(r'[\d"]', text) and not _CODE.search(text):
        syntax = f'"{shorten(text)}"'
    if syntax is None:
        return None
    try:
        _selector(syntax, None)
    except (ParserError, ValueError):
        return None
    return syntax


def _refuse_impossible_dates(tidy: str, offsets: Sequence[int]) -> None:
    """Raise OpeningHoursError for "Apr 31": the library applies such a rule to every day."""
    for match in _DATE.finditer(tidy):
        for group in filter(match.group, (2, 3)):
            if not 1 <= int(match[group]) <= _DAYS_OF[match[1].title()]:
                raise OpeningHoursError(
                    f'there is no "{match[1]} {match[group]}"',
                    offsets[match.start(group)],
                    "Write a day that the month has.",
                )


def _refuse_what_is_not_known(tidy: str, offsets: Sequence[int], country: str | None) -> None:
    """Raise OpeningHoursError for valid syntax that is not supported: no hours beat wrong ones."""
    if match := _SUN.search(tidy):
        raise OpeningHoursError(
            f'the opening hours follow the sun ("{match.group()}"), which is not supported',
            offsets[match.start()],
            "Write clock times.",
        )
    if match := re.search(r"\bSH\b", tidy):
        raise OpeningHoursError(
            "the opening hours ask for school holidays (SH), which are not known",
            offsets[match.start()],
            "Write those dates under exceptions.",
        )
    if match := re.search(r"\bPH\b", tidy):
        if country is None:
            raise OpeningHoursError(
                "the opening hours ask for public holidays (PH), but the office has no country",
                offsets[match.start()],
                "Set the country in the office's address or in the site file.",
            )
        if not has_calendar(country):
            raise OpeningHoursError(
                f"the public holidays (PH) of {country} are not known",
                offsets[match.start()],
                "Write those dates under exceptions.",
            )


def _rule(separator: str, piece: str, country: str | None) -> Rule:
    comment = piece[-3:] if piece.endswith(('"x"', '"n"', '"o"')) else ""
    piece = piece.removesuffix(comment).rstrip()
    # A comment is a condition, or all that is known of a day without times.
    is_unknown = comment == '"x"' or (comment == '"n"' and not _TIMES.search(piece))
    state = State.UNKNOWN if is_unknown else State.OPEN
    for word, meant in (("closed", State.CLOSED), ("unknown", State.UNKNOWN)):
        if piece == word or piece.endswith(f" {word}"):
            piece, state = piece.removesuffix(word).rstrip(), meant
    spans: tuple[tuple[int, int], ...] = (WHOLE_DAY,)
    if times := _TIMES.search(piece):
        spans = tuple(_span(span) for span in times[1].split(","))
        piece = piece[: times.start()]
    if piece in ("", "24/7"):
        return Rule(separator, frozenset(range(7)), None, spans, state)
    weekdays: frozenset[int] = frozenset()
    both = _BOTH in piece
    piece = piece.replace(_BOTH, "", 1)
    if _WEEKDAYS_ONLY.fullmatch(piece):
        weekdays = frozenset(day for part in piece.split(",") for day in _weekdays(part))
        if "H" not in piece:
            return Rule(separator, weekdays, None, spans, state)
        if both:
            piece = ",".join(part for part in piece.split(",") if "H" in part)
    # The library writes the offset of a holiday without the sign that it expects, and "2026 Jan"
    # as "2026Jan", which it parses as one day.
    piece = re.sub(r"(?<=[PS]H )(?=\d)", "+", piece)
    piece = _YEAR_AND_MONTH.sub(" ", piece)
    try:
        selector = _selector(piece, country)
    except ParserError:
        raise OpeningHoursError(
            f'the opening hours ask for days ("{piece}") that are not supported', hint=_EXAMPLE
        ) from None
    return Rule(separator, weekdays, selector, spans, state, both)


def _weekdays(part: str) -> Iterable[int]:
    if "H" in part:
        return ()
    first, _, last = part.partition("-")
    start = _WEEKDAY_CODES.index(first)
    length = (_WEEKDAY_CODES.index(last or first) - start) % 7 + 1
    return ((start + day) % 7 for day in range(length))


def _span(text: str) -> tuple[int, int]:
    """Return the minutes of "08:00-12:00"; an open end ("10:00+") is midnight."""
    times = [
        int(hour) * 60 + int(minute) for hour, minute in _CLOCK.findall(text.partition("/")[0])
    ]
    start, end = times if len(times) == 2 else (times[0], MINUTES_OF_DAY)
    return start, end if end > start else end + MINUTES_OF_DAY

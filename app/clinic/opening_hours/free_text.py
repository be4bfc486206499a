"""Opening hours in a person's own words → OpenStreetMap's syntax, as a suggestion.

The result is shown to the author and never served, so a likely reading is enough.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from app.regex import regex

_CODES: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
# English, German, French and Spanish, without accents.
_NAMES: Final = (
    "monday mon mo m montag lundi lun lunes l",
    "tuesday tues tue tu dienstag die di mardi mar martes ma",
    "wednesday weds wed we w mittwoch mit mi mercredi mer miercoles mie x",
    "thursday thurs thur thu th donnerstag don do jeudi jeu jueves jue j",
    "friday fri fr f freitag fre vendredi ven viernes vie v",
    "saturday sat sa samstag sam sonnabend samedi sabado sab s",
    "sunday sun su sonntag son so dimanche dim domingo dom d",
)
_DAYS: Final = MappingProxyType(
    {name: day for day, names in enumerate(_NAMES) for name in names.split()}
)
_GROUPS: Final = MappingProxyType(
    {
        **dict.fromkeys(("daily", "everyday", "taglich", "every day", "tous les jours"), "Mo-Su"),
        **dict.fromkeys(("todos los dias", "7 days a week", "diario", "quotidien"), "Mo-Su"),
        **dict.fromkeys(("weekdays", "werktags", "wochentags", "en semaine"), "Mo-Fr"),
        **dict.fromkeys(("entre semana", "weekday", "business days"), "Mo-Fr"),
        **dict.fromkeys(("weekends", "weekend", "wochenende", "fin de semana"), "Sa-Su"),
        **dict.fromkeys(("public holidays", "holidays", "feiertage", "feiertags"), "PH"),
        **dict.fromkeys(("jours feries", "festivos"), "PH"),
    }
)
_CLOSED: Final = frozenset({"closed", "geschlossen", "ferme", "cerrado", "off", "zu", "ruhetag"})
_TO: Final = frozenset(
    {"-", "to", "through", "thru", "till", "til", "until", "bis", "au", "a", "al", "hasta"}
)
_AND: Final = frozenset({",", "&", "and", "und", "et", "y", "+", "/"})
_IGNORED: Final = frozenset(
    {"from", "von", "de", "du", "le", "les", "der", "am", "open", "offen", "geoffnet", "ouvert"}
    | {
        "abierto",
        "hours",
        "uhr",
        "h",
        "the",
        "on",
        "only",
        "are",
        "we",
        ":",
        ".",
        "|",
        "los",
        "las",
    }
)
_COMMENT: Final = regex(
    r"(?:and |or |only |nur |et |y )?(?:by appointment(?: only)?|appointments? only"
    r"|nach (?:tel\w*\.? )?(?:vereinbarung|absprache)|auf anfrage|sur (?:rendez-vous|rdv)"
    r"|(?:con|bajo) cita(?: previa)?|call (?:us )?(?:for|ahead)[\w ]*|on request)",
    re.IGNORECASE,
)
_GROUP: Final = "|".join(sorted(map(re.escape, _GROUPS), key=len, reverse=True))
_TIME: Final = (
    r"(?P<hour>\d{1,2})(?:(?:[:.]|(?=h)h)(?P<minute>[0-5]\d)|h)?(?![\d:])"
    r"\s?(?P<half>[ap]\.?\s?m\b\.?)?|noon|midi|mediodia|mittag|midnight|minuit"
)
_TOKEN: Final = regex(
    rf"\s*(?:(?P<group>(?:{_GROUP})\b)|(?P<time>{_TIME})|(?P<word>[^\W\d_]+)|(?P<sign>\S))"
)
_NAMED_TIMES: Final = MappingProxyType(
    {"midnight": 24 * 60, "minuit": 24 * 60}
    | dict.fromkeys(("noon", "midi", "mediodia", "mittag"), 12 * 60)
)


@dataclass(slots=True)
class _Rule:
    """A rule while its words are read."""

    days: list[str] = field(default_factory=list)
    # Minutes of a day, and "a", "p" or "" for the half of it that is written.
    times: list[tuple[int, str]] = field(default_factory=list)
    state: str = ""

    def __str__(self) -> str:
        spans = [
            _span(*self.times[index : index + 2]) for index in range(0, len(self.times) - 1, 2)
        ]
        return " ".join(filter(None, (",".join(self.days), ",".join(spans), self.state)))


def suggested_syntax(text: str) -> str | None:
    """Return hours that are written in English, German, French or Spanish in the syntax.

    "Mon-Fri 9am-5pm" is "Mo-Fr 09:00-17:00". None if a word of the text is not understood.
    """
    if len(text) > 500:
        return None
    comments = list(_COMMENT.finditer(text))
    comment = f'"{comments[0][0].strip()}"' if comments else ""
    plain = unicodedata.normalize("NFKD", _COMMENT.sub(" ", text).lower())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    plain = re.sub("[\u2010-\u2015\u2212]", "-", plain)
    rules = _rules(plain)
    if rules is None:
        return None
    pieces = [str(rule) for rule in rules if rule.times or rule.state or rule.days]
    if comment:
        last = pieces.pop() if pieces else ""
        pieces.append(f"{last} {comment}".strip())
    return "; ".join(pieces) or None


def _rules(text: str) -> list[_Rule] | None:
    rules = [_Rule()]
    joins = ""
    for match in _TOKEN.finditer(text):
        rule = rules[-1]
        token = match[0].strip()
        if match["group"] or token in _DAYS:
            if rule.times or rule.state:
                rules.append(rule := _Rule())
            _add_day(rule, _GROUPS.get(token) or _CODES[_DAYS[token]], joins)
        elif match["time"]:
            if rule.state:
                return None
            rule.times.append(_time(match))
        elif token in _CLOSED:
            if rule.times:
                return None
            rule.state = "off"
        elif token == ";":
            rules.append(_Rule())
        elif token not in _TO | _AND | _IGNORED:
            return None
        if not (token == "." and joins == "to"):
            joins = "to" if token in _TO else ""
    complete = all(len(rule.times) % 2 == 0 for rule in rules)
    return rules if complete else None


def _add_day(rule: _Rule, day: str, joins: str) -> None:
    if joins == "to" and rule.days and "-" not in rule.days[-1]:
        rule.days[-1] = f"{rule.days[-1]}-{day}"
    else:
        rule.days.append(day)


def _time(match: re.Match[str]) -> tuple[int, str]:
    if match["hour"] is None:
        return _NAMED_TIMES[match["time"]], "named"
    minutes = int(match["hour"]) * 60 + int(match["minute"] or 0)
    half = (match["half"] or "")[:1]
    if half and int(match["hour"]) <= 12:
        minutes = minutes % (12 * 60) + (12 * 60 if half == "p" else 0)
    return minutes, half or ("written" if match["minute"] and match["hour"][0] == "0" else "")


def _span(start: tuple[int, str], end: tuple[int, str]) -> str:
    """Return two times with 24 hours; those of an office that are only numbers are by day."""
    noon = 12 * 60
    opens, closes = start[0], end[0]
    if not start[1] and end[1] == "p" and opens < noon and opens + noon < closes:
        opens += noon
    elif not start[1] and not end[1] and closes <= opens and closes <= noon:
        closes += noon
    elif not start[1] and not end[1] and opens < 7 * 60 and closes < 8 * 60:
        opens, closes = opens + noon, closes + noon
    return f"{opens // 60:02}:{opens % 60:02}-{closes // 60:02}:{closes % 60:02}"

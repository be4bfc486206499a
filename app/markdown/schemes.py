"""Schemes of URLs: which are served, and what an author means by the others."""

import re
from typing import Final

import nh3

from app.regex import regex
from app.suggestions import most_like

# Beside those of the sanitiser: they open an application and run no code in the page. Most are in
# the registry of IANA, https://www.iana.org/assignments/uri-schemes.
_OF_APPLICATIONS: Final = frozenset(
    (
        *("callto", "dav", "davs", "facetime", "facetime-audio", "git", "itms"),
        *("itms-apps", "itms-appss", "ldap", "ldaps", "maps", "market", "ms-appinstaller"),
        *("msteams", "rsync", "rtsp", "sftp", "signal", "sips", "skype", "slack", "spotify"),
        *("steam", "svn", "tg", "threema", "urn", "viber", "vnc", "webcals", "whatsapp", "zoommtg"),
    )
)
SAFE_SCHEMES: Final = frozenset(nh3.ALLOWED_URL_SCHEMES) | _OF_APPLICATIONS

# They run code, or show what their text says, or a file of the reader's own computer.
_UNSAFE: Final = frozenset(
    (
        *("about", "blob", "chrome", "data", "file", "filesystem", "intent", "jar", "javascript"),
        *("livescript", "mhtml", "mocha", "resource", "search-ms", "vbscript", "view-source"),
    )
)
# Types of files that run no code: browsers save them, or show them as they are.
_DATA: Final = regex(
    r"""\s*data:(
        text/(?:calendar|csv|plain|vcard|x-vcard|x-vcalendar)
        | application/(?:ics|json|octet-stream|pdf|zip)
        | image/(?:avif|gif|jpe?g|png|webp)
        | (?:audio|video)/[\w.+-]+
    )\s*[;,]""",
    re.IGNORECASE | re.VERBOSE,
)
_MISNAMED: Final = {
    **dict.fromkeys(("mail", "email", "e-mail"), "mailto"),
    **dict.fromkeys(("phone", "telephone", "telefon", "call", "mobile"), "tel"),
}
_OFTEN_MEANT: Final = ("https", "http", "mailto", "tel")
# Less alike than this, in hundredths, is another scheme.
_MISSPELT: Final = 72.0
# The host of such an address would be `https`.
_TWICE: Final = regex(r"\s*https?://+https?[:/]", re.IGNORECASE)
# A host and its port, or a number: `localhost:4000`, `example.org:8080`.
_HOST: Final = regex(r"localhost|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}", re.IGNORECASE)


# Domains that are no types of files; one of them ends a host name at the beginning of an address.
_DOMAINS: Final = (
    "com|org|net|edu|gov|info|biz|eu|io|app|dev|me|tv|health|clinic|care|doctor|dental|dentist|physio"
    "|ar|at|au|be|br|ca|ch|cl|cz|de|dk|es|fi|fr|gr|hu|ie|in|it|jp|lu|mx|nl|no|nz|pt|ro|se|sk|uk|us|za"
)
_HOST_NAME: Final = regex(rf"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:{_DOMAINS})(?:/|\Z)", re.IGNORECASE)
_MAIL: Final = regex(r"[^\s@/:]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}", re.IGNORECASE)
# With its country or the zero before its area, or in groups as in North America.
_PHONE: Final = regex(
    r"(?:\+|\(?0|\(?[2-9]\d{2}[-. )]+\d{3}[-. ]\d{4}\Z)[\d\s().-]*+(?:/[\d\s().-]*+)?"
)
_PHONE_DIGITS: Final = range(7, 16)
_DATE: Final = regex(r"\d{1,2}[-./]\d{1,2}[-./]\d{4}")
_URL: Final = regex(r"https?://\S+", re.IGNORECASE)
# Words, and no path: `here`, `our price list`.
_WORDS: Final = regex(r"[^\W\d_][^/\\.:#?=&@]*[.!?…]?")


def is_unsafe_scheme(scheme: str) -> bool:
    """Return True if a URL of this scheme may run code or lead to the reader's own files."""
    return scheme in _UNSAFE


def type_of_data(url: str) -> str | None:
    """Return the type of the file that a `data:` URL holds; None unless it can run no code."""
    match = _DATA.match(url)
    return match[1].lower() if match else None


def meant_scheme(scheme: str) -> str | None:
    """Return the scheme that one which does not exist most likely misspells."""
    if scheme in SAFE_SCHEMES or scheme in _UNSAFE:
        return None
    if (meant := _MISNAMED.get(scheme.rstrip("."))) is not None:
        return meant
    return next(iter(most_like(scheme, _OFTEN_MEANT, least=_MISSPELT)), None)


def begins_twice(url: str) -> bool:
    """Return True for an address that begins with `https://` or `http://` twice."""
    return _TWICE.match(url) is not None


def lacking_scheme(path: str) -> str | None:
    """Return what a relative path lacks at its beginning: `https://`, `mailto:` or `tel:`.

    It begins with the name of a host (`example.org/a`), or is an address of mail or a telephone
    number.
    """
    path = path.strip()
    if _MAIL.fullmatch(path):
        return "mailto:"
    if _HOST_NAME.match(path):
        return "https://"
    digits = sum(character.isdigit() for character in path)
    is_phone = digits in _PHONE_DIGITS and _PHONE.fullmatch(path) and not _DATE.fullmatch(path)
    return "tel:" if is_phone else None


def is_swapped(text: str, href: str) -> bool:
    """Return True if the text of a link is a URL, and its address is words."""
    return _URL.fullmatch(text.strip()) is not None and _WORDS.fullmatch(href.strip()) is not None


def is_host(scheme: str) -> bool:
    """Return True if what stands before the colon is the name of a host."""
    return _HOST.fullmatch(scheme) is not None

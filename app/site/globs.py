"""Globs of file names → patterns of one linear engine.

Each syntax is a table of what its signs mean; all other text stands for itself.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from app.regex import regex
from app.site.patterns import Pattern, Patterns

_TOKEN: Final = regex(r"\*\*/|\*\*|[*?{},\[]|[^*?{},\[]+")
_FOLDERS: Final = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}
_BRACES: Final = {**_FOLDERS, "**/": ".*/"}
_SHELL: Final = {"**/": ".*/", "**": ".*", "*": ".*", "?": "."}
_CLASS: Final = regex(r"\[([!^]?)(\][^\]]*|[^\]]+)\]")
_SCOPE_TOKEN: Final = regex(r"\*\*/|\*+\??|\?|[^*?]+")


@lru_cache(maxsize=256)
def glob(written: str) -> Pattern:
    """Return a site file's glob: `**` stands for any folders, `*` for anything but a slash.

    Raises PatternError if the glob is far too long.
    """
    return Pattern(_whole(written))


def globs(written: Iterable[str]) -> Patterns:
    """Return what any of a site file's globs matches."""
    return Patterns(list(map(_whole, written)))


def _whole(written: str) -> str:
    return f"(?s)^(?:{_translated(written.strip('/'), _FOLDERS)})$"


# Of the globs of a collection, with which every file is compared. A pattern takes 10 KB.
@lru_cache(maxsize=4096)
def any_glob(*written: str) -> Patterns:
    """Return the globs of a collection."""
    return globs(written)


# Every page of a Hugo tree is compared with the globs of all cascades. A pattern takes 10 KB.
@lru_cache(maxsize=4096)
def brace_glob(written: str) -> Pattern:
    """Return a glob with alternatives, `{a,b}`, of a path with or without a slash at its end.

    Raises PatternError if the glob is far too long.
    """
    out: list[str] = []
    depth = 0
    for token in _TOKEN.findall(written):
        if token == "{":
            depth += 1
            out.append("(?:")
        elif token == "}" and depth:
            depth -= 1
            out.append(")")
        elif token == "," and depth:
            out.append("|")
        else:
            out.append(_BRACES.get(token) or re.escape(token))
    return Pattern(f"(?s)^(?:{''.join(out)}{')' * depth})/?$")


@lru_cache(maxsize=256)
def shell_glob(*written: str) -> Pattern:
    """Return the pattern of names that any of the globs matches, as fnmatch does.

    `*` and `?` also match slashes, `[a-z]` and `[!a-z]` one character. Raises PatternError.
    """
    return Pattern(f"(?s)^(?:{'|'.join(map(_shell, written))})$")


# Every document of a Jekyll tree is compared with the scopes of all defaults.
@lru_cache(maxsize=4096)
def scope_glob(path: str) -> Pattern:
    """Return the pattern of paths that begin with what the glob matches.

    `*` and `**/` do not match names that begin with a dot. Raises PatternError if the glob is far
    too long.
    """
    out: list[str] = []
    at_start = True
    tokens = _SCOPE_TOKEN.findall(path)
    for token, following in zip(tokens, (*tokens[1:], ""), strict=False):
        if token == "**/":
            out.append("(?:[^/.][^/]*/)*")
        elif token[0] == "*":
            out.append(_star(token, following) if at_start else _FOLDERS["*"])
            if not at_start and token[-1] == "?":
                out.append(_FOLDERS["?"])
        else:
            out.append(_FOLDERS["?"] if token == "?" else re.escape(token))
        at_start = token[-1] == "/"
    return Pattern(f"(?s)^{''.join(out)}")


def _star(token: str, following: str) -> str:
    """Return the meaning of `*` where a name begins, without the look-ahead `(?!\\.)[^/]*`."""
    if token[-1] == "?" or following.startswith("."):
        return "[^/.][^/]*"
    return "(?:[^.]|$)" if not following else "(?:[^/.][^/]*)?"


def _translated(written: str, meanings: Mapping[str, str]) -> str:
    return "".join(meanings.get(token) or re.escape(token) for token in _TOKEN.findall(written))


def _shell(written: str) -> str:
    out: list[str] = []
    end = 0
    for match in _CLASS.finditer(written):
        out.append(_translated(written[end : match.start()], _SHELL))
        members = re.sub(r"[\\\[\]^&~]|-(?=-)", r"\\\g<0>", match[2])
        out.append(f"[{'^' if match[1] else ''}{members}]")
        end = match.end()
    return "".join((*out, _translated(written[end:], _SHELL)))

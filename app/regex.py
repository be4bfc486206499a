"""Regular expressions that are compiled when they are first used."""

import re
from typing import Any, AnyStr, Final, cast

_METHODS: Final = (
    *("findall", "finditer", "fullmatch", "match", "search"),
    *("split", "sub", "subn"),
)


class _Uncompiled:
    """Stands for a pattern. Its methods are those of the pattern once one of them was used."""

    __slots__ = ("_arguments", *_METHODS)

    def __init__(self, *arguments: Any) -> None:
        self._arguments = arguments

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(*self._arguments)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def regex(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return a regular expression, which is compiled when it is first used.

    Reading a small site uses 70 of the 240 expressions that are imported. Compiling the others
    would take 16 ms, a thirtieth of the time from start to first answer.
    """
    return cast("re.Pattern[AnyStr]", _Uncompiled(text, flags))

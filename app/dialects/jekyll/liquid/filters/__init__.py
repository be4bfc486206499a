"""The filters of Jekyll and of its Liquid, each a function of the context, the value and more.

They take any value and any arguments. What they cannot take they say with a LiquidValueError;
what would be too much, with a LimitError.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from app.dialects.jekyll.liquid.filters import (
    arrays,
    dates,
    numbers,
    selection,
    strings,
    urls,
    words,
)

Filter = Callable[..., object]

FILTERS: Final[Mapping[str, Filter]] = MappingProxyType(
    arrays.FILTERS
    | dates.FILTERS
    | numbers.FILTERS
    | selection.FILTERS
    | strings.FILTERS
    | urls.FILTERS
    | words.FILTERS
)

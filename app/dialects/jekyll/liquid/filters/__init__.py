"""The filters of Jekyll and of its Liquid by name; `inputs` says how the library's are used.

A filter takes any value and any arguments. It raises LiquidValueError or a built-in error for
values that it cannot take, and LimitError for too large ones. The context meters its result.
"""

from collections.abc import Mapping
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
from app.dialects.jekyll.liquid.filters.inputs import Filter

FILTERS: Final[Mapping[str, Filter]] = MappingProxyType(
    {
        **arrays.FILTERS,
        **dates.FILTERS,
        **numbers.FILTERS,
        **selection.FILTERS,
        **strings.FILTERS,
        **urls.FILTERS,
        **words.FILTERS,
    }
)

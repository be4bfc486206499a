"""The filters of Jekyll and of its Liquid.

Those of python-liquid are used through the adapters of `inputs`; where Jekyll answers otherwise, or
where the library takes quadratic time, our function's docstring says so.

A filter takes any value and any arguments. It raises LiquidValueError or a built-in error for
values that it cannot take, and LimitError for too large ones. The context meters its result.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType, ModuleType
from typing import Final

from liquid.builtin.filters import array, math, string

from app.dialects.jekyll.liquid.filters import arrays, dates, numbers, strings, urls
from app.dialects.jekyll.liquid.filters.inputs import (
    Filter,
    on_entries,
    on_numbers,
    on_text,
    on_text_or_nil,
)


def _as_it_is(function: Filter) -> Filter:
    return function


# Modules, and the names of functions in them; one that Python has too ends with an underscore.
_NAMES: Final[tuple[tuple[Callable[[Filter], Filter], ModuleType, str], ...]] = (
    (on_text, string, "append base64_encode base64_url_safe_encode capitalize newline_to_br"),
    (on_text, string, "prepend remove remove_first replace_first strip_newlines upcase"),
    (on_text, strings, "base64_decode base64_url_safe_decode downcase escape_once lstrip"),
    (on_text, strings, "remove_last replace replace_last rstrip split strip strip_html"),
    (on_text, strings, "cgi_escape normalize_whitespace number_of_words smartify xml_escape"),
    (on_text, urls, "strip_index uri_escape"),
    (on_text_or_nil, string, "url_encode"),
    (on_text_or_nil, strings, "escape h slugify truncate truncatewords url_decode"),
    (on_numbers, math, "abs_ at_least at_most ceil divided_by floor minus plus times"),
    (on_numbers, numbers, "modulo round_"),
    (on_entries, array, "concat"),
    (on_entries, arrays, "compact map_ reverse"),
    (_as_it_is, array, "first last"),
    (_as_it_is, arrays, "default join pop push sample shift size sort_natural uniq unshift"),
    (_as_it_is, dates, "date_ date_to_long_string date_to_rfc822 date_to_string"),
    (_as_it_is, dates, "date_to_xmlschema"),
    (_as_it_is, numbers, "to_integer"),
    (_as_it_is, arrays, "find find_exp group_by group_by_exp sort where where_exp"),
    (_as_it_is, strings, "array_to_sentence_string inspect jsonify markdownify slice_"),
    (_as_it_is, urls, "absolute_url relative_url"),
)
FILTERS: Final[Mapping[str, Filter]] = MappingProxyType(
    {
        name.rstrip("_"): adapt(getattr(module, name))
        for adapt, module, names in _NAMES
        for name in names.split()
    }
)

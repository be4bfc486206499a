"""The filters of Jekyll and of its Liquid.

Those of python-liquid are used through the adapters of `inputs`; where Jekyll answers otherwise, or
where the library takes quadratic time, our function's docstring says so.

A filter takes any value and any arguments. It raises LiquidValueError or a built-in error for
values that it cannot take, and LimitError for too large ones. The context meters its result.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from liquid.builtin.filters import array, math, string

from app.dialects.jekyll.liquid.filters import (
    arrays,
    dates,
    numbers,
    selection,
    strings,
    urls,
    words,
)
from app.dialects.jekyll.liquid.filters.inputs import Filter, on_entries, on_numbers, on_text
from app.dialects.jekyll.slugify import lowered

FILTERS: Final[Mapping[str, Filter]] = MappingProxyType(
    {
        # Texts.
        "append": on_text(string.append),
        "base64_decode": on_text(strings.base64_decode),
        "base64_encode": on_text(string.base64_encode),
        "base64_url_safe_decode": on_text(strings.base64_url_safe_decode),
        "base64_url_safe_encode": on_text(string.base64_url_safe_encode),
        "capitalize": on_text(string.capitalize),
        "cgi_escape": on_text(string.url_encode),
        "downcase": on_text(lowered),
        "escape": on_text(strings.escape, keeps_nil=True),
        "escape_once": on_text(strings.escape_once),
        "h": on_text(strings.escape, keeps_nil=True),
        "lstrip": on_text(lambda text: text.lstrip(strings.WHITE_SPACE)),
        "newline_to_br": on_text(string.newline_to_br),
        "normalize_whitespace": on_text(words.normalize_whitespace),
        "number_of_words": on_text(words.number_of_words),
        "prepend": on_text(string.prepend),
        "remove": on_text(string.remove),
        "remove_first": on_text(string.remove_first),
        "remove_last": on_text(strings.remove_last),
        "replace": on_text(strings.replace),
        "replace_first": on_text(string.replace_first),
        "replace_last": on_text(strings.replace_last),
        "rstrip": on_text(lambda text: text.rstrip(strings.WHITE_SPACE)),
        "slice": strings.slice_,
        "slugify": on_text(words.slugify, keeps_nil=True),
        "smartify": on_text(words.smartify),
        "split": on_text(strings.split),
        "strip": on_text(lambda text: text.strip(strings.WHITE_SPACE)),
        "strip_html": on_text(strings.strip_html),
        "strip_index": on_text(urls.strip_index),
        "strip_newlines": on_text(string.strip_newlines),
        "truncate": on_text(strings.truncate, keeps_nil=True),
        "truncatewords": on_text(strings.truncatewords, keeps_nil=True),
        "upcase": on_text(string.upcase),
        "uri_escape": on_text(urls.uri_escape),
        "url_decode": on_text(strings.url_decode, keeps_nil=True),
        "url_encode": on_text(string.url_encode, keeps_nil=True),
        "xml_escape": on_text(words.xml_escape),
        # Numbers.
        "abs": on_numbers(math.abs_),
        "at_least": on_numbers(math.at_least),
        "at_most": on_numbers(math.at_most),
        "ceil": on_numbers(math.ceil),
        "divided_by": on_numbers(math.divided_by),
        "floor": on_numbers(math.floor),
        "minus": on_numbers(math.minus),
        "modulo": on_numbers(numbers.modulo),
        "plus": on_numbers(math.plus),
        "round": on_numbers(numbers.round_),
        "times": on_numbers(math.times),
        "to_integer": numbers.to_integer,
        # Lists.
        "array_to_sentence_string": words.array_to_sentence_string,
        "compact": on_entries(arrays.compact),
        "concat": on_entries(array.concat),
        "find": selection.find,
        "find_exp": selection.find_exp,
        "first": array.first,
        "group_by": selection.group_by,
        "group_by_exp": selection.group_by_exp,
        "join": arrays.join,
        "last": array.last,
        "map": on_entries(arrays.map_),
        "pop": arrays.pop,
        "push": arrays.push,
        "reverse": on_entries(lambda entries: entries[::-1]),
        "sample": arrays.sample,
        "shift": arrays.shift,
        "size": arrays.size,
        "sort": selection.sort,
        "sort_natural": arrays.sort_natural,
        "uniq": arrays.uniq,
        "unshift": arrays.unshift,
        "where": selection.where,
        "where_exp": selection.where_exp,
        # Dates, addresses and other values.
        "absolute_url": urls.absolute_url,
        "date": dates.date_,
        "date_to_long_string": dates.in_words("%B"),
        "date_to_rfc822": dates.formatted("%a, %d %b %Y %H:%M:%S %z"),
        "date_to_string": dates.in_words("%b"),
        "date_to_xmlschema": dates.formatted("%Y-%m-%dT%H:%M:%S%:z"),
        "default": arrays.default,
        "inspect": words.inspect,
        "jsonify": words.jsonify,
        "markdownify": words.markdownify,
        "relative_url": urls.relative_url,
    }
)

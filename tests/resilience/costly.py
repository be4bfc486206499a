"""Requests that are right in form and ask for as much as they can.

An answer, a 4xx or a 503 with `Retry-After` is right, soon enough; any other 5xx is not.
"""

import random
from collections.abc import Callable, Mapping
from typing import Final

from tests.resilience.wire import Request

Maker = Callable[[random.Random], str]

_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_QUERY_BYTES: Final = 8_000
_SORT_KEYS: Final = 740
_FIELD_DEPTH: Final = 494
_WORDS: Final = 4_000


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(_LETTERS, k=chance.randint(3, 9)))


def _many_words(chance: random.Random) -> str:
    path = chance.choice(("conditions", "search"))
    return f"/{path}?q=" + "+".join(chance.choices(_LETTERS, k=_WORDS))


def _words_of_ours(chance: random.Random) -> str:
    """A query of as many different words as are allowed, each with a mistake in it."""
    words = ["".join(chance.sample(word, len(word))) for word in ("needle", "shoulder", "massage")]
    return (
        "/search?q=" + "+".join(words * 60)[:1_900] + f"&limit=1000&offset={chance.randint(0, 99)}"
    )


def _many_sort_keys(chance: random.Random) -> str:
    key = chance.choice(("date,-date", "title,-title", "slug"))
    return "/pages?sort=" + ",".join([key] * _SORT_KEYS)


def _deep_fields(chance: random.Random) -> str:
    name = chance.choice(("params", "body", "seo"))
    return f"/pages?fields={name}" + ".a" * _FIELD_DEPTH


def _many_fields(_: random.Random) -> str:
    return "/pages?limit=1000&fields=" + ",".join(f"params.k{n}" for n in range(600))


def _distinct_query(chance: random.Random) -> str:
    """A query of 8 KB that has not come before, which an answer cache must count whole."""
    target = chance.choice(
        ("/pages?tag=", "/pages?section=", "/links?from=", "/conditions?letter=")
    )
    size = _QUERY_BYTES - len(target)
    return target + "".join(chance.choices(_LETTERS, k=size))


def _filters_by_comma(chance: random.Random) -> str:
    values = ",".join(_word(chance) for _ in range(1_000))
    name = chance.choice(("pages?tag=", "pages?kind=", "links?status=", "problems?code="))
    return f"/{name}{values}"


def _whole_bodies(chance: random.Random) -> str:
    fields = chance.choice(("body", "*", "body.html,body.text", "body.mdast"))
    return f"/pages?limit=1000&fields={fields}&sort=-title"


def _nothing_like_it(chance: random.Random) -> str:
    """A path that is not there, for which a suggestion is looked for among all."""
    long = "-".join(_word(chance) for _ in range(400))
    return chance.choice((f"/pages/library%2Fpage-{long}", f"/resolve?path=/{long}/", f"/{long}"))


def _many_keys(chance: random.Random) -> str:
    keys = ",".join(f"page/library/page-{chance.randrange(9_999):04}" for _ in range(400))
    return f"/bundle?keys={keys}"


def _all_included(chance: random.Random) -> str:
    parts = chance.choice(
        ("links.target", "conditions,links.target", "backlinks,breadcrumbs,translations")
    )
    return f"/pages?limit=1000&include={parts}"


def _whole_site(chance: random.Random) -> str:
    return chance.choice(
        (
            *("/bundle", "/sync?since=" + "0" * 64, "/links?limit=1000&offset=5000"),
            *("/problems?limit=1000", "/assets?limit=1000", "/redirects?limit=1000"),
        )
    )


COSTLY: Final[Mapping[str, Maker]] = {
    "many words": _many_words,
    "words with mistakes": _words_of_ours,
    "many sort keys": _many_sort_keys,
    "deep fields": _deep_fields,
    "many fields": _many_fields,
    "distinct query": _distinct_query,
    "filters by comma": _filters_by_comma,
    "whole bodies": _whole_bodies,
    "nothing like it": _nothing_like_it,
    "many keys": _many_keys,
    "all included": _all_included,
    "whole site": _whole_site,
}


def costly_request(chance: random.Random) -> tuple[str, Request]:
    """Return one of them, by chance, with its name."""
    name = chance.choice(tuple(COSTLY))
    encoding = chance.choice(("identity", "gzip", "br", "zstd"))
    headers = (("Accept-Encoding", encoding), ("Connection", "close"))
    return name, Request(COSTLY[name](chance), headers=headers)

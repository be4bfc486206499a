"""Queries that make the search work hard, and how long each takes.

`python -m tests.bench.hostile_queries` prints the slowest ten at 15,000 sections.
"""

import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from itertools import islice, pairwise
from pathlib import Path
from typing import Final, NamedTuple

from app.documents.reader import Reader
from app.http.filters import matching
from app.library.build import LibraryBuilder
from app.library.search.fields import RowFields
from app.library.search.index import SearchIndex, build_index
from app.library.search.results import MAX_QUERY, Results, ranked_conditions
from app.library.search.synonyms import lay_synonyms
from app.views.listing import Listing
from app.views.search import encoded_hits, row_list
from tests.bench.tree import make_tree

# In milliseconds of processor time.
LIMIT: Final = 50.0
_PAGES: Final = 3_000
_TIMES: Final = 3
_SHOWN: Final = 10
_MOST: Final = 1_000


class HostileQuery(NamedTuple):
    """A query with the part of the results that is asked for, and its filter."""

    name: str
    text: str
    limit: int = 100
    offset: int = 0
    kind: str | None = None
    of_conditions: bool = False


def slowest(index: SearchIndex, number: int = _SHOWN) -> list[tuple[float, HostileQuery]]:
    """Return the queries that take longest, in milliseconds, each at its best of three."""
    rows = row_list(tuple(index.rows.values()))
    timed = [(_milliseconds(query, index, rows), query) for query in hostile_queries(index)]
    return sorted(timed, key=lambda entry: -entry[0])[:number]


def hostile_queries(index: SearchIndex) -> Iterator[HostileQuery]:
    """Yield queries of all sorts."""
    for name, text in _texts(index):
        yield HostileQuery(name, text[:MAX_QUERY])
        yield HostileQuery(f"{name}, 1,000 results", text[:MAX_QUERY], _MOST)
        yield HostileQuery(f"{name}, among conditions", text[:MAX_QUERY], of_conditions=True)
    for name, text in islice(_texts(index), 4):
        yield HostileQuery(f"{name}, the last results", text[:MAX_QUERY], _MOST, 14_000)
        for kind in ("page", "condition", "location"):
            yield HostileQuery(f"{name}, only {kind}s", text[:MAX_QUERY], _MOST, 0, kind)


def _texts(index: SearchIndex) -> Iterator[tuple[str, str]]:
    counts: Counter[str] = Counter()
    for vocabulary in index.vocabularies.values():
        for folded in vocabulary.by_folded:
            counts[folded] += vocabulary.rows(folded)
    words = [word for word, _ in counts.most_common() if word.isalpha()]
    long = [word for word in words if len(word) > 8]
    chance = random.Random(0)
    yield "8 frequent words", " ".join(words[:8])
    yield "16 frequent words", " ".join(words[:16])
    yield "300 words", " ".join(words[number % len(words)] for number in range(300))
    yield "one frequent word", words[0]
    yield "2 frequent words", " ".join(words[:2])
    yield "16 rare words", " ".join(words[-16:])
    yield "300 rare words", " ".join(words[-300:])
    yield "300 words of one letter", " ".join("abcdefghij"[number % 10] for number in range(300))
    yield "16 unknown words", " ".join(_unknown(chance, 9) for _ in range(16))
    yield "200 unknown words", " ".join(_unknown(chance, 9) for _ in range(200))
    yield "16 unknown long words", " ".join(_unknown(chance, 60) for _ in range(16))
    yield "16 misspelt words", " ".join(f"{w[:3]}x{w[4:]}" for w in chance.choices(words, k=16))
    yield "16 joined words", " ".join(a + b for a, b in pairwise(words[:17]))
    yield "16 joined long words", " ".join(a + b for a, b in pairwise(long[:17]))
    yield "hyphens", "-".join(words[:300])
    yield "one letter", "a"
    yield "two letters", "st"
    yield "beginnings of two letters", " ".join(word[:2] for word in words[:300])
    yield "operators", 'NEAR( "a" OR NOT b* AND ^c:d {e} -f ) ' * 60
    yield "quotes", '"' * MAX_QUERY
    yield "quoted words", " ".join(f'"{word}"' for word in words[:200])
    yield "emoji", "🦵💥" * 1_000
    yield "emoji between words", " 🦵 ".join(words[:200])
    yield "NUL", "\0" * MAX_QUERY
    yield "NUL between words", "\0".join(words[:300])
    yield "one word of 2,000 letters", "pain" * 500
    yield "accents", "é" * MAX_QUERY
    yield "marks on one letter", "e" + "\u0301" * 1_999
    yield "wide letters", "ﷺ" * MAX_QUERY
    yield "apostrophes", "'".join(words[:300])
    yield "question", "why does my " + " ".join(words[:8]) + " hurt when i walk?"
    yield "lay words", "pain ache hurt sore numb stiff swollen weak burning dizzy clicks cramps"
    yield "the same word", f"{words[0]} " * 400
    yield "the same phrase", "pins and needles " * 117
    yield "title of a page", next(iter(index.rows.values())).row.title
    yield "numbers", " ".join(map(str, range(1_000, 1_400)))
    yield "blank", " " * MAX_QUERY
    yield "question marks", "???"
    daily = sorted(lay_synonyms("en").words)
    yield "300 words of daily language", " ".join(chance.sample(daily, 300))
    yield "parts of the body", "back arm neck head knee foot jaw " * 60


def _unknown(chance: random.Random, length: int) -> str:
    return "".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=length))


def _milliseconds(query: HostileQuery, index: SearchIndex, rows: Listing[RowFields]) -> float:
    taken = []
    for _ in range(_TIMES):
        began = time.process_time()
        if query.of_conditions:
            ranked_conditions(query.text, index)
        else:
            _search(query, index, rows)
        taken.append((time.process_time() - began) * 1000)
    return min(taken)


def _search(query: HostileQuery, index: SearchIndex, rows: Listing[RowFields]) -> None:
    """Do what `/search` does."""
    allowed: set[int] | None = None
    if query.kind is not None:
        numbers = tuple(index.rows)
        allowed = {numbers[place] for place in matching(rows, {"kind": query.kind}).numbers}
    results = Results(query.text, index, allowed)
    numbers_found = results.part(query.offset, query.limit)
    encoded_hits(numbers_found, results.query, index, query.offset)
    assert len(results.suggestions) <= len(results.index.rows)


def main() -> int:
    """Print the slowest queries. Return 1 if one takes too long."""
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        make_tree(content, _PAGES)
        reader = Reader(content)
        tree = reader.read(reader.listing())
        index = build_index(LibraryBuilder().build(tree, tree.read_at), pause=lambda _: None)
    rows = slowest(index)
    sys.stdout.write(f"{len(index.rows):,} sections; processor time, best of {_TIMES}\n")
    for milliseconds, query in rows:
        sys.stdout.write(f"{milliseconds:6.1f} ms  {query.name}\n")
    return int(rows[0][0] > LIMIT)


if __name__ == "__main__":
    sys.exit(main())

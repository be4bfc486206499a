"""The words by which lists of conditions are recognised, compiled from `condition_words.toml`."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Final, NamedTuple, TypeVar

from app.clinic.phrases import Endings, Patterns, PhraseTables, split_entry
from app.tables import read_table

# The tables of labels that are looked up together, in one pass over the words of a label.
_LOOKED_UP_TOGETHER: Final = (
    *("subjects", "weak_subjects", "signs", "verbs", "pointers", "phrases", "weak_phrases"),
    *("against", "history", "negations", "other", "services", "topics", "plans", "includes"),
)


class LabelWords(NamedTuple):
    """Phrases of labels, by what they say; the tables `labels` of the data."""

    ignored: Patterns
    indications: Patterns
    procedures: Patterns
    reasons: Patterns
    prepositions: Patterns
    predicates: Endings
    ends: Endings
    turns: frozenset[str]
    team: Patterns
    mild: Patterns
    further: Patterns
    we: frozenset[str]
    we_endings: tuple[str, ...]
    us: frozenset[str]
    addressed: frozenset[str]
    pointers: Patterns
    topics: Patterns
    kinds: Patterns
    suffering: Patterns
    advice: Patterns
    products: Patterns
    medicines: tuple[str, ...]
    speakers: Patterns
    rehabilitation: Patterns
    therapies: Patterns
    therapy_endings: tuple[str, ...]
    signs: Patterns
    cases: Patterns
    associated: Patterns
    tables: PhraseTables


class ItemWords(NamedTuple):
    """Words and endings of items; the tables `items` of the data."""

    endings: tuple[str, ...]
    endings_not: tuple[str, ...]
    words_not: Patterns
    words: Patterns
    parts: Patterns
    themes: Patterns
    troubles: Patterns
    anatomy: frozenset[str]
    categories: Patterns
    areas: Patterns
    operations: Patterns
    services_last: Patterns
    services_first: Patterns
    head_services: Patterns
    head_first: frozenset[str]
    conjunctions: frozenset[str]
    articles: frozenset[str]
    links: frozenset[str]
    people: Patterns
    people_do: Patterns
    problem_heads: Patterns
    diagnoses: Patterns
    sign_endings: tuple[str, ...]
    actions: Patterns
    recoveries: Patterns
    complaints: Patterns
    deficits: Patterns
    functions: Patterns
    not_medical: Patterns
    not_medical_heads: Patterns
    not_medical_endings: tuple[str, ...]
    not_medical_endings_not: tuple[str, ...]
    sentences: Patterns
    sentence_words: Patterns
    relatives: Patterns
    reasons: Patterns
    fillers: Patterns
    filler_starts: Patterns
    # Expressions of what stands between a name and the rest of an item.
    examples: re.Pattern[str]
    exclusions: re.Pattern[str]
    clauses: re.Pattern[str]
    last_words: tuple[str, ...]


class Vocabulary(NamedTuple):
    """All words, of all languages together."""

    labels: LabelWords
    items: ItemWords


_Words = TypeVar("_Words", LabelWords, ItemWords)
# Entries by language or origin.
_Table = Mapping[str, Sequence[str]]


@cache
def vocabulary() -> Vocabulary:
    """Return the words, compiled once per process: 30 ms that a tree without lists never takes."""
    tables: Mapping[str, Mapping[str, _Table]] = read_table("app.clinic", "condition_words.toml")
    labels, items = tables["labels"], tables["items"]
    together = {name: _entries(labels[name]) for name in _LOOKED_UP_TOGETHER}
    kinds = (labels["kinds"], labels["subjects"], labels["weak_subjects"], items["categories"])
    return Vocabulary(
        _compiled(
            LabelWords,
            labels,
            kinds=Patterns(chain(*map(_entries, kinds))),
            tables=PhraseTables(together),
        ),
        _compiled(
            ItemWords,
            items,
            head_services=Patterns(
                chain(items["not_medical"]["de"], _entries(items["not_medical_heads"]))
            ),
            diagnoses=Patterns(chain(_entries(items["diagnoses"]), items["words"]["icd"])),
            examples=_expression(r"(?<![:–—-]),?\s", items["examples"], r"[,:]?\s"),
            exclusions=_expression(r"(?:^|(?<![,;\s])[,;\s]{1,3})", items["exclusions"], r"\s"),
            clauses=_expression(r",\s", items["clauses"], r"\s"),
            last_words=tuple([f" {word}" for word in _entries(items["last_words"])]),
        ),
    )


def _compiled(
    words: Callable[..., _Words], data: Mapping[str, _Table], /, **made: object
) -> _Words:
    """Return the words of tables, each compiled as the annotation of its field says.

    `made` are the fields that are not simply the table of their name in the data.
    """
    compile_as = {
        Patterns: lambda table: Patterns(_entries(table)),
        Endings: lambda table: Endings(_entries(table)),
        frozenset[str]: _single_words,
        tuple[str, ...]: _endings,
    }
    fields = words.__annotations__
    compiled = {
        name: compile_as[kind](data[name]) for name, kind in fields.items() if name not in made
    }
    return words(**compiled, **made)


def _entries(table: _Table) -> Iterator[str]:
    return (entry for entries in table.values() for entry in entries)


def _expression(before: str, table: _Table, after: str) -> re.Pattern[str]:
    """Return the expression of one of the entries between others, in any case of letters."""
    entries = "|".join(map(re.escape, _entries(table)))
    return re.compile(f"{before}(?:{entries}){after}", re.IGNORECASE)


def _single_words(table: _Table) -> frozenset[str]:
    return frozenset(chain.from_iterable(map(split_entry, _entries(table))))


def _endings(table: _Table) -> tuple[str, ...]:
    return tuple(sorted({" ".join(split_entry(entry)) for entry in _entries(table)}))

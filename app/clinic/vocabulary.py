"""The words by which lists of conditions are recognised, compiled from `condition_words.toml`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Final, NamedTuple

from app.clinic.phrases import Endings, Patterns, PhraseTables, split_entry
from app.tables import read_table

# Tables of labels that are not among those looked up in every label.
_LOOKED_UP_ALONE: Final = frozenset(
    {
        "advice",
        "products",
        "speakers",
        "rehabilitation",
        "cases",
        "associated",
        "therapies",
        "therapy_endings",
        "procedures",
        "reasons",
        "predicates",
        "ends",
        "turns",
        "team",
        "mild",
        "further",
        "we",
        "we_endings",
        "us",
        "addressed",
    }
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


# Entries by language or origin.
_Table = Mapping[str, Sequence[str]]


@cache
def vocabulary() -> Vocabulary:
    """Return the words, compiled once per process: 40 ms that a tree without lists never takes."""
    tables: Mapping[str, Mapping[str, _Table]] = read_table("app.clinic", "condition_words.toml")
    labels, items = tables["labels"], tables["items"]
    return Vocabulary(
        LabelWords(
            ignored=Patterns(_entries(labels["ignored"])),
            indications=Patterns(_entries(labels["indications"])),
            reasons=Patterns(_entries(labels["reasons"])),
            procedures=Patterns(_entries(labels["procedures"])),
            prepositions=Patterns(_entries(labels["prepositions"])),
            predicates=Endings(_entries(labels["predicates"])),
            ends=Endings(_entries(labels["ends"])),
            turns=frozenset(_entries(labels["turns"])),
            team=Patterns(_entries(labels["team"])),
            mild=Patterns(_entries(labels["mild"])),
            further=Patterns(_entries(labels["further"])),
            we=frozenset(_entries(labels["we"])),
            we_endings=_endings(labels["we_endings"]),
            us=frozenset(_entries(labels["us"])),
            addressed=frozenset(_entries(labels["addressed"])),
            pointers=Patterns(_entries(labels["pointers"])),
            topics=Patterns(_entries(labels["topics"])),
            kinds=Patterns(
                chain(
                    *map(_entries, (labels["kinds"], labels["subjects"], labels["weak_subjects"])),
                    _entries(items["categories"]),
                )
            ),
            suffering=Patterns(_entries(labels["suffering"])),
            advice=Patterns(_entries(labels["advice"])),
            products=Patterns(_entries(labels["products"])),
            medicines=_endings(labels["medicines"]),
            speakers=Patterns(_entries(labels["speakers"])),
            rehabilitation=Patterns(_entries(labels["rehabilitation"])),
            therapies=Patterns(_entries(labels["therapies"])),
            therapy_endings=_endings(labels["therapy_endings"]),
            signs=Patterns(_entries(labels["signs"])),
            cases=Patterns(_entries(labels["cases"])),
            associated=Patterns(_entries(labels["associated"])),
            tables=PhraseTables(
                {
                    name: _entries(table)
                    for name, table in labels.items()
                    if name not in _LOOKED_UP_ALONE
                }
            ),
        ),
        ItemWords(
            endings=_endings(items["endings"]),
            endings_not=_endings(items["endings_not"]),
            words_not=Patterns(_entries(items["words_not"])),
            words=Patterns(_entries(items["words"])),
            parts=Patterns(_entries(items["parts"])),
            themes=Patterns(_entries(items["themes"])),
            troubles=Patterns(_entries(items["troubles"])),
            anatomy=_single_words(items["anatomy"]),
            categories=Patterns(_entries(items["categories"])),
            areas=Patterns(_entries(items["areas"])),
            operations=Patterns(_entries(items["operations"])),
            services_last=Patterns(_entries(items["services_last"])),
            services_first=Patterns(_entries(items["services_first"])),
            head_services=Patterns(
                chain(items["not_medical"]["de"], _entries(items["not_medical_heads"]))
            ),
            head_first=_single_words(items["head_first"]),
            conjunctions=frozenset(_entries(items["conjunctions"])),
            articles=frozenset(_entries(items["articles"])),
            links=frozenset(_entries(items["links"])),
            people=Patterns(_entries(items["people"])),
            people_do=Patterns(_entries(items["people_do"])),
            diagnoses=Patterns(chain(_entries(items["diagnoses"]), items["words"]["icd"])),
            sign_endings=_endings(items["sign_endings"]),
            problem_heads=Patterns(_entries(items["problem_heads"])),
            actions=Patterns(_entries(items["actions"])),
            recoveries=Patterns(_entries(items["recoveries"])),
            complaints=Patterns(_entries(items["complaints"])),
            deficits=Patterns(_entries(items["deficits"])),
            functions=Patterns(_entries(items["functions"])),
            not_medical=Patterns(_entries(items["not_medical"])),
            not_medical_heads=Patterns(_entries(items["not_medical_heads"])),
            not_medical_endings=_endings(items["not_medical_endings"]),
            not_medical_endings_not=_endings(items["not_medical_endings_not"]),
            sentences=Patterns(_entries(items["sentences"])),
            sentence_words=Patterns(_entries(items["sentence_words"])),
            relatives=Patterns(_entries(items["relatives"])),
            reasons=Patterns(_entries(items["reasons"])),
            fillers=Patterns(_entries(items["fillers"])),
            filler_starts=Patterns(_entries(items["filler_starts"])),
            examples=_expression(r"(?<![:–—-]),?\s", items["examples"], r"[,:]?\s"),
            exclusions=_expression(r"(?:^|(?<![,;\s])[,;\s]{1,3})", items["exclusions"], r"\s"),
            clauses=_expression(r",\s", items["clauses"], r"\s"),
            last_words=tuple([f" {word}" for word in _entries(items["last_words"])]),
        ),
    )


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

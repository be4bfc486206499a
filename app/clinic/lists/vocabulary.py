"""The words by which lists of conditions are recognised, compiled from `condition_words.toml`."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import Final, NamedTuple, TypeVar

from app.clinic.phrases import PhraseTable, PhraseTables, Words, split_entry
from app.tables import read_table

# The tables that tell the meaning of a label, by their names among the phrases.
_MEANINGS: Final = {
    f"labels.{name}": name
    for name in (
        *("subjects", "weak_subjects", "signs", "verbs", "pointers", "phrases", "weak_phrases"),
        *("against", "history", "negations", "other", "services", "topics", "plans", "includes"),
    )
}
# The last words of texts are looked up again and again: a list is looked through several times.
_MOST_TEXTS: Final = 1024


class LabelWords(NamedTuple):
    """Phrases of labels, by what they say; the tables `labels` of the data."""

    ignored: PhraseTable
    subjects: PhraseTable
    indications: PhraseTable
    procedures: PhraseTable
    reasons: PhraseTable
    prepositions: PhraseTable
    predicates: PhraseTable
    ends: PhraseTable
    turns: frozenset[str]
    team: PhraseTable
    mild: PhraseTable
    forms: PhraseTable
    other: PhraseTable
    further: PhraseTable
    we: frozenset[str]
    we_endings: tuple[str, ...]
    us: frozenset[str]
    addressed: frozenset[str]
    pointers: PhraseTable
    topics: PhraseTable
    kinds: PhraseTable
    suffering: PhraseTable
    advice: PhraseTable
    products: PhraseTable
    medicines: tuple[str, ...]
    speakers: PhraseTable
    rehabilitation: PhraseTable
    therapies: PhraseTable
    therapy_endings: tuple[str, ...]
    signs: PhraseTable
    cases: PhraseTable
    associated: PhraseTable
    treated_causes: PhraseTable


class ItemWords(NamedTuple):
    """Words and endings of items; the tables `items` of the data."""

    endings: tuple[str, ...]
    endings_not: tuple[str, ...]
    words_not: PhraseTable
    words: PhraseTable
    parts: PhraseTable
    themes: PhraseTable
    troubles: PhraseTable
    anatomy: frozenset[str]
    categories: PhraseTable
    areas: PhraseTable
    operations: PhraseTable
    services_last: PhraseTable
    services_first: PhraseTable
    head_services: PhraseTable
    head_first: frozenset[str]
    conjunctions: frozenset[str]
    articles: frozenset[str]
    links: frozenset[str]
    people: PhraseTable
    people_do: PhraseTable
    people_first: PhraseTable
    problem_heads: PhraseTable
    diagnoses: PhraseTable
    sign_endings: tuple[str, ...]
    actions: PhraseTable
    purposes: frozenset[str]
    infinitives: tuple[str, ...]
    recoveries: PhraseTable
    complaints: PhraseTable
    deficits: PhraseTable
    functions: PhraseTable
    not_medical: PhraseTable
    not_medical_heads: PhraseTable
    not_medical_endings: tuple[str, ...]
    not_medical_endings_not: tuple[str, ...]
    sentences: PhraseTable
    sentence_words: PhraseTable
    relatives: PhraseTable
    reasons: PhraseTable
    fillers: PhraseTable
    filler_starts: PhraseTable
    # Expressions of what stands between a name and the rest of an item.
    examples: re.Pattern[str]
    leads_in: re.Pattern[str]
    goes_on: re.Pattern[str]
    exclusions: re.Pattern[str]
    clauses: re.Pattern[str]
    last_words: tuple[str, ...]


class Vocabulary(NamedTuple):
    """All words, of all languages together. `phrases` are those of all the tables."""

    labels: LabelWords
    items: ItemWords
    phrases: PhraseTables


_Words = TypeVar("_Words", LabelWords, ItemWords)
# Entries by language or origin.
_Table = Mapping[str, Sequence[str]]


@cache
def vocabulary() -> Vocabulary:
    """Return the words, compiled once per process: 26 ms that a tree without lists never takes."""
    data: Mapping[str, Mapping[str, _Table]] = read_table(
        "app.clinic.lists", "condition_words.toml"
    )
    labels, items = data["labels"], data["items"]
    kinds = (labels["kinds"], labels["subjects"], labels["weak_subjects"], items["categories"])
    heads = (items["not_medical"]["de"], _entries(items["not_medical_heads"]))
    diagnoses = (_entries(items["diagnoses"]), items["words"]["icd"])
    # The longer ones first: "wie etwa" before "wie".
    lead_ins = {name: [*items["examples"][name], *more] for name, more in items["leads_in"].items()}
    return Vocabulary(
        _compiled(LabelWords, "labels", labels),
        _compiled(
            ItemWords,
            "items",
            items,
            examples=_expression(r"(?<![:–—-]),?\s", items["examples"], r"[,:]?\s"),
            leads_in=_expression("", lead_ins, r"[,:]?\s+"),
            goes_on=_expression(r"(?<![\s,])[\s,]++", items["goes_on"], r"\.?$"),
            exclusions=_expression(r"(?:^|(?<![,;\s])[,;\s]{1,3})", items["exclusions"], r"\s"),
            clauses=_expression(r",\s", items["clauses"], r"\s"),
            last_words=tuple([f" {word}" for word in _entries(items["last_words"])]),
        ),
        PhraseTables(
            {
                **_phrases(LabelWords, "labels", labels),
                **_phrases(ItemWords, "items", items),
                "labels.kinds": chain(*map(_entries, kinds)),
                "items.head_services": chain(*heads),
                "items.diagnoses": chain(*diagnoses),
            }
        ),
    )


@lru_cache(maxsize=_MOST_TEXTS)
def words_of(text: str) -> Words:
    """Return the words of a text as they are compared, with the phrases of all tables in them."""
    return vocabulary().phrases.words_of(text)


def meanings(words: Words) -> dict[str, str]:
    """Return by table the first of its phrases in the words of a label, as it stands there."""
    return {
        _MEANINGS[table]: words.phrase(*spans[0])
        for table in words.tables
        if table in _MEANINGS and (spans := words.spans(table))
    }


def _compiled(
    words: Callable[..., _Words], group: str, data: Mapping[str, _Table], /, **made: object
) -> _Words:
    """Return the words of a group of tables, each compiled as the annotation of its field says.

    `made` are the fields that are not simply the table of their name in the data.
    """
    compile_as = {frozenset[str]: _single_words, tuple[str, ...]: _endings}
    compiled: dict[str, object] = {}
    for name, kind in words.__annotations__.items():
        if kind is PhraseTable:
            compiled[name] = PhraseTable(f"{group}.{name}")
        elif name not in made:
            compiled[name] = compile_as[kind](data[name])
    return words(**compiled, **made)


def _phrases(
    words: type[_Words], group: str, data: Mapping[str, _Table]
) -> dict[str, Iterable[str]]:
    """Return the entries of the tables of a group that are phrases, by their names."""
    return {
        f"{group}.{name}": _entries(table)
        for name, table in data.items()
        if words.__annotations__.get(name, PhraseTable) is PhraseTable
    }


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

"""The words by which lists of conditions are recognised, compiled from `condition_words.toml`."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Final, NamedTuple

from app.clinic.names import search_key
from app.regex import regex
from app.tables import read_table

# How many other words `..` in a phrase stands for at most.
_GAP_WORDS: Final = 4
# The letters that a word ending in `*` has at least.
_PREFIX_LETTERS: Final = 3

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

Words = Sequence[str]


class _Phrases(NamedTuple):
    """Phrases by their beginnings, each with its name and the words after the first.

    Most words begin no phrase, and most phrases are one word.
    """

    exact: Mapping[str, Sequence[tuple[str, Words]]]
    # By the first letters of a first word that ends in `*`, with that word's letters.
    prefixes: Mapping[str, Sequence[tuple[str, str, Words]]]

    def at(self, words: Words, start: int) -> Iterator[tuple[str, int]]:
        """Yield the names of the phrases that begin at `start`, and where they end."""
        word = words[start]
        for name, rest in self.exact.get(word, ()):
            end = _match(rest, words, start + 1) if rest else start + 1
            if end is not None:
                yield name, end
        for prefix, name, rest in self.prefixes.get(word[:_PREFIX_LETTERS], ()):
            if word.startswith(prefix):
                end = _match(rest, words, start + 1) if rest else start + 1
                if end is not None:
                    yield name, end

    def starts(self, words: Words) -> list[int]:
        """Return where phrases may begin."""
        exact, prefixes = self.exact, self.prefixes
        return [
            start
            for start, word in enumerate(words)
            if word in exact or word[:_PREFIX_LETTERS] in prefixes
        ]


def _phrases(tables: Mapping[str, Iterable[str]]) -> _Phrases:
    exact: dict[str, list[tuple[str, Words]]] = {}
    prefixes: dict[str, list[tuple[str, str, Words]]] = {}
    for name, entries in tables.items():
        for first, *rest in filter(None, map(_split, entries)):
            if first[-1] == "*":
                letters = first[:-1]
                prefixes.setdefault(first[:_PREFIX_LETTERS], []).append((letters, name, rest))
            else:
                exact.setdefault(first, []).append((name, rest))
    return _Phrases(exact, prefixes)


class Patterns:
    """Phrases to look for in words. Matching takes time linear in the words of a text."""

    def __init__(self, entries: Iterable[str]) -> None:
        self._phrases = _phrases({"": entries})

    def find(self, words: Words) -> str | None:
        """Return the first phrase that stands in the words, as it stands there."""
        for start in self._phrases.starts(words):
            for _, end in self._phrases.at(words, start):
                return " ".join(words[start:end])
        return None

    def are(self, words: Words) -> bool:
        """Return True if the words as a whole are one of the phrases."""
        if not words:
            return False
        return any(end == len(words) for _, end in self._phrases.at(words, 0))

    def begin(self, words: Words) -> bool:
        """Return True if the words begin with one of the phrases."""
        return bool(words) and any(True for _ in self._phrases.at(words, 0))

    def without(self, words: Words) -> list[str]:
        """Return the words that belong to none of the phrases."""
        covered = {
            at
            for start in self._phrases.starts(words)
            for _, end in self._phrases.at(words, start)
            for at in range(start, end)
        }
        return [word for at, word in enumerate(words) if at not in covered]


class Endings:
    """Phrases to look for at the end of words, by their last word."""

    def __init__(self, entries: Iterable[str]) -> None:
        self._by_last: dict[str, list[list[str]]] = {}
        for phrase in filter(None, map(_split, entries)):
            self._by_last.setdefault(phrase[-1], []).append(phrase)

    def find(self, words: Words) -> str | None:
        """Return the phrase that the words end with; None if it is none of them."""
        for phrase in self._by_last.get(words[-1], ()) if words else ():
            if words[-len(phrase) :] == phrase:
                return " ".join(phrase)
        return None


class PhraseTables:
    """Tables of phrases, all looked up in one pass over the words of a text."""

    def __init__(self, tables: Mapping[str, Iterable[str]]) -> None:
        self._phrases = _phrases(tables)

    def first(self, words: Words) -> dict[str, str]:
        """Return by table the first of its phrases in the words, as it stands there."""
        matches: dict[str, str] = {}
        for start in self._phrases.starts(words):
            for name, end in self._phrases.at(words, start):
                if name not in matches:
                    matches[name] = " ".join(words[start:end])
        return matches


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
            anatomy=frozenset(chain.from_iterable(map(_split, _entries(items["anatomy"])))),
            categories=Patterns(_entries(items["categories"])),
            areas=Patterns(_entries(items["areas"])),
            operations=Patterns(_entries(items["operations"])),
            services_last=Patterns(_entries(items["services_last"])),
            services_first=Patterns(_entries(items["services_first"])),
            head_services=Patterns(
                chain(items["not_medical"]["de"], _entries(items["not_medical_heads"]))
            ),
            head_first=frozenset(chain.from_iterable(map(_split, _entries(items["head_first"])))),
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
        ),
    )


# What French leaves out before a vowel: d'arthrose is de arthrose.
_ELIDED: Final = regex(r"\b(?P<word>[cdjlmnst]|qu)['’](?=\w)", re.IGNORECASE)


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are compared: without case, accents and elisions."""
    if "'" in text or "’" in text:
        text = _ELIDED.sub(r"\g<word> ", text)
    return search_key(text).split()


# The letters of entries that have accents, as `words_of` has them.
_WITHOUT_ACCENTS: Final = str.maketrans(
    {**dict(zip("àáâäçèéêëíîïñóôöùúûü", "aaaaceeeeiiinooouuuu", strict=True)), "ß": "ss"}
)


def _entries(table: _Table) -> Iterator[str]:
    return (entry for entries in table.values() for entry in entries)


def _endings(table: _Table) -> tuple[str, ...]:
    return tuple(sorted({" ".join(_split(entry)) for entry in _entries(table)}))


def _split(entry: str) -> list[str]:
    """Return the words of an entry; a star stays at the end of its word."""
    # Nearly all entries, in a fourth of the time.
    plain = entry if entry.isascii() else entry.translate(_WITHOUT_ACCENTS)
    if plain.isascii() and plain.replace(" ", "").replace("*", "").isalnum():
        return plain.lower().split()
    words: list[str] = []
    for part in entry.split():
        if part == "..":
            words.append(part)
            continue
        folded = words_of(part.removesuffix("*"))
        if part.endswith("*") and folded:
            folded[-1] += "*"
        words.extend(folded)
    return words


def _match(phrase: Words, words: Words, start: int) -> int | None:
    """Return where the phrase ends that begins at `start`; None if it does not stand there."""
    at = start
    for index, part in enumerate(phrase):
        if part == "..":
            rest = phrase[index + 1 :]
            for skipped in range(_GAP_WORDS + 1):
                if (end := _match(rest, words, at + skipped)) is not None:
                    return end
            return None
        if at >= len(words) or not _fits(part, words[at]):
            return None
        at += 1
    return at


def _fits(part: str, word: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith("*") else word == part

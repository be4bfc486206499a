"""The terms of a query: its words and phrases, each with all that it may mean."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, TypeAlias

from app.library.search.beginnings import beginning
from app.library.search.synonyms import Phrase, Synonym, Synonyms
from app.library.search.together import TogetherTerms, meant_together
from app.library.search.words import Word

MatchKind: TypeAlias = Literal["exact", "prefix", "stem", "typo", "synonym"]

_MAX_SYNONYMS: Final = 10
# So many unknown words of a query may be the beginning of a phrase.
_MAX_BEGINNINGS: Final = 16
# How words are related, the nearest first.
_ORDER: Final[Sequence[MatchKind]] = ("exact", "stem", "prefix", "typo", "synonym")
_KNOWN: Final[frozenset[MatchKind]] = frozenset({"exact", "stem"})
# Of two words with the same meaning, one counts for so much beside the other.
_SAME: Final = 0.85
# What a wider meaning of a word counts for less where the site has the word itself.
_BESIDE_OWN: Final = 0.85
# And of a phrase where something is called like it.
_BESIDE_NAME: Final = 0.6


class Alternative(NamedTuple):
    """Stems that a term may mean, all of which a row must have; `written` is how they look."""

    stems: Phrase
    written: str
    by: MatchKind
    weight: float


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase of the query, with all that it may mean. `rarity` weighs it."""

    text: str
    alternatives: tuple[Alternative, ...]
    rarity: float
    rows: int


class Token(NamedTuple):
    """A word of the query with what it may mean by itself."""

    word: Word
    alternatives: tuple[Alternative, ...]
    # How the query has it, where that is another word.
    text: str = ""
    # Its parts, where two words were written as one.
    parts: tuple[tuple[str, tuple[Alternative, ...]], ...] = ()
    # The words before it that phrases may have or not.
    before: tuple[str, ...] = ()
    # It is the last word of a query, and may go on.
    is_open: bool = False

    @property
    def stems(self) -> frozenset[str]:
        """The stems of the word itself, not of those that it only begins."""
        return frozenset(
            choice.stems[0]
            for choice in self.alternatives
            if choice.by != "prefix" and len(choice.stems) == 1
        )


@dataclass(frozen=True, slots=True)
class TermReader:
    """Makes terms of tokens.

    `ignored` are stop words, `left_out` those of them that phrases may have or not. `stems_of`
    returns the stems of a word, `count` about how many of the `total` rows have a stem, and
    `is_named` whether a row has all of some stems in a name, a symptom, a title or a heading.
    """

    synonyms: Sequence[Synonyms]
    ignored: frozenset[str]
    left_out: frozenset[str]
    stems_of: Callable[[Word], frozenset[str]]
    count: Callable[[str], int]
    is_named: Callable[[Phrase], bool]
    total: int
    # What stems count for that count for other than 1.
    emphasis: Mapping[Phrase, float]
    together: Sequence[TogetherTerms] = ()

    def read(self, tokens: Sequence[Token]) -> list[Term]:
        """Return the terms: whole phrases, and words with their synonyms."""
        matters = any(token.word.folded not in self.ignored for token in tokens)
        if matters:
            tokens = self._without_articles(tokens)
        stems = [self._stems(token) for token in tokens]
        terms: list[Term] = []
        phrases: list[frozenset[str]] = []
        # Words before this one count in names only.
        start = named_until = 0
        beginnings_left = _MAX_BEGINNINGS
        while start < len(tokens):
            token = tokens[start]
            matches = [match for table in self.synonyms for match in table.at(stems, start)]
            lengths = {len(match.phrase) for match in matches if match.is_whole} - {1}
            read = self._named_phrase(tokens[start:], matches, lengths)
            if read is not None:
                phrases.append(frozenset().union(*stems[start : start + read[0]]))
            elif beginnings_left and self._may_begin(token, matches):
                beginnings_left -= 1
                read = self._begun(tokens[start:])
            if read is None:
                if any(self._is_missing(tokens[start : start + length]) for length in lengths):
                    # Of "pelvic floor" without "pelvic", the floor is another one.
                    named_until = max(named_until, start + max(lengths))
                word = self._in_names(token) if start < named_until else token
                read = 1, self._word(word, matches, matters=matters)
            length, term = read
            terms.append(term)
            start += length
        terms += self._together(tokens, stems, phrases)
        return [term for term in _merged(terms) if term.alternatives]

    def _named_phrase(
        self, tokens: Sequence[Token], matches: Sequence[Synonym], lengths: Iterable[int]
    ) -> tuple[int, Term] | None:
        """Return the longest phrase that the first words are, and the number of its words.

        A phrase is its words where nothing is called like it: no page may have both of "calf
        strain", but others are about one of them.
        """
        for length in sorted(lengths, reverse=True):
            term = self._phrase(tokens[:length], matches)
            if any(self.is_named(choice.stems) for choice in term.alternatives):
                return length, term
        return None

    def _in_names(self, token: Token) -> Token:
        """Return a word with what of its meanings a name has."""
        named = tuple(choice for choice in token.alternatives if self.is_named(choice.stems))
        return token._replace(alternatives=named)

    def has_phrase(self, tokens: Sequence[Token]) -> bool:
        """Return True if some of the words are a phrase that means something here."""
        tokens = self._without_articles(tokens)
        stems = [self._stems(token) for token in tokens]
        return any(
            match.is_whole and all(map(self.count, match.meaning))
            for start in range(len(tokens))
            for table in self.synonyms
            for match in table.at(stems, start)
        )

    def _may_begin(self, token: Token, matches: Iterable[Synonym]) -> bool:
        """Return True if a word is none of the site's and means nothing by itself."""
        return (
            token.word.folded not in self.ignored
            and all(choice.by == "typo" for choice in token.alternatives)
            and not any(
                len(match.phrase) == 1 and all(map(self.count, match.meaning)) for match in matches
            )
        )

    def _begun(self, tokens: Sequence[Token]) -> tuple[int, Term] | None:
        """Return what the phrases mean that begin with the first words, and their number."""
        words = [token.word.folded for token in tokens]
        stems = [self.stems_of(token.word) for token in tokens]
        begun = beginning(self.synonyms, words, stems, tokens[-1].is_open)
        if begun is None:
            return None
        own = tokens[: begun.length]
        text = _joined(own, [token.text or token.word.written for token in own])
        term = self._term(text, _meanings(begun.meanings))
        return (begun.length, term) if term.alternatives else None

    def _together(
        self,
        tokens: Sequence[Token],
        stems: Sequence[frozenset[str]],
        phrases: Sequence[frozenset[str]],
    ) -> Iterator[Term]:
        """Yield what words mean together, wherever they stand, beside what the phrases mean.

        In "pain running down my leg", "running" belongs to a phrase, so it is no sport.
        """
        for entry in meant_together(self.together, stems):
            left = entry.stems.difference(*phrases)
            if left != entry.stems and all(self.emphasis.get((stem,), 1) < 1 for stem in left):
                continue
            words = [
                token.word.written
                for token, own in zip(tokens, stems, strict=True)
                if not own.isdisjoint(entry.stems)
            ]
            yield self._term(" ".join(dict.fromkeys(words)), _meanings(entry.meanings))

    def _is_missing(self, tokens: Iterable[Token]) -> bool:
        """Return True if no row has one of these words, stop words aside."""
        return any(
            token.word.folded not in self.ignored and not any(map(self.count, self._stems(token)))
            for token in tokens
        )

    def _stems(self, token: Token) -> frozenset[str]:
        """Return the stems of a word; as it is written too where it may be a mistake."""
        if any(choice.by == "typo" for choice in token.alternatives):
            return token.stems | self.stems_of(token.word)
        return token.stems or self.stems_of(token.word)

    def _phrase(
        self,
        tokens: Sequence[Token],
        matches: Iterable[Synonym],
    ) -> Term:
        same = [match for match in matches if len(match.phrase) == len(tokens)]
        choices = [
            next(
                (choice for choice in token.alternatives if choice.stems == (stem,)),
                Alternative((stem,), token.word.written, "exact", 1.0),
            )
            for token, stem in zip(tokens, same[0].phrase, strict=True)
        ]
        own = [
            choice
            for token, choice in zip(tokens, choices, strict=True)
            if token.word.folded not in self.ignored
        ]
        written = _joined(tokens, [choice.written for choice in choices])
        literal = [_whole(own, written)] if own else []
        text = _joined(tokens, [token.text or token.word.written for token in tokens])
        meanings = _meanings(same)
        if any(len(choice.stems) > 1 and self.is_named(choice.stems) for choice in literal):
            meanings = _lowered(meanings, _BESIDE_NAME)
        return self._term(text, [*literal, *meanings])

    def _without_articles(self, tokens: Sequence[Token]) -> list[Token]:
        """Return the words without those that phrases may have or not, which the next ones keep."""
        kept: list[Token] = []
        before: tuple[str, ...] = ()
        for token in tokens:
            if token.word.folded in self.left_out:
                before = (*before, token.word.written)
            else:
                kept.append(token._replace(before=before))
                before = ()
        return kept

    def _word(self, token: Token, matches: Iterable[Synonym], *, matters: bool) -> Term:
        is_ignored = matters and token.word.folded in self.ignored
        own = () if is_ignored else token.alternatives
        meanings = _meanings(matches)
        if any(choice.by in _KNOWN for choice in own):
            meanings = _lowered(meanings, _BESIDE_OWN)
        return self._term(token.text or token.word.written, [*own, *meanings])

    def _term(self, text: str, choices: Sequence[Alternative]) -> Term:
        meant = [choice for choice in choices if choice.by != "synonym"]
        known = [choice for choice in distinct([*meant, *_synonyms(choices)]) if self._has(choice)]
        own = [choice for choice in known if choice.by != "synonym"]
        synonyms = [choice for choice in known if choice.by == "synonym"]
        if len(synonyms) > _MAX_SYNONYMS:
            synonyms.sort(key=lambda choice: (not self.is_named(choice.stems), -choice.weight))
        known = [*own, *synonyms[:_MAX_SYNONYMS]]
        rows = sum(map(self._rows, known))
        # A word says as little as the most frequent one that means the same.
        same = [choice for choice in known if choice.weight >= _SAME] if own else known
        frequency = max if own else min
        counted = frequency(map(self._rows, [*own, *same]), default=self.total)
        rarity = math.log(1 + self.total / (counted + 0.5))
        if known:
            rarity *= self.emphasis.get(known[0].stems, 1.0)
        return Term(text, tuple(known), rarity, rows)

    def _has(self, choice: Alternative) -> bool:
        return bool(choice.weight) and all(map(self.count, choice.stems))

    def _rows(self, choice: Alternative) -> int:
        return min(map(self.count, choice.stems))


def _lowered(meanings: Iterable[Alternative], factor: float) -> list[Alternative]:
    """Return the meanings, wider ones with a part of their weights."""
    return [
        choice if choice.weight >= _SAME else choice._replace(weight=choice.weight * factor)
        for choice in meanings
    ]


def distinct(choices: Iterable[Alternative]) -> tuple[Alternative, ...]:
    """Return the alternatives of different stems, the heaviest of each."""
    best: dict[Phrase, Alternative] = {}
    for choice in choices:
        former = best.get(choice.stems)
        if former is None or choice.weight > former.weight:
            best[choice.stems] = choice
    return tuple(best.values())


def _whole(words: Sequence[Alternative], written: str) -> Alternative:
    """Return the phrase of these words itself, by the stems that they are known by."""
    return Alternative(
        tuple(choice.stems[0] for choice in words),
        written,
        max((choice.by for choice in words), key=_ORDER.index),
        min(choice.weight for choice in words),
    )


def _joined(tokens: Sequence[Token], words: Sequence[str]) -> str:
    """Return these words with the articles between them. Parts of one word are that word once."""
    text: dict[str, None] = {}
    for number, (token, word) in enumerate(zip(tokens, words, strict=True)):
        if number:
            text |= dict.fromkeys(token.before)
        text[word] = None
    return " ".join(text)


def _meanings(matches: Iterable[Synonym]) -> list[Alternative]:
    return [Alternative(match.meaning, match.written, "synonym", match.weight) for match in matches]


def _synonyms(choices: Iterable[Alternative]) -> list[Alternative]:
    return [choice for choice in choices if choice.by == "synonym"]


def _merged(terms: Iterable[Term]) -> list[Term]:
    """Return the terms, each once."""
    return list({(term.text, term.alternatives): term for term in terms}.values())

"""A query: what its words may mean on a site."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from app.library.search.corrections import corrections, part_of, parts_of, unfinished
from app.library.search.emphasis import emphasis_in
from app.library.search.index import SearchIndex
from app.library.search.nearness import Forms, forms_of
from app.library.search.query_language import language_of
from app.library.search.stems import stemmer_of
from app.library.search.stop_words import stop_words
from app.library.search.synonyms import Synonyms, articles
from app.library.search.terms import Alternative, MatchKind, Term, TermReader, Token, distinct
from app.library.search.vocabulary import KnownWord, Vocabulary
from app.library.search.words import Word, fold, phrase_key, words_in

# Of the words of a query so many are looked up, those that the fewest rows have.
_MAX_TERMS: Final = 16
# So many unknown words are corrected.
MAX_CORRECTED: Final = 16
_MAX_COMPLETIONS: Final = 10
# The rows that are looked at for one that is called like a phrase.
_MAX_NAMED: Final = 100
# A word that is unknown may be the beginning of another from so many letters on.
_SHORTEST_STEM: Final = 4
_SHORTEST_PREFIX: Final = 2
_SHORTEST_SLIP: Final = 7
# Two words written as one have so many letters each, or so many where nothing else is found.
_SHORTEST_PART: Final = 3
_SHORTEST_LAST_PART: Final = 2
# What a match counts for beside the word itself.
_WEIGHTS: Final = {"exact": 1.0, "stem": 0.97, "typo": 0.9, "prefix": 0.85}
_GUESSED: Final[frozenset[MatchKind]] = frozenset({"typo", "prefix"})
# Of the completions of a last word that is a word itself.
_LOW: Final = 0.35
# A part of a compound stands for it. Its languages write compounds as one word.
_PART: Final = 0.7
_COMPOUNDING: Final = frozenset({"de", "nl", "da", "nb", "nn", "no", "sv", "fi"})
_HYPHENS: Final = "-‑‐"  # noqa: RUF001
_UMLAUTS: Final = (("ae", "a"), ("oe", "o"), ("ue", "u"))


@dataclass(frozen=True, slots=True)
class Query:
    """The words of a query, and how they are looked for.

    `keys` are the query, and the corrected query, as names and titles are compared. `corrected` is
    the query with its mistakes mended, None if there are none. `uncorrected` are unknown words
    beyond the limit. `phrase` is the text in small letters as UTF-8, if it has several words.
    `language` is that of most of its words, empty where neither one nor the site has a language.
    `near` are the words that are better the nearer they stand to each other, `stems` those of all
    alternatives.
    """

    keys: frozenset[str]
    terms: tuple[Term, ...]
    corrected: str | None
    uncorrected: tuple[str, ...]
    has_words: bool
    phrase: bytes
    language: str
    near: tuple[Forms, ...]
    stems: frozenset[str]


def parse_query(text: str, index: SearchIndex, languages: Sequence[str] | None = None) -> Query:
    """Return what a text looks for in an index, in all its languages or in some."""
    return _Parser(index, languages or tuple(index.vocabularies)).parse(text)


class _Parser:
    def __init__(self, index: SearchIndex, languages: Sequence[str]) -> None:
        self._index = index
        # Pages may name another language than that of their words.
        self._vocabularies = {
            language: index.vocabularies[language]
            for language in languages
            if language in index.vocabularies
        } or index.vocabularies
        self._stemmers: dict[str, Callable[[str], str]] = {
            language: stemmer_of(language) for language in self._vocabularies
        }
        self._stop_words = frozenset().union(*map(stop_words, self._vocabularies))
        self._synonyms: list[Synonyms] = [
            index.synonyms,
            *(index.common_synonyms[language][0] for language in self._vocabularies),
            *(index.common_synonyms[language][1] for language in self._vocabularies),
        ]
        self._terms = TermReader(
            synonyms=self._synonyms,
            ignored=self._stop_words,
            left_out=frozenset().union(*map(articles, self._vocabularies)),
            stems_of=self._own_stems,
            count=self._count,
            is_named=self._is_named,
            total=max(len(index.rows), 1),
            emphasis=emphasis_in(self._vocabularies),
            together=[index.together[language] for language in self._vocabularies],
        )
        self._stems: dict[str, frozenset[str]] = {}
        self._unknown = 0
        self._uncorrected: list[str] = []
        self._mended: dict[str, str] = {}

    def parse(self, text: str) -> Query:
        words = self._joined(_query_words(text))
        ends_open = bool(text) and not text[-1].isspace()
        seen: dict[tuple[Word, bool], Token] = {}
        tokens: list[Token] = []
        for number, word in enumerate(words):
            is_last = ends_open and number == len(words) - 1
            if (word, is_last) not in seen:
                token = self._token(word, is_last=is_last)
                seen[word, is_last] = token._replace(is_open=is_last)
            token = seen[word, is_last]
            tokens += (
                Token(Word(part, part), choices, word.written) for part, choices in token.parts
            )
            if not token.parts:
                tokens.append(token)
        terms = [] if self._is_guesswork(tokens) else self._terms.read(tokens)
        if len(terms) > _MAX_TERMS:
            rarest = sorted(range(len(terms)), key=lambda n: (-terms[n].rarity, n))[:_MAX_TERMS]
            terms = [terms[number] for number in sorted(rarest)]
        corrected = None
        if self._mended:
            corrected = " ".join(self._mended.get(word.folded, word.written) for word in words)
        return Query(
            keys=frozenset(map(phrase_key, filter(None, (text, corrected)))),
            terms=tuple(terms),
            corrected=corrected,
            uncorrected=tuple(dict.fromkeys(self._uncorrected)),
            has_words=bool(words),
            phrase=(corrected or text).strip().lower().encode() if len(words) > 1 else b"",
            language=language_of(words, self._index, self._vocabularies),
            near=forms_of(terms),
            stems=frozenset(
                stem for term in terms for choice in term.alternatives for stem in choice.stems
            ),
        )

    def _is_guesswork(self, tokens: Sequence[Token]) -> bool:
        """Return True if nothing is known, and at most half of the words may be short slips.

        Beside "xylophone", which is unknown, "tuning" is no slip for "turning". Two words of daily
        language, or a phrase of it, are known.
        """
        guesses = unknown = meaningful = 0
        for token in tokens:
            if token.word.folded in self._stop_words:
                continue
            may_be_slip = len(token.word.folded) < _SHORTEST_SLIP and all(
                choice.by in _GUESSED for choice in token.alternatives
            )
            if token.alternatives and not may_be_slip:
                return False
            if self._is_lay(token.word):
                meaningful += 1 in self._meaning_lengths(token.word)
                continue
            if token.alternatives:
                guesses += 1
            else:
                unknown += 1
        if meaningful > 1 or not 0 < guesses <= unknown:
            return False
        return not self._terms.has_phrase(tokens)

    def _joined(self, words: Sequence[Word]) -> list[Word]:
        """Return the words; two that only together are a word of the site are one."""
        joined: list[Word] = []
        for word in words:
            before = joined[-1] if joined else None
            if before is not None and not (self._is_known(before) and self._is_known(word)):
                whole = Word(before.folded + word.folded, before.written + word.written)
                if self._is_known(whole) or self._meaning_lengths(whole):
                    joined[-1] = whole
                    continue
            joined.append(word)
        return joined

    def _is_known(self, word: Word) -> bool:
        return any(
            word.folded in vocabulary.by_folded for vocabulary in self._vocabularies.values()
        )

    def _token(self, word: Word, *, is_last: bool) -> Token:
        """Return what a word may mean; the last word may be unfinished."""
        known = self._known(word)
        choices = [*known]
        if is_last and len(word.folded) >= _SHORTEST_PREFIX:
            is_word = any(fold(choice.written).startswith(word.folded) for choice in known)
            completions = self._completions(word.folded, _LOW if is_word else _WEIGHTS["prefix"])
            if completions and not is_word:
                # A word with the same stem, while others begin with all of its letters.
                choices = [choice._replace(weight=_LOW) for choice in known]
            choices += completions
        if self._is_without_accents(word, known):
            choices += self._slip(word, mends=False)
        if choices or word.folded in self._stop_words:
            return Token(word, distinct(choices))
        if self._is_lay(word):
            lengths = self._meaning_lengths(word)
            if 1 in lengths:
                return Token(word, ())
            part = () if lengths else self._part(word)
            return Token(word, part or self._slip(word))
        return self._unknown_word(word, is_last=is_last)

    def _known(self, word: Word) -> list[Alternative]:
        choices: list[Alternative] = []
        for language, vocabulary in self._vocabularies.items():
            exact = vocabulary.by_folded.get(word.folded) or _with_umlaut(word.folded, vocabulary)
            if exact:
                choices += _of_words(exact, "exact", _WEIGHTS["exact"])
            else:
                stem = self._stemmers[language](word.written)
                choices += _of_words(vocabulary.by_stem.get(stem, ())[:1], "stem", _WEIGHTS["stem"])
        return choices

    def _completions(self, beginning: str, weight: float) -> list[Alternative]:
        choices: list[Alternative] = []
        for vocabulary in self._vocabularies.values():
            words = [word for word in vocabulary.starting_with(beginning) if word != beginning]
            words.sort(key=lambda folded: (-vocabulary.rows(folded), folded))
            for folded in words[:_MAX_COMPLETIONS]:
                choices += _of_words(vocabulary.by_folded[folded], "prefix", weight)
        return choices

    def _is_lay(self, word: Word) -> bool:
        """Return True if a phrase of daily language has the word, in any of its forms."""
        stems = self._own_stems(word)
        return any(
            word.folded in synonyms.words or any(stem in synonyms.by_first for stem in stems)
            for synonyms in self._synonyms
        )

    def _meaning_lengths(self, word: Word) -> frozenset[int]:
        """Return how many words the phrases have that begin with a word and mean something here."""
        stems = self._own_stems(word)
        return frozenset(
            len(entry.phrase)
            for synonyms in self._synonyms
            for stem in stems
            for entry in synonyms.by_first.get(stem, ())
            if all(map(self._count, entry.meaning))
        )

    def _unknown_word(self, word: Word, *, is_last: bool) -> Token:
        if not self._may_correct(word):
            return Token(word, ())
        vocabularies = tuple(self._vocabularies.values())
        if parts := parts_of(word.folded, self._written, _SHORTEST_PART):
            return self._split(word, parts)
        if (parts := parts_of(word.folded, self._is_of_phrase, _SHORTEST_PART)) is not None:
            stems = [self._own_stems(Word(part, part)) for part in parts]
            phrases = (entry.phrase for table in self._synonyms for entry in table.at(stems, 0))
            if any(len(phrase) == len(parts) for phrase in phrases):
                return self._split(word, parts)
        if len(word.folded) >= _SHORTEST_STEM:
            completions = self._completions(word.folded, _WEIGHTS["prefix"])
            if completions:
                return Token(word, distinct(completions))
        lay = [synonyms.by_length for synonyms in self._synonyms]
        nearest = corrections(word.folded, vocabularies, lay)
        if not nearest and is_last:
            nearest = unfinished(word.folded, vocabularies)
        if not nearest:
            for shortest in (_SHORTEST_PART, _SHORTEST_LAST_PART):
                if parts := parts_of(word.folded, self._frequency, shortest):
                    return self._split(word, parts)
            return Token(word, self._part(word))
        return Token(word, self._corrected(word, nearest))

    def _may_correct(self, word: Word) -> bool:
        """Count an unknown word; return False, and list it, if there were too many."""
        if self._unknown == MAX_CORRECTED:
            self._uncorrected.append(word.written)
            return False
        self._unknown += 1
        return True

    def _is_without_accents(self, word: Word, known: Sequence[Alternative]) -> bool:
        """Return True if the site, in several languages, has a word only with accents.

        On one in German and English "migrane" may be "Migräne", or a slip for "migraine".
        """
        return bool(known and len(self._vocabularies) > 1) and all(
            choice.by == "exact" and choice.written != word.written for choice in known
        )

    def _slip(self, word: Word, *, mends: bool = True) -> tuple[Alternative, ...]:
        """Return the other words of the site that a long word may be a mistake for.

        "Fascitis" is Spanish, and a slip for "fasciitis" unless "plantar" follows.
        """
        if len(word.folded) < _SHORTEST_SLIP or not self._may_correct(word):
            return ()
        nearest = corrections(word.folded, tuple(self._vocabularies.values()), ())
        return self._corrected(word, nearest, mends=mends)

    def _corrected(
        self, word: Word, nearest: Iterable[str], *, mends: bool = True
    ) -> tuple[Alternative, ...]:
        """Return the nearest words; if it `mends`, the first is in the corrected query."""
        choices: list[Alternative] = []
        for folded in nearest:
            written = next(
                (table.words[folded] for table in self._synonyms if folded in table.words), folded
            )
            known = self._known(Word(folded, written))
            if mends:
                self._mended.setdefault(word.folded, known[0].written if known else written)
            choices += [
                choice._replace(by="typo", weight=choice.weight * _WEIGHTS["typo"])
                for choice in known
            ]
            if not known:
                # A word of daily language, which only its synonyms make something of.
                choices += [
                    Alternative((stem(written),), written, "typo", 0.0)
                    for stem in self._stemmers.values()
                ]
        return distinct(choices)

    def _part(self, word: Word) -> tuple[Alternative, ...]:
        """Return what the known part of a compound means, if there is one."""
        choices: list[Alternative] = []
        for language in _COMPOUNDING.intersection(self._vocabularies):
            vocabulary = self._vocabularies[language]
            part = part_of(word.folded, vocabulary.rows)
            if part is not None and part not in self._stop_words:
                choices += _of_words(vocabulary.by_folded[part], "stem", _PART)
        return distinct(choices)

    def _written(self, folded: str) -> int:
        """Return about how many rows have a word as it is written."""
        return sum(vocabulary.rows(folded) for vocabulary in self._vocabularies.values())

    def _is_of_phrase(self, folded: str) -> bool:
        """Return True if a phrase of daily language has a word."""
        return any(folded in synonyms.words for synonyms in self._synonyms)

    def _frequency(self, folded: str) -> int:
        """Return about how many rows have a word in any of its forms, 0 for a stop word."""
        known = self._known(Word(folded, folded))
        if any(fold(choice.written) in self._stop_words for choice in known):
            return 0
        return sum(self._count(choice.stems[0]) for choice in known)

    def _split(self, word: Word, parts: tuple[str, str]) -> Token:
        known = tuple((part, distinct(self._known(Word(part, part)))) for part in parts)
        self._mended[word.folded] = " ".join(parts)
        return Token(word, (), parts=known)

    def _own_stems(self, word: Word) -> frozenset[str]:
        stems = self._stems.get(word.written)
        if stems is None:
            stems = frozenset([stem(word.written) for stem in self._stemmers.values()])
            self._stems[word.written] = stems
        return stems

    def _is_named(self, stems: Sequence[str]) -> bool:
        """Return True if a row has all stems in a name, a symptom, a title or a heading.

        Of the rows that have the rarest of them there, the first ones are looked at.
        """
        rows = self._index.rows
        rarest = min((self._index.by_place.get(stem, ()) for stem in stems), key=len, default=())
        return any(
            all(stem in rows[number].places for stem in stems) for number in rarest[:_MAX_NAMED]
        )

    def _count(self, stem: str) -> int:
        return sum(vocabulary.stem_rows.get(stem, 0) for vocabulary in self._vocabularies.values())


def _query_words(text: str) -> list[Word]:
    """Return the words of a query, each once but for those that stand between others.

    Parts of a word with a hyphen stay, the whole is left out where its parts are words enough.
    """
    return [word for word in words_in(text) if not any(sign in word.written for sign in _HYPHENS)]


def _with_umlaut(folded: str, vocabulary: Vocabulary) -> tuple[KnownWord, ...]:
    """Return the words that are written with an umlaut where this one has two letters."""
    if not any(letters in folded for letters, _ in _UMLAUTS):
        return ()
    for letters, letter in _UMLAUTS:
        folded = folded.replace(letters, letter)
    return vocabulary.by_folded.get(folded, ())


def _of_words(words: Iterable[KnownWord], by: MatchKind, weight: float) -> list[Alternative]:
    return [Alternative((word.stem,), word.written, by, weight) for word in words]

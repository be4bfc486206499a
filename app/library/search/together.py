"""Words that together mean something else, in any order, from `together_terms.toml`."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple, TypeAlias

from app.library.search.synonyms import PhraseReader, Synonym, read_terms, spelled_out

_FILE: Final = "together_terms.toml"


class Together(NamedTuple):
    """Stems that a query has, with what they mean."""

    stems: frozenset[str]
    meanings: tuple[Synonym, ...]


# By the stem of the first word.
TogetherTerms: TypeAlias = Mapping[str, Sequence[Together]]


@cache
def together_terms(language: str) -> TogetherTerms:
    """Return what words of a language mean together."""
    reader = PhraseReader(language)
    table: dict[str, list[Together]] = {}
    for text, meanings in read_terms(_FILE).get(language, {}).items():
        first, _, rest = text.partition(" ")
        for word in first.split("/"):
            # A meaning of stop words alone, such as "about us", is in no row.
            meant = tuple(one for one in reader.wider(word, meanings) if one.meaning)
            for words in spelled_out(f"{word} {rest}"):
                phrase = reader.phrase(words)
                table.setdefault(phrase[0], []).append(Together(frozenset(phrase), meant))
    return {stem: tuple(entries) for stem, entries in table.items()}


def meant_together(
    tables: Sequence[TogetherTerms], words: Sequence[frozenset[str]]
) -> list[Together]:
    """Return what the words of a query mean together; each word has some stems."""
    stems: frozenset[str] = frozenset().union(*words)
    entries = [
        entry
        for table in tables
        for stem in sorted(table.keys() & stems)
        for entry in table[stem]
        if entry.stems <= stems
    ]
    return list({entry.meanings: entry for entry in entries}.values())

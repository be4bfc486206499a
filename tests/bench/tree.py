"""A content tree of any size, the same on every machine, in the Markdown that Hugo reads too."""

import random
from pathlib import Path
from typing import Final

# What a page is filled up to, in bytes.
PAGE_BYTES: Final = 3_000
ANCHOR: Final = "what-to-expect"

_SECTIONS: Final = (
    *("treatments", "exercises", "wellness", "recovery"),
    *("prevention", "patients", "questions", "stories"),
)
_REGIONS: Final = (
    *("neck", "shoulder", "elbow", "wrist", "hand", "thumb", "rib", "back", "hip", "groin"),
    *("thigh", "knee", "calf", "shin", "ankle", "heel", "foot", "jaw", "spine", "pelvis"),
)
_COMPLAINTS: Final = (
    *("pain", "stiffness", "weakness", "swelling", "numbness", "tightness", "sprain", "strain"),
    *("instability", "arthritis", "tendinitis", "bursitis", "impingement", "injury", "tremor"),
    *("cramps", "inflammation", "fatigue", "soreness", "dislocation"),
)
_VOCABULARY: Final = """
a about after again all and any balance because before body build can care change clinic
comfort day each early ease every exercise first for from gentle go hands have heal help
home how in it joint keep lasting learn less let life load long loose make may measure
more morning move muscle new night of often on one or our patient plan posture press rest
return safe session short sit sleep slow small stand start step stretch strong support
the then therapist they through tissue to together touch visit walk warm week well when
with without work you your
"""
_WORDS: Final = tuple(_VOCABULARY.split())


def slug(number: int) -> str:
    """The slug of a page, counted from 0."""
    return f"{_SECTIONS[number % len(_SECTIONS)]}/page-{number:05}"


def file_of(folder: Path, number: int) -> Path:
    """The file of a page."""
    return folder / f"{slug(number)}.md"


def make_tree(folder: Path, pages: int) -> None:
    """Write a home page and so many pages into a new folder."""
    for section in _SECTIONS:
        (folder / section).mkdir(parents=True)
    links = "".join(f"- [Page {n}](/{slug(n)}/)\n" for n in range(min(pages, len(_SECTIONS))))
    home = f"---\ntitle: The clinic\n---\nWelcome.\n\n{links}"
    (folder / "_index.md").write_text(home, encoding="utf-8")
    for number in range(pages):
        file_of(folder, number).write_text(page_text(number, pages), encoding="utf-8")


def page_text(number: int, pages: int) -> str:
    """The file of a page among so many: headings, lists, links to other pages, conditions."""
    chance = random.Random(f"page {number}")
    # Every page is linked to by the one before it.
    others = [(number + 1) % pages, chance.randrange(pages), chance.randrange(pages)]
    links = [f"/{slug(others[0])}/", f"/{slug(others[1])}/", f"/{slug(others[2])}/#{ANCHOR}"]
    conditions = "".join(f"- {name}\n" for name in _conditions(chance))
    steps = "".join(f"{n}. {_sentence(chance)}\n" for n in (1, 2, 3))
    text = f"""---
title: "Page {number}: {_sentence(chance, 4).rstrip(".")}"
description: {_sentence(chance, 12)}
date: 2024-{1 + number % 12:02}-{1 + number % 28:02}
tags: [{chance.choice(_WORDS)} care, recovery]
weight: {1 + number % 100}
audience: adults
minutes: {chance.choice((30, 45, 60))}
---
{_paragraph(chance)}

## Conditions treated

{conditions}
## What to expect

{_paragraph(chance)} See [the next page]({links[0]}) and **[one more]({links[1]})**.

{steps}
### At home

- {_sentence(chance)}
  - {_sentence(chance)}
- *{_sentence(chance)}* Read [what to expect elsewhere]({links[2]}).

> {_sentence(chance, 14)}

## Details
"""
    while len(text) < PAGE_BYTES:
        text += f"\n{_paragraph(chance)}\n"
    return text


def _conditions(chance: random.Random) -> list[str]:
    """Six names out of four hundred, so that pages share conditions."""
    numbers = chance.sample(range(len(_REGIONS) * len(_COMPLAINTS)), 6)
    pairs = [divmod(each, len(_COMPLAINTS)) for each in numbers]
    return [f"{_REGIONS[region].title()} {_COMPLAINTS[complaint]}" for region, complaint in pairs]


def _paragraph(chance: random.Random) -> str:
    return " ".join(_sentence(chance) for _ in range(4))


def _sentence(chance: random.Random, words: int = 10) -> str:
    return f"{' '.join(chance.choices(_WORDS, k=words)).capitalize()}."

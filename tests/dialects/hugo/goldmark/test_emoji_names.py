"""Emoji by their names."""

import re

import emoji
import pytest

from app.dialects.hugo.goldmark.emoji_names import emoji_edits
from app.markdown.edits import Edit


def test_every_name_of_the_package_is_the_emoji_that_it_gives() -> None:
    names = {
        name for data in emoji.EMOJI_DATA.values() for name in (data["en"], *data.get("alias", ()))
    }
    short = [name for name in names if re.fullmatch(":[a-z0-9_+-]{1,50}:", name)]

    signs = {name: [edit.text for edit in emoji_edits(name)] for name in short}

    assert len(short) > 4000
    assert signs == {name: [emoji.emojize(name, language="alias")] for name in short}


@pytest.mark.parametrize(
    ("markdown", "edits"),
    [
        ("a :smile: b", [Edit(2, 9, "😄")]),
        ("at 10:30:smile:", [Edit(8, 15, "😄")]),
        ("`:+1:`", [Edit(1, 5, "👍")]),
        ("a :nothing: b", []),
        (":Smile:", []),
        ("a: b: c", []),
    ],
)
def test_a_name_between_colons_is_replaced_where_it_stands(
    markdown: str, edits: list[Edit]
) -> None:
    assert list(emoji_edits(markdown)) == edits
